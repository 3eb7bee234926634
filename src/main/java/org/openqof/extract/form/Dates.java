package org.openqof.extract.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Dates and times of extracts, read from bytes: {@code 20240331}, {@code 31/03/2024}, {@code
 * 2024-03-31} and {@code 31MAR2024}; never month before day. Dates in other forms are looked at
 * only where these do not fit ({@link OtherDates}).
 */
public final class Dates {
  /** The bytes are not date or time. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final int LONGEST = 40;

  private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

  private Dates() {}

  /** Days since 1 January 1970, or {@link #NONE}. */
  public static int day(byte[] b, int from, int to) {
    int day = asExtractsDo(b, from, to);
    if (day != NONE || to - from > LONGEST) {
      return day;
    }
    LocalDate other = OtherDates.of(Text.of(b, from, to));
    return other == null ? NONE : (int) other.toEpochDay();
  }

  /** The same in the forms of extracts alone. */
  public static int asExtractsDo(byte[] b, int from, int to) {
    int size = to - from;
    if (size == 8) {
      return day(number(b, from, 4), number(b, from + 4, 2), number(b, from + 6, 2));
    }
    if (size == 10 && b[from + 2] == '/' && b[from + 5] == '/') {
      return day(number(b, from + 6, 4), number(b, from + 3, 2), number(b, from, 2));
    }
    if (size == 10 && b[from + 4] == '-' && b[from + 7] == '-') {
      return day(number(b, from, 4), number(b, from + 5, 2), number(b, from + 8, 2));
    }
    if (size == 9) {
      String name = Text.of(b, from + 2, from + 5).toUpperCase(Locale.ROOT);
      int at = MONTHS.indexOf(name);
      if (name.length() == 3 && at >= 0 && at % 3 == 0) {
        return day(number(b, from + 5, 4), at / 3 + 1, number(b, from, 2));
      }
    }
    return NONE;
  }

  private static int day(int year, int month, int day) {
    if (year < 1800 || year > 2199 || month < 1 || day < 1) {
      return NONE;
    }
    try {
      return (int) LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  /** Seconds of the day of {@code 11:19:50} or {@code 11:19}, or {@link #NONE}. */
  public static int second(byte[] b, int from, int to) {
    int size = to - from;
    if ((size != 8 && size != 5) || b[from + 2] != ':' || (size == 8 && b[from + 5] != ':')) {
      return NONE;
    }
    int hour = number(b, from, 2);
    int minute = number(b, from + 3, 2);
    int second = size == 8 ? number(b, from + 6, 2) : 0;
    return hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
        ? NONE
        : hour * 3600 + minute * 60 + second;
  }

  /** A number of so many digits, or -1. */
  private static int number(byte[] b, int from, int digits) {
    int value = 0;
    for (int p = from; p < from + digits; p++) {
      int digit = b[p] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
