package org.openqof.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * Parameters of the public statistics beyond sums and rates.
 *
 * @param interval confidence of intervals
 * @param outlier limits of a funnel beyond which a practice is an outlier
 * @param winsorisedPercent share of practices at each end whose scores are drawn in before
 *     over-dispersion is estimated, percent below 50
 * @param smallPracticePatients practices with fewer registered patients are flagged and left out of
 *     deciles and of what funnels are built on
 * @param leastPractices practices that a decile or a funnel needs
 */
public record StatisticsRules(
    ConfidenceLevel interval,
    ConfidenceLevel outlier,
    BigDecimal winsorisedPercent,
    int smallPracticePatients,
    int leastPractices)
    implements Serializable {}
