package org.openqof.publish.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openqof.publish.chart.ChartWords;
import org.openqof.publish.chart.FunnelChart;
import org.openqof.publish.chart.Markup;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.statistics.Disclosure;
import org.openqof.statistics.Funnel;
import org.openqof.statistics.Measure;
import org.openqof.tables.Block;
import org.openqof.tables.Funnels;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticeOutliers;
import org.openqof.tables.Practices;

/**
 * The funnel of practices for one indicator, and the table of those farthest outside.
 *
 * @param main the year
 * @param rules parameters of the statistics
 * @param disclosure how small counts of practices are shown
 */
record FunnelSection(PublishedYear main, StatisticsRules rules, Disclosure disclosure) {
  private static final int OUTLIERS_LISTED = 10;

  /** Adds it to a page. */
  void addTo(Page page, Indicator indicator) {
    Optional<Integer> found = funnelRow(indicator.code());
    if (found.isEmpty()) {
      return;
    }
    Block funnels = main.rows(Funnels.TABLE);
    int row = found.get();
    Funnel funnel =
        new Funnel(
            funnels.countAt(Funnels.PRACTICES, row),
            Shown.value(funnels, Funnels.TARGET, row),
            Shown.value(funnels, Funnels.PHI, row),
            Shown.value(funnels, Funnels.TAU_SQUARED, row));
    Set<String> outside = outliers(indicator.code());
    Set<String> hidden = hidden(indicator.code());
    List<FunnelChart.Practice> practices = practices(indicator.code(), outside, hidden);
    if (practices.isEmpty()) {
      return;
    }
    int below = funnels.countAt(Funnels.BELOW, row);
    int above = funnels.countAt(Funnels.ABOVE, row);
    page.heading(3, indicator.code() + " by practice", "funnel-" + Markup.id(indicator.code()));
    String level = rules.outlier().percent().toPlainString();
    String caption =
        "%,d practices; %,d below and %,d above the outer limits at %s %% (φ = %.1f). %s"
            .formatted(
                funnel.practices(), below, above, level, funnel.phi(), ChartWords.LIMITS_MEAN);
    page.chart(
        FunnelChart.svg(
            "funnel-chart-" + indicator.code(),
            "Funnel of practices, " + indicator.code() + ": " + indicator.description(),
            caption,
            practices,
            new FunnelChart.Limits(
                funnel.target(),
                base -> funnel.lower(base, rules.outlier(), true),
                base -> funnel.upper(base, rules.outlier(), true),
                base -> funnel.lower(base, rules.outlier(), false),
                base -> funnel.upper(base, rules.outlier(), false))),
        caption,
        outlierTable(indicator.code(), outside.size(), hidden));
  }

  /** How many practices lie outside, in words. */
  String outside(String code) {
    Block funnels = main.rows(Funnels.TABLE);
    return funnelRow(code)
        .map(
            row ->
                "%,d low, %,d high"
                    .formatted(
                        funnels.countAt(Funnels.BELOW, row), funnels.countAt(Funnels.ABOVE, row)))
        .orElse("[x]");
  }

  private Optional<Integer> funnelRow(String code) {
    return Shown.find(
        main.rows(Funnels.TABLE),
        Funnels.MEASURE,
        Measure.ACHIEVEMENT.word(),
        Funnels.SUBJECT_CODE,
        code);
  }

