/**
 * Extracts taken in: which files there are, what is new of them, what is refused as a whole, and
 * the bytes kept once. Knows no formula.
 */
@NullMarked
package org.openqof.intake;

import org.jspecify.annotations.NullMarked;
