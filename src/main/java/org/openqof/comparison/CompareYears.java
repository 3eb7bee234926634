package org.openqof.comparison;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.comparison.change.ComparePayments;
import org.openqof.comparison.change.CompareRates;
import org.openqof.comparison.change.CompareRates.YearRates;
import org.openqof.comparison.change.Division;
import org.openqof.comparison.change.Variant;
import org.openqof.comparison.change.YearLines;
import org.openqof.comparison.change.YearMap;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.GroupingErrors;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.JobErrors;
import org.openqof.settings.Place;
import org.openqof.statistics.AreaLevel;
import org.openqof.statistics.Grouping;
import org.openqof.store.Lake;
import org.openqof.tables.Field;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;

/** Compares the latest results of two years that the lake holds. */
public final class CompareYears {
  private static final List<Field> INDICATOR_COLUMNS =
      List.of(
          PracticeIndicators.PRACTICE_CODE,
          PracticeIndicators.INDICATOR_CODE,
          PracticeIndicators.NUMERATOR,
          PracticeIndicators.DENOMINATOR,
          PracticeIndicators.PCA_COUNT);
  private static final List<Field> GROUP_COLUMNS =
      List.of(
          PracticeGroups.PRACTICE_CODE,
          PracticeGroups.GROUP_CODE,
          PracticeGroups.LIST_SIZE,
          PracticeGroups.REGISTER_SIZE,
          PracticeGroups.NEWLY_DIAGNOSED);

  private final Lake lake;
  private final Rulebooks rulebooks;

  /** Comparisons over a lake, with these rulebooks. */
  public CompareYears(Lake lake, Rulebooks rulebooks) {
    this.lake = lake;
    this.rulebooks = rulebooks;
  }

  /** Comparisons over the lake at this place; the rulebook folder may be null. */
  public static CompareYears in(String lake, @Nullable String rulebook) {
    return new CompareYears(
        new Lake(Place.uri(lake)),
        rulebook == null ? Rulebooks.shipped() : Rulebooks.withOverlay(Path.of(rulebook)));
  }

  /**
   * Compares two years by the groups of a grouping.
   *
   * @throws org.openqof.errors.QofException as {@link #compare}, and when the groups overlap or
   *     name practices that neither year knows
   */
  public YearComparison compare(
      FinancialYear earlier, FinancialYear later, GroupingFile groups, Variant variant) {
    return compare(
        earlier,
        later,
        variant,
        (before, after) -> {
          Set<String> known = new TreeSet<>(before.practices());
          known.addAll(after.practices());
          Grouping grouping = groups.grouping(known, earlier + " and " + later);
          if (grouping.overlaps()) {
            throw GroupingErrors.overlapCompared(groups.file());
          }
          return Division.of(grouping);
        });
  }

  /**
   * Compares two years by the areas of a level.
   *
   * @throws org.openqof.errors.QofException when a year is not in the lake or not paid, when its
   *     map lacks the level, or when the sums do not add up
   */
  public YearComparison compare(
      FinancialYear earlier, FinancialYear later, AreaLevel level, Variant variant) {
    return compare(earlier, later, variant, (before, after) -> Division.of(level));
  }

  private YearComparison compare(
      FinancialYear earlier,
      FinancialYear later,
      Variant variant,
      BiFunction<StoredYear, StoredYear, Division> by) {
    if (earlier.compareTo(later) >= 0) {
      throw JobErrors.yearsRunBackwards(earlier + ".." + later);
    }
    StoredYear before = StoredYear.of(lake, earlier);
    StoredYear after = StoredYear.of(lake, later);
    Division division = by.apply(before, after);
    YearMap mapBefore = mapWith(before, division);
    YearMap mapAfter = mapWith(after, division);
    // Reading the two years takes longest; side by side it takes half as long.
    List<Rows> rows = Stream.of(before, after).parallel().map(CompareYears::rows).toList();
    Lineage lineage = rulebooks.lineage();
    ComparePayments.Result payments =
        new ComparePayments(rows.get(0).lines(), rows.get(1).lines(), lineage)
            .compare(variant, division, mapBefore, mapAfter);
    if (!payments.addsUp()) {
      throw JobErrors.checksFailed(
          earlier + " and " + later,
          List.of("areas, practices or indicators do not add up to the change of England"));
    }
    List<CompareRates.RateChange> rates =
        new CompareRates(lineage, rulebooks.load(earlier), rulebooks.load(later))
            .compare(
                variant, division, mapBefore, mapAfter, rows.get(0).rates(), rows.get(1).rates());
    return new YearComparison(
        before.version(),
        after.version(),
        division,
        variant,
        payments,
        rates,
        code -> after.name(code).orElse(before.name(code).orElse(code)));
  }

  private static YearMap mapWith(StoredYear stored, Division division) {
    YearMap map = stored.map();
    if (!division.isOn(map)) {
      throw JobErrors.noGeography(stored.year().toString(), division.word());
    }
    return map;
  }

  /** What is read of one year. */
  private record Rows(YearLines lines, YearRates rates) {}

  private static Rows rows(StoredYear stored) {
    return new Rows(lines(stored), rates(stored));
  }

  private static YearLines lines(StoredYear stored) {
    YearLines lines =
        new YearLines(stored.year(), stored.results(PaymentLines.TABLE, YearLines.columns()));
    if (lines.isEmpty()) {
      throw JobErrors.yearNotPaid(stored.year().toString());
    }
    return lines;
  }

  private static YearRates rates(StoredYear stored) {
    return new YearRates(
        stored.results(PracticeIndicators.TABLE, INDICATOR_COLUMNS),
        stored.results(PracticeGroups.TABLE, GROUP_COLUMNS));
  }
}
