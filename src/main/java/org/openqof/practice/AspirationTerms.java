package org.openqof.practice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;

/**
 * What a year's aspiration is worked out from.
 *
 * @param baseYear the year before
 * @param uprating uprating index from that year to this one
 * @param ratePercent share paid in advance, percent
 * @param bases by practice, what the lake holds of the year before; empty when it holds no payments
 *     of that year, so that there is no aspiration
 */
public record AspirationTerms(
    FinancialYear baseYear, Ratio uprating, BigDecimal ratePercent, Map<String, Base> bases)
    implements Serializable {

  /**
   * What the lake holds of one practice's year before.
   *
   * @param unadjustedAchievementGbp its achievement payment before part year, corrections and
   *     aspiration, pounds; null where it was not paid
   * @param complete whether its data of that year was complete
   * @param annualBeforeGbp annual aspiration of that year, pounds; null where it had none
   */
  public record Base(
      @Nullable BigDecimal unadjustedAchievementGbp,
      boolean complete,
      @Nullable BigDecimal annualBeforeGbp)
      implements Serializable {}

  /** Whether the lake holds payments of the year before. */
  public boolean known() {
    return !bases.isEmpty();
  }
}
