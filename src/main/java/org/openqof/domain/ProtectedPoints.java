package org.openqof.domain;

import java.math.BigDecimal;

/**
 * Income protection: points are those of a base year, money is that of the current one. What
 * becomes of the base year's points where the points available have changed since.
 *
 * <p>Source: BMA, Lincolnshire LMC and Gavin Jamie for freezing points and not pounds; scaling by
 * the points available is our reading (see {@code docs/interpretations.md}, I9).
 */
public enum ProtectedPoints {
  /** In proportion to the points available: base × available now ÷ available then. */
  BY_MAXIMUM,
  /** As they were, but never more than are available now. */
  NONE;

  /**
   * The points that are paid, before rounding.
   *
   * @param basePoints points paid in the base year, at least 0
   * @param availableThen points available in the base year, above 0
   * @param availableNow points available in the current year
   */
  public Ratio of(BigDecimal basePoints, BigDecimal availableThen, BigDecimal availableNow) {
    return switch (this) {
      case BY_MAXIMUM ->
          Ratio.of(basePoints).times(availableNow).dividedBy(Ratio.of(availableThen));
      case NONE -> Ratio.of(basePoints.min(availableNow));
    };
  }
}
