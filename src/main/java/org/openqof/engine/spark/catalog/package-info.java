/**
 * The lake as a catalogue of Spark: its tables, the current version of each, and the regulation's
 * formulas as functions. One setting brings it into any session:
 *
 * <pre>
 * spark.sql.catalog.qof=org.openqof.engine.spark.catalog.QofCatalog
 * spark.sql.catalog.qof.lake=/data/lake
 * </pre>
 *
 * <p>Every function calls the one statement of its formula in {@code domain} or {@code statistics};
 * nothing is calculated here.
 */
@NullMarked
package org.openqof.engine.spark.catalog;

import org.jspecify.annotations.NullMarked;
