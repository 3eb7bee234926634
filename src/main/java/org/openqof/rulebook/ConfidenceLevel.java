package org.openqof.rulebook;

import java.math.BigDecimal;

/** How sure an interval or a limit is, with its point of the standard normal distribution. */
public enum ConfidenceLevel {
  /** 90 %. */
  PERCENT_90("90", 1.6448536269514722),
  /** 95 %, the usual interval. */
  PERCENT_95("95", 1.959963984540054),
  /** 99 %. */
  PERCENT_99("99", 2.5758293035489004),
  /** 99.8 %, the outer limit of funnel plots. */
  PERCENT_99_8("99.8", 3.090232306167813);

  private final BigDecimal percent;
  private final double z;

  ConfidenceLevel(String percent, double z) {
    this.percent = new BigDecimal(percent);
    this.z = z;
  }

  /** In percent. */
  public BigDecimal percent() {
    return percent;
  }

  /** Standard deviations either side that hold this share of a normal distribution. */
  public double z() {
    return z;
  }
}
