package org.openqof.practice.rows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPayment;
import org.openqof.domain.Ratio;
import org.openqof.practice.Aspiration;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.Completeness.AspirationStatus;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.ExplainDifference;
import org.openqof.practice.IndicatorCounts;
import org.openqof.practice.InterimCollections;
import org.openqof.practice.InterimCollections.Collection;
import org.openqof.practice.InterimForecast;
import org.openqof.practice.NeededData;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.practice.PricedPractice;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.practice.PricedSuccession;
import org.openqof.practice.SettledPoints;
import org.openqof.practice.SupplementaryTerms;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.AspirationPayments;
import org.openqof.tables.AspirationSchedule;
import org.openqof.tables.Block;
import org.openqof.tables.InterimProgress;
import org.openqof.tables.PointsDifferences;
import org.openqof.tables.PracticeCompleteness;
import org.openqof.tables.SuccessionLines;
import org.openqof.tables.SuccessionResults;

/**
 * Rows of the tables that stand alongside the payments of a run of practices, in the order added:
 * aspiration, completeness, progress through the year, successions, and differences from the points
 * that the payment service awarded. Aspiration apart, none of them changes a payment.
 */
public final class SupplementaryRows {
  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  private final Rulebook rulebook;
  private final SupplementaryTerms terms;
  private final PricePractice pricing;
  private final Map<LocalDate, PricePractice> interimPricing = new HashMap<>();
  private final NeededData needed;
  private final ExplainDifference explaining;
  private final Block aspirations;
  private final Block schedule;
  private final Block completeness;
  private final Block progress = new Block(InterimProgress.TABLE);
  private final Block successions = new Block(SuccessionResults.TABLE);
  private final Block successionLines = new Block(SuccessionLines.TABLE);
  private final Block differences = new Block(PointsDifferences.TABLE);

  /**
   * Empty rows for one year.
   *
   * @param pricing the pricing of the year's payments
   * @param bases points of the base years of the year's income protection
   * @param practices number of practices to come
   */
  public SupplementaryRows(
      Rulebook rulebook,
      SupplementaryTerms terms,
      PricePractice pricing,
      BaseYearPoints bases,
      int practices) {
    this.rulebook = rulebook;
    this.terms = terms;
    this.pricing = pricing;
    terms
        .interim()
        .forEach(
            (date, national) ->
                interimPricing.put(date, new PricePractice(rulebook, national, bases)));
    this.needed = new NeededData(rulebook);
    this.explaining =
        new ExplainDifference(rulebook.payment().pointsRounding(), terms.otherYears());
    this.aspirations = new Block(AspirationPayments.TABLE, Math.max(1, practices));
    this.schedule = new Block(AspirationSchedule.TABLE, Math.max(1, practices * 12));
    this.completeness = new Block(PracticeCompleteness.TABLE, Math.max(1, practices));
  }

  /** The status of an estimated aspiration, as it stands in the rows. */
  public static final String ESTIMATED = AspirationStatus.ESTIMATED.word();

  /** All blocks of rows, one a table; some may be empty. */
  public List<Block> blocks() {
    return List.of(
        aspirations, schedule, completeness, progress, successions, successionLines, differences);
  }

  /**
   * What a practice was paid as aspiration during the year, pounds; adds its rows. Nothing where
   * the lake holds no payments of the year before, or the practice takes no part.
   */
  public BigDecimal aspiration(PracticeYear practice) {
    if (!terms.aspiration().known() || !terms.takesPart(practice)) {
      return NOTHING;
    }
    return Aspiration.of(terms.aspiration(), practice.practiceCode())
        .addTo(
            aspirations,
            schedule,
            practice.practiceCode(),
            practice.year(),
            practice.reference().participation());
  }

  /**
   * Adds the other rows of one practice.
   *
   * @param registers its registers by group
   * @param earned points of its own performance
   * @param priced its payment; null when it is not paid, or the year has no payments
   */
  public void add(
      PracticeYear practice,
      Map<String, Integer> registers,
      List<EarnedPoints> earned,
      @Nullable PricedPractice priced) {
    if (!rulebook.complete()) {
      addDifferences(practice, pricing.settled(practice, earned), null);
      return;
    }
    if (terms.takesPart(practice)) {
      needed.of(practice).addTo(completeness, practice.practiceCode());
      addProgress(practice);
    }
    addDifferences(practice, pricing.settled(practice, earned), priced);
    if (priced != null) {
      PricedSuccession succession =
          PricedSuccession.of(practice, registers, priced, terms.donors(), pricing);
      if (succession != null) {
        succession.addTo(successions, successionLines, practice.practiceCode(), rulebook);
      }
    }
  }

