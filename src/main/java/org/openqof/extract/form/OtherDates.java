package org.openqof.extract.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as databases and spreadsheets write them in place of the forms of extracts: {@code
 * 2023-04-01 00:00:00}, {@code 01-Apr-24}, {@code 1/4/2024}, {@code 1 April 2024} and the day
 * numbers of Excel. Day before month, always; a time with a zone is not a date, as its day depends
 * on where one is.
 */
final class OtherDates {
  private static final String TIME = "(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?";
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + TIME);
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})" + TIME);
  private static final Pattern MONTH_IN_WORDS =
      Pattern.compile("(\\d{1,2})[-/ .]?([A-Za-z]{3,9})[-/ .,]{0,2}(\\d{4}|\\d{2})" + TIME);
  private static final Pattern DAY_NUMBER = Pattern.compile("(\\d{5})(?:\\.\\d*)?");

  /** From 1 January 1950 to 31 December 2079: no other number of a date column looks like these. */
  private static final int FIRST_NUMBER = 18_264;

  private static final int LAST_NUMBER = 65_745;

  private static final String[] MONTHS = {
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER"
  };

  private OtherDates() {}

  /** The date, or null. Two digits of a year are those of 1950 to 2049. */
  static @Nullable LocalDate of(String written) {
    String text = LenientText.stripped(written);
    Matcher found = YEAR_FIRST.matcher(text);
    if (found.matches()) {
      return date(found.group(1), number(found.group(3)), found.group(4));
    }
    found = DAY_FIRST.matcher(text);
    if (found.matches()) {
      return date(found.group(4), number(found.group(3)), found.group(1));
    }
    found = MONTH_IN_WORDS.matcher(text);
    if (found.matches()) {
      return date(found.group(3), month(found.group(2)), found.group(1));
    }
    found = DAY_NUMBER.matcher(text);
    if (found.matches()) {
      int day = number(found.group(1));
      return day < FIRST_NUMBER || day > LAST_NUMBER
          ? null
          : LocalDate.of(1899, 12, 30).plusDays(day);
    }
    return null;
  }

  private static int month(String word) {
    String wanted = word.toUpperCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.length; i++) {
      boolean sept = wanted.equals("SEPT") && i == 8;
      if (sept || MONTHS[i].equals(wanted) || MONTHS[i].substring(0, 3).equals(wanted)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static @Nullable LocalDate date(String year, int month, String day) {
    int whole = number(year);
    whole += year.length() == 4 ? 0 : whole < 50 ? 2000 : 1900;
    try {
      return whole < 1800 || whole > 2199 ? null : LocalDate.of(whole, month, number(day));
    } catch (DateTimeException none) {
      return null;
    }
  }
}
