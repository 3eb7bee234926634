package org.openqof.domain;

import java.time.LocalDate;

/**
 * The date whose count of patients is a practice's contractor registered population.
 *
 * <p>The start of the year's final quarter when the contract was in force then; its first day when
 * it started later; the first day of the quarter in which it ended when it ended earlier. No source
 * confirms the two fallbacks (docs/interpretations.md I40); for a start within a quarter nobody
 * counts on that very day, so the first later count stands for it. Source: Statement of Financial
 * Entitlements, Annex 11, 1.5, for the start of the final quarter.
 *
 * @param date the date
 * @param orFirstLater whether, without a count of that date, the first later one may stand for it
 */
public record PopulationDate(LocalDate date, boolean orFirstLater) {

  /**
   * The date for one contract.
   *
   * @param year the financial year
   * @param finalQuarter start of the year's final quarter, as the rulebook has it
   * @param from first day of the contract
   * @param to its last day
   */
  public static PopulationDate of(
      FinancialYear year, LocalDate finalQuarter, LocalDate from, LocalDate to) {
    boolean touchesTheYear = !from.isAfter(year.end()) && !to.isBefore(year.start());
    if (!touchesTheYear || (!from.isAfter(finalQuarter) && !to.isBefore(finalQuarter))) {
      return new PopulationDate(finalQuarter, false);
    }
    LocalDate quarter = startOfQuarter(to);
    boolean openedAfter = from.isAfter(finalQuarter) || from.isAfter(quarter);
    return openedAfter ? new PopulationDate(from, true) : new PopulationDate(quarter, false);
  }

  /** 1 January, 1 April, 1 July or 1 October at or before a day. */
  private static LocalDate startOfQuarter(LocalDate day) {
    return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
  }
}
