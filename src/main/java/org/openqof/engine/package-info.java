/**
 * The engine as the calculation sees it: bring a practice's values together from wherever they lie,
 * and run a step over blocks of practices. Its two implementations are {@code engine.local} and
 * {@code engine.spark}.
 */
@NullMarked
package org.openqof.engine;

import org.jspecify.annotations.NullMarked;
