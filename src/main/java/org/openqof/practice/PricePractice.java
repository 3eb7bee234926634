package org.openqof.practice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqof.domain.ContractDuration;
import org.openqof.domain.Ratio;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * Prices one practice-year, in this order: points, protection, one payment a line, their sum, the
 * part of the year, adjustments, aspiration paid. An explanation is made from the values of the
 * payment itself.
 */
public final class PricePractice {
  private final Rulebook rulebook;
  private final NationalValues national;
  private final EarnPoints points;
  private final ImprovementRoute improvement;
  private final boolean hasRoutes;
  private final SettlePoints settling;
  private final Map<String, String> targetPopulations = new HashMap<>();

  /**
   * A pricing with one year's rules and national figures.
   *
   * @param bases points of the base years of the year's income protection, and the baselines of its
   *     routes of improvement
   */
  public PricePractice(Rulebook rulebook, NationalValues national, BaseYearPoints bases) {
    this.rulebook = rulebook;
    this.national = national;
    this.points = new EarnPoints(rulebook);
    this.hasRoutes =
        rulebook.indicators().stream().anyMatch(indicator -> indicator.improvement() != null);
    this.improvement = new ImprovementRoute(bases.baselines());
    this.settling = new SettlePoints(rulebook, bases);
    for (Indicator indicator : rulebook.indicators()) {
      rulebook
          .targetPopulation(indicator)
          .ifPresent(listType -> targetPopulations.put(indicator.code(), listType));
    }
  }

  /** A pricing that knows no base year: protected lines are paid on their own performance. */
  public PricePractice(Rulebook rulebook, NationalValues national) {
    this(rulebook, national, BaseYearPoints.none());
  }

  /**
   * Points of the practice's own performance, for any practice, paid or not: one entry an
   * indicator, in code order.
   */
  public List<EarnedPoints> points(PracticeYear practice) {
    List<EarnedPoints> byThresholds = points.of(practice);
    if (!hasRoutes) {
      return byThresholds;
    }
    return byThresholds.stream().map(own -> improvement.of(own, practice.reference())).toList();
  }

  /**
   * The points that are paid, income protection applied, in the order of the points given.
   *
   * @param earned what {@link #points(PracticeYear)} gave
   */
  public List<SettledPoints> settled(PracticeYear practice, List<EarnedPoints> earned) {
    return earned.stream().map(own -> settling.settle(own, practice.reference())).toList();
  }

  /**
   * The whole calculation for a payable practice.
   *
   * @param practice the practice-year; its population must be there and above 0
   * @param aspirationPaid aspiration paid to it during the year, pounds
   */
  public PricedPractice price(PracticeYear practice, BigDecimal aspirationPaid) {
    return price(
        practice, PracticeRegisters.of(practice, rulebook), points(practice), aspirationPaid);
  }

  /**
   * The same where registers and points were worked out before.
   *
   * @param registers registers by group, see {@link PracticeRegisters}
   * @param earned what {@link #points(PracticeYear)} gave; none in a year without indicator values
   */
  public PricedPractice price(
      PracticeYear practice,
      Map<String, Integer> registers,
      List<EarnedPoints> earned,
      BigDecimal aspirationPaid) {
    PracticePricing open = open(practice, registers);
    List<Line> lines = new ArrayList<>(earned.size());
    earned.forEach(own -> lines.add(open.line(own)));
    BigDecimal achievementPayment = total(lines);
    ContractDuration contract = practice.contract();
    return new PricedPractice(
        open.population(),
        open.cpi(),
        open.factors(),
        lines,
        achievementPayment,
        contract,
        contract.partYear(achievementPayment),
        open.adjustments(),
        aspirationPaid);
  }

  /**
   * How a payment came about, from the values that made it.
   *
   * @param practice the practice-year that was priced
   * @param priced what {@link #price(PracticeYear, BigDecimal)} gave for it
   */
  public Trace trace(PracticeYear practice, PricedPractice priced) {
    return new PricingSteps(rulebook, national, practice, priced).trace();
  }

  /**
   * Opens one payable practice, whose lines can then be priced one by one.
   *
   * @param practice the practice-year; its population must be there and above 0
   * @param registers registers by group, see {@link PracticeRegisters}
   */
  public PracticePricing open(PracticeYear practice, Map<String, Integer> registers) {
    return new PracticePricing(
        rulebook, national, improvement, settling, targetPopulations, practice, registers);
  }

  /**
   * The practice's achievement payment, pounds: the sum of its lines, each to the penny, or the
   * exact sum rounded once, as the rulebook's setting says.
   */
  private BigDecimal total(List<Line> lines) {
    return switch (rulebook.payment().moneyRounding()) {
      case PER_INDICATOR ->
          lines.stream()
              .map(Line::paymentGbp)
              .filter(Objects::nonNull)
              .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
      case PER_TOTAL ->
          lines.stream()
              .map(Line::exactPayment)
              .filter(Objects::nonNull)
              .reduce(Ratio.ZERO, Ratio::plus)
              .rounded(2);
    };
  }
}
