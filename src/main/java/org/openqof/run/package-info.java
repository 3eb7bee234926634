/**
 * A run from its job file to its exit code: the plan, the decision for every year, the order of
 * steps. Sees the engine as an interface, never Spark.
 */
@NullMarked
package org.openqof.run;

import org.jspecify.annotations.NullMarked;
