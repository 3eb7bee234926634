/**
 * The order of steps of a run, job files, reports and exit codes. Sees the engine's interface,
 * never Spark.
 */
@NullMarked
package org.openqof.job;

import org.jspecify.annotations.NullMarked;
