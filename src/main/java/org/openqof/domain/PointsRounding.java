package org.openqof.domain;

import java.math.BigDecimal;

/**
 * Where points are rounded. The regulation is silent; the points really awarded for 2014-15 are
 * those of {@link #TWO_DECIMALS} for every practice (see {@code docs/interpretations.md}).
 */
public enum PointsRounding {
  /** Half-up to two decimals from the unrounded ratio; the rounded points are paid. */
  TWO_DECIMALS,
  /** Exact points are paid; two decimals are only shown. */
  EXACT;

  /** The points that enter the payment. */
  public Ratio applyTo(Ratio points) {
    return switch (this) {
      case TWO_DECIMALS -> Ratio.of(shown(points));
      case EXACT -> points;
    };
  }

  /** What it does, in words. */
  public String words() {
    return switch (this) {
      case TWO_DECIMALS -> "half-up to two decimals";
      case EXACT -> "not rounded";
    };
  }

  /** The points shown and published: half-up to two decimals. */
  public BigDecimal shown(Ratio points) {
    return points.rounded(2);
  }
}
