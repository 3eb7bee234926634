package org.openqof.domain;

/**
 * Raw practice disease prevalence for payment: patients on the register divided by the contractor
 * registered population, never by an age band.
 *
 * <p>Source: J. Gavin, "Calculating prevalence" (2015); Primary Care IT; CQRS QOF payments page.
 * The population is the one of the contractor population index, so that the list size cancels in
 * the payment (see {@code docs/interpretations.md}).
 */
public final class RawPrevalence {
  private RawPrevalence() {}

  /**
   * The prevalence, exact, as a fraction of 1.
   *
   * @param registerSize patients on the register
   * @param crp contractor registered population; above 0
   */
  public static Ratio of(long registerSize, long crp) {
    return Ratio.of(registerSize, crp);
  }
}
