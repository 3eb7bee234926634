package org.openqof.practice;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the final collection of one practice says of one indicator. An absent value was not sent, or
 * sent blank; it is never taken for zero here.
 *
 * @param indicatorCode indicator, as sent
 * @param numerator patients who received the intervention
 * @param denominator patients eligible, net of adjustments
 * @param register patients on the register delivered with the indicator
 * @param registerName name of the field that delivered the register
 * @param pcaCount personalised care adjustments; null when none were sent or reasons cannot be told
 *     apart
 * @param answer the manual answer
 * @param reportedPoints points as awarded by the payment service, hundredths
 * @param newlyDiagnosed patients newly diagnosed
 */
public record IndicatorCounts(
    String indicatorCode,
    @Nullable Integer numerator,
    @Nullable Integer denominator,
    @Nullable Integer register,
    @Nullable String registerName,
    @Nullable Integer pcaCount,
    @Nullable Boolean answer,
    @Nullable Integer reportedPoints,
    @Nullable Integer newlyDiagnosed)
    implements Serializable {

  /** The same with another numerator and denominator. */
  public IndicatorCounts withFraction(
      @Nullable Integer newNumerator, @Nullable Integer newDenominator) {
    return new IndicatorCounts(
        indicatorCode,
        newNumerator,
        newDenominator,
        register,
        registerName,
        pcaCount,
        answer,
        reportedPoints,
        newlyDiagnosed);
  }

  /** The same under another code: what was sent for one indicator, counted for another. */
  public IndicatorCounts as(String otherCode) {
    return new IndicatorCounts(
        otherCode,
        numerator,
        denominator,
        register,
        registerName,
        pcaCount,
        answer,
        reportedPoints,
        newlyDiagnosed);
  }

  /**
   * The register as its group counts it: of new diagnoses in a year whose register is one of those,
   * and else the register itself, which new diagnoses never stand for. Null where it was not sent.
   *
   * @param ofNewDiagnoses whether the year's register counts new diagnoses
   */
  public @Nullable Integer register(boolean ofNewDiagnoses) {
    if (ofNewDiagnoses) {
      return newlyDiagnosed == null ? register : newlyDiagnosed;
    }
    return registerName == null ? null : register;
  }

  /** Whether nothing was sent but the points that the payment service awarded. */
  boolean isAwardAlone() {
    return numerator == null
        && denominator == null
        && register == null
        && pcaCount == null
        && answer == null
        && newlyDiagnosed == null;
  }
}
