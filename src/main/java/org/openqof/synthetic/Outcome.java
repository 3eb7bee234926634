package org.openqof.synthetic;

import java.math.BigDecimal;
import org.openqof.rulebook.Indicator;

/** What is expected to become of a practice in a year, by the numbered practice checks. */
enum Outcome {
  /** Paid, and part of the public statistics. */
  PUBLISHED,
  /**
   * Paid and part of the national figures, but left out of the public statistics (checks 1 to 3).
   */
  PAID_ONLY,
  /** Paid for a part of the year that ended before 31 March: in no national figure or statistic. */
  PAID_FOR_PART,
  /** None of these: it has no registered population, or its last day was never collected. */
  REFUSED;

  /** The outcome of a practice; one without any points but the manual ones fails check 1. */
  static Outcome of(YearPlan plan, PracticeTruth truth, PracticeFault fault, Contract contract) {
    if (fault == PracticeFault.NO_LIST_SIZE
        || contract.event().collection() == ContractEvent.Collection.NOTHING) {
      return REFUSED;
    }
    if (contract.event().closes()) {
      return PAID_FOR_PART;
    }
    if (fault == PracticeFault.CLOSED || fault == PracticeFault.NOT_ACTIVE) {
      return PAID_ONLY;
    }
    BigDecimal manual = BigDecimal.ZERO;
    long earned = 0;
    for (int i = 0; i < plan.indicators().size(); i++) {
      Indicator indicator = plan.indicators().get(i).indicator();
      if (indicator != null && indicator.manual()) {
        manual = manual.add(indicator.availablePoints());
      }
      earned += Math.max(0, truth.points(i));
    }
    boolean onlyManual =
        manual.signum() > 0 && BigDecimal.valueOf(earned, 2).compareTo(manual) <= 0;
    return onlyManual ? PAID_ONLY : PUBLISHED;
  }
}
