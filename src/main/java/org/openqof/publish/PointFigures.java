package org.openqof.publish;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Points of one area over the whole framework, in hundredths.
 *
 * @param practices practices counted
 * @param list registered patients, all ages
 * @param earned points earned
 * @param maximum points of the framework
 * @param revisedMaximum points the practices could earn
 * @param rate earned divided by maximum, a fraction
 * @param adjustedRate earned divided by revised maximum, a fraction
 */
public record PointFigures(
    @Nullable Long practices,
    @Nullable Long list,
    @Nullable Long earned,
    long maximum,
    long revisedMaximum,
    @Nullable BigDecimal rate,
    @Nullable BigDecimal adjustedRate) {}
