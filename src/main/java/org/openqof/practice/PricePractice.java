package org.openqof.practice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPayment;
import org.openqof.domain.ContractDuration;
import org.openqof.domain.ContractorPopulationIndex;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.Ratio;
import org.openqof.domain.RawPrevalence;
import org.openqof.domain.TargetPopulationFactor;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.LocalDecisions.Adjustment;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.PracticeReference.Population;
import org.openqof.practice.PricedPractice.AppliedAdjustment;
import org.openqof.practice.PricedPractice.Factor;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;

/**
 * Prices one practice-year, in this order: points, protection, one payment a line, their sum, the
 * part of the year, adjustments, aspiration paid. A payment and its explanation come from the same
 * call.
 */
public final class PricePractice {
  private final Rulebook rulebook;
  private final NationalValues national;
  private final EarnPoints points;
  private final SettlePoints settling;
  private final Map<String, String> targetPopulations = new HashMap<>();

  /**
   * A pricing with one year's rules and national figures.
   *
   * @param bases points of the base years of the year's income protection
   */
  public PricePractice(Rulebook rulebook, NationalValues national, BaseYearPoints bases) {
    this.rulebook = rulebook;
    this.national = national;
    this.points = new EarnPoints(rulebook);
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
    return points.of(practice);
  }

  /**
   * The whole calculation for a payable practice.
   *
   * @param practice the practice-year; its population must be there and above 0
   * @param aspirationPaid aspiration paid to it during the year, pounds
   * @param trace told every step, if it {@link Trace#listens}
   */
  public PricedPractice price(PracticeYear practice, BigDecimal aspirationPaid, Trace trace) {
    return price(
        practice,
        PracticeRegisters.of(practice, rulebook),
        points(practice),
        aspirationPaid,
        trace);
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
      BigDecimal aspirationPaid,
      Trace trace) {
    PracticeReference reference = practice.reference();
    Population population =
        Objects.requireNonNull(reference.population(), "checked before: P3 refuses");
    Ratio cpi = ContractorPopulationIndex.of(population.patients(), national.averageListSize());
    Map<String, Factor> factors = factors(population, registers);
    List<Line> lines = new ArrayList<>(earned.size());
    for (EarnedPoints own : earned) {
      lines.add(line(settling.settle(own, reference), reference, population, cpi, factors));
    }
    BigDecimal achievementPayment = total(lines);
    ContractDuration contract = reference.contract(practice.year());
    List<AppliedAdjustment> adjustments = new ArrayList<>();
    for (Adjustment adjustment : reference.decisions().adjustments()) {
      adjustments.add(
          new AppliedAdjustment(adjustment, pounds(adjustment, reference, cpi, factors)));
    }
    PricedPractice priced =
        new PricedPractice(
            population,
            cpi,
            factors,
            lines,
            achievementPayment,
            contract,
            contract.partYear(achievementPayment),
            adjustments,
            aspirationPaid);
    if (trace.listens()) {
      new PricingSteps(rulebook, national, practice, priced, trace).tell();
    }
    return priced;
  }

  /** The factors of each prevalence group the practice has a register for. */
  private Map<String, Factor> factors(Population population, Map<String, Integer> registers) {
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

  private Line line(
      SettledPoints settled,
      PracticeReference practice,
      Population population,
      Ratio cpi,
      Map<String, Factor> factors) {
    Indicator indicator = settled.own().indicator();
    PaymentRules rules = rulebook.payment();
    Factor factor =
        indicator.prevalenceAdjusted() ? factors.get(indicator.prevalenceGroup()) : null;
    Ratio target = targetFactor(indicator, practice, population);
    Ratio points = settled.points();
    if (points == null) {
      return new Line(settled, factor, target, settled.own().notPriced(), null, null);
    }
    Ratio adjustment = adjustment(indicator, factor, target);
    if (adjustment == null && points.numerator().signum() > 0) {
      NotPriced why =
          indicator.prevalenceAdjusted() ? NotPriced.NO_REGISTER : NotPriced.NO_TARGET_POPULATION;
      return new Line(settled, factor, target, why, null, null);
    }
    Ratio exact =
        AchievementPayment.exact(
            rules.pointsRounding().applyTo(points),
            rules.pointValueGbp().value(),
            cpi,
            adjustment == null ? Ratio.ZERO : adjustment);
    return new Line(settled, factor, target, null, exact, exact.rounded(2));
  }

  /**
   * What a line is multiplied by beside the index: the disease factor, the target population
   * factor, or 1; null where the one it needs is not known.
   */
  private @Nullable Ratio adjustment(
      Indicator indicator, @Nullable Factor factor, @Nullable Ratio target) {
    if (indicator.prevalenceAdjusted()) {
      return factor == null ? null : factor.apdf();
    }
    return targetPopulations.containsKey(indicator.code()) ? target : Ratio.ONE;
  }

  private @Nullable Ratio targetFactor(
      Indicator indicator, PracticeReference practice, Population population) {
    String listType = targetPopulations.get(indicator.code());
    if (listType == null) {
      return null;
    }
    OptionalInt patients = practice.listSize(listType);
    Ratio share = national.targetShares().get(listType);
    return patients.isEmpty() || share == null
        ? null
        : TargetPopulationFactor.of(patients.getAsInt(), population.patients(), share);
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

  /**
   * What an adjustment moves: its pounds, or its points at the practice's own value of a point,
   * price × index × the factor that the indicator's line carries, half-up to the penny. A point of
   * the total, or of a code the year does not know, carries no factor; one whose factor is not
   * known is worth nothing, as its line is.
   */
  private BigDecimal pounds(
      Adjustment adjustment, PracticeReference practice, Ratio cpi, Map<String, Factor> factors) {
    BigDecimal amount = adjustment.amountGbp();
    if (amount != null) {
      return amount.setScale(2, RoundingMode.HALF_UP);
    }
    BigDecimal pointsMoved = Objects.requireNonNull(adjustment.points(), "points or pounds");
    Ratio factor =
        rulebook
            .indicator(adjustment.subject())
            .map(
                indicator -> {
                  Factor ofGroup =
                      indicator.prevalenceAdjusted()
                          ? factors.get(indicator.prevalenceGroup())
                          : null;
                  Ratio target =
                      targetFactor(
                          indicator, practice, Objects.requireNonNull(practice.population()));
                  Ratio known = adjustment(indicator, ofGroup, target);
                  return known == null ? Ratio.ZERO : known;
                })
            .orElse(Ratio.ONE);
    return AchievementPayment.toThePenny(
        Ratio.of(pointsMoved), rulebook.payment().pointValueGbp().value(), cpi, factor);
  }
}
