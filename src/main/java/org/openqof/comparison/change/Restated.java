package org.openqof.comparison.change;

import java.math.BigDecimal;

/**
 * Pounds of two versions of one year and what their difference is owed to, in whole pence, so that
 * sums are exact. The causes always add up to the difference.
 */
public final class Restated extends TwoAmounts {
  private final long[] own = new long[Cause.values().length];
  private final long[] national = new long[Cause.values().length];
  private boolean unexplained;

  /** Nothing paid before and after. */
  public Restated() {}

  Restated(long before, long after) {
    super(before, after);
  }

  /** Counts pence that a cause moved by way of the practice's own data. */
  void addOwn(Cause cause, long pence) {
    own[cause.ordinal()] += pence;
  }

  /** Counts pence that a cause moved by way of national figures. */
  void addNational(Cause cause, long pence) {
    national[cause.ordinal()] += pence;
  }

  /** Notes that a version is not what its own code gives, at one end or at both. */
  void markUnexplained() {
    unexplained = true;
  }

  /** Adds another. */
  public void add(Restated other) {
    addBoth(other);
    unexplained |= other.unexplained;
    for (int i = 0; i < own.length; i++) {
      own[i] += other.own[i];
      national[i] += other.national[i];
    }
  }

  /** Pounds that a cause moved at unmoved national figures. */
  public BigDecimal ownGbp(Cause cause) {
    return BigDecimal.valueOf(own[cause.ordinal()], 2);
  }

  /** Pounds that a cause moved through the national figures it moved. */
  public BigDecimal nationalGbp(Cause cause) {
    return BigDecimal.valueOf(national[cause.ordinal()], 2);
  }

  /** Pounds that a cause moved, both ways together. */
  public BigDecimal gbp(Cause cause) {
    return BigDecimal.valueOf(own[cause.ordinal()] + national[cause.ordinal()], 2);
  }

  /**
   * Whether a version is not what its own code gives, at either end, even where the two ends cancel
   * out in {@link #gbp}.
   */
  public boolean isUnexplained() {
    return unexplained;
  }

  /** Whether any cause moved anything, even where the parts cancel out. */
  public boolean moved() {
    return changePence() != 0 || unexplained || movedByOwn() || movedByFigures();
  }

  /** Whether anything moved at unmoved national figures. */
  public boolean movedByOwn() {
    return any(own);
  }

  /** Whether anything moved through national figures. */
  public boolean movedByFigures() {
    return any(national);
  }

  private static boolean any(long[] parts) {
    for (long part : parts) {
      if (part != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the causes add up to the difference, to the penny. */
  public boolean addsUp() {
    long sum = 0;
    for (int i = 0; i < own.length; i++) {
      sum += own[i] + national[i];
    }
    return sum == changePence();
  }
}
