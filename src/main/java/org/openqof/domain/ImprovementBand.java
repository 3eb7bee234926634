package org.openqof.domain;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * The gain over a practice's own baseline between which an indicator's points are earned by
 * improvement.
 *
 * @param lowerGain gain from which points are earned, percentage points
 * @param upperGain gain at which all points are earned, percentage points
 * @param pointsAtLower points paid as a block when the lower gain is reached; 0 where points rise
 *     from nothing
 * @param reach what becomes of the upper gain where the baseline leaves less than it
 */
public record ImprovementBand(
    BigDecimal lowerGain, BigDecimal upperGain, BigDecimal pointsAtLower, Reach reach)
    implements Serializable {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** What a band means to a practice whose baseline leaves less than its upper gain to gain. */
  public enum Reach {
    /** The band stays: all points are out of that practice's reach by improvement. */
    AS_WRITTEN,
    /** All points at 100 % then, if that is above the lower gain. */
    UP_TO_ALL_PATIENTS
  }

  public ImprovementBand {
    if (lowerGain.signum() < 0
        || lowerGain.compareTo(upperGain) >= 0
        || upperGain.compareTo(HUNDRED) > 0) {
      throw DomainErrors.impossibleBand(lowerGain.toPlainString(), upperGain.toPlainString());
    }
  }

  /**
   * The highest baseline from which all points are within reach, percent: 100 less the upper gain.
   */
  public BigDecimal highestBaseline() {
    return HUNDRED.subtract(upperGain);
  }

  /** Whether a baseline, a fraction of 1, leaves less to gain than the upper gain. */
  public boolean isOutOfReach(Ratio baseline) {
    return baseline.times(HUNDRED).isAbove(Ratio.of(highestBaseline()));
  }

  /** The upper gain that holds for a baseline, a fraction of 1. */
  Ratio upperGain(Ratio baseline) {
    if (reach == Reach.AS_WRITTEN || !isOutOfReach(baseline)) {
      return Ratio.of(upperGain);
    }
    Ratio left = Ratio.of(HUNDRED).minus(baseline.times(HUNDRED));
    return left.isAbove(Ratio.of(lowerGain)) ? left : Ratio.of(upperGain);
  }
}
