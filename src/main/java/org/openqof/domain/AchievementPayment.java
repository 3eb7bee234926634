package org.openqof.domain;

import java.math.BigDecimal;

/**
 * The achievement payment for one indicator: points, times the price of a point, times the
 * contractor population index, times the adjusted practice disease factor where the indicator is
 * adjusted for prevalence.
 *
 * <p>Source: CQRS QOF payments page; BMA, "Focus on QOF payments" (2007). The index is applied line
 * by line; before rounding that equals the regulation's order (totals first, index once).
 */
public final class AchievementPayment {
  private AchievementPayment() {}

  /**
   * The payment before rounding, in pounds, exact.
   *
   * @param points points that are paid (see {@link PointsRounding})
   * @param pointValueGbp price of a point, pounds
   * @param cpi contractor population index
   * @param factor adjusted practice disease factor, or {@link Ratio#ONE} when the indicator is not
   *     adjusted
   */
  public static Ratio exact(Ratio points, BigDecimal pointValueGbp, Ratio cpi, Ratio factor) {
    return points.times(pointValueGbp).times(cpi).times(factor);
  }

  /**
   * The payment to the penny, rounded half-up once.
   *
   * @see #exact
   */
  public static BigDecimal toThePenny(
      Ratio points, BigDecimal pointValueGbp, Ratio cpi, Ratio factor) {
    return exact(points, pointValueGbp, cpi, factor).rounded(2);
  }
}
