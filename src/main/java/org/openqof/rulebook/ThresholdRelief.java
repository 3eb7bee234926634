package org.openqof.rulebook;

import java.io.Serializable;
import java.math.BigDecimal;
import org.openqof.domain.Thresholds;

/**
 * The lower thresholds of an indicator for the practices that were granted relief. Which practices
 * these are is not part of the regulation: a commissioner says so, practice by practice.
 *
 * @param percentagePoints what both thresholds are lowered by, above 0
 * @param status how far it is supported
 * @param citation keys into {@code citations.yaml}, separated by a space
 */
public record ThresholdRelief(BigDecimal percentagePoints, Status status, String citation)
    implements Serializable {

  /**
   * Both thresholds lowered; the points paid as a block at the lower one stay. A lower threshold
   * that a scenario has set below the relief becomes 0.
   *
   * @throws org.openqof.errors.QofException when the upper threshold is not above the relief, so
   *     that a practice would have all points for nothing
   */
  Thresholds lowered(Thresholds thresholds) {
    return new Thresholds(
        thresholds.lowerPercent().subtract(percentagePoints).max(BigDecimal.ZERO),
        thresholds.upperPercent().subtract(percentagePoints),
        thresholds.pointsAtLower());
  }
}
