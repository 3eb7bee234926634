package org.openqof.domain;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collection;

/**
 * A practice's own baseline, from its results in earlier years.
 *
 * <p>Source: NHS England letter on 2026/27 as quoted by Pulse: "their own baseline, calculated as a
 * two-year average". Whether rates or patients are averaged, and where the result is rounded, no
 * source says (see {@code docs/interpretations.md}, I82 and I86).
 */
public final class ImprovementBaseline {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private ImprovementBaseline() {}

  /** What is averaged. */
  public enum Average {
    /** The rates of the years, each of the same weight. */
    MEAN_OF_RATES,
    /** The patients of the years: all numerators ÷ all denominators. */
    POOLED_COUNTS
  }

  /** Where a baseline is rounded, half-up. */
  public enum Rounding {
    /** Nowhere. */
    EXACT(-1),
    /** To two decimals of a percent. */
    TWO_DECIMALS(2),
    /** To one decimal of a percent. */
    ONE_DECIMAL(1),
    /** To a whole percent. */
    WHOLE_PERCENT(0);

    private final int decimals;

    Rounding(int decimals) {
      this.decimals = decimals;
    }

    Ratio applyTo(Ratio baseline) {
      return decimals < 0
          ? baseline
          : new Ratio(baseline.times(HUNDRED).rounded(decimals), HUNDRED);
    }
  }

  /**
   * What one year counted.
   *
   * @param numerator patients who received the intervention, not above the denominator
   * @param denominator patients eligible, net of adjustments, above 0
   */
  public record Counted(long numerator, long denominator) implements Serializable {
    public Counted {
      if (numerator < 0 || numerator > denominator || denominator <= 0) {
        throw new IllegalArgumentException(numerator + " of " + denominator + " is not a rate");
      }
    }
  }

  /**
   * The baseline, a fraction of 1.
   *
   * @param years what each year counted; at least one
   */
  public static Ratio of(Collection<Counted> years, Average average, Rounding rounding) {
    if (years.isEmpty()) {
      throw new IllegalArgumentException("a baseline needs a year");
    }
    Ratio baseline =
        switch (average) {
          case MEAN_OF_RATES ->
              years.stream()
                  .map(year -> Ratio.of(year.numerator(), year.denominator()))
                  .reduce(Ratio.ZERO, Ratio::plus)
                  .dividedBy(Ratio.of(years.size(), 1));
          case POOLED_COUNTS ->
              Ratio.of(
                  years.stream().mapToLong(Counted::numerator).sum(),
                  years.stream().mapToLong(Counted::denominator).sum());
        };
    return rounding.applyTo(baseline);
  }
}