  private void addProgress(PracticeYear practice) {
    if (interimPricing.isEmpty()) {
      return;
    }
    BigDecimal pointsBefore = null;
    BigDecimal poundsBefore = null;
    LocalDate last = practice.contract().achievementDate();
    for (Collection collection : InterimCollections.of(practice, last)) {
      PracticeYear sent = terms.earlierPopulations().priceable(collection.practice());
      PricePractice then = interimPricing.get(collection.date());
      if (sent == null || then == null) {
        continue;
      }
      InterimForecast forecast = InterimForecast.of(sent, collection.date());
      PricedPractice toDate = then.price(sent, NOTHING);
      PricedPractice ahead = then.price(forecast.apply(sent), NOTHING);
      BigDecimal points = points(toDate);
      BigDecimal pounds = toDate.achievementPayment();
      progress
          .next()
          .text(InterimProgress.PRACTICE_CODE, practice.practiceCode())
          .date(InterimProgress.ACHIEVEMENT_DATE, collection.date())
          .count(InterimProgress.DAYS_ELAPSED, forecast.daysElapsed())
          .decimal(InterimProgress.EARNED_POINTS, points)
          .decimal(InterimProgress.AVAILABLE_POINTS, available(toDate))
          .decimal(InterimProgress.TO_DATE_GBP, pounds)
          .decimal(
              InterimProgress.POINTS_SINCE,
              pointsBefore == null ? null : points.subtract(pointsBefore))
          .decimal(
              InterimProgress.SINCE_GBP,
              poundsBefore == null ? null : pounds.subtract(poundsBefore))
          .decimal(InterimProgress.FORECAST_POINTS, points(ahead))
          .decimal(InterimProgress.FORECAST_GBP, ahead.achievementPayment())
          .text(InterimProgress.FORECAST_METHOD, forecast.method(sent));
      pointsBefore = points;
      poundsBefore = pounds;
    }
  }

  private BigDecimal points(PricedPractice priced) {
    BigDecimal sum = NOTHING;
    for (Line line : priced.lines()) {
      Ratio points = line.settled().points();
      if (points != null && line.paymentGbp() != null) {
        sum = sum.add(rulebook.payment().pointsRounding().shown(points));
      }
    }
    return sum;
  }

  private static BigDecimal available(PricedPractice priced) {
    BigDecimal sum = NOTHING;
    for (Line line : priced.lines()) {
      if (line.paymentGbp() != null) {
        sum = sum.add(line.earned().indicator().availablePoints());
      }
    }
    return sum;
  }

  private void addDifferences(
      PracticeYear practice, List<SettledPoints> settled, @Nullable PricedPractice priced) {
    for (int i = 0; i < settled.size(); i++) {
      SettledPoints line = settled.get(i);
      IndicatorCounts counts = line.own().counts();
      Ratio paid = line.points();
      if (paid == null || counts == null || counts.reportedPoints() == null) {
        continue;
      }
      BigDecimal points = rulebook.payment().pointsRounding().shown(paid);
      BigDecimal awarded = BigDecimal.valueOf(counts.reportedPoints(), 2);
      if (points.compareTo(awarded) == 0) {
        continue;
      }
      differences
          .next()
          .text(PointsDifferences.PRACTICE_CODE, practice.practiceCode())
          .text(PointsDifferences.INDICATOR_CODE, line.own().indicator().code())
          .decimal(PointsDifferences.EARNED_POINTS, points)
          .decimal(PointsDifferences.REPORTED_POINTS, awarded)
          .decimal(PointsDifferences.DIFFERENCE_POINTS, points.subtract(awarded))
          .text(PointsDifferences.LIKELY_CAUSE, explaining.cause(practice, line, awarded))
          .decimal(
              PointsDifferences.DIFFERENCE_GBP,
              priced == null
                  ? null
                  : worth(priced, priced.lines().get(i), points.subtract(awarded)));
    }
  }

  /**
   * Points at the line's own value of a point, half-up to the penny; null for a line not priced.
   */
  private @Nullable BigDecimal worth(PricedPractice priced, Line line, BigDecimal points) {
    if (line.paymentGbp() == null) {
      return null;
    }
    Ratio factor =
        line.factor() != null
            ? line.factor().apdf()
            : line.targetFactor() != null
                ? line.targetFactor()
                : line.earned().indicator().prevalenceAdjusted() ? Ratio.ZERO : Ratio.ONE;
    return AchievementPayment.toThePenny(
        Ratio.of(points), rulebook.payment().pointValueGbp().value(), priced.cpi(), factor);
  }
}
