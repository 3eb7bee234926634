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
import org.openqof.domain.ContractorPopulationIndex;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.Ratio;
import org.openqof.domain.RawPrevalence;
import org.openqof.domain.TargetPopulationFactor;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Population;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.PricedPractice.AppliedAdjustment;
import org.openqof.practice.PricedPractice.Factor;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;

/**
 * One payable practice while it is priced: what its lines share, and the price of each.
 *
 * <p>A line depends on the practice, its indicator, the year's parameters of payment and the
 * national figures, and on no other line; so that one can be priced without the rest, by the very
 * formula of the run. Not for use by several threads.
 */
public final class PracticePricing {
  private final Rulebook rulebook;
  private final NationalValues national;
  private final ImprovementRoute improvement;
  private final SettlePoints settling;
  private final Map<String, String> targetPopulations;
  private final PracticeReference practice;
  private final Population population;
  private final Ratio cpi;
  private final Map<String, Integer> registers;
  private final Map<String, Factor> factors = new HashMap<>();

  PracticePricing(
      Rulebook rulebook,
      NationalValues national,
      ImprovementRoute improvement,
      SettlePoints settling,
      Map<String, String> targetPopulations,
      PracticeYear practice,
      Map<String, Integer> registers) {
    this.rulebook = rulebook;
    this.national = national;
    this.improvement = improvement;
    this.settling = settling;
    this.targetPopulations = targetPopulations;
    this.practice = practice.reference();
    this.population =
        Objects.requireNonNull(practice.reference().population(), "checked before: P3 refuses");
    this.cpi = ContractorPopulationIndex.of(population.patients(), national.averageListSize());
    this.registers = registers;
  }

  Population population() {
    return population;
  }

  Ratio cpi() {
    return cpi;
  }

  /** The factors of each prevalence group the practice has a register for. */
  Map<String, Factor> factors() {
    registers.keySet().forEach(this::factor);
    return factors;
  }

  /** The factor of one group; null where its register or the nation's figure is not known. */
  private @Nullable Factor factor(@Nullable String group) {
    if (group == null) {
      return null;
    }
    Factor known = factors.get(group);
    if (known != null) {
      return known;
    }
    Integer register = registers.get(group);
    Prevalence compared = national.prevalence().get(group);
    if (register == null || compared == null) {
      return null;
    }
    PrevalenceMethod method = rulebook.payment().prevalenceMethod();
    Ratio raw = RawPrevalence.of(register, population.patients());
    Factor factor =
        new Factor(
            register,
            raw,
            compared.compared(),
            method.factor(method.transformed(raw, compared.highest()), compared.compared()));
    factors.put(group, factor);
    return factor;
  }

  /** Points of the practice's own performance for one indicator, with other counts than it sent. */
  public EarnedPoints earned(Indicator indicator, @Nullable IndicatorCounts counts) {
    return improvement.of(EarnedPoints.of(practice.decisions().rules(indicator), counts), practice);
  }

  /**
   * The line of one indicator: income protection applied, then priced.
   *
   * @param own points of the practice's own performance for it
   */
  public Line line(EarnedPoints own) {
    SettledPoints settled = settling.settle(own, practice);
    Indicator indicator = own.indicator();
    PaymentRules rules = rulebook.payment();
    Factor factor = indicator.prevalenceAdjusted() ? factor(indicator.prevalenceGroup()) : null;
    Ratio target = targetFactor(indicator);
    Ratio points = settled.points();
    if (points == null) {
      return new Line(settled, factor, target, own.notPriced(), null, null);
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
   * What a line is multiplied by alongside the index: the disease factor, the target population
   * factor, or 1; null where the one it needs is not known.
   */
  private @Nullable Ratio adjustment(
      Indicator indicator, @Nullable Factor factor, @Nullable Ratio target) {
    if (indicator.prevalenceAdjusted()) {
      return factor == null ? null : factor.apdf();
    }
    return targetPopulations.containsKey(indicator.code()) ? target : Ratio.ONE;
  }

  private @Nullable Ratio targetFactor(Indicator indicator) {
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

  /** The corrections of the practice with what each moves. */
  public List<AppliedAdjustment> adjustments() {
    List<AppliedAdjustment> applied = new ArrayList<>();
    for (Adjustment adjustment : practice.decisions().corrections()) {
      applied.add(new AppliedAdjustment(adjustment, pounds(adjustment)));
    }
    return applied;
  }

  /**
   * What an adjustment moves: its pounds, or its points at the practice's own value of a point,
   * price × index × the factor that the indicator's line carries, half-up to the penny. A point of
   * the total carries no factor; one whose factor is not known is worth nothing, as its line is. So
   * is one of an indicator that the rulebook does not have: a run refuses such a correction (R27),
   * and a scenario that retires the indicator leaves nothing to correct.
   */
  private BigDecimal pounds(Adjustment adjustment) {
    BigDecimal amount = adjustment.amountGbp();
    if (amount != null) {
      return amount.setScale(2, RoundingMode.HALF_UP);
    }
    BigDecimal pointsMoved = Objects.requireNonNull(adjustment.points(), "points or pounds");
    Ratio factor =
        adjustment.subject().equals(Adjustment.TOTAL)
            ? Ratio.ONE
            : rulebook
                .indicator(adjustment.subject())
                .map(
                    indicator -> {
                      Factor ofGroup =
                          indicator.prevalenceAdjusted()
                              ? factor(indicator.prevalenceGroup())
                              : null;
                      return adjustment(indicator, ofGroup, targetFactor(indicator));
                    })
                .orElse(Ratio.ZERO);
    return AchievementPayment.toThePenny(
        Ratio.of(pointsMoved), rulebook.payment().pointValueGbp().value(), cpi, factor);
  }
}
