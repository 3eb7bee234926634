package org.openqof.publication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.form.RowRule;
import org.openqof.practice.Plausibility;
import org.openqof.publish.YearRows;
import org.openqof.publish.report.DataQualityPage;
import org.openqof.publish.report.PublicationReport;
import org.openqof.publish.report.PublishedYear;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.JobErrors;
import org.openqof.statistics.Disclosure;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
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
import org.openqof.tables.PracticePoints;
import org.openqof.tables.Practices;
import org.openqof.tables.ReceivedOutcomes;
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
          PracticePoints.TABLE,
          PracticeChecks.TABLE,
          ReceivedOutcomes.TABLE,
          Warnings.TABLE,
          Practices.TABLE,
          Files.TABLE,
          RefusedRows.TABLE);

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
   * The pages of a year's published version by file name: {@code report.html} and {@code
   * data-quality.html}.
   *
   * @param year the year reported; earlier published years of the lake are shown alongside it
   * @throws org.openqof.errors.QofException when the lake has no published version of the year
   */
  public Map<String, String> pages(FinancialYear year) {
    VersionState version =
        published(year)
            .orElseThrow(
                () ->
                    JobErrors.yearNotHeld(
                        year.toString(), lake.years(Versions.TABLE), lake.root()));
    return pages(version, state -> new LakeYear(lake, state));
  }

  /**
   * The pages of one version, from rows that may be at hand already.
   *
   * @param version the version reported
   * @param rows rows of that version and of the published versions before it
   */
  Map<String, String> pages(VersionState version, Function<VersionState, YearRows> rows) {
    PublishedYear main = read(version, rows, true);
    List<PublishedYear> earlier = new ArrayList<>();
    @Nullable PublishedYear before = null;
    for (FinancialYear other : lake.years(Versions.TABLE)) {
      VersionState then =
          other.compareTo(version.year()) < 0 ? published(other).orElse(null) : null;
      if (then != null) {
        PublishedYear held = read(then, rows, false);
        earlier.add(held);
        before = other.equals(version.year().previous()) ? held : before;
      }
    }
    Lineage lineage = rulebooks.lineage();
    Map<String, String> pages = new TreeMap<>();
    pages.put(
        "report.html",
        new PublicationReport(main, earlier, lineage, rulebooks.statistics(), disclosure).html());
    pages.put("data-quality.html", new DataQualityPage(main, before, lineage, meanings()).html());
    return pages;
  }

  /** What the codes of refused rows and of warnings mean. */
  private static Map<String, String> meanings() {
    Map<String, String> meanings = new HashMap<>();
    for (RowRule rule : RowRule.values()) {
      meanings.put(rule.code(), rule.words());
    }
    for (Plausibility rule : Plausibility.values()) {
      meanings.put(rule.code(), rule.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    return meanings;
  }

  private Optional<VersionState> published(FinancialYear year) {
    return lake.years(Versions.TABLE).contains(year)
        ? new VersionLog(lake).published(year)
        : Optional.empty();
  }

  private PublishedYear read(
      VersionState version, Function<VersionState, YearRows> from, boolean main) {
    YearRows rows = from.apply(version);
    Map<String, Block> tables = new HashMap<>();
    OF_EVERY_YEAR.forEach(table -> tables.put(table.name(), rows.read(table)));
    if (main) {
      OF_THE_YEAR.forEach(table -> tables.put(table.name(), rows.read(table)));
    }
    return new PublishedYear(
        version.year(), version.version(), rulebooks.load(version.year()), tables);
  }
}