  private Set<String> outliers(String code) {
    Block rows = main.rows(PracticeOutliers.TABLE);
    Set<String> practices = new HashSet<>();
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(PracticeOutliers.SUBJECT_CODE, row).equals(code)
          && rows.textAt(PracticeOutliers.MEASURE, row).equals(Measure.ACHIEVEMENT.word())) {
        practices.add(rows.textAt(PracticeOutliers.PRACTICE_CODE, row));
      }
    }
    return practices;
  }

  /**
   * Practices whose counts are hidden. Patients with and without the event each add up to England,
   * which is published: so a second practice is hidden where one alone would be.
   */
  private Set<String> hidden(String code) {
    Block rows = main.rows(PracticeIndicators.TABLE);
    List<String> practices = new ArrayList<>();
    List<Long> with = new ArrayList<>();
    List<Long> without = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(PracticeIndicators.INDICATOR_CODE, row).equals(code)
          && rows.has(PracticeIndicators.DENOMINATOR, row)
          && rows.has(PracticeIndicators.NUMERATOR, row)) {
        long numerator = rows.countAt(PracticeIndicators.NUMERATOR, row);
        practices.add(rows.textAt(PracticeIndicators.PRACTICE_CODE, row));
        with.add(numerator);
        without.add(Math.max(0, rows.countAt(PracticeIndicators.DENOMINATOR, row) - numerator));
      }
    }
    List<Optional<Long>> shown = disclosure.parts(with);
    List<Optional<Long>> others = disclosure.parts(without);
    Set<String> hidden = new HashSet<>();
    for (int i = 0; i < practices.size(); i++) {
      if (shown.get(i).isEmpty() || others.get(i).isEmpty()) {
        hidden.add(practices.get(i));
      }
    }
    return hidden;
  }

  private List<FunnelChart.Practice> practices(
      String code, Set<String> outside, Set<String> hidden) {
    Block rows = main.rows(PracticeIndicators.TABLE);
    List<FunnelChart.Practice> practices = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(PracticeIndicators.INDICATOR_CODE, row).equals(code)
          && rows.has(PracticeIndicators.DENOMINATOR, row)
          && rows.has(PracticeIndicators.NUMERATOR, row)
          && rows.countAt(PracticeIndicators.DENOMINATOR, row) > 0) {
        int base = rows.countAt(PracticeIndicators.DENOMINATOR, row);
        Optional<BigDecimal> rate =
            disclosure.rate(rows.countAt(PracticeIndicators.NUMERATOR, row), base);
        Optional<Long> shown = disclosure.count(base);
        String practice = rows.textAt(PracticeIndicators.PRACTICE_CODE, row);
        if (rate.isPresent()
            && shown.isPresent()
            && shown.get() > 0
            && !hidden.contains(practice)) {
          practices.add(
              new FunnelChart.Practice(
                  Math.toIntExact(shown.get()),
                  Math.min(1, rate.get().doubleValue()),
                  outside.contains(practice)));
        }
      }
    }
    return practices;
  }

  private String name(String practice) {
    Block rows = main.rows(Practices.TABLE);
    return Shown.find(rows, Practices.PRACTICE_CODE, practice)
        .map(row -> rows.textAt(Practices.PRACTICE_NAME, row))
        .orElse("[x]");
  }

  private DataTable outlierTable(String code, int all, Set<String> hidden) {
    DataTable table =
        new DataTable(
            all <= OUTLIERS_LISTED
                ? "Practices outside"
                : "The %d farthest of %,d practices outside; table practice_outliers has all"
                    .formatted(OUTLIERS_LISTED, all),
            "Practice",
            "Name",
            "Side",
            "#Numerator",
            "#Denominator",
            "#Achievement",
            "#Score");
    Block rows = main.rows(PracticeOutliers.TABLE);
    List<Integer> found = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(PracticeOutliers.SUBJECT_CODE, row).equals(code)
          && rows.textAt(PracticeOutliers.MEASURE, row).equals(Measure.ACHIEVEMENT.word())) {
        found.add(row);
      }
    }
    found.sort(
        Comparator.<Integer>comparingDouble(
                row -> -Math.abs(Shown.value(rows, PracticeOutliers.SCORE, row)))
            .thenComparing(row -> rows.textAt(PracticeOutliers.PRACTICE_CODE, row)));
    for (int row : found.subList(0, Math.min(OUTLIERS_LISTED, found.size()))) {
      int events = rows.countAt(PracticeOutliers.EVENTS, row);
      int base = rows.countAt(PracticeOutliers.BASE, row);
      String practice = rows.textAt(PracticeOutliers.PRACTICE_CODE, row);
      String side = rows.textAt(PracticeOutliers.SIDE, row);
      Optional<BigDecimal> rate = disclosure.rate(events, base);
      if (hidden.contains(practice) || rate.isEmpty()) {
        // The score as well: it was made from the counts.
        table.row(practice, name(practice), side, "[c]", "[c]", "[c]", "[c]");
      } else {
        table.row(
            practice,
            name(practice),
            side,
            disclosure.count(events).map(Shown::count).orElse("[c]"),
            disclosure.count(base).map(Shown::count).orElse("[c]"),
            Shown.percent(rate.get()),
            String.format(Locale.ROOT, "%.1f", Shown.value(rows, PracticeOutliers.SCORE, row)));
      }
    }
    if (table.isEmpty()) {
      table.row("none", "[z]", "[z]", "[z]", "[z]", "[z]", "[z]");
    }
    return table;
  }
}
