/**
 * The engine in this process: threads over parts, then over practices. Knows no formula, no layout.
 */
@NullMarked
package org.openqof.engine.local;

import org.jspecify.annotations.NullMarked;
