package org.openqof.comparison.change;

import java.math.BigDecimal;

/** Pounds before and after, in whole pence, so that sums are exact. */
abstract class TwoAmounts {
  private long before;
  private long after;

  /** Nothing before and after. */
  TwoAmounts() {}

  /** Two amounts, pence. */
  TwoAmounts(long before, long after) {
    this.before = before;
    this.after = after;
  }

  /** Counts an amount before, pence. */
  final void addBefore(long pence) {
    before += pence;
  }

  /** Counts an amount after, pence. */
  final void addAfter(long pence) {
    after += pence;
  }

  /** Counts both amounts of another. */
  final void addBoth(TwoAmounts other) {
    before += other.before;
    after += other.after;
  }

  /** Pounds before: of the earlier year or version. */
  public final BigDecimal beforeGbp() {
    return BigDecimal.valueOf(before, 2);
  }

  /** Pounds after: of the later year or version. */
  public final BigDecimal afterGbp() {
    return BigDecimal.valueOf(after, 2);
  }

  /** Pounds after less those before. */
  public final BigDecimal changeGbp() {
    return BigDecimal.valueOf(changePence(), 2);
  }

  final long beforePence() {
    return before;
  }

  final long afterPence() {
    return after;
  }

  final long changePence() {
    return after - before;
  }
}
