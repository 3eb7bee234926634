package org.openqof.extract.layout;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * What a received file was recognised as.
 *
 * @param fileName its name as received, for messages
 * @param layout identifier of its layout
 * @param role what it is for
 * @param year the financial year it speaks of; null when neither its name nor its first data row
 *     says so, or its name says several
 * @param yearFound where the year was found, for messages; null with the year
 * @param columnNames its columns as written in its header; invented ones for a file without header
 * @param columns position from 0 of each column that is read, by meaning
 * @param fixedMeasure what every value of the file is when no column says it, such as {@code
 *     ACHIEVED_POINTS}; otherwise null
 * @param hasHeader whether its first record is a header
 */
public record Recognised(
    String fileName,
    String layout,
    Role role,
    @Nullable FinancialYear year,
    @Nullable String yearFound,
    List<String> columnNames,
    Map<String, Integer> columns,
    @Nullable String fixedMeasure,
    boolean hasHeader)
    implements Serializable {

  public Recognised {
    columnNames = List.copyOf(columnNames);
    columns = Map.copyOf(columns);
  }

  /** Position of a column, or -1 when the file does not have it. */
  public int position(Column column) {
    return columns.getOrDefault(column.word(), -1);
  }

  /** The name that a column has in this file. */
  public String nameOf(int position) {
    return position < columnNames.size() ? columnNames.get(position) : "column " + (position + 1);
  }
}
