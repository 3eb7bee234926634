package org.openqof.rulebook;

import java.io.Serializable;
import java.util.List;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.ImprovementBand;
import org.openqof.domain.ImprovementBaseline;

/**
 * The improvement route of one indicator: points for the gain over the practice's own baseline,
 * paid where they are more than those of the thresholds.
 *
 * @param band gains between which points are earned
 * @param baselineYears the years of the baseline, earliest first
 * @param average what of those years is averaged
 * @param needed which of them a practice must have
 * @param rounding where the baseline is rounded
 * @param mergers whose counts are a practice's after a merger
 * @param status how far all this is supported
 * @param citation where it is said: keys into {@code citations.yaml}
 */
public record Improvement(
    ImprovementBand band,
    List<FinancialYear> baselineYears,
    ImprovementBaseline.Average average,
    Needed needed,
    ImprovementBaseline.Rounding rounding,
    Mergers mergers,
    Status status,
    String citation)
    implements Serializable {
  public Improvement {
    baselineYears = List.copyOf(baselineYears);
  }

  /** Which of its baseline years a practice must have. */
  public enum Needed {
    /** All of them; without one it has no baseline. */
    ALL,
    /** One at least. */
    ANY
  }

  /** Whose counts of the baseline years are a practice's. */
  public enum Mergers {
    /** Its own, under its own code. */
    OWN_COUNTS,
    /** Its own and, by their shares, those of the practices whose patients it has taken since. */
    COUNTS_OF_ALL
  }

  /** The same with another band. */
  public Improvement withBand(ImprovementBand other, Status because) {
    return new Improvement(
        other, baselineYears, average, needed, rounding, mergers, because, citation);
  }
}
