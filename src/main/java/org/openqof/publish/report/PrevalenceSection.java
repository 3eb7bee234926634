package org.openqof.publish.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.openqof.publish.EnglandYear;
import org.openqof.publish.PrevalenceHistory;
import org.openqof.publish.chart.ChartWords;
import org.openqof.publish.chart.Series;
import org.openqof.publish.chart.YearChart;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.tables.AreaGroups;

/**
 * Prevalence of one group in England, year by year, never joined across a break.
 *
 * @param years years in order
 * @param lineage how registers descend
 * @param rules parameters of the statistics
 */
record PrevalenceSection(List<PublishedYear> years, Lineage lineage, StatisticsRules rules) {

  /** Adds it to a page. */
  void addTo(Page page, Group group) {
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
    List<EnglandYear> england =
        years.stream()
            .map(year -> new EnglandYear(year.year(), year.rulebook(), year.rows(AreaGroups.TABLE)))
            .toList();
    for (PrevalenceHistory.Entry entry : PrevalenceHistory.of(group, england, lineage)) {
      BigDecimal rate = entry.rate();
      if (rate != null) {
        points.add(
            new Series.Point(entry.year().toString(), List.of(rate.doubleValue()), entry.breaks()));
      }
      boolean newly = entry.newlyDiagnosed();
      table.row(
          entry.year().toString(),
          Shown.count(entry.register()) + (newly ? " newly diagnosed" : ""),
          Shown.count(entry.list()),
          rate == null ? "[z]" : Shown.percent(rate, 2),
          newly ? "[z]" : Shown.limits(entry.register(), entry.list(), rules.interval(), 2),
          entry.verdict().words());
    }
    if (points.isEmpty()) {
      page.table(table);
      return;
    }
    String title = "Prevalence of " + group.name() + ", England";
    page.chart(
        YearChart.svg(
            "prevalence-" + group.code(), title, Shown.described(points), new Series(points)),
        title + ". " + ChartWords.BREAK_MEANS,
        table);
  }
}
