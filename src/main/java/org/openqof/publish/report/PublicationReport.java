package org.openqof.publish.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.publish.Area;
import org.openqof.publish.chart.Markup;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.statistics.Disclosure;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;

/**
 * The report of one publication: headline findings, England, the map of boards, and for each group
 * its prevalence, its indicators, deciles of each by year and the funnel of its largest one.
 */
public final class PublicationReport {
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
            + " judgement; this is not a ranking.");
    page.fileLink("data-quality.html", "Data quality of this publication");
    List<Group> groups =
        main.rulebook().groups().stream()
            .filter(group -> !indicators(group).isEmpty() || group.publishesPrevalence())
            .sorted(Comparator.comparing(Group::name))
            .toList();
    List<String[]> contents = new ArrayList<>();
    contents.add(new String[] {"findings", "Headline findings"});
    contents.add(new String[] {"england", "England"});
    contents.add(new String[] {"boards", "Integrated care boards"});
    groups.forEach(group -> contents.add(new String[] {place(group), group.name()}));
    contents.add(new String[] {"not-charted", "Indicators without a chart"});
    contents.add(new String[] {"glossary", "What the columns mean"});
    new FindingsSection(main, before(), lineage).addTo(page);
    page.contents(contents);
    england(page);
    new BoardsSection(main).addTo(page);
    Set<String> charted = new HashSet<>();
    groups.forEach(group -> group(page, group, charted));
    notCharted(page, charted);
    glossary(page);
    return page.html();
  }

  private @Nullable PublishedYear before() {
    return years.stream()
        .filter(year -> year.year().equals(main.year().previous()))
        .findFirst()
        .orElse(null);
  }

  /** Every indicator has a chart of its own, or is named here with the reason. */
  private void notCharted(Page page, Set<String> charted) {
    page.heading(2, "Indicators without a chart", "not-charted");
    DataTable table =
        new DataTable("Indicators without a chart", "Indicator", "What it measures", "Why");
    for (Indicator indicator : main.rulebook().indicatorsInCodeOrder()) {
      if (!charted.contains(indicator.code())) {
        table.row(
            indicator.code(),
            indicator.description(),
            switch (indicator.kind()) {
              case FRACTION, STEP -> "too few practices have a rate to compare";
              case REGISTER -> "paid for a register; see the prevalence of its group";
              default -> "answered, not measured: it has no rate";
            });
      }
    }
    if (table.isEmpty()) {
      page.paragraph("Every indicator has a chart.");
    } else {
      page.folded("%d indicators without a chart".formatted(table.rows().size()), table);
    }
  }

  private static void glossary(Page page) {
    page.heading(2, "What the columns mean", "glossary");
    page.folded(
        "Words of the tables",
        new DataTable("Words of the tables", "Column", "Meaning")
            .row("Achievement", "patients with the outcome, of those eligible and not set aside")
            .row("Adjusted", "personalised care adjustments, of adjustments and the eligible")
            .row("Received", "patients with the outcome, of the eligible and those set aside")
            .row("Limits", "confidence limits of the rate, at the confidence stated above")
            .row("Median practice", "half of the practices compared lie below it")
            .row("Decile 1, decile 9", "a tenth of practices lie below the first, above the last")
            .row("Outside funnel", "practices farther from England than their size explains")
            .row("Score", "how far outside, in standard deviations with over-dispersion")
            .row("Prevalence", "register divided by the list of the same ages")
            .row("Break", "the two years do not count the same and must not be compared")
            .row("[z], [x], [c]", "not applicable, not available, hidden as a small count"));
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
      Shown.find(points, AreaPoints.LEVEL, "england", AreaPoints.AREA_CODE, Area.ENGLAND.code())
          .ifPresent(
              row ->
                  table.row(
                      year.year().toString(),
                      Shown.count(points.countAt(AreaPoints.PRACTICES, row)),
                      Shown.count(points.unscaledAt(AreaPoints.LIST_SIZE, row)),
                      Shown.percent(points.decimalOrNull(AreaPoints.POINTS_RATE, row))));
    }
    page.table(table);
  }

  private void group(Page page, Group group, Set<String> charted) {
    page.heading(2, group.name(), place(group));
    if (group.publishesPrevalence()) {
      new PrevalenceSection(years, lineage, rules).addTo(page, group);
    }
    List<Indicator> indicators = indicators(group);
    if (indicators.isEmpty()) {
      return;
    }
    FunnelSection funnel = new FunnelSection(main, rules, disclosure);
    page.table(new IndicatorTable(main, rules, funnel).of(indicators));
    Indicator largest =
        indicators.stream()
            .max(
                Comparator.comparing(Indicator::availablePoints)
                    .thenComparing(Indicator::code, Comparator.reverseOrder()))
            .orElseThrow();
    DecilesSection deciles = new DecilesSection(years, lineage);
    for (Indicator indicator : indicators) {
      if (deciles.addTo(page, indicator)) {
        charted.add(indicator.code());
      }
      if (indicator.equals(largest)) {
        funnel.addTo(page, indicator);
      }
    }
    if (indicators.size() > 1) {
      page.paragraph(
          "The funnel is that of %s, which has most points; table practice_outliers has all others."
              .formatted(largest.code()));
    }
  }
}
