package org.openqof.comparison.change;

import java.math.BigDecimal;

/**
 * Pounds of two years and the parts of their difference, in whole pence, so that sums are exact.
 * The parts always add up to the difference.
 */
public final class Change extends TwoAmounts {
  private final long[] parts = new long[Part.values().length];

  /** Counts a part, pence. */
  void add(Part part, long pence) {
    parts[part.ordinal()] += pence;
  }

  /** Adds another change. */
  void add(Change other) {
    addBoth(other);
    for (int i = 0; i < parts.length; i++) {
      parts[i] += other.parts[i];
    }
  }

  /** Pounds of the change owed to a part. */
  public BigDecimal gbp(Part part) {
    return BigDecimal.valueOf(parts[part.ordinal()], 2);
  }

  long pence(Part part) {
    return parts[part.ordinal()];
  }

  /** Whether the parts add up to the difference, to the penny. */
  public boolean addsUp() {
    long sum = 0;
    for (long part : parts) {
      sum += part;
    }
    return sum == changePence();
  }
}
