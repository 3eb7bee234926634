package org.openqof.publish.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
 * The report of one publication: England, the map of boards, and for each group its prevalence, its
 * indicators, deciles by year and the funnel of its largest indicator.
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
    new BoardsSection(main).addTo(page);
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

  private void group(Page page, Group group) {
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
    new DecilesSection(years, lineage).addTo(page, largest);
    funnel.addTo(page, largest);
  }
}
