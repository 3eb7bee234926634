package org.openqof.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Aspiration by the percentage method: a share of last year's unadjusted achievement payment, paid
 * month by month and taken off this year's achievement.
 *
 * <p>Source: BMA, "Focus on QOF payments" (2007); Lincolnshire LMC (2024-25); Primary Care IT:
 * annual = UAP of the year before × uprating index × rate, monthly = annual ÷ 12. Where pennies are
 * rounded no source says: half-up once for the year and once for the month, and the last month
 * takes what is left, so that twelve months give the annual amount.
 */
public final class AspirationPayment {
  /** Months of a financial year. */
  public static final int MONTHS = 12;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private AspirationPayment() {}

  /**
   * The year's aspiration, half-up to the penny.
   *
   * @param achievementPayment last year's unadjusted achievement payment, pounds: before part-year,
   *     adjustments and aspiration, after the contractor population index
   * @param upratingIndex see {@link UpratingIndex}; {@link Ratio#ONE} for no uprating
   * @param ratePercent share paid as aspiration, percent
   */
  public static BigDecimal annual(
      BigDecimal achievementPayment, Ratio upratingIndex, BigDecimal ratePercent) {
    return upratingIndex
        .times(achievementPayment)
        .times(ratePercent)
        .dividedBy(Ratio.of(HUNDRED))
        .rounded(2);
  }

  /** A month's aspiration: a twelfth of the year's, half-up to the penny. */
  public static BigDecimal monthly(BigDecimal annual) {
    return annual.divide(BigDecimal.valueOf(MONTHS), 2, RoundingMode.HALF_UP);
  }

  /**
   * The twelve amounts from April to March; their sum is the annual amount exactly.
   *
   * @param annual what {@link #annual} gave, pounds
   */
  public static List<BigDecimal> months(BigDecimal annual) {
    BigDecimal month = monthly(annual);
    List<BigDecimal> months = new ArrayList<>();
    for (int i = 1; i < MONTHS; i++) {
      months.add(month);
    }
    months.add(annual.subtract(month.multiply(BigDecimal.valueOf(MONTHS - 1))));
    return List.copyOf(months);
  }

  /**
   * Whether a month is paid: the contract is in force on its first day.
   *
   * @param month 0 for April to 11 for March
   * @param from first day of the contract
   * @param to last day of the contract
   */
  public static boolean isPaid(FinancialYear year, int month, LocalDate from, LocalDate to) {
    LocalDate first = year.start().plusMonths(month);
    return !from.isAfter(first) && !to.isBefore(first);
  }
}
