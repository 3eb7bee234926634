/**
 * One financial year's regulation as immutable records, read from its folder of data files, with
 * every value's status and citation. No Spark, no lake, no formula.
 */
@NullMarked
package org.openqof.rulebook;

import org.jspecify.annotations.NullMarked;
