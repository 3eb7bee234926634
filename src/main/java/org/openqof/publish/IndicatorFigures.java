package org.openqof.publish;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.openqof.statistics.Rate;

/**
 * Figures of one indicator in one area; null where there is no such figure. Points in hundredths.
 *
 * @param register patients on the register that is published with the indicator
 * @param newlyDiagnosed patients newly diagnosed that are published with it
 * @param numerator patients who received the intervention
 * @param denominator patients eligible, net of adjustments
 * @param pcas personalised care adjustments
 * @param achievement numerator divided by denominator, a fraction
 * @param pcaRate adjustments divided by denominator plus adjustments, a fraction
 * @param intervention numerator divided by denominator plus adjustments, a fraction
 * @param earned points earned
 * @param available points available
 */
public record IndicatorFigures(
    @Nullable Long register,
    @Nullable Long newlyDiagnosed,
    @Nullable Long numerator,
    @Nullable Long denominator,
    @Nullable Long pcas,
    @Nullable BigDecimal achievement,
    @Nullable BigDecimal pcaRate,
    @Nullable BigDecimal intervention,
    @Nullable Long earned,
    long available) {

  /** Denominator plus adjustments. */
  public @Nullable Long denominatorPlusPcas() {
    return denominator == null || pcas == null ? null : (Long) (denominator + pcas);
  }

  /** Points earned divided by points available, a fraction. */
  public @Nullable BigDecimal pointsRate() {
    return Rate.points(earned, available);
  }
}
