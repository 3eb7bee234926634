package org.openqof.practice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.PointsRounding;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.input.FieldKind;
import org.openqof.practice.InterimCollections.Collection;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.rulebook.Indicator;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * Looks for what explains that the payment service awarded other points than were computed: tries
 * one hypothesis after the other by computing with it, and names the first that gives the points
 * awarded.
 *
 * <p>The order is from what the values themselves show to what only agrees by its result. Naming a
 * cause changes nothing in what is paid.
 */
public final class ExplainDifference {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final PointsRounding rounding;
  private final OtherYearsRules otherYears;

  public ExplainDifference(PointsRounding rounding, OtherYearsRules otherYears) {
    this.rounding = rounding;
    this.otherYears = otherYears;
  }

  /**
   * The likely cause, in words.
   *
   * @param practice the practice-year
   * @param settled the points paid, which differ from those awarded
   * @param awarded points awarded by the payment service
   */
  public String cause(PracticeYear practice, SettledPoints settled, BigDecimal awarded) {
    EarnedPoints own = settled.own();
    Award award = new Award(awarded, own.indicator(), own.counts());
    DifferenceCause found = ofProtection(settled, award);
    if (found == null) {
      found = ofImprovement(own, award);
    }
    if (found == null) {
      found = ofValues(award);
    }
    if (found == null) {
      found = ofOtherValues(practice, award);
    }
    if (found == null) {
      found = ofRounding(own, award);
    }
    if (found == null) {
      for (OtherYearsRules.Form form :
          otherYears.byIndicator().getOrDefault(own.indicator().code(), List.of())) {
        if (award.isGivenBy(form.indicator(), award.counts())) {
          return DifferenceCause.OTHER_YEARS_RULES.words() + " " + form.year();
        }
      }
    }
    if (found == null) {
      found =
          settled.how() == Settlement.NO_BASE_YEAR
              ? DifferenceCause.NO_BASE_YEAR
              : DifferenceCause.NOT_EXPLAINED;
    }
    return found.words();
  }

  /** What was awarded for one indicator, and what was sent for it. */
  private final class Award {
    private final BigDecimal awarded;
    private final Indicator indicator;
    private final @Nullable IndicatorCounts counts;

    Award(BigDecimal awarded, Indicator indicator, @Nullable IndicatorCounts counts) {
      this.awarded = awarded;
      this.indicator = indicator;
      this.counts = counts;
    }

    @Nullable IndicatorCounts counts() {
      return counts;
    }

    boolean is(@Nullable BigDecimal points) {
      return points != null && points.compareTo(awarded) == 0;
    }

    boolean isAll() {
      return is(indicator.availablePoints()) && awarded.signum() > 0;
    }

    boolean isNothing() {
      return awarded.signum() == 0;
    }

    /** Whether the formula gives the points awarded, with these rules and counts. */
    boolean isGivenBy(Indicator rules, @Nullable IndicatorCounts withCounts) {
      Ratio points = EarnedPoints.of(rules, withCounts).points();
      return points != null && is(rounding.shown(points));
    }
  }

  private @Nullable DifferenceCause ofProtection(SettledPoints settled, Award award) {
    Ratio own = settled.own().points();
    boolean settledElsewhere =
        settled.how() == Settlement.PROTECTED || settled.how() == Settlement.PAID_IN_FULL;
    if (!settledElsewhere) {
      return null;
    }
    if (own != null && award.is(rounding.shown(own))) {
      return DifferenceCause.OWN_PERFORMANCE;
    }
    if (award.is(settled.basePoints())) {
      return DifferenceCause.NOT_SCALED;
    }
    return award.isAll() ? DifferenceCause.PAID_IN_FULL : null;
  }

  private @Nullable DifferenceCause ofImprovement(EarnedPoints own, Award award) {
    ByImprovement both = own.byImprovement();
    if (both == null) {
      return null;
    }
    if (award.is(rounding.shown(both.thresholdPoints()))) {
      return DifferenceCause.THRESHOLDS_ALONE;
    }
    Ratio improved = both.improvementPoints();
    return improved != null && award.is(rounding.shown(improved))
        ? DifferenceCause.IMPROVEMENT
        : null;
  }

  private static @Nullable DifferenceCause ofValues(Award award) {
    IndicatorCounts counts = award.counts();
    IndicatorKind kind = award.indicator.kind();
    if (kind == IndicatorKind.YES_NO) {
      boolean yes = counts != null && Boolean.TRUE.equals(counts.answer());
      return yes && award.isNothing()
          ? DifferenceCause.ANSWER_NOT_AWARDED
          : !yes && award.isAll() ? DifferenceCause.ANSWER_MISSING : null;
    }
    if (kind == IndicatorKind.REGISTER) {
      boolean empty = counts == null || counts.register() == null || counts.register() == 0;
      return empty && award.isAll() ? DifferenceCause.REGISTER_BLANK : null;
    }
    Integer numerator = counts == null ? null : counts.numerator();
    Integer denominator = counts == null ? null : counts.denominator();
    if (numerator == null || denominator == null) {
      return award.isNothing() ? null : DifferenceCause.VALUES_NOT_SENT;
    }
    if (denominator == 0 && award.isAll()) {
      return DifferenceCause.ZERO_DENOMINATOR;
    }
    return numerator > denominator && award.isNothing() ? DifferenceCause.NUMERATOR_ABOVE : null;
  }

