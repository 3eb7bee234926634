package org.openqof.domain;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact quotient that has not been divided yet, so that a product of factors is rounded once, by
 * the caller, and never on the way.
 *
 * <p>The statement of financial entitlements rounds nothing but what it names; a factor that was
 * rounded in passing has moved payments by pounds (see {@code docs/interpretations.md}).
 *
 * @param numerator any decimal
 * @param denominator a decimal above zero
 */
public record Ratio(BigDecimal numerator, BigDecimal denominator) implements Serializable {
  /** The factor that changes nothing. */
  public static final Ratio ONE = new Ratio(BigDecimal.ONE, BigDecimal.ONE);

  /** The factor that leaves nothing. */
  public static final Ratio ZERO = new Ratio(BigDecimal.ZERO, BigDecimal.ONE);

  public Ratio {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("denominator must be above zero, is " + denominator);
    }
  }

  /** The quotient of two counts; the second must be above zero. */
  public static Ratio of(long numerator, long denominator) {
    return new Ratio(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator));
  }

  /** A decimal as a ratio to one. */
  public static Ratio of(BigDecimal value) {
    return new Ratio(value, BigDecimal.ONE);
  }

  /** The exact product. */
  public Ratio times(Ratio factor) {
    return new Ratio(
        numerator.multiply(factor.numerator), denominator.multiply(factor.denominator));
  }

  /** The exact product with a decimal. */
  public Ratio times(BigDecimal factor) {
    return new Ratio(numerator.multiply(factor), denominator);
  }

  /** The exact quotient; the divisor must be above zero. */
  public Ratio dividedBy(Ratio divisor) {
    return new Ratio(
        numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
  }

  /** The exact sum. */
  public Ratio plus(Ratio other) {
    return denominator.compareTo(other.denominator) == 0
        ? new Ratio(numerator.add(other.numerator), denominator)
        : new Ratio(
            numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
            denominator.multiply(other.denominator));
  }

  /** The exact difference. */
  public Ratio minus(Ratio other) {
    return plus(new Ratio(other.numerator.negate(), other.denominator));
  }

  /** Whether this quotient is larger than another, compared exactly. */
  public boolean isAbove(Ratio other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator))
        > 0;
  }

  /** The one division, rounded half-up to {@code decimals} places. */
  public BigDecimal rounded(int decimals) {
    return numerator.divide(denominator, decimals, RoundingMode.HALF_UP);
  }
}
