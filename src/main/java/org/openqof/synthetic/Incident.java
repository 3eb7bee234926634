package org.openqof.synthetic;

import java.util.Arrays;

/**
 * A mistake in one national input that moved the pay of every practice, as it really happened; the
 * last year of an extract can carry one.
 */
public enum Incident {
  /** April 2014: the average list was formed over the lists of a year later. */
  OF_2014(2014, "the lists of the date of the average list are those of a year later"),
  /** April 2015: the last day of one supplier was missing, and with it patients and practices. */
  OF_2015(2015, "the last day of one supplier is missing"),
  /** April 2017: one practice that was split was misreported, and a few registers were odd. */
  OF_2017(2017, "one split practice and a few registers are misreported");

  private final int year;
  private final String description;

  Incident(int year, String description) {
    this.year = year;
    this.description = description;
  }

  /**
   * The incident of a year.
   *
   * @throws org.openqof.errors.QofException when there was none
   */
  public static Incident of(int year) {
    return Arrays.stream(values())
        .filter(incident -> incident.year == year)
        .findFirst()
        .orElseThrow(() -> SyntheticErrors.unknownIncident(year));
  }

  /** What is wrong, in words. */
  String description() {
    return description;
  }
}
