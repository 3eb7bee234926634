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
  YES_NO,
  /** A share of patients, with full points from a stated minimum standard on and none below. */
  STANDARD,
  /**
   * Holistic care (2004-05 to 2007-08): the points available times the share of points earned in
   * the third-lowest clinical area.
   */
  HOLISTIC,
  /**
   * Quality practice (2004-05 and 2005-06): the points available times the share of points earned
   * in the third-lowest area of organisation, patient experience and additional services.
   */
  QUALITY_PRACTICE;

  /** Whether points come from a numerator and a denominator, so that a threshold is needed. */
  public boolean isShare() {
    return this == FRACTION || this == STEP || this == STANDARD;
  }

  /** Whether points depend on the points earned for other indicators. */
  public boolean rewardsBreadth() {
    return this == HOLISTIC || this == QUALITY_PRACTICE;
  }
}
