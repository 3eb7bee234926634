package org.openqof.publish.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.publish.chart.FunnelChart;
import org.openqof.publish.chart.HexMap;
import org.openqof.publish.chart.Markup;
import org.openqof.publish.chart.Series;
import org.openqof.publish.chart.YearChart;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.statistics.Disclosure;
import org.openqof.statistics.Funnel;
import org.openqof.statistics.Interval;
import org.openqof.statistics.Measure;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;
import org.openqof.tables.Field;
import org.openqof.tables.Funnels;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticeOutliers;

/**
 * The report of one publication: England, the map of boards, and for each group its prevalence, its
 * indicators, deciles by year and the funnel of its largest indicator.
 */
public final class PublicationReport {
  private static final String ENGLAND = "ENG";
  private static final int OUTLIERS_LISTED = 10;

  private final PublishedYear main;
  private final List<PublishedYear> years;
  private final Lineage lineage;
  private final StatisticsRules rules;
  private final Disclosure disclosure;

  /**
   * A report.
   *
   * @param main the year reported, with its practices
   * @param earlier earlier years; of them only England and its deciles are read
   * @param lineage how indicators descend, for the breaks
   * @param rules parameters of the statistics
   * @param disclosure how small counts of practices are shown
   */
  public PublicationReport(
      PublishedYear main,
      List<PublishedYear> earlier,
      Lineage lineage,
      StatisticsRules rules,
      Disclosure disclosure) {
    this.main = main;
    this.years = new ArrayList<>(earlier);
    years.add(main);
    years.sort(Comparator.comparing(PublishedYear::year));
    this.lineage = lineage;
    this.rules = rules;
    this.disclosure = disclosure;
  }

  /** The page, complete in itself. */
  public String html() {
    Page page = new Page("Quality and Outcomes Framework, " + main.year());
    page.paragraph(
        "Version "
            + main.version()
            + ". Rates come from sums over practices at every level. Intervals are at "
            + rules.interval().percent().toPlainString()
            + " %. [z] means not applicable, [x] not available, [c] hidden as a small count.");
    page.note(
        "Practices differ in their patients. A place outside a funnel is a reason to look, not a"
            + " judgement; this is no ranking.");
    page.fileLink("data-quality.html", "Data quality of this publication");
    List<Group> groups =
        main.rulebook().groups().stream()
            .filter(group -> !indicators(group).isEmpty() || group.publishesPrevalence())
            .sorted(Comparator.comparing(Group::name))
            .toList();
    List<String[]> contents = new ArrayList<>();
    contents.add(new String[] {"england", "England"});
    contents.add(new String[] {"boards", "Integrated care boards"});
    groups.forEach(group -> contents.add(new String[] {place(group), group.name()}));
    page.contents(contents);
    england(page);
    boards(page);
    groups.forEach(group -> group(page, group));
    return page.html();
  }

  private static String place(Group group) {
    return "group-" + Markup.id(group.code());
  }

  private List<Indicator> indicators(Group group) {
    return main.rulebook().indicators().stream()
        .filter(indicator -> indicator.groupCode().equals(group.code()))
        .filter(
            indicator ->
                indicator.kind() == IndicatorKind.FRACTION
                    || indicator.kind() == IndicatorKind.STEP)
        .toList();
  }

  private void england(Page page) {
    page.heading(2, "England", "england");
    DataTable table =
        new DataTable(
            "England by year", "Year", "#Practices", "#Registered patients", "#Points, % of all");
    for (PublishedYear year : years) {
      Block points = year.rows(AreaPoints.TABLE);
      find(points, AreaPoints.LEVEL, "england", AreaPoints.AREA_CODE, ENGLAND)
          .ifPresent(
              row ->
                  table.row(
                      year.year().toString(),
                      count(points.countAt(AreaPoints.PRACTICES, row)),
                      count(points.unscaledAt(AreaPoints.LIST_SIZE, row)),
                      percent(points.decimalOrNull(AreaPoints.POINTS_RATE, row))));
    }
    page.table(table);
  }

