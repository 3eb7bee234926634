package org.openqof.nation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.Ratio;
import org.openqof.domain.RawPrevalence;
import org.openqof.practice.Contribution;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.rulebook.PaymentRules;

/**
 * National prevalence of one register.
 *
 * <p>From 2010-11 the ratio of sums: all registers over all contractor registered populations of
 * the practices that delivered the register, zero registers counted; only so is the pool of money
 * per disease unchanged (see {@code docs/interpretations.md}). Before, the mean over practices of
 * the prevalence after cut-off and root, around which the factors are rebased.
 *
 * @param groupCode group of the register
 * @param register patients on the register of all practices counted
 * @param crp contractor registered population of all practices counted
 * @param practices practices counted
 * @param standIns those of them that did not send it, for which published denominators stand
 * @param compared what a practice is compared with
 */
public record NationalPrevalence(
    String groupCode, long register, long crp, int practices, int standIns, Prevalence compared) {

  /**
   * National prevalence of one register over the practices that delivered it; empty when none did.
   */
  public static Optional<NationalPrevalence> of(
      String groupCode, List<Contribution> contributions, PaymentRules rules) {
    long register = 0;
    long crp = 0;
    int practices = 0;
    int standIns = 0;
    Ratio highest = Ratio.ZERO;
    for (Contribution contribution : contributions) {
      Integer patients = contribution.registers().get(groupCode);
      if (patients != null) {
        register += patients;
        crp += contribution.crp();
        practices++;
        standIns += contribution.standIns().contains(groupCode) ? 1 : 0;
        Ratio raw = RawPrevalence.of(patients, contribution.crp());
        highest = isHigher(raw, highest) ? raw : highest;
      }
    }
    if (practices == 0) {
      return Optional.empty();
    }
    Ratio compared =
        rules.nationalPrevalence() == PaymentRules.NationalPrevalence.RATIO_OF_SUMS
                && !rules.prevalenceMethod().rebasesAroundTheMean()
            ? RawPrevalence.of(register, crp)
            : mean(groupCode, contributions, rules.prevalenceMethod(), highest, practices);
    return Optional.of(
        new NationalPrevalence(
            groupCode, register, crp, practices, standIns, new Prevalence(compared, highest)));
  }

  /** Of equal prevalences that of the larger list, so that the order of practices never matters. */
  private static boolean isHigher(Ratio raw, Ratio highest) {
    return raw.isAbove(highest)
        || (!highest.isAbove(raw) && raw.denominator().compareTo(highest.denominator()) > 0);
  }

  private static Ratio mean(
      String groupCode,
      List<Contribution> contributions,
      PrevalenceMethod method,
      Ratio highest,
      int practices) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Contribution contribution : contributions) {
      Integer patients = contribution.registers().get(groupCode);
      if (patients != null) {
        Ratio transformed =
            method.transformed(RawPrevalence.of(patients, contribution.crp()), highest);
        sum = sum.add(transformed.rounded(PrevalenceMethod.ROOT.getPrecision()));
      }
    }
    return new Ratio(sum, BigDecimal.valueOf(practices));
  }
}
