package org.openqof.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine.Assembly;
import org.openqof.practice.AssemblePractice;
import org.openqof.practice.Geography;
import org.openqof.practice.PracticeReference;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.ValueFragment;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Rulebook;

/**
 * Makes the practice-years of one year from fragments and reference data.
 *
 * @param year the financial year
 * @param known indicator codes that are not management information
 * @param reasons dictionary of adjustments and exclusions, or null
 * @param practices reference data by practice
 */
record AssemblingYear(
    FinancialYear year,
    Set<String> known,
    @Nullable Map<String, Boolean> reasons,
    Map<String, PracticeReference> practices)
    implements Assembly {
  private static final long serialVersionUID = 1L;

  static AssemblingYear of(
      Rulebook rulebook,
      @Nullable Map<String, Boolean> reasons,
      Map<String, PracticeReference> practices) {
    return new AssemblingYear(rulebook.year(), knownIndicators(rulebook), reasons, practices);
  }

  /** Codes of the rulebook's indicators and of registers that carry no points. */
  static Set<String> knownIndicators(Rulebook rulebook) {
    Set<String> known = new TreeSet<>();
    rulebook.indicators().forEach(indicator -> known.add(indicator.code()));
    for (Group group : rulebook.groups()) {
      if (group.registerIndicator() != null) {
        known.add(group.registerIndicator());
      }
    }
    return known;
  }

  @Override
  public PracticeYear assemble(String practiceCode, List<ValueFragment> fragments) {
    PracticeReference reference = practices.get(practiceCode);
    return new AssemblePractice(year, known, reasons)
        .from(reference == null ? unknown(practiceCode) : reference, fragments);
  }

  /**
   * A practice that sent values and that no reference file names: kept, and refused by check P1.
   */
  static PracticeReference unknown(String practiceCode) {
    return new PracticeReference(
        practiceCode, practiceCode, null, null, Geography.NONE, null, List.of(), List.of(), null);
  }
}
