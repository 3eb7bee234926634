package org.openqof.domain;

/** How an indicator's points are earned. */
public enum IndicatorKind {
  /** A share of patients, rewarded between a lower and an upper threshold. */
  FRACTION,
  /**
   * A share of patients with a block of points as soon as the lower threshold is reached
   * (vaccination and immunisation in 2021-22 and 2022-23).
   */
  STEP,
  /** Full points for a register that holds at least one patient. */
  REGISTER,
  /** Full points for the answer yes (quality improvement and other manual answers). */
  YES_NO
}
