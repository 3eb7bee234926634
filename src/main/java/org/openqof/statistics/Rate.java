package org.openqof.statistics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Ratio;

/**
 * The rates of the public statistics, as fractions of 1 to ten decimals, half-up.
 *
 * <p>Source: HSCIC Technical Annex 2011/12; NHS England publication code (2023-24). An empty
 * denominator gives no rate.
 */
public final class Rate {
  static final int DECIMALS = 10;

  private Rate() {}

  /** Any quotient of two counts, or null for an empty or absent denominator. */
  public static @Nullable BigDecimal of(@Nullable Long numerator, @Nullable Long denominator) {
    return numerator == null || denominator == null || denominator == 0
        ? null
        : Ratio.of(numerator, denominator).rounded(DECIMALS);
  }

  /** Underlying achievement: numerator divided by denominator, net of adjustments. */
  static @Nullable BigDecimal achievement(@Nullable Long numerator, @Nullable Long denominator) {
    return of(numerator, denominator);
  }

  /** Personalised care adjustment rate: adjustments divided by denominator plus adjustments. */
  public static @Nullable BigDecimal adjustments(@Nullable Long pcas, @Nullable Long denominator) {
    return pcas == null || denominator == null ? null : of(pcas, pcas + denominator);
  }

  /** Patients receiving the intervention: numerator divided by denominator plus adjustments. */
  static @Nullable BigDecimal intervention(
      @Nullable Long numerator, @Nullable Long pcas, @Nullable Long denominator) {
    return pcas == null || denominator == null ? null : of(numerator, pcas + denominator);
  }

  /** Points earned divided by points available, both in hundredths. */
  public static @Nullable BigDecimal points(@Nullable Long earned, @Nullable Long available) {
    return of(earned, available);
  }
}
