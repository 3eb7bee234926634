/**
 * Public statistics: rates of practices and areas. Sums at every level, rates from the sums, never
 * means of rates. Pure: no I/O, no Spark, no money.
 */
@NullMarked
package org.openqof.statistics;

import org.jspecify.annotations.NullMarked;
