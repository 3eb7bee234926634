package org.openqof.domain;

import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about values that the regulation does not know. */
public final class DomainErrors {
  private DomainErrors() {}

  /** A text that should name a financial year does not. */
  public static QofException notAFinancialYear(String found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + found + "' is not a financial year.",
        "Expected the form 2023-24, from 2004-05 on, the second year following the first."
            + nearTo(found),
        "Write the year as 2023-24; a range as 2021-22..2023-24.");
  }

  private static String nearTo(String found) {
    if (!found.matches("20\\d\\d([-/]\\d{0,4})?")) {
      return "";
    }
    int year = Integer.parseInt(found.substring(0, 4));
    return " Did you mean %d-%02d?".formatted(year, (year + 1) % 100);
  }

  /** A threshold pair that cannot be used in the formula for points. */
  public static QofException impossibleThresholds(String lower, String upper) {
    return QofException.of(
        Kind.FAILED,
        "The thresholds " + lower + " and " + upper + " cannot be used.",
        "The lower threshold must be at least 0, below the upper one, and the upper at most 100.",
        "Correct the indicator's thresholds in the year's rulebook.");
  }

  /** Gains that cannot be used in the formula for points by improvement. */
  public static QofException impossibleBand(String lower, String upper) {
    return QofException.of(
        Kind.FAILED,
        "The gains " + lower + " and " + upper + " cannot be used.",
        "The lower gain must be at least 0, below the upper one, and the upper at most 100"
            + " percentage points.",
        "Correct the indicator's row in improvement.csv of the year's rulebook.");
  }

  /** A count that must not be negative is negative. */
  public static QofException negativeCount(String what, long found) {
    return QofException.of(
        Kind.FAILED,
        what + " is " + found + ", and a count of patients cannot be negative.",
        "Negative counts are refused when an extract is read.",
        "Report this as a defect, with the practice and indicator.");
  }

  /** A contract lasts no day of the year, or more days than the year has. */
  public static QofException impossibleDuration(int days, int yearDays) {
    return QofException.of(
        Kind.FAILED,
        "A contract cannot be in force on " + days + " of the year's " + yearDays + " days.",
        "Practices whose participation does not touch the year are refused by check P1.",
        "Report this as a defect, with the practice and its dates.");
  }

  /** Breadth of care is measured over fewer areas than the rule needs. */
  public static QofException tooFewAreas(int areas) {
    return QofException.of(
        Kind.FAILED,
        "Breadth of care is measured in the third-lowest area, and there are only "
            + areas
            + " areas.",
        "An area is a group of indicators with points.",
        "Give the rulebook the groups and indicators of the missing areas.");
  }
}
