package org.openqof.domain;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How much of a financial year a contract was in force: days from its first to its last day inside
 * the year, both counted, over the days of the year (365, or 366 in a leap financial year).
 *
 * <p>Source: CQRS QOF payments page for the contract duration on the Achievement Summary and for
 * the achievement date of a practice that closes; the fraction itself is general knowledge of the
 * Statement of Financial Entitlements. Scottish circular PCA(M)(2008)1 provides for years of 366
 * days. It applies to the practice's total after the contractor population index, never to a line
 * (see {@code docs/interpretations.md}, I8).
 *
 * @param contractDays days of the year in which the contract was in force, from 1 to {@code
 *     yearDays}
 * @param yearDays 365 or 366
 * @param achievementDate date of the contract's final collection: 31 March, or its last day
 */
public record ContractDuration(int contractDays, int yearDays, LocalDate achievementDate)
    implements Serializable {

  public ContractDuration {
    if (contractDays < 1 || contractDays > yearDays) {
      throw DomainErrors.impossibleDuration(contractDays, yearDays);
    }
  }

  /** The whole of a year. */
  public static ContractDuration whole(FinancialYear year) {
    return new ContractDuration(year.days(), year.days(), year.end());
  }

  /** Whether a contract was in force on any day of a year; both ends count. */
  public static boolean touches(FinancialYear year, LocalDate from, LocalDate to) {
    return !from.isAfter(to) && !from.isAfter(year.end()) && !to.isBefore(year.start());
  }

  /**
   * The part of a year that a contract covers.
   *
   * @param from first day of the contract
   * @param to last day of the contract
   * @throws org.openqof.errors.QofException when it does not {@link #touches touch} the year
   */
  public static ContractDuration of(FinancialYear year, LocalDate from, LocalDate to) {
    LocalDate first = from.isBefore(year.start()) ? year.start() : from;
    LocalDate last = to.isAfter(year.end()) ? year.end() : to;
    int days = Math.toIntExact(ChronoUnit.DAYS.between(first, last)) + 1;
    return new ContractDuration(days, year.days(), last);
  }

  /** Whether the contract covers every day of the year. */
  public boolean isWhole() {
    return contractDays == yearDays;
  }

  /** Days in force divided by days of the year, exact. */
  public Ratio factor() {
    return Ratio.of(contractDays, yearDays);
  }

  /**
   * What the part of the year without a contract takes away: the payment times days in force ÷ days
   * of the year, half-up to the penny, less the payment; 0 for a whole year, never above 0.
   *
   * @param payment unadjusted achievement payment, pounds, at least 0
   */
  public BigDecimal partYear(BigDecimal payment) {
    return factor().times(payment).rounded(2).subtract(payment);
  }
}
