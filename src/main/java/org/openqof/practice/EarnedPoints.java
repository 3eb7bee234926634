package org.openqof.practice;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;

/**
 * Points that one practice earned for one indicator, before any rounding.
 *
 * @param indicator the indicator
 * @param counts what was sent for it; null when nothing was
 * @param points points earned; null when they cannot be computed
 * @param notPriced why not; null when they can
 * @param byImprovement both routes of an indicator that can be paid by improvement, the points
 *     being those of the higher; null where there is one route
 */
public record EarnedPoints(
    Indicator indicator,
    @Nullable IndicatorCounts counts,
    @Nullable Ratio points,
    @Nullable NotPriced notPriced,
    @Nullable ByImprovement byImprovement)
    implements Serializable {

  /** Points of an indicator that has one route. */
  EarnedPoints(
      Indicator indicator,
      @Nullable IndicatorCounts counts,
      @Nullable Ratio points,
      @Nullable NotPriced notPriced) {
    this(indicator, counts, points, notPriced, null);
  }

  /** The same with the points of the higher of two routes. */
  EarnedPoints with(Ratio higher, ByImprovement both) {
    return new EarnedPoints(indicator, counts, higher, notPriced, both);
  }

  /** Why an indicator line has no points or no payment. */
  public enum NotPriced {
    /** The rulebook has no thresholds for it, and none are assumed. */
    THRESHOLDS_MISSING("thresholds missing in the rulebook"),
    /** Adjusted for prevalence, and the practice sent no such register. */
    NO_REGISTER("no register for its prevalence group"),
    /** Carries the target population factor, and no list of that population was given. */
    NO_TARGET_POPULATION("no list of its target population"),
    /** Rewards breadth of care, and the rulebook holds fewer than three areas. */
    AREAS_MISSING("fewer than three areas in the rulebook");

    private final String words;

    NotPriced(String words) {
      this.words = words;
    }

    /** The reason in words. */
    public String words() {
      return words;
    }
  }

  /**
   * Points for one indicator, by its thresholds. An indicator for which nothing was sent earns
   * none; so does one without its denominator. Points for breadth of care cannot be told from one
   * indicator: they have none here, and {@link EarnPoints} puts them in.
   */
  public static EarnedPoints of(Indicator indicator, @Nullable IndicatorCounts counts) {
    Thresholds thresholds = indicator.thresholds();
    if (indicator.kind().isShare() && thresholds == null) {
      return new EarnedPoints(indicator, counts, null, NotPriced.THRESHOLDS_MISSING);
    }
    if (counts == null) {
      return new EarnedPoints(indicator, null, Ratio.ZERO, null);
    }
    Ratio points =
        switch (indicator.kind()) {
          case FRACTION, STEP ->
              thresholds == null || counts.numerator() == null || counts.denominator() == null
                  ? Ratio.ZERO
                  : AchievementPoints.forFraction(
                      indicator.availablePoints(),
                      thresholds,
                      counts.numerator(),
                      counts.denominator());
          case STANDARD ->
              thresholds == null || counts.numerator() == null || counts.denominator() == null
                  ? Ratio.ZERO
                  : AchievementPoints.forStandard(
                      indicator.availablePoints(),
                      thresholds.upperPercent(),
                      counts.numerator(),
                      counts.denominator());
          case HOLISTIC, QUALITY_PRACTICE -> Ratio.ZERO;
          case REGISTER ->
              AchievementPoints.forRegister(
                  indicator.availablePoints(), counts.register() == null ? 0 : counts.register());
          case YES_NO ->
              AchievementPoints.forAnswer(indicator.availablePoints(), answeredYes(counts));
        };
    return new EarnedPoints(indicator, counts, points, null);
  }

  /**
   * Where the achievement of an indicator that measures a share lies.
   *
   * @throws IllegalStateException for an indicator without thresholds, numerator or denominator
   */
  AchievementPoints.Reach reach() {
    Thresholds thresholds = indicator.thresholds();
    if (thresholds == null
        || counts == null
        || counts.numerator() == null
        || counts.denominator() == null) {
      throw new IllegalStateException(indicator.code());
    }
    return indicator.kind() == IndicatorKind.STANDARD
        ? AchievementPoints.reach(
            thresholds.upperPercent(), counts.numerator(), counts.denominator())
        : AchievementPoints.reach(thresholds, counts.numerator(), counts.denominator());
  }

  /**
   * The manual answer; where only awarded points are sent, as in the published files, points above
   * zero say yes.
   */
  private static boolean answeredYes(IndicatorCounts counts) {
    return counts.answer() != null
        ? counts.answer()
        : counts.reportedPoints() != null && counts.reportedPoints() > 0;
  }
}
