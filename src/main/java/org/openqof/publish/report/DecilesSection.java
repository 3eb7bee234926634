package org.openqof.publish.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.openqof.publish.Verdict;
import org.openqof.publish.chart.ChartWords;
import org.openqof.publish.chart.Markup;
import org.openqof.publish.chart.Series;
import org.openqof.publish.chart.YearChart;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Lineage;
import org.openqof.statistics.Measure;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;

/**
 * Deciles of practices for one indicator, year by year, never joined across a break.
 *
 * @param years years in order, the one reported last
 * @param lineage how indicators descend
 */
record DecilesSection(List<PublishedYear> years, Lineage lineage) {

  /** Adds it to a page; whether there was anything to draw. */
  boolean addTo(Page page, Indicator indicator) {
    DataTable table =
        new DataTable(
            "Achievement of practices",
            "Year",
            "Indicator",
            "#Lowest tenth to",
            "#Median",
            "#Highest tenth from",
            "Compared with the year before");
    List<Series.Point> points = new ArrayList<>();
    String code = indicator.code();
    List<String[]> rows = new ArrayList<>();
    // From the latest year back, as the lineage leads; turned round below.
    List<Boolean> breaks = new ArrayList<>();
    PublishedYear later = years.get(years.size() - 1);
    for (int i = years.size() - 1; i >= 0 && !code.isEmpty(); i--) {
      PublishedYear year = years.get(i);
      Verdict verdict = Verdict.FIRST;
      if (i > 0) {
        Lineage.Comparison found =
            lineage.compare(years.get(i - 1).year(), code, year.year(), Compared.ACHIEVEMENT);
        verdict = Verdict.of(found);
      }
      double[] deciles = of(year, code);
      if (deciles.length == 9) {
        List<Double> values = new ArrayList<>();
        for (double decile : deciles) {
          values.add(decile);
        }
        points.add(0, new Series.Point(year.year().toString(), values, false));
        breaks.add(0, verdict.comparability() == Comparability.NOT_COMPARABLE);
        rows.add(
            0,
            new String[] {
              year.year().toString(),
              code,
              Markup.percent(deciles[0], 1),
              Markup.percent(deciles[4], 1),
              Markup.percent(deciles[8], 1),
              verdict.words()
            });
      }
      later = year;
      code = i == 0 ? "" : lineage.codeIn(years.get(i - 1).year(), code, later.year()).orElse("");
    }
    if (points.isEmpty()) {
      return false;
    }
    rows.forEach(table::row);
    List<Series.Point> marked = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      marked.add(
          new Series.Point(points.get(i).year(), points.get(i).values(), i > 0 && breaks.get(i)));
    }
    page.heading(3, indicator.code() + " by year", "deciles-" + Markup.id(indicator.code()));
    String title = "Deciles of practices, " + indicator.code() + ": " + indicator.description();
    page.chart(
        YearChart.svg(
            "deciles-chart-" + indicator.code(),
            title,
            Shown.described(marked),
            new Series(marked)),
        ChartWords.DECILES_MEAN + " " + ChartWords.BREAK_MEANS,
        table);
    return true;
  }

  /** The nine deciles of achievement of England's practices; none where they are not known. */
  static double[] of(PublishedYear year, String indicator) {
    Block rows = year.rows(Deciles.TABLE);
    double[] deciles = new double[9];
    int found = 0;
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(Deciles.POPULATION, row).equals("england")
          && rows.textAt(Deciles.MEASURE, row).equals(Measure.ACHIEVEMENT.word())
          && rows.textAt(Deciles.SUBJECT_CODE, row).equals(indicator)) {
        BigDecimal rate = rows.decimalOrNull(Deciles.RATE, row);
        deciles[rows.countAt(Deciles.DECILE, row) - 1] = rate == null ? 0 : rate.doubleValue();
        found++;
      }
    }
    return found == 9 ? deciles : new double[0];
  }
}
