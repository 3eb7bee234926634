package org.openqof.practice;

import java.io.Serializable;
import java.util.Map;
import org.openqof.domain.Ratio;

/**
 * The national figures that enter a practice's payment.
 *
 * @param averageListSize national average list size that pays, patients
 * @param prevalence by group, what a practice's prevalence is compared with
 * @param targetShares by list type, the nation's share of patients in the target population of an
 *     additional service; empty in a year that pays no target population factor
 */
public record NationalValues(
    Ratio averageListSize, Map<String, Prevalence> prevalence, Map<String, Ratio> targetShares)
    implements Serializable {

  public NationalValues {
    prevalence = Map.copyOf(prevalence);
    targetShares = Map.copyOf(targetShares);
  }

  /** The figures of a year that pays no target population factor. */
  public NationalValues(Ratio averageListSize, Map<String, Prevalence> prevalence) {
    this(averageListSize, prevalence, Map.of());
  }

  /**
   * What the practices' prevalence of one register is compared with.
   *
   * @param compared national prevalence, or the mean over practices for the eras that rebase
   * @param highest the highest raw prevalence of any practice
   */
  public record Prevalence(Ratio compared, Ratio highest) implements Serializable {}
}
