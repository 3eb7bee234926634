package org.openqof.synthetic;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.openqof.domain.FinancialYear;

/**
 * A practice's contract in one year.
 *
 * @param event what is out of the ordinary
 * @param from first day in force, in the year
 * @param to last day in force, in the year
 * @param countedOn date of the population that counts for its payment
 * @param given shares of its patients that went to other practices, on the day after {@code to}
 * @param taken shares of other practices' patients that came to it
 */
record Contract(
    ContractEvent event,
    LocalDate from,
    LocalDate to,
    LocalDate countedOn,
    List<Share> given,
    List<Share> taken) {

  /**
   * A share of one practice's patients.
   *
   * @param practice number of the other practice
   * @param millionths of the patients, up to a million
   * @param date first day on which they belong to the successor
   */
  record Share(int practice, int millionths, LocalDate date) {
    /** That share of a count, whole patients. */
    int of(int count) {
      return (int) ((long) count * millionths / 1_000_000);
    }

    /** The share as a decimal. */
    String decimal() {
      return millionths == 1_000_000
          ? "1"
          : "0." + Integer.toString(1_000_000 + millionths).substring(1);
    }
  }

  Contract {
    given = List.copyOf(given);
    taken = List.copyOf(taken);
  }

  /** A whole ordinary year. */
  static Contract wholeYear(FinancialYear year) {
    return of(ContractEvent.NONE, year, year.start(), year.end());
  }

  /** A contract with the population of the regulation's date. */
  static Contract of(ContractEvent event, FinancialYear year, LocalDate from, LocalDate to) {
    LocalDate counted =
        event == ContractEvent.OPENED_UNCOUNTED ? year.end().plusDays(1) : crpDate(year, from, to);
    return new Contract(event, from, to, counted, List.of(), List.of());
  }

  /**
   * Date of the population that the regulation asks for: 1 January where the contract was in force;
   * its first day where it began later; the first day of the quarter in which it ended where it
   * ended before.
   */
  private static LocalDate crpDate(FinancialYear year, LocalDate from, LocalDate to) {
    LocalDate january = year.startOfFinalQuarter();
    if (from.isAfter(january)) {
      return from;
    }
    return to.isBefore(january)
        ? LocalDate.of(to.getYear(), (to.getMonthValue() - 1) / 3 * 3 + 1, 1)
        : january;
  }

  Contract giving(List<Share> shares) {
    return new Contract(event, from, to, countedOn, shares, taken);
  }

  Contract taking(Share share) {
    return new Contract(event, from, to, countedOn, given, List.of(share));
  }

  /** Days in force, both ends counted. */
  int days() {
    return (int) ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** Whether it was in force on a day of the year. */
  boolean inForceOn(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
