package org.openqof.practice;

/**
 * The numbered checks of a practice. Every check failed is reported, never only the first.
 *
 * <p>Checks 1 to 4 are those of the published statistics (NHS England, validation rules); P1 to P4
 * say who can be paid and who enters the national figures. A practice whose contract ends before 31
 * March is paid from the collection of its last day, and counts for nothing else.
 */
public enum PracticeCheck {
  /** Not on the list of participating practices, or there with dates outside the year. */
  NOT_PARTICIPATING(
      "P1",
      Severity.REFUSED,
      "Practice is on the list of participating practices, within the year"),
  /** Participation does not reach 31 March. */
  LEFT_BEFORE_YEAR_END("P2", Severity.PART_YEAR, "Participation reaches 31 March"),
  /** No contractor registered population on the regulation's date. */
  NO_POPULATION("P3", Severity.PAYMENT, "Contractor registered population above 0"),
  /** Nothing was sent for the final collection. */
  NO_FINAL_COLLECTION(
      "P4", Severity.REFUSED, "Values for the collection of 31 March, or of the last day"),
  /** Points came from manual answers alone. */
  ONLY_MANUAL_POINTS("1", Severity.STATISTICS, "Achieved points above the manual points total"),
  /** Closed before 1 April after the year. */
  CLOSED("2", Severity.STATISTICS, "Practice open on 1 April after the year"),
  /** Proposed or dormant on 31 March. */
  NOT_ACTIVE("3", Severity.STATISTICS, "Practice status on 31 March is Active"),
  /** No registered patients near the year end. */
  NO_LIST_SIZE("4", Severity.STATISTICS, "Registered patients within 3 months of 31 March"),
  /** The year's map does not know the practice. */
  NOT_ON_THE_MAP("M1", Severity.WARNING, "Practice is on the year's map of areas");

  /** What a failed check means. */
  public enum Severity {
    /** Not paid, and left out of national figures and statistics. */
    REFUSED,
    /** Not paid, and left out of national figures; stays in the public statistics. */
    PAYMENT,
    /** Paid for its part of the year, and left out of national figures and statistics. */
    PART_YEAR,
    /** Left out of the public statistics only. */
    STATISTICS,
    /** Reported, nothing else. */
    WARNING
  }

  private final String code;
  private final Severity severity;
  private final String description;

  PracticeCheck(String code, Severity severity, String description) {
    this.code = code;
    this.severity = severity;
    this.description = description;
  }

  /** Whether a practice that fails it is not paid. */
  public boolean stopsPayment() {
    return severity == Severity.REFUSED || severity == Severity.PAYMENT;
  }

  /** Whether a practice that fails it does not enter the national figures. */
  public boolean stopsNationalFigures() {
    return stopsPayment() || severity == Severity.PART_YEAR;
  }

  /** Whether a practice that fails it is left out of the public statistics. */
  public boolean stopsStatistics() {
    return severity == Severity.REFUSED
        || severity == Severity.PART_YEAR
        || severity == Severity.STATISTICS;
  }

  /** Stable number. */
  public String code() {
    return code;
  }

  /** What its failure means. */
  public Severity severity() {
    return severity;
  }

  /** What good looks like. */
  public String description() {
    return description;
  }
}
