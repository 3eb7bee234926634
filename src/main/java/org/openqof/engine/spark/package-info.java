/**
 * The engine on Apache Spark: tasks over parts, values grouped by practice across executors, tasks
 * over practices. The only room of the calculation that imports Spark; knows no formula and no
 * layout.
 */
@NullMarked
package org.openqof.engine.spark;

import org.jspecify.annotations.NullMarked;
