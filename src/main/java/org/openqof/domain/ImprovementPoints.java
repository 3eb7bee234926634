package org.openqof.domain;

import java.math.BigDecimal;

/**
 * Points by improvement: {@code gain = achievement − own baseline}; nothing below the lower gain,
 * all points at or above the upper one, and in proportion between the two.
 *
 * <p>Source: NHS England letter on 2026/27 as quoted by Pulse (own baseline as a two-year average,
 * a sliding scale, from five percentage points on, whichever points are higher); a reader of the
 * guidance of July 2026 for the upper gains of 18, 23 and 30. That points rise from nothing at five
 * is our reading. See {@code docs/interpretations.md}, I81 to I87.
 */
public final class ImprovementPoints {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private ImprovementPoints() {}

  /**
   * Points for a gain, exact.
   *
   * <p>Between the gains {@code base + (available − base) × (gain − lower) ÷ (upper − lower)},
   * where {@code base} is the block paid at the lower gain. A gain of exactly the lower one earns
   * the block, which is nothing where there is none. A practice that fell behind its baseline earns
   * nothing.
   *
   * @param available points available, at least 0
   * @param band the gains, percentage points
   * @param achievement achievement of the year, a fraction of 1
   * @param baseline the practice's own baseline, a fraction of 1
   */
  public static Ratio of(
      BigDecimal available, ImprovementBand band, Ratio achievement, Ratio baseline) {
    Ratio gain = gain(achievement, baseline);
    Ratio lower = Ratio.of(band.lowerGain());
    if (lower.isAbove(gain)) {
      return Ratio.ZERO;
    }
    Ratio upper = band.upperGain(baseline);
    if (!upper.isAbove(gain)) {
      return Ratio.of(available);
    }
    BigDecimal base = band.pointsAtLower();
    Ratio share = gain.minus(lower).dividedBy(upper.minus(lower));
    return Ratio.of(base).plus(share.times(available.subtract(base)));
  }

  /** The gain in percentage points, exact; below 0 where a practice fell behind its baseline. */
  public static Ratio gain(Ratio achievement, Ratio baseline) {
    return achievement.minus(baseline).times(HUNDRED);
  }
}
