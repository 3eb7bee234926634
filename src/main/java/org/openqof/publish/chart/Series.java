package org.openqof.publish.chart;

import java.util.List;

/**
 * Values of successive years, and after which of them the series breaks.
 *
 * @param points values in the order of their years; a year without a value is left out
 */
public record Series(List<Point> points) {
  public Series {
    points = List.copyOf(points);
  }

  /**
   * One year.
   *
   * @param year the financial year, as {@code 2023-24}
   * @param values one fraction for a line, nine for deciles
   * @param breaksBefore whether it may not be compared with the point before it
   */
  public record Point(String year, List<Double> values, boolean breaksBefore) {
    public Point {
      values = List.copyOf(values);
    }
  }

  double lowest() {
    return points.stream().flatMap(p -> p.values().stream()).mapToDouble(v -> v).min().orElse(0);
  }

  double highest() {
    return points.stream().flatMap(p -> p.values().stream()).mapToDouble(v -> v).max().orElse(1);
  }
}
