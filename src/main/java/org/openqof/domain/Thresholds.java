package org.openqof.domain;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * The achievement between which an indicator's points are earned.
 *
 * @param lowerPercent achievement at which points begin, in percent
 * @param upperPercent achievement at which all points are earned, in percent
 * @param pointsAtLower points paid as a block when the lower threshold is reached; zero unless the
 *     indicator is a {@link IndicatorKind#STEP}
 */
public record Thresholds(BigDecimal lowerPercent, BigDecimal upperPercent, BigDecimal pointsAtLower)
    implements Serializable {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Thresholds {
    if (lowerPercent.signum() < 0
        || lowerPercent.compareTo(upperPercent) >= 0
        || upperPercent.compareTo(HUNDRED) > 0) {
      throw DomainErrors.impossibleThresholds(
          lowerPercent.toPlainString(), upperPercent.toPlainString());
    }
  }
}
