package org.openqof.practice;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.practice.BaseYearPoints.Origin;

/**
 * The points that are paid for one indicator: the year's own, or what income protection puts in
 * their place.
 *
 * @param own points of the year's own performance
 * @param points points that are paid, before rounding; null when there are none to pay
 * @param how how income protection settled them; null without protection
 * @param origin the base year; null unless {@link Settlement#PROTECTED}
 * @param basePoints points paid in that year; null unless {@link Settlement#PROTECTED}
 */
public record SettledPoints(
    EarnedPoints own,
    @Nullable Ratio points,
    @Nullable Settlement how,
    @Nullable Origin origin,
    @Nullable BigDecimal basePoints) {

  /** How income protection settled a line. */
  public enum Settlement {
    /** Points of the base year. */
    PROTECTED,
    /** All points available. */
    PAID_IN_FULL,
    /** Its points were moved to other indicators; nothing is available for it. */
    REALLOCATED,
    /** To be protected, but the practice has no points of the base year: its own performance. */
    NO_BASE_YEAR,
    /** To be protected, but the practice agreed no plan: its own performance. */
    NO_AGREED_PLAN;

    /** Its word in tables, {@code paid_in_full}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The year's own points, without protection. */
  static SettledPoints own(EarnedPoints own, @Nullable Settlement how) {
    return new SettledPoints(own, own.points(), how, null, null);
  }
}
