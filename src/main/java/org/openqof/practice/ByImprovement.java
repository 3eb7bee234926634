package org.openqof.practice;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;

/**
 * Both routes of one line whose indicator can be paid by improvement.
 *
 * @param route the route that pays
 * @param baseline the practice's own baseline, a fraction of 1; null without one
 * @param thresholdPoints points by the thresholds
 * @param improvementPoints points by improvement; null without a baseline
 * @param years what each baseline year counted, in words
 * @param aboveAll baseline years that are not used, because more patients received the intervention
 *     than were eligible
 */
public record ByImprovement(
    Route route,
    @Nullable Ratio baseline,
    Ratio thresholdPoints,
    @Nullable Ratio improvementPoints,
    List<String> years,
    List<FinancialYear> aboveAll)
    implements Serializable {
  public ByImprovement {
    years = List.copyOf(years);
    aboveAll = List.copyOf(aboveAll);
  }

  /** Which route pays a line. */
  public enum Route {
    /** The thresholds, whose points are at least those of improvement. */
    THRESHOLDS,
    /** Improvement, whose points are more. */
    IMPROVEMENT,
    /** The thresholds, because the practice has no baseline. */
    NO_BASELINE;

    /** Its word in tables, {@code no_baseline}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
