package org.openqof.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How points awarded with two decimals may have come from the exact points: {@link #HALF_UP} is
 * what {@link PointsRounding} shows, the others are what a calculation could have done instead, and
 * are there to be refuted by the points really awarded.
 *
 * <p>See {@code docs/method.md}, "Rules proved by data".
 */
public enum AwardRounding {
  /** From the exact points, half-up to two decimals. */
  HALF_UP("half-up to two decimals", RoundingMode.HALF_UP, -1),
  /** Cut off after two decimals. */
  DOWN("cut off after two decimals", RoundingMode.DOWN, -1),
  /** Raised to the next hundredth. */
  UP("raised to the next hundredth", RoundingMode.CEILING, -1),
  /** To the nearest hundredth, a half down. */
  HALF_DOWN("to the nearest hundredth, a half down", RoundingMode.HALF_DOWN, -1),
  /** To the nearest hundredth, a half to the even digit. */
  HALF_EVEN("to the nearest hundredth, a half to the even digit", RoundingMode.HALF_EVEN, -1),
  /** Half-up, from a percentage that was rounded to a whole number first. */
  WHOLE_PERCENT("from the achievement rounded to a whole percent", RoundingMode.HALF_UP, 0),
  /** Half-up, from a percentage that was rounded to one decimal first. */
  TENTH_PERCENT("from the achievement rounded to a tenth of a percent", RoundingMode.HALF_UP, 1),
  /** Half-up, from a percentage that was rounded to two decimals first. */
  HUNDREDTH_PERCENT(
      "from the achievement rounded to a hundredth of a percent", RoundingMode.HALF_UP, 2);

  private static final int POINTS_DECIMALS = 2;

  private final String words;
  private final RoundingMode mode;
  private final long achievementParts;

  AwardRounding(String words, RoundingMode mode, int percentDecimals) {
    this.words = words;
    this.mode = mode;
    this.achievementParts =
        percentDecimals < 0
            ? 0
            : BigDecimal.valueOf(100).movePointRight(percentDecimals).longValueExact();
  }

  /** What it does, in words. */
  public String words() {
    return words;
  }

  /** How the points are brought to hundredths. */
  RoundingMode mode() {
    return mode;
  }

  /**
   * Parts of the whole to which the achievement is rounded before points are formed: 100 for whole
   * percentages; 0 where it is not rounded.
   */
  long achievementParts() {
    return achievementParts;
  }

  /**
   * Points awarded for a fraction, by {@link AchievementPoints#forFraction}.
   *
   * @param available points available
   * @param thresholds thresholds with the block at the lower one
   * @param numerator patients who received the intervention
   * @param denominator patients eligible; 0 earns nothing
   * @return points with two decimals
   */
  public BigDecimal shown(
      BigDecimal available, Thresholds thresholds, long numerator, long denominator) {
    Ratio points =
        achievementParts == 0 || denominator == 0
            ? AchievementPoints.forFraction(available, thresholds, numerator, denominator)
            : AchievementPoints.forFraction(
                available,
                thresholds,
                Ratio.of(numerator, denominator)
                    .times(BigDecimal.valueOf(achievementParts))
                    .rounded(0)
                    .longValueExact(),
                achievementParts);
    return points.numerator().divide(points.denominator(), POINTS_DECIMALS, mode);
  }
}
