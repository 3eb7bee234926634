package org.openqof.publish;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.openqof.statistics.Rate;

/**
 * Figures of one group in one area; null where there is no such figure. Points in hundredths.
 *
 * @param practices practices counted
 * @param listType list the prevalence is measured against
 * @param list registered patients of that type
 * @param register patients on the register
 * @param prevalence register divided by list, a fraction
 * @param newlyDiagnosed whether the register counts new diagnoses and is not a prevalence
 * @param earned points earned
 * @param available points available
 * @param pcas personalised care adjustments
 * @param denominators sum of denominators
 * @param pcaRate adjustments divided by denominators plus adjustments, a fraction
 */
public record GroupFigures(
    @Nullable Long practices,
    String listType,
    @Nullable Long list,
    @Nullable Long register,
    @Nullable BigDecimal prevalence,
    boolean newlyDiagnosed,
    @Nullable Long earned,
    long available,
    @Nullable Long pcas,
    @Nullable Long denominators,
    @Nullable BigDecimal pcaRate) {

  /** Points earned divided by points available, a fraction. */
  public @Nullable BigDecimal pointsRate() {
    return Rate.points(earned, available);
  }
}
