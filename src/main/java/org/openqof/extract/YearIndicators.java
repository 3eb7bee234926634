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
 */
public record YearIndicators(@Nullable Set<String> known, Set<String> automatic) {
  /** Nothing is known: no code is called unknown, and none automatic. */
  public static final YearIndicators UNKNOWN = new YearIndicators(null, Set.of());

  public YearIndicators {
    known = known == null ? null : Set.copyOf(known);
    automatic = Set.copyOf(automatic);
  }

  boolean isUnknown(String code) {
    return known != null && !known.contains(code);
  }
}
