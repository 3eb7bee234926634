package org.openqof.practice;

import java.io.Serializable;
import java.util.Map;
import org.openqof.domain.Ratio;

/**
 * The national figures that enter a practice's payment.
 *
 * @param averageListSize national average list size that pays, patients
 * @param prevalence by group, what a practice's prevalence is compared with
 */
public record NationalValues(Ratio averageListSize, Map<String, Prevalence> prevalence)
    implements Serializable {

  public NationalValues {
    prevalence = Map.copyOf(prevalence);
  }

  /**
   * What the practices' prevalence of one register is compared with.
   *
   * @param compared national prevalence, or the mean over practices for the eras that rebase
   * @param highest the highest raw prevalence of any practice
   */
  public record Prevalence(Ratio compared, Ratio highest) implements Serializable {}
}