  private @Nullable DifferenceCause ofOtherValues(PracticeYear practice, Award award) {
    List<CollectedCounts> submissions = submissions(practice, award.indicator.code());
    for (CollectedCounts submission : submissions) {
      if (award.isGivenBy(award.indicator, submission.of(award.indicator.code()))) {
        return DifferenceCause.SUPERSEDED_SUBMISSION;
      }
    }
    if (submissions.size() > 1
        && award.isGivenBy(award.indicator, largest(practice, award.indicator.code()))) {
      return DifferenceCause.LARGEST_VALUE;
    }
    for (Collection collection :
        InterimCollections.of(
            practice, practice.reference().contract(practice.year()).achievementDate())) {
      for (IndicatorCounts interim : collection.practice().counts()) {
        if (interim.indicatorCode().equals(award.indicator.code())
            && award.isGivenBy(award.indicator, interim)) {
          return DifferenceCause.INTERIM_COLLECTION;
        }
      }
    }
    return null;
  }

  private static boolean isOfFinalCollection(PracticeYear practice, String indicator, int row) {
    Block values = practice.values();
    return values.textAt(IndicatorValues.INDICATOR_CODE, row).equals(indicator)
        && values.has(IndicatorValues.VALUE, row)
        && values.countAt(IndicatorValues.ACHIEVEMENT_DATE, row)
            == practice.reference().contract(practice.year()).achievementDate().toEpochDay();
  }

  private static FieldKind kind(Block values, int row) {
    return FieldKind.valueOf(
        values.textAt(IndicatorValues.FIELD_KIND, row).toUpperCase(Locale.ROOT));
  }

  /** Every submission of an indicator by date, time and file: values of one go together. */
  private static List<CollectedCounts> submissions(PracticeYear practice, String indicator) {
    Block values = practice.values();
    TreeMap<String, CollectedCounts> byTime = new TreeMap<>();
    for (int row = 0; row < values.rows(); row++) {
      if (isOfFinalCollection(practice, indicator, row)
          && kind(values, row) != FieldKind.ACHIEVED_POINTS) {
        String together =
            values.countOrNull(IndicatorValues.SUBMITTED_DATE, row)
                + " "
                + values.countOrNull(IndicatorValues.SUBMITTED_SECOND, row)
                + " "
                + values.textAt(IndicatorValues.FILE_DIGEST, row);
        byTime
            .computeIfAbsent(together, any -> new CollectedCounts(null))
            .add(
                kind(values, row),
                values.textAt(IndicatorValues.FIELD_NAME, row),
                values.countAt(IndicatorValues.VALUE, row));
      }
    }
    return List.copyOf(byTime.values());
  }

  /** The largest value of each field, which the publication's own code takes. */
  private static IndicatorCounts largest(PracticeYear practice, String indicator) {
    Block values = practice.values();
    TreeMap<String, Integer> rows = new TreeMap<>();
    for (int row = 0; row < values.rows(); row++) {
      if (isOfFinalCollection(practice, indicator, row)) {
        rows.merge(
            values.textAt(IndicatorValues.FIELD_NAME, row),
            row,
            (left, right) ->
                values.countAt(IndicatorValues.VALUE, left)
                        >= values.countAt(IndicatorValues.VALUE, right)
                    ? left
                    : right);
      }
    }
    CollectedCounts largest = new CollectedCounts(null);
    rows.forEach(
        (field, row) ->
            largest.add(kind(values, row), field, values.countAt(IndicatorValues.VALUE, row)));
    return largest.of(indicator);
  }

  private @Nullable DifferenceCause ofRounding(EarnedPoints own, Award award) {
    IndicatorCounts counts = award.counts();
    Thresholds thresholds = award.indicator.thresholds();
    Integer numerator = counts == null ? null : counts.numerator();
    Integer denominator = counts == null ? null : counts.denominator();
    if (thresholds == null
        || numerator == null
        || denominator == null
        || denominator == 0
        || own.points() == null) {
      return null;
    }
    Ratio percent =
        Ratio.of(HUNDRED.multiply(BigDecimal.valueOf(numerator)))
            .dividedBy(Ratio.of(denominator, 1));
    for (int decimals = 2; decimals >= 0; decimals--) {
      // Points for a percentage with so many decimals: its digits out of a power of ten.
      long rounded = percent.rounded(decimals).unscaledValue().longValueExact();
      long whole = HUNDRED.movePointRight(decimals).longValueExact();
      Ratio points =
          AchievementPoints.forFraction(
              award.indicator.availablePoints(), thresholds, rounded, whole);
      if (award.is(rounding.shown(points))) {
        return DifferenceCause.PERCENTAGE_ROUNDED_FIRST;
      }
    }
    for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
      for (int decimals = 2; decimals >= 0; decimals--) {
        BigDecimal otherwise =
            own.points().numerator().divide(own.points().denominator(), decimals, mode);
        if (award.is(otherwise)) {
          return DifferenceCause.POINTS_ROUNDED_OTHERWISE;
        }
      }
    }
    return null;
  }
}
