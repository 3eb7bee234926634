package org.openqof.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.nation.NationalYear;
import org.openqof.recalculation.YearResults;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.NationalFigures;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.Versions;
import org.openqof.whatif.scenario.Evidence;

/** Evidence for scenarios from the lake. Each table is read once, when it is first asked for. */
final class LakeEvidence implements Evidence {
  private final Lake lake;
  private final Rulebooks rulebooks;
  private final YearResults base;
  private final SortedSet<String> practices;
  private final Map<FinancialYear, Map<String, List<Ratio>>> achievements = new HashMap<>();
  private @Nullable SortedSet<FinancialYear> years;
  private @Nullable Lineage lineage;
  private @Nullable Set<String> sent;

  /**
   * Evidence alongside a base year.
   *
   * @param practices practices paid in the base year
   */
  LakeEvidence(Lake lake, Rulebooks rulebooks, YearResults base, SortedSet<String> practices) {
    this.lake = lake;
    this.rulebooks = rulebooks;
    this.base = base;
    this.practices = practices;
  }

  @Override
  public SortedSet<FinancialYear> years() {
    SortedSet<FinancialYear> found = years;
    if (found == null) {
      VersionLog log = new VersionLog(lake);
      found = new TreeSet<>(lake.years(Versions.TABLE));
      found.removeIf(year -> log.last(year, State.RECALCULATED).isEmpty());
      years = found;
    }
    return found;
  }

  @Override
  public SortedSet<String> practices() {
    return practices;
  }

  @Override
  public List<Ratio> achievements(FinancialYear year, String indicatorCode) {
    String code = indicatorCode;
    if (year.compareTo(base.year()) < 0) {
      Lineage descent = lineage;
      if (descent == null) {
        descent = rulebooks.lineage();
        lineage = descent;
      }
      if (descent.years().contains(year) && descent.years().contains(base.year())) {
        code = descent.codeIn(year, indicatorCode, base.year()).orElse("");
      }
    }
    return achievements.computeIfAbsent(year, this::read).getOrDefault(code, List.of());
  }

  private Map<String, List<Ratio>> read(FinancialYear year) {
    YearResults results = year.equals(base.year()) ? base : YearResults.of(lake, year, null);
    Map<String, List<Ratio>> read = new HashMap<>();
    Block lines =
        results.results(
            PaymentLines.TABLE,
            Selection.of(
                PaymentLines.INDICATOR_CODE, PaymentLines.NUMERATOR, PaymentLines.DENOMINATOR));
    for (int row = 0; row < lines.rows(); row++) {
      Integer numerator = lines.countOrNull(PaymentLines.NUMERATOR, row);
      Integer denominator = lines.countOrNull(PaymentLines.DENOMINATOR, row);
      if (numerator != null && denominator != null && denominator > 0) {
        read.computeIfAbsent(
                lines.textAt(PaymentLines.INDICATOR_CODE, row), code -> new ArrayList<>())
            .add(Ratio.of(numerator, denominator));
      }
    }
    read.values().forEach(LakeEvidence::sort);
    return read;
  }

  private static void sort(List<Ratio> values) {
    values.sort((left, right) -> left.isAbove(right) ? 1 : right.isAbove(left) ? -1 : 0);
  }

  @Override
  public boolean hasComputedAverage() {
    Block figures = base.results(NationalFigures.TABLE, Selection.everything());
    for (int row = 0; row < figures.rows(); row++) {
      if (figures.textAt(NationalFigures.FIGURE, row).equals(NationalYear.AVERAGE_LIST_SIZE)
          && figures.textAt(NationalFigures.APPLIES_TO_YEAR, row).equals(base.year().toString())) {
        return figures.countAt(NationalFigures.PRACTICES, row) > 0;
      }
    }
    return false;
  }

  @Override
  public boolean isSent(String indicatorCode) {
    Set<String> codes = sent;
    if (codes == null) {
      Set<String> read = new HashSet<>();
      lake.forEach(
          IndicatorValues.TABLE,
          base.year(),
          base.state().silverVersion(),
          Selection.of(IndicatorValues.INDICATOR_CODE),
          block -> {
            for (int row = 0; row < block.rows(); row++) {
              read.add(block.textAt(IndicatorValues.INDICATOR_CODE, row));
            }
          });
      codes = read;
      sent = codes;
    }
    return codes.contains(indicatorCode);
  }
}
