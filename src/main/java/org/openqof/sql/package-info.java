/**
 * The lake in Spark SQL: queries that only read, and the lake as a catalogue with its tables, the
 * current version of each, and the regulation's formulas as functions. One setting brings it into
 * any session:
 *
 * <pre>
 * spark.sql.catalog.qof=org.openqof.sql.QofCatalog
 * spark.sql.catalog.qof.lake=/data/lake
 * </pre>
 *
 * <p>Every function calls the one statement of its formula in {@code domain} or {@code statistics};
 * nothing is calculated here.
 */
@NullMarked
package org.openqof.sql;

import org.jspecify.annotations.NullMarked;
