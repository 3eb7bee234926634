package org.openqof.publish.report;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.publish.chart.HexMap;
import org.openqof.publish.chart.Markup;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;

/** The map of integrated care boards with the points that each earned, and its table. */
record BoardsSection(PublishedYear main) {

  /** Adds it to a page. */
  void addTo(Page page) {
    page.heading(2, "Integrated care boards", "boards");
    Block points = main.rows(AreaPoints.TABLE);
    Map<String, Double> rates = new TreeMap<>();
    DataTable table =
        new DataTable(
            "Points earned, % of all, by board", "Board", "Name", "#Practices", "#Points, %");
    for (int row = 0; row < points.rows(); row++) {
      BigDecimal rate = points.decimalOrNull(AreaPoints.POINTS_RATE, row);
      if (points.textAt(AreaPoints.LEVEL, row).equals("icb") && rate != null) {
        rates.put(points.textAt(AreaPoints.AREA_CODE, row), rate.doubleValue());
        table.row(
            points.textAt(AreaPoints.AREA_CODE, row),
            points.textAt(AreaPoints.AREA_NAME, row),
            Shown.count(points.countAt(AreaPoints.PRACTICES, row)),
            Shown.percent(rate));
      }
    }
    if (rates.isEmpty()) {
      page.paragraph("The year has no points by board.");
      return;
    }
    String title = "Points earned by integrated care board, " + main.year();
    page.chart(
        HexMap.svg(
            "boards-map",
            title,
            rates.size()
                + " boards in five shades of equal number, from "
                + Markup.percent(rates.values().stream().mapToDouble(r -> r).min().orElse(0), 1)
                + " to "
                + Markup.percent(rates.values().stream().mapToDouble(r -> r).max().orElse(0), 1)
                + " of the points. The table alongside gives every board.",
            rates),
        title + ". One hexagon a board; darker is more.",
        table);
  }
}
