package org.openqof.notebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.notebook.Output.Chart;
import org.openqof.publish.chart.Markup;
import org.openqof.publish.chart.Series;
import org.openqof.publish.chart.YearChart;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.JobErrors;
import org.openqof.statistics.AreaLevel;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.Block;
import org.openqof.tables.Versions;

/** England's prevalence of one group over the published years of a lake. */
final class PrevalenceTrend {
  private final Lake lake;
  private final Rulebooks rulebooks;

  PrevalenceTrend(Lake lake, Rulebooks rulebooks) {
    this.lake = lake;
    this.rulebooks = rulebooks;
  }

  /** The chart; a year in which the group has no prevalence is left out. */
  Chart of(String group) {
    List<Series.Point> points = new ArrayList<>();
    List<String> told = new ArrayList<>();
    FinancialYear last = null;
    String name = group;
    for (FinancialYear year : lake.years(Versions.TABLE)) {
      BigDecimal prevalence = prevalence(year, group);
      if (prevalence == null) {
        continue;
      }
      boolean breaks = last != null && breaks(last, year, group);
      points.add(new Series.Point(year.toString(), List.of(prevalence.doubleValue()), breaks));
      told.add((breaks ? "break; " : "") + year + " " + percent(prevalence));
      name = rulebooks.load(year).group(group).map(Group::name).orElse(name);
      last = year;
    }
    if (points.isEmpty()) {
      throw JobErrors.nothingInTheLake(
          "prevalence of group " + group, lake.root(), "./qof run with the extracts of a year");
    }
    String title = "Prevalence of " + name + ", England";
    String description = title + ": " + String.join(", ", told);
    return new Chart(
        YearChart.svg("trend-" + Markup.id(group), title, description, new Series(points)),
        description);
  }

  private @Nullable BigDecimal prevalence(FinancialYear year, String group) {
    VersionState published = new VersionLog(lake).published(year).orElse(null);
    if (published == null) {
      return null;
    }
    Block rows = lake.read(AreaGroups.TABLE, year, published.version());
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(AreaGroups.LEVEL, row).equals(AreaLevel.ENGLAND.word())
          && rows.textAt(AreaGroups.GROUP_CODE, row).equals(group)) {
        return rows.decimalOrNull(AreaGroups.RAW_PREVALENCE, row);
      }
    }
    return null;
  }

  private boolean breaks(FinancialYear earlier, FinancialYear later, String group) {
    String register = rulebooks.load(later).group(group).map(Group::registerIndicator).orElse(null);
    return register == null
        || rulebooks
                .lineage()
                .compare(earlier, register, later, Compared.PREVALENCE)
                .comparability()
            == Comparability.NOT_COMPARABLE;
  }

  private static String percent(BigDecimal fraction) {
    return Markup.percent(fraction.doubleValue(), 2);
  }
}
