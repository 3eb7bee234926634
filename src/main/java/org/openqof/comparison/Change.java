package org.openqof.comparison;

import java.math.BigDecimal;

/**
 * Pounds of two years and the parts of their difference, in whole pence, so that sums are exact.
 * The parts always add up to the difference.
 */
public final class Change {
  private final long[] parts = new long[Part.values().length];
  private long before;
  private long after;

  /** Counts an amount of the earlier year, pence. */
  void addBefore(long pence) {
    before += pence;
  }

  /** Counts an amount of the later year, pence. */
  void addAfter(long pence) {
    after += pence;
  }

  /** Counts a part, pence. */
  void add(Part part, long pence) {
    parts[part.ordinal()] += pence;
  }

  /** Adds another change. */
  void add(Change other) {
    before += other.before;
    after += other.after;
    for (int i = 0; i < parts.length; i++) {
      parts[i] += other.parts[i];
    }
  }

  /** Pounds of the earlier year. */
  public BigDecimal beforeGbp() {
    return BigDecimal.valueOf(before, 2);
  }

  /** Pounds of the later year. */
  public BigDecimal afterGbp() {
    return BigDecimal.valueOf(after, 2);
  }

  /** Pounds of the later year less those of the earlier. */
  public BigDecimal changeGbp() {
    return BigDecimal.valueOf(after - before, 2);
  }

  /** Pounds of the change owed to a part. */
  public BigDecimal gbp(Part part) {
    return BigDecimal.valueOf(parts[part.ordinal()], 2);
  }

  long beforePence() {
    return before;
  }

  long afterPence() {
    return after;
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
    return sum == after - before;
  }
}