  private void boards(Page page) {
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
            count(points.countAt(AreaPoints.PRACTICES, row)),
            percent(rate));
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
                + " of the points. The table beside gives every board.",
            rates),
        title + ". One hexagon a board; darker is more.",
        table);
  }

  private void group(Page page, Group group) {
    page.heading(2, group.name(), place(group));
    if (group.publishesPrevalence()) {
      prevalence(page, group);
    }
    List<Indicator> indicators = indicators(group);
    if (indicators.isEmpty()) {
      return;
    }
    page.table(indicatorTable(indicators));
    Indicator largest =
        indicators.stream()
            .max(
                Comparator.comparing(Indicator::availablePoints)
                    .thenComparing(Indicator::code, Comparator.reverseOrder()))
            .orElseThrow();
    deciles(page, largest);
    funnel(page, largest);
  }

  private void prevalence(Page page, Group group) {
    DataTable table =
        new DataTable(
            "Prevalence of England",
            "Year",
            "#Register",
            "#List",
            "#Prevalence",
            "#Limits",
            "Compared with the year before");
    List<Series.Point> points = new ArrayList<>();
    PublishedYear last = null;
    for (PublishedYear year : years) {
      Block rows = year.rows(AreaGroups.TABLE);
      Optional<Integer> found =
          find(
              rows,
              AreaGroups.LEVEL,
              "england",
              AreaGroups.AREA_CODE,
              ENGLAND,
              AreaGroups.GROUP_CODE,
              group.code());
      if (found.isEmpty() || !rows.has(AreaGroups.REGISTER_SIZE, found.get())) {
        continue;
      }
      int row = found.get();
      long register = rows.unscaledAt(AreaGroups.REGISTER_SIZE, row);
      long list =
          rows.has(AreaGroups.LIST_SIZE, row) ? rows.unscaledAt(AreaGroups.LIST_SIZE, row) : 0;
      BigDecimal rate = rows.decimalOrNull(AreaGroups.RAW_PREVALENCE, row);
      Verdict verdict = last == null ? Verdict.FIRST : register(last, year, group.code());
      if (rate != null) {
        points.add(
            new Series.Point(
                year.year().toString(),
                List.of(rate.doubleValue()),
                verdict.comparability() == Comparability.NOT_COMPARABLE));
      }
      boolean newly = rows.flagAt(AreaGroups.NEWLY_DIAGNOSED, row);
      table.row(
          year.year().toString(),
          count(register) + (newly ? " newly diagnosed" : ""),
          count(list),
          rate == null ? "[z]" : percent(rate, 2),
          newly ? "[z]" : limits(register, list, 2),
          verdict.words());
      last = year;
    }
    if (points.isEmpty()) {
      page.table(table);
      return;
    }
    String title = "Prevalence of " + group.name() + ", England";
    page.chart(
        YearChart.svg("prevalence-" + group.code(), title, described(points), new Series(points)),
        title + ". A dashed line marks a break; the series is not joined across it.",
        table);
  }

  /** Whether a year may be compared with the one before it, and why not. */
  private record Verdict(Comparability comparability, String reason) {
    static final Verdict FIRST = new Verdict(Comparability.COMPARABLE, "first year shown");

    static Verdict of(Lineage.Comparison found) {
      return new Verdict(found.comparability(), String.join("; ", found.reasons()));
    }

    String words() {
      if (this.equals(FIRST)) {
        return reason;
      }
      return reason.isEmpty() ? comparability.words() : comparability.words() + ": " + reason;
    }
  }

  private Verdict register(PublishedYear earlier, PublishedYear later, String group) {
    String code = later.rulebook().group(group).map(Group::registerIndicator).orElse(null);
    return code == null
        ? new Verdict(Comparability.NOT_COMPARABLE, "no register in one of the years")
        : Verdict.of(lineage.compare(earlier.year(), code, later.year(), Compared.PREVALENCE));
  }

  private DataTable indicatorTable(List<Indicator> indicators) {
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
      double[] deciles = deciles(main, Measure.ACHIEVEMENT, indicator.code());
      table.row(
          indicator.code(),
          indicator.description(),
          percent(rows.decimalOrNull(AreaIndicators.ACHIEVEMENT, row)),
          limits(numerator, denominator, 1),
          deciles.length == 0 ? "[x]" : Markup.percent(deciles[4], 1),
          percent(rows.decimalOrNull(AreaIndicators.PCA_RATE, row)),
          percent(rows.decimalOrNull(AreaIndicators.INTERVENTION_RATE, row)),
          outsideFunnel(indicator.code()));
    }
    return table;
  }

  private static Optional<Integer> indicatorRow(Block rows, String code) {
    return find(
        rows,
        AreaIndicators.LEVEL,
        "england",
        AreaIndicators.AREA_CODE,
        ENGLAND,
        AreaIndicators.INDICATOR_CODE,
        code);
  }

  private String outsideFunnel(String code) {
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
    return find(
        main.rows(Funnels.TABLE),
        Funnels.MEASURE,
        Measure.ACHIEVEMENT.word(),
        Funnels.SUBJECT_CODE,
        code);
  }

  private void deciles(Page page, Indicator indicator) {
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
    PublishedYear later = main;
    for (int i = years.size() - 1; i >= 0 && !code.isEmpty(); i--) {
      PublishedYear year = years.get(i);
      Verdict verdict = Verdict.FIRST;
      if (i > 0) {
        Lineage.Comparison found =
            lineage.compare(years.get(i - 1).year(), code, year.year(), Compared.ACHIEVEMENT);
        verdict = Verdict.of(found);
      }
      double[] deciles = deciles(year, Measure.ACHIEVEMENT, code);
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
      return;
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
            "deciles-chart-" + indicator.code(), title, described(marked), new Series(marked)),
        "Median bold, other deciles dashed. A dashed upright line marks a break.",
        table);
  }

  private static double[] deciles(PublishedYear year, Measure measure, String subject) {
    Block rows = year.rows(Deciles.TABLE);
    double[] deciles = new double[9];
    int found = 0;
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(Deciles.POPULATION, row).equals("england")
          && rows.textAt(Deciles.MEASURE, row).equals(measure.word())
          && rows.textAt(Deciles.SUBJECT_CODE, row).equals(subject)) {
        BigDecimal rate = rows.decimalOrNull(Deciles.RATE, row);
        deciles[rows.countAt(Deciles.DECILE, row) - 1] = rate == null ? 0 : rate.doubleValue();
        found++;
      }
    }
    return found == 9 ? deciles : new double[0];
  }

  private void funnel(Page page, Indicator indicator) {
    Optional<Integer> found = funnelRow(indicator.code());
    if (found.isEmpty()) {
      return;
    }
    Block funnels = main.rows(Funnels.TABLE);
    int row = found.get();
    Funnel funnel =
        new Funnel(
            funnels.countAt(Funnels.PRACTICES, row),
            value(funnels, Funnels.TARGET, row),
            value(funnels, Funnels.PHI, row),
            value(funnels, Funnels.TAU_SQUARED, row));
    Set<String> outside = outliers(indicator.code());
    List<FunnelChart.Practice> practices = practices(indicator.code(), outside);
    if (practices.isEmpty()) {
      return;
    }
    int below = funnels.countAt(Funnels.BELOW, row);
    int above = funnels.countAt(Funnels.ABOVE, row);
    page.heading(3, indicator.code() + " by practice", "funnel-" + Markup.id(indicator.code()));
    String level = rules.outlier().percent().toPlainString();
    String caption =
        "%,d practices; %,d below and %,d above the %s %% limits that allow for over-dispersion (φ = %.1f). Dotted: limits for chance only."
            .formatted(funnel.practices(), below, above, level, funnel.phi());
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
        outlierTable(indicator.code(), outside.size()));
  }

  private static double value(Block rows, Field field, int row) {
    @Nullable BigDecimal value = rows.decimalOrNull(field, row);
    return value == null ? 0 : value.doubleValue();
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

  private List<FunnelChart.Practice> practices(String code, Set<String> outside) {
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
        if (rate.isPresent() && shown.isPresent() && shown.get() > 0) {
          practices.add(
              new FunnelChart.Practice(
                  Math.toIntExact(shown.get()),
                  Math.min(1, rate.get().doubleValue()),
                  outside.contains(rows.textAt(PracticeIndicators.PRACTICE_CODE, row))));
        }
      }
    }
    return practices;
  }

  private DataTable outlierTable(String code, int all) {
    DataTable table =
        new DataTable(
            all <= OUTLIERS_LISTED
                ? "Practices outside"
                : "The %d farthest of %,d practices outside; table practice_outliers has all"
                    .formatted(OUTLIERS_LISTED, all),
            "Practice",
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
                row -> -Math.abs(value(rows, PracticeOutliers.SCORE, row)))
            .thenComparing(row -> rows.textAt(PracticeOutliers.PRACTICE_CODE, row)));
    for (int row : found.subList(0, Math.min(OUTLIERS_LISTED, found.size()))) {
      int events = rows.countAt(PracticeOutliers.EVENTS, row);
      int base = rows.countAt(PracticeOutliers.BASE, row);
      table.row(
          rows.textAt(PracticeOutliers.PRACTICE_CODE, row),
          rows.textAt(PracticeOutliers.SIDE, row),
          disclosure.count(events).map(PublicationReport::count).orElse("[c]"),
          disclosure.count(base).map(PublicationReport::count).orElse("[c]"),
          disclosure.rate(events, base).map(PublicationReport::percent).orElse("[c]"),
          String.format(Locale.ROOT, "%.1f", value(rows, PracticeOutliers.SCORE, row)));
    }
    if (table.isEmpty()) {
      table.row("none", "[z]", "[z]", "[z]", "[z]", "[z]");
    }
    return table;
  }

  private String limits(long events, long base, int decimals) {
    return Interval.wilson(events, base, rules.interval())
        .map(
            interval ->
                Markup.percent(interval.lower(), decimals).replace(" %", "")
                    + " – "
                    + Markup.percent(interval.upper(), decimals))
        .orElse("[z]");
  }

  private static String described(List<Series.Point> points) {
    StringBuilder text = new StringBuilder();
    for (Series.Point point : points) {
      double value = point.values().get(point.values().size() / 2);
      text.append(point.breaksBefore() ? "Break. " : "")
          .append(point.year())
          .append(": ")
          .append(Markup.percent(value, 2))
          .append(". ");
    }
    return text.toString().trim();
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String percent(@Nullable BigDecimal fraction) {
    return percent(fraction, 1);
  }

  private static String percent(@Nullable BigDecimal fraction, int decimals) {
    return fraction == null ? "[x]" : Markup.percent(fraction.doubleValue(), decimals);
  }

  /** The row in which fields hold texts: pairs of field and text. */
  private static Optional<Integer> find(Block rows, Object... pairs) {
    for (int row = 0; row < rows.rows(); row++) {
      boolean same = true;
      for (int i = 0; i < pairs.length && same; i += 2) {
        same = rows.textAt((Field) pairs[i], row).equals(pairs[i + 1]);
      }
      if (same) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
