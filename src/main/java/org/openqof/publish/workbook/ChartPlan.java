package org.openqof.publish.workbook;

import java.util.List;

/**
 * A chart of a sheet's own table, below it: every number that it draws stands in the table.
 *
 * @param kind how it is drawn
 * @param title title of the chart
 * @param description what it shows, for those who cannot see it
 * @param axis what is measured upwards, with its unit
 * @param categories column of the table with the names along the axis
 * @param series columns of the table that are drawn
 */
record ChartPlan(
    Kind kind,
    String title,
    String description,
    String axis,
    int categories,
    List<Integer> series) {
  ChartPlan {
    series = List.copyOf(series);
  }

  /** How a chart is drawn. */
  enum Kind {
    /** Points above each other, joined by an upright line: the spread of practices. */
    SPREAD,
    /** Bars alongside each other, one a year: nothing joins years that may not be compared. */
    BARS
  }
}
