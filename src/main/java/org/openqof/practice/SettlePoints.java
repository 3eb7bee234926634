package org.openqof.practice;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;
import org.openqof.input.PracticeReference;
import org.openqof.practice.BaseYearPoints.Origin;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.Rulebook;

/**
 * Applies a year's income protection to one practice's points: points of the base year in place of
 * its own, or all points. Money stays that of the current year.
 *
 * <p>Source: BMA, QOF page (2021-22) and toolkit (2020-21); NHS England letter (2023-24); Primary
 * Care IT (2024-25). See {@code docs/interpretations.md}, I9.
 */
final class SettlePoints {
  private final Rulebook rulebook;
  private final Map<String, Protection> protections;
  private final BaseYearPoints bases;

  SettlePoints(Rulebook rulebook, BaseYearPoints bases) {
    this.rulebook = rulebook;
    this.protections = rulebook.protectionsByCode();
    this.bases = bases;
  }

  /**
   * The points that are paid.
   *
   * @param own points of the practice's own performance
   * @param practice the practice
   */
  SettledPoints settle(EarnedPoints own, PracticeReference practice) {
    Protection protection = protections.get(own.indicator().code());
    if (protection == null || protection.treatment() == Treatment.PERFORMANCE) {
      return SettledPoints.own(own, null);
    }
    if (protection.treatment() == Treatment.REALLOCATED) {
      return SettledPoints.own(own, Settlement.REALLOCATED);
    }
    if (rulebook.payment().protectionNeedsPlan() && !practice.decisions().planAgreed()) {
      return SettledPoints.own(own, Settlement.NO_AGREED_PLAN);
    }
    Indicator indicator = own.indicator();
    if (protection.treatment() == Treatment.PAID_IN_FULL) {
      return new SettledPoints(
          own, Ratio.of(indicator.availablePoints()), Settlement.PAID_IN_FULL, null, null);
    }
    return ofBaseYear(
        own,
        bases.origin(indicator.code()),
        bases.points(practice.practiceCode(), indicator.code()));
  }

  /** Base-year points scaled; own points where there are none, or nothing was available then. */
  private SettledPoints ofBaseYear(
      EarnedPoints own, @Nullable Origin origin, @Nullable BigDecimal basePoints) {
    if (origin == null || basePoints == null || origin.availablePoints().signum() == 0) {
      return SettledPoints.own(own, Settlement.NO_BASE_YEAR);
    }
    Ratio points =
        rulebook
            .payment()
            .protectedPointsScaling()
            .of(basePoints, origin.availablePoints(), own.indicator().availablePoints());
    return new SettledPoints(own, points, Settlement.PROTECTED, origin, basePoints);
  }
}
