package org.openqof.publish.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openqof.publish.Area;
import org.openqof.publish.chart.Series;
import org.openqof.publish.chart.YearChart;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.Block;

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
    PublishedYear last = null;
    for (PublishedYear year : years) {
      Block rows = year.rows(AreaGroups.TABLE);
      Optional<Integer> found =
          Shown.find(
              rows,
              AreaGroups.LEVEL,
              "england",
              AreaGroups.AREA_CODE,
              Area.ENGLAND.code(),
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
          Shown.count(register) + (newly ? " newly diagnosed" : ""),
          Shown.count(list),
          rate == null ? "[z]" : Shown.percent(rate, 2),
          newly ? "[z]" : Shown.limits(register, list, rules.interval(), 2),
          verdict.words());
      last = year;
    }
    if (points.isEmpty()) {
      page.table(table);
      return;
    }
    String title = "Prevalence of " + group.name() + ", England";
    page.chart(
        YearChart.svg(
            "prevalence-" + group.code(), title, Shown.described(points), new Series(points)),
        title + ". A dashed line marks a break; the series is not joined across it.",
        table);
  }

  private Verdict register(PublishedYear earlier, PublishedYear later, String group) {
    String code = later.rulebook().group(group).map(Group::registerIndicator).orElse(null);
    return code == null
        ? new Verdict(Comparability.NOT_COMPARABLE, "no register in one of the years")
        : Verdict.of(lineage.compare(earlier.year(), code, later.year(), Compared.PREVALENCE));
  }
}
