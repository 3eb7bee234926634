package org.openqof.domain;

/**
 * The target population factor of additional services: the practice's share of patients in the
 * target population divided by the nation's share.
 *
 * <p>Source: a general practice finance textbook for its existence; the form is general knowledge
 * of the Statement of Financial Entitlements. Targets: women of 25 to 64 (cervical screening),
 * children under 5 (child health surveillance), women under 55 (maternity, contraception). Paid
 * from 2004-05 to 2012-13 (see {@code docs/interpretations.md}, I5).
 */
public final class TargetPopulationFactor {
  private TargetPopulationFactor() {}

  /**
   * The factor, exact.
   *
   * @param target the practice's patients in the target population
   * @param crp its contractor registered population, above 0
   * @param nationalShare the same share over all practices; 0 (no such patient anywhere) gives 0
   */
  public static Ratio of(long target, long crp, Ratio nationalShare) {
    return nationalShare.numerator().signum() == 0
        ? Ratio.ZERO
        : Ratio.of(target, crp).dividedBy(nationalShare);
  }
}
