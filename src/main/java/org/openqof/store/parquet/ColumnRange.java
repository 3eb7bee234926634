package org.openqof.store.parquet;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds of one column.
 *
 * @param column name of the column
 * @param least smallest value, or null when every row is empty: a String, Integer (also days since
 *     1 January 1970), Long (also the unscaled decimal) or Boolean; texts are compared by their
 *     UTF-8 bytes
 * @param most largest value, or null when every row is empty
 * @param empty rows without a value
 */
public record ColumnRange(
    String column, @Nullable Serializable least, @Nullable Serializable most, long empty)
    implements Serializable {}
