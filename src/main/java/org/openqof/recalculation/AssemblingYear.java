package org.openqof.recalculation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine.Assembly;
import org.openqof.engine.Engine.Fragments;
import org.openqof.engine.Engine.Made;
import org.openqof.input.Geography;
import org.openqof.input.PracticeReference;
import org.openqof.practice.AssemblePractice;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.rows.DecisionRows;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Rulebook;
import org.openqof.settings.YearVersion;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * Makes the practice-years of one year from fragments and reference data, and freezes their values
 * while they are at hand: a nation's are too many to be held.
 *
 * @param year the financial year
 * @param known indicator codes that are not management information
 * @param reasons dictionary of adjustments and exclusions, or null
 * @param practices reference data by practice
 * @param silver where the values are written; null when they came from there
 */
public record AssemblingYear(
    FinancialYear year,
    Set<String> known,
    @Nullable Map<String, Boolean> reasons,
    Map<String, PracticeReference> practices,
    @Nullable YearVersion silver)
    implements Assembly<AssemblingYear.Frozen> {
  private static final long serialVersionUID = 1L;

  /**
   * What one block froze.
   *
   * @param parts files written
   * @param values accepted values
   * @param practicesByFile practices by the digest of each file that their values came in
   * @param setAside how many practices sent each code that the year's rulebook does not have
   */
  record Frozen(
      StagedParts parts,
      long values,
      TreeMap<String, TreeSet<String>> practicesByFile,
      TreeMap<String, Integer> setAside)
      implements Serializable {}

  public static AssemblingYear of(
      Rulebook rulebook,
      @Nullable Map<String, Boolean> reasons,
      Map<String, PracticeReference> practices,
      @Nullable YearVersion silver) {
    return new AssemblingYear(
        rulebook.year(), knownIndicators(rulebook), reasons, practices, silver);
  }

  /** Codes of the rulebook's indicators and of registers that carry no points. */
  public static Set<String> knownIndicators(Rulebook rulebook) {
    Set<String> known = new HashSet<>();
    rulebook.indicators().forEach(indicator -> known.add(indicator.code()));
    for (Group group : rulebook.groups()) {
      if (group.registerIndicator() != null) {
        known.add(group.registerIndicator());
      }
    }
    return known;
  }

  @Override
  public Made<Frozen> assemble(List<Fragments> block) {
    AssemblePractice assembly = new AssemblePractice(year, known, reasons);
    ArrayList<PracticeYear> made = new ArrayList<>(block.size());
    List<Block> values = new ArrayList<>(block.size());
    List<PracticeYear> entered = new ArrayList<>();
    TreeMap<String, TreeSet<String>> practicesByFile = new TreeMap<>();
    TreeMap<String, Integer> setAside = new TreeMap<>();
    int rows = 0;
    for (Fragments practice : block) {
      PracticeReference reference = practices.get(practice.practiceCode());
      PracticeYear whole =
          assembly.from(
              reference == null ? unknown(practice.practiceCode()) : reference,
              practice.fragments());
      rows += whole.values().rows();
      addFiles(whole, practicesByFile);
      addSetAside(whole, setAside);
      made.add(whole.frozen());
      if (silver == null) {
        continue;
      }
      values.add(whole.values());
      if (!whole.reference().decisions().manualEntries().isEmpty()) {
        entered.add(whole);
      }
    }
    StagedParts parts = new StagedParts();
    if (silver != null) {
      Block all = new Block(IndicatorValues.TABLE, rows);
      values.forEach(all::addAll);
      parts.stage(silver, all);
      // Whether an entry counts is known only alongside the values of the extract.
      parts.stage(silver, DecisionRows.manualEntries(entered).sorted());
    }
    return new Made<>(made, new Frozen(parts, rows, practicesByFile, setAside));
  }

  private static void addFiles(
      PracticeYear practice, TreeMap<String, TreeSet<String>> practicesByFile) {
    Block values = practice.values();
    for (int row = 0; row < values.rows(); ) {
      practicesByFile
          .computeIfAbsent(
              values.textAt(IndicatorValues.FILE_DIGEST, row), digest -> new TreeSet<>())
          .add(practice.practiceCode());
      row = values.endOfRun(IndicatorValues.FILE_DIGEST, row, values.rows());
    }
  }

  private void addSetAside(PracticeYear practice, TreeMap<String, Integer> setAside) {
    Block values = practice.values();
    Set<String> codes = new HashSet<>();
    for (int row = 0; row < values.rows(); ) {
      String code = values.textAt(IndicatorValues.INDICATOR_CODE, row);
      if (!known.contains(code)) {
        codes.add(code);
      }
      row = values.endOfRun(IndicatorValues.INDICATOR_CODE, row, values.rows());
    }
    codes.forEach(code -> setAside.merge(code, 1, Integer::sum));
  }

  /**
   * A practice that sent values and that no reference file names: kept, and refused by check P1.
   */
  public static PracticeReference unknown(String practiceCode) {
    return new PracticeReference(
        practiceCode, practiceCode, null, null, Geography.NONE, null, List.of(), List.of(), null);
  }
}
