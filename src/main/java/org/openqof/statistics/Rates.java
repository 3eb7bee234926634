package org.openqof.statistics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The three rates of an indicator, from sums of one practice or one area. */
record Rates(
    @Nullable BigDecimal achievement,
    @Nullable BigDecimal adjustments,
    @Nullable BigDecimal intervention) {

  static Rates of(Sums sums) {
    return new Rates(
        Rate.achievement(sums.numerator, sums.denominator),
        Rate.adjustments(sums.pcas, sums.denominator),
        Rate.intervention(sums.numerator, sums.pcas, sums.denominator));
  }
}
