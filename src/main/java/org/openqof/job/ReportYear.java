package org.openqof.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.report.DataQualityPage;
import org.openqof.publish.report.PublicationReport;
import org.openqof.publish.report.PublishedYear;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.Rulebooks;
import org.openqof.statistics.Disclosure;
import org.openqof.store.Lake;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;
import org.openqof.tables.Files;
import org.openqof.tables.Funnels;
import org.openqof.tables.PracticeChecks;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticeOutliers;
import org.openqof.tables.Practices;
import org.openqof.tables.RefusedRows;
import org.openqof.tables.Table;
import org.openqof.tables.Versions;
import org.openqof.tables.Warnings;

/** Makes the pages of one year's publication from what the lake holds. */
public final class ReportYear {
  private static final List<Table> OF_EVERY_YEAR =
      List.of(AreaPoints.TABLE, AreaGroups.TABLE, AreaIndicators.TABLE, Deciles.TABLE);
  private static final List<Table> OF_THE_YEAR =
      List.of(
          Funnels.TABLE,
          PracticeOutliers.TABLE,
          PracticeIndicators.TABLE,
          PracticeChecks.TABLE,
          Warnings.TABLE);
  private static final List<Table> TAKEN_IN =
      List.of(Practices.TABLE, Files.TABLE, RefusedRows.TABLE);

  private final Lake lake;
  private final Rulebooks rulebooks;
  private final Disclosure disclosure;

  /** Pages from a lake; the disclosure says how small counts of practices are shown. */
  public ReportYear(Lake lake, Rulebooks rulebooks, Disclosure disclosure) {
    this.lake = lake;
    this.rulebooks = rulebooks;
    this.disclosure = disclosure;
  }

  /**
   * The pages by file name: {@code report.html} and {@code data-quality.html}.
   *
   * @param year the year reported; earlier years in the lake are shown beside it
   * @throws org.openqof.errors.QofException when the lake has no results of the year
   */
  public Map<String, String> pages(FinancialYear year) {
    PublishedYear main = read(HeldYear.of(lake, year), true);
    List<PublishedYear> earlier = new ArrayList<>();
    @Nullable PublishedYear before = null;
    for (FinancialYear other : lake.years(Versions.TABLE)) {
      if (other.compareTo(year) < 0) {
        PublishedYear held = read(HeldYear.of(lake, other), false);
        earlier.add(held);
        before = other.equals(year.previous()) ? held : before;
      }
    }
    Lineage lineage = rulebooks.lineage();
    Map<String, String> pages = new TreeMap<>();
    pages.put(
        "report.html",
        new PublicationReport(main, earlier, lineage, rulebooks.statistics(), disclosure).html());
    pages.put("data-quality.html", new DataQualityPage(main, before, lineage).html());
    return pages;
  }

  private PublishedYear read(HeldYear held, boolean main) {
    Map<String, Block> tables = new HashMap<>();
    OF_EVERY_YEAR.forEach(table -> tables.put(table.name(), held.results(table)));
    if (main) {
      OF_THE_YEAR.forEach(table -> tables.put(table.name(), held.results(table)));
      TAKEN_IN.forEach(table -> tables.put(table.name(), held.inputs(table)));
    }
    return new PublishedYear(
        held.year(), held.version().version(), rulebooks.load(held.year()), tables);
  }
}
