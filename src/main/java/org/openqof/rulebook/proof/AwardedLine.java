package org.openqof.rulebook.proof;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What one practice sent for one indicator, and the points it was awarded for it.
 *
 * @param practiceCode ODS code
 * @param numerator patients who received the intervention; null when not sent
 * @param denominator patients eligible, net of adjustments; null when not sent
 * @param register patients on the register sent with the indicator; null when not sent
 * @param answer the manual answer; null when not sent
 * @param awarded points awarded, hundredths
 */
public record AwardedLine(
    String practiceCode,
    @Nullable Integer numerator,
    @Nullable Integer denominator,
    @Nullable Integer register,
    @Nullable Boolean answer,
    int awarded)
    implements Serializable {

  /** Whether numerator and a denominator above zero were sent. */
  boolean isCounted() {
    return numerator != null && denominator != null && numerator >= 0 && denominator > 0;
  }

  /** The numerator; 0 when not sent. */
  long reached() {
    return numerator == null ? 0 : numerator;
  }

  /** The denominator; 0 when not sent. */
  long patients() {
    return denominator == null ? 0 : denominator;
  }

  /** Points awarded. */
  public BigDecimal points() {
    return BigDecimal.valueOf(awarded, 2);
  }

  /** What was sent, in words. */
  public String sent() {
    if (numerator != null && denominator != null) {
      return denominator == 0
          ? "denominator 0"
          : numerator + " of " + denominator + " (" + percent(numerator, denominator) + " %)";
    }
    if (answer != null) {
      return answer ? "answer yes" : "answer no";
    }
    return register == null ? "nothing sent" : "register " + register;
  }

  private static String percent(long numerator, long denominator) {
    return BigDecimal.valueOf(100 * numerator)
        .divide(BigDecimal.valueOf(denominator), 2, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
