/**
 * What-if: scenarios as overlays on a year's rulebook, sweeps, and who wins and loses. Base and
 * scenarios are priced by the formulas of {@code practice}. Pure: no I/O, no Spark.
 */
@NullMarked
package org.openqof.scenario;

import org.jspecify.annotations.NullMarked;
