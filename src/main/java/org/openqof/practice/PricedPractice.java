package org.openqof.practice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.ContractDuration;
import org.openqof.domain.Ratio;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.PracticeReference.Population;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.SettledPoints.Settlement;

/**
 * What one practice is due for one year, with everything that made it. All amounts are pounds to
 * the penny, and add up exactly.
 *
 * @param population contractor registered population, above 0
 * @param cpi contractor population index
 * @param factors prevalence factors by group
 * @param lines one payment line an indicator, in the order of the points
 * @param achievementPayment unadjusted achievement payment: the lines together
 * @param contract the part of the year in which the contract was in force
 * @param partYear what the rest of the year takes away, 0 or below
 * @param adjustments corrections applied
 * @param aspirationPaid aspiration paid during the year
 */
public record PricedPractice(
    Population population,
    Ratio cpi,
    Map<String, Factor> factors,
    List<Line> lines,
    BigDecimal achievementPayment,
    ContractDuration contract,
    BigDecimal partYear,
    List<AppliedAdjustment> adjustments,
    BigDecimal aspirationPaid) {

  public PricedPractice {
    factors = Map.copyOf(factors);
    lines = List.copyOf(lines);
    adjustments = List.copyOf(adjustments);
  }

  /** The corrections together. */
  public BigDecimal adjustmentsGbp() {
    return adjustments.stream()
        .map(AppliedAdjustment::pounds)
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  /** Achievement payment, part of the year and adjustments together. */
  public BigDecimal totalAchievement() {
    return achievementPayment.add(partYear).add(adjustmentsGbp());
  }

  /** Total achievement less aspiration paid; below zero when more was paid than earned. */
  public BigDecimal achievementDue() {
    return totalAchievement().subtract(aspirationPaid);
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
   * @param settled points, own and paid
   * @param factor prevalence factor; null when not adjusted or no register was sent
   * @param targetFactor target population factor; null when none applies or it is not known
   * @param notPriced why there is no payment; null when there is
   * @param exactPayment payment before rounding, pounds; null when there is none
   * @param paymentGbp the payment half-up to the penny; null when there is none
   */
  public record Line(
      SettledPoints settled,
      @Nullable Factor factor,
      @Nullable Ratio targetFactor,
      @Nullable NotPriced notPriced,
      @Nullable Ratio exactPayment,
      @Nullable BigDecimal paymentGbp) {

    /** Points of the practice's own performance. */
    public EarnedPoints earned() {
      return settled.own();
    }

    /** Whether points of a base year are paid. */
    public boolean isProtected() {
      return settled.how() == Settlement.PROTECTED;
    }
  }

  /**
   * One correction with what it moves.
   *
   * @param adjustment the correction
   * @param pounds what it adds or, below zero, takes away
   */
  public record AppliedAdjustment(Adjustment adjustment, BigDecimal pounds) {}
}
