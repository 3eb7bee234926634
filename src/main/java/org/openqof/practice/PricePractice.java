package org.openqof.practice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPayment;
import org.openqof.domain.ContractorPopulationIndex;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.Ratio;
import org.openqof.domain.RawPrevalence;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.PracticeReference.Population;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;

/** Prices one practice-year: points, factors and payment of every indicator of the year. */
public final class PricePractice {
  private final Rulebook rulebook;
  private final NationalValues national;

  /** A pricing with one year's rules and national figures. */
  public PricePractice(Rulebook rulebook, NationalValues national) {
    this.rulebook = rulebook;
    this.national = national;
  }

  /**
   * Points of every indicator, for any practice, paid or not.
   *
   * @param indicators indicators of the year; the answer has their order
   */
  public static List<EarnedPoints> points(PracticeYear practice, List<Indicator> indicators) {
    Map<String, IndicatorCounts> counts = new HashMap<>();
    practice.counts().forEach(indicator -> counts.put(indicator.indicatorCode(), indicator));
    List<EarnedPoints> points = new ArrayList<>(indicators.size());
    for (Indicator indicator : indicators) {
      points.add(EarnedPoints.of(indicator, counts.get(indicator.code())));
    }
    return points;
  }

  /**
   * The factors of each prevalence group the practice has a register for.
   *
   * @param registers registers by group, see {@link PracticeRegisters}
   */
  public Map<String, Factor> factors(Population population, Map<String, Integer> registers) {
    PrevalenceMethod method = rulebook.payment().prevalenceMethod();
    Map<String, Factor> factors = new HashMap<>();
    registers.forEach(
        (group, register) -> {
          Prevalence compared = national.prevalence().get(group);
          if (compared != null) {
            Ratio raw = RawPrevalence.of(register, population.patients());
            factors.put(
                group,
                new Factor(
                    register,
                    raw,
                    compared.compared(),
                    method.factor(
                        method.transformed(raw, compared.highest()), compared.compared())));
          }
        });
    return factors;
  }

  /** The contractor population index of a practice. */
  public Ratio cpi(Population population) {
    return ContractorPopulationIndex.of(population.patients(), national.averageListSize());
  }

  /**
   * One payment line for each indicator, in the order of the points.
   *
   * @param points what {@link #points} gave
   * @param population contractor registered population, above 0
   * @param factors what {@link #factors} gave
   */
  public List<Line> lines(
      List<EarnedPoints> points, Population population, Map<String, Factor> factors) {
    PaymentRules rules = rulebook.payment();
    Ratio cpi = cpi(population);
    List<Line> lines = new ArrayList<>(points.size());
    for (EarnedPoints earned : points) {
      Indicator indicator = earned.indicator();
      Factor factor =
          indicator.prevalenceAdjusted() ? factors.get(indicator.prevalenceGroup()) : null;
      NotPriced notPriced = earned.notPriced();
      if (notPriced == null
          && indicator.prevalenceAdjusted()
          && factor == null
          && earned.points() != null
          && earned.points().numerator().signum() > 0) {
        notPriced = NotPriced.NO_REGISTER;
      }
      Ratio exact = null;
      if (notPriced == null && earned.points() != null) {
        Ratio adjustment =
            !indicator.prevalenceAdjusted()
                ? Ratio.ONE
                : factor == null ? Ratio.ZERO : factor.apdf();
        exact =
            AchievementPayment.exact(
                rules.pointsRounding().applyTo(earned.points()),
                rules.pointValueGbp().value(),
                cpi,
                adjustment);
      }
      lines.add(
          new Line(earned, factor, notPriced, exact, exact == null ? null : exact.rounded(2)));
    }
    return lines;
  }

  /**
   * The practice's achievement payment, pounds: the sum of its lines, each to the penny, or the
   * exact sum rounded once, as the rulebook's setting says.
   */
  public BigDecimal total(List<Line> lines) {
    return switch (rulebook.payment().moneyRounding()) {
      case PER_INDICATOR ->
          lines.stream()
              .map(Line::paymentGbp)
              .filter(Objects::nonNull)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      case PER_TOTAL ->
          lines.stream()
              .map(Line::exactPayment)
              .filter(Objects::nonNull)
              .reduce(Ratio.ZERO, Ratio::plus)
              .rounded(2);
    };
  }

  /**
   * The prevalence factor of one group of one practice.
   *
   * @param registerSize patients on the register
   * @param rawPrevalence register divided by contractor registered population
   * @param compared what it is compared with
   * @param apdf adjusted practice disease factor
   */
  public record Factor(int registerSize, Ratio rawPrevalence, Ratio compared, Ratio apdf) {}

  /**
   * One indicator's payment with what made it.
   *
   * @param earned points
   * @param factor prevalence factor; null when not adjusted or no register was sent
   * @param notPriced why there is no payment; null when there is
   * @param exactPayment payment before rounding, pounds; null when there is none
   * @param paymentGbp the payment half-up to the penny; null when there is none
   */
  public record Line(
      EarnedPoints earned,
      @Nullable Factor factor,
      @Nullable NotPriced notPriced,
      @Nullable Ratio exactPayment,
      @Nullable BigDecimal paymentGbp) {}
}
