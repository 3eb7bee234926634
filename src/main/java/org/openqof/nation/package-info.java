/**
 * National figures from the contributions of practices: average list size and national prevalence,
 * each with the date it speaks for and the year it applies to. Pure: no I/O, no Spark.
 */
@NullMarked
package org.openqof.nation;

import org.jspecify.annotations.NullMarked;
