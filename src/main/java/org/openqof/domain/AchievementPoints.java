package org.openqof.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Points for one indicator, in the regulation's words: nothing below the lower threshold, all of
 * them at or above the upper one, and in proportion between the two.
 *
 * <p>Source: Statement of Financial Entitlements, section on calculating points for indicators with
 * a fraction, as quoted by Primary Care IT and the BMA; proved on the points awarded to 7,779
 * practices for four asthma indicators in 2014-15 (every practice with a denominator above zero
 * agrees). See {@code docs/method.md}, "Points".
 *
 * <p>All answers are exact; {@link PointsRounding} says where they are rounded.
 */
public final class AchievementPoints {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int THIRD = 3;

  private AchievementPoints() {}

  /**
   * Points for an indicator that measures a share of patients.
   *
   * <p>With {@code achievement = 100 × numerator ÷ denominator}: 0 below the lower threshold;
   * {@code base + (available − base) × (achievement − lower) ÷ (upper − lower)} between the
   * thresholds, where {@code base} is the block paid at the lower threshold (0 for a plain fraction
   * indicator); {@code available} at or above the upper one. The denominator is already net of
   * personalised care adjustments and exclusions: nothing is subtracted from it here. A zero
   * denominator earns no points.
   *
   * @param available points available, at least 0
   * @param thresholds lower and upper achievement, and the block at the lower one
   * @param numerator patients who received the intervention
   * @param denominator patients eligible, net of adjustments; 0 earns nothing
   */
  public static Ratio forFraction(
      BigDecimal available, Thresholds thresholds, long numerator, long denominator) {
    Reach reach = reach(thresholds, numerator, denominator);
    if (reach != Reach.BETWEEN) {
      return reach == Reach.ALL ? Ratio.of(available) : Ratio.ZERO;
    }
    BigDecimal patients = BigDecimal.valueOf(denominator);
    BigDecimal aboveLower =
        HUNDRED
            .multiply(BigDecimal.valueOf(numerator))
            .subtract(thresholds.lowerPercent().multiply(patients));
    BigDecimal base = thresholds.pointsAtLower();
    BigDecimal span =
        thresholds.upperPercent().subtract(thresholds.lowerPercent()).multiply(patients);
    return new Ratio(base.multiply(span).add(available.subtract(base).multiply(aboveLower)), span);
  }

  /** Where an achievement lies, which decides what it earns. */
  public enum Reach {
    /** There are no patients: no achievement, and no points. */
    NOBODY,
    /** Below the lower threshold: no points. */
    BELOW_LOWER,
    /** Below a stated minimum standard: no points. */
    BELOW_STANDARD,
    /** At the lower threshold or above it, and below the upper one: points in proportion. */
    BETWEEN,
    /** At the upper threshold or the standard, or above it: all points. */
    ALL
  }

  /** Where the achievement of {@link #forFraction} lies. */
  public static Reach reach(Thresholds thresholds, long numerator, long denominator) {
    requireCount("The numerator", numerator);
    requireCount("The denominator", denominator);
    if (denominator == 0) {
      return Reach.NOBODY;
    }
    return reaches(thresholds.upperPercent(), numerator, denominator)
        ? Reach.ALL
        : reaches(thresholds.lowerPercent(), numerator, denominator)
            ? Reach.BETWEEN
            : Reach.BELOW_LOWER;
  }

  /** Where the achievement of {@link #forStandard} lies. */
  public static Reach reach(BigDecimal standardPercent, long numerator, long denominator) {
    requireCount("The numerator", numerator);
    requireCount("The denominator", denominator);
    return denominator == 0
        ? Reach.NOBODY
        : reaches(standardPercent, numerator, denominator) ? Reach.ALL : Reach.BELOW_STANDARD;
  }

  /** Whether {@code 100 × numerator ÷ denominator} is at a percentage or above it. */
  private static boolean reaches(BigDecimal percent, long numerator, long denominator) {
    return HUNDRED
            .multiply(BigDecimal.valueOf(numerator))
            .compareTo(percent.multiply(BigDecimal.valueOf(denominator)))
        >= 0;
  }

  /**
   * Points for keeping a register: all of them when at least one patient is on it, otherwise none.
   *
   * <p>Source: 2024-25 guidance as quoted by Lincolnshire LMC (no patients in the cohort, no
   * points).
   *
   * @param available points available
   * @param registerSize patients on the register
   */
  public static Ratio forRegister(BigDecimal available, long registerSize) {
    requireCount("The register", registerSize);
    return registerSize > 0 ? Ratio.of(available) : Ratio.ZERO;
  }

  /**
   * Points for a yes/no answer: all or nothing.
   *
   * @param available points available
   * @param achieved whether the practice answered yes
   */
  public static Ratio forAnswer(BigDecimal available, boolean achieved) {
    return achieved ? Ratio.of(available) : Ratio.ZERO;
  }

  /**
   * Points for reaching a stated minimum standard: all from the standard on, none below it and none
   * for a zero denominator.
   *
   * <p>Source: healthcareleadernews, February 2013, for all-or-nothing indicators; that
   * organisational indicators with a minimum standard are such is general knowledge.
   *
   * @param available points available
   * @param standardPercent achievement from which all points are earned, percent
   * @param numerator patients, or records, that meet it
   * @param denominator patients, or records, looked at
   */
  public static Ratio forStandard(
      BigDecimal available, BigDecimal standardPercent, long numerator, long denominator) {
    return reach(standardPercent, numerator, denominator) == Reach.ALL
        ? Ratio.of(available)
        : Ratio.ZERO;
  }

  /**
   * Points for breadth of care (holistic care, quality practice): the points available times the
   * share of points earned in the third-lowest area.
   *
   * <p>Source: Pulse, 2003, for linked payments of these names; the third-lowest area is general
   * knowledge of the Statement of Financial Entitlements and not confirmed.
   *
   * @param available points available
   * @param shares points earned divided by points available, one for each area, in any order
   * @throws org.openqof.errors.QofException with fewer than three areas
   */
  public static Ratio forBreadth(BigDecimal available, Collection<Ratio> shares) {
    if (shares.size() < THIRD) {
      throw DomainErrors.tooFewAreas(shares.size());
    }
    List<Ratio> lowestFirst = new ArrayList<>(shares);
    lowestFirst.sort((left, right) -> left.isAbove(right) ? 1 : right.isAbove(left) ? -1 : 0);
    return lowestFirst.get(THIRD - 1).times(available);
  }

  /**
   * How many more patients in the numerator bring the achievement to a threshold: the smallest
   * whole number, 0 or more, with {@code 100 × (numerator + patients) ÷ denominator} at or above
   * it. The denominator stays as it is.
   *
   * @param percent a threshold, percent
   * @param numerator patients who received the intervention
   * @param denominator patients eligible, above 0
   */
  public static long patientsTo(BigDecimal percent, long numerator, long denominator) {
    requireCount("The numerator", numerator);
    requireCount("The denominator", denominator);
    long needed =
        percent
            .multiply(BigDecimal.valueOf(denominator))
            .divide(HUNDRED, 0, RoundingMode.CEILING)
            .longValueExact();
    return Math.max(0, needed - numerator);
  }

  private static void requireCount(String what, long count) {
    if (count < 0) {
      throw DomainErrors.negativeCount(what, count);
    }
  }
}
