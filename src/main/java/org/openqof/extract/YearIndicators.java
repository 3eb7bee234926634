package org.openqof.extract;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a year's indicators to judge what people filled in. Extracts do not know
 * the rulebook, so the caller hands it over.
 *
 * @param known every code of the year, registers that carry no points included; null when the
 *     year's rulebook is not complete, so that no code can be called unknown
 * @param automatic codes that the extract answers and no practice
 * @param relief whether the year lowers thresholds for practices that were granted relief; true
 *     where nothing is known
 * @param codes the year's codes in all the ways they are written
 */
public record YearIndicators(
    @Nullable Set<String> known, Set<String> automatic, boolean relief, IndicatorCodes codes) {
  /** Nothing is known: no code is called unknown, and none automatic. */
  public static final YearIndicators UNKNOWN =
      new YearIndicators(null, Set.of(), true, IndicatorCodes.AS_WRITTEN);

  /**
   * Indicators of a year without relief, whose codes are written as its rulebook writes them or in
   * another way.
   */
  public YearIndicators(@Nullable Set<String> known, Set<String> automatic) {
    this(
        known,
        automatic,
        known == null,
        known == null ? IndicatorCodes.AS_WRITTEN : new IndicatorCodes(known));
  }

  public YearIndicators {
    known = known == null ? null : Set.copyOf(known);
    automatic = Set.copyOf(automatic);
  }

  boolean isUnknown(String code) {
    return known != null && !known.contains(code);
  }
}
