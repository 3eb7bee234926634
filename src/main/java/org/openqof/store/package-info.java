/**
 * The lake and the published tree: files by URI, Parquet written from and read into blocks of
 * columns, Delta tables by Delta Kernel, received files kept once, versions, the lock of a run, and
 * publication in one atomic step. Kernel, Parquet and Hadoop are imported here only. No formula and
 * no rulebook.
 */
@NullMarked
package org.openqof.store;

import org.jspecify.annotations.NullMarked;
