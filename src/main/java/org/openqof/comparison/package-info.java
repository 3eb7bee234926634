/**
 * Two financial years side by side: what of the change in pounds is owed to prices, lists,
 * prevalence, points and achievement, and which rates may be compared, on the map of either year.
 * Pure: no I/O, no Spark. Holds money, so nothing of it is ever published among the statistics.
 */
@NullMarked
package org.openqof.comparison;

import org.jspecify.annotations.NullMarked;
