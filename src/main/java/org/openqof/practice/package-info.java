/**
 * One practice-year: put together from its values, checked, priced, and its contributions to the
 * nation and to areas. Pure: no I/O, no threads, no Spark.
 */
@NullMarked
package org.openqof.practice;

import org.jspecify.annotations.NullMarked;
