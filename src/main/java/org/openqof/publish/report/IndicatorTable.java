package org.openqof.publish.report;

import java.util.List;
import java.util.Optional;
import org.openqof.publish.Area;
import org.openqof.publish.chart.Markup;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.Block;

/**
 * The indicators of one group in England: achievement with its limits, the median practice,
 * adjustments, and practices outside the funnel.
 *
 * @param main the year
 * @param rules parameters of the statistics
 * @param funnel where practices outside are counted
 */
record IndicatorTable(PublishedYear main, StatisticsRules rules, FunnelSection funnel) {

  /** The table. */
  DataTable of(List<Indicator> indicators) {
    DataTable table =
        new DataTable(
            "Indicators of England, " + main.year(),
            "Indicator",
            "What it measures",
            "#Achievement",
            "#Limits",
            "#Median practice",
            "#Adjusted",
            "#Received",
            "#Outside funnel");
    Block rows = main.rows(AreaIndicators.TABLE);
    for (Indicator indicator : indicators) {
      Optional<Integer> found = indicatorRow(rows, indicator.code());
      if (found.isEmpty() || !rows.has(AreaIndicators.DENOMINATOR, found.get())) {
        continue;
      }
      int row = found.get();
      long denominator = rows.unscaledAt(AreaIndicators.DENOMINATOR, row);
      long numerator =
          rows.has(AreaIndicators.NUMERATOR, row)
              ? rows.unscaledAt(AreaIndicators.NUMERATOR, row)
              : 0;
      double[] deciles = DecilesSection.of(main, indicator.code());
      table.row(
          indicator.code(),
          indicator.description(),
          Shown.percent(rows.decimalOrNull(AreaIndicators.ACHIEVEMENT, row)),
          Shown.limits(numerator, denominator, rules.interval(), 1),
          deciles.length == 0 ? "[x]" : Markup.percent(deciles[4], 1),
          Shown.percent(rows.decimalOrNull(AreaIndicators.PCA_RATE, row)),
          Shown.percent(rows.decimalOrNull(AreaIndicators.INTERVENTION_RATE, row)),
          funnel.outside(indicator.code()));
    }
    return table;
  }

  private static Optional<Integer> indicatorRow(Block rows, String code) {
    return Shown.find(
        rows,
        AreaIndicators.LEVEL,
        "england",
        AreaIndicators.AREA_CODE,
        Area.ENGLAND.code(),
        AreaIndicators.INDICATOR_CODE,
        code);
  }
}
