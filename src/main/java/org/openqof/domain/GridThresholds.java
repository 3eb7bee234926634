package org.openqof.domain;

import java.math.BigDecimal;

/**
 * Thresholds on a grid of percentages with the points available, all as whole numbers, so that very
 * many can be tried against the points that practices were awarded.
 *
 * <p>{@link #shown} gives what {@link AwardRounding#shown} gives from {@link
 * AchievementPoints#forFraction}, in integers; a property test holds the two equal, and what a
 * search finds by it counts only after the formula itself has confirmed it.
 *
 * @param lower lower threshold, in parts of a percent
 * @param upper upper threshold, in parts of a percent; above {@code lower}, at most 100 percent
 * @param block points at the lower threshold, hundredths
 * @param available points available, hundredths
 * @param parts parts of a percent: 1 for whole percentages, 2 for halves
 */
public record GridThresholds(long lower, long upper, long block, long available, int parts) {
  private static final long HUNDRED = 100;

  /** Thresholds of a rulebook, whatever decimals they have. */
  public static GridThresholds of(Thresholds thresholds, BigDecimal available) {
    int scale =
        Math.max(
            0,
            Math.max(
                thresholds.lowerPercent().stripTrailingZeros().scale(),
                thresholds.upperPercent().stripTrailingZeros().scale()));
    return new GridThresholds(
        thresholds.lowerPercent().movePointRight(scale).longValueExact(),
        thresholds.upperPercent().movePointRight(scale).longValueExact(),
        hundredths(thresholds.pointsAtLower()),
        hundredths(available),
        BigDecimal.ONE.movePointRight(scale).intValueExact());
  }

  /** Points as hundredths. */
  public static long hundredths(BigDecimal points) {
    return points.movePointRight(2).longValueExact();
  }

  /** The same as thresholds. */
  public Thresholds thresholds() {
    return new Thresholds(percent(lower), percent(upper), points(block));
  }

  /** Points available. */
  public BigDecimal availablePoints() {
    return points(available);
  }

  /** The lower threshold, percent. */
  public BigDecimal lowerPercent() {
    return percent(lower);
  }

  /** The upper threshold, percent. */
  public BigDecimal upperPercent() {
    return percent(upper);
  }

  /** Points at the lower threshold. */
  public BigDecimal blockPoints() {
    return points(block);
  }

  private BigDecimal percent(long value) {
    return BigDecimal.valueOf(value).divide(BigDecimal.valueOf(parts)).stripTrailingZeros();
  }

  private static BigDecimal points(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2);
  }

  /**
   * Points awarded for a fraction, hundredths.
   *
   * @param rounding how they come from the exact points
   * @param numerator patients who received the intervention, at least 0
   * @param denominator patients eligible, at least 1
   */
  public long shown(AwardRounding rounding, long numerator, long denominator) {
    long reached = numerator;
    long patients = denominator;
    if (rounding.achievementParts() > 0) {
      patients = rounding.achievementParts();
      reached = (2 * numerator * patients + denominator) / (2 * denominator);
    }
    reached *= HUNDRED * parts;
    long aboveLower = reached - lower * patients;
    if (aboveLower < 0) {
      return 0;
    }
    if (reached >= upper * patients) {
      return available;
    }
    long span = (upper - lower) * patients;
    long exact = block * span + (available - block) * aboveLower;
    long below = exact / span;
    long rest = 2 * (exact - below * span);
    boolean raised =
        switch (rounding.mode()) {
          case HALF_UP -> rest >= span;
          case HALF_DOWN -> rest > span;
          case HALF_EVEN -> rest > span || (rest == span && below % 2 == 1);
          case CEILING -> rest > 0;
          default -> false;
        };
    return raised ? below + 1 : below;
  }
}
