package org.openqof.publish.workbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sheet: a title, what changed, and the columns of its one table.
 *
 * @param name name of the sheet: letters, digits and underscores, at most 31
 * @param title title in words
 * @param note what changed since the year before, or null
 * @param columns columns in order
 * @param figures rows of a table of its own; null when its rows are the areas of the workbook
 * @param chart a chart of the table, or null
 */
record SheetPlan(
    String name,
    String title,
    @Nullable String note,
    List<Column> columns,
    @Nullable List<Object[]> figures,
    @Nullable ChartPlan chart) {
  SheetPlan {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,30}")) {
      throw new IllegalArgumentException("not a name for a sheet: " + name);
    }
    columns = List.copyOf(columns);
    figures = figures == null ? null : List.copyOf(figures);
  }

  /** A sheet of the areas of its workbook. */
  SheetPlan(String name, String title, @Nullable String note, List<Column> columns) {
    this(name, title, note, columns, null, null);
  }
}
