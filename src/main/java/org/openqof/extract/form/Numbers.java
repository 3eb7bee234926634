package org.openqof.extract.form;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Numbers of extracts, read from bytes. A problem is answered with one of the constants below,
 * which no number equals.
 */
public final class Numbers {
  public static final long NOT_A_NUMBER = Long.MIN_VALUE;
  public static final long NOT_INTEGRAL = Long.MIN_VALUE + 1;
  public static final long NEGATIVE = Long.MIN_VALUE + 2;
  public static final long OUT_OF_RANGE = Long.MIN_VALUE + 3;

  /** No practice and no list has a hundred million patients. */
  private static final long MAX_COUNT = 99_999_999;

  private static final int MAX_DIGITS = 18;

  private static final int LONGEST = 40;

  private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");

  private Numbers() {}

  /** A count of patients: {@code 112} or {@code 112.0}. */
  public static long count(byte[] bytes, int from, int to) {
    int size = to - from;
    if (size > 0 && size <= 8) {
      int value = 0;
      int p = from;
      for (; p < to; p++) {
        int digit = bytes[p] - '0';
        if (digit < 0 || digit > 9) {
          break;
        }
        value = value * 10 + digit;
      }
      if (p == to) {
        return value;
      }
    }
    return lenient(bytes, from, to, 0);
  }

  /**
   * Points in hundredths. Published files carry noise of binary fractions ({@code
   * 972.4399999999999}): what lies within a ten-thousandth of a hundredth is taken for it.
   */
  public static long hundredths(byte[] bytes, int from, int to) {
    return lenient(bytes, from, to, 2);
  }

  private static long lenient(byte[] bytes, int from, int to, int scale) {
    long number = decimal(bytes, from, to, scale);
    if (number != NOT_A_NUMBER || to - from > LONGEST) {
      return number;
    }
    byte[] other = withoutCommas(Text.of(bytes, from, to)).getBytes(StandardCharsets.UTF_8);
    return decimal(other, 0, other.length, scale);
  }

  /**
   * A number without the commas between its thousands and without signs that nobody sees; as it is
   * where the commas stand elsewhere.
   */
  public static String withoutCommas(String text) {
    boolean plain = text.chars().allMatch(c -> c < 0x80);
    String number = plain ? text : LenientText.stripped(text);
    return THOUSANDS.matcher(number).matches() ? number.replace(",", "") : number;
  }

  private static long decimal(byte[] bytes, int from, int to, int scale) {
    int p = from;
    boolean negative = false;
    if (p < to && (bytes[p] == '-' || bytes[p] == '+')) {
      negative = bytes[p] == '-';
      p++;
    }
    long whole = 0;
    int wholeDigits = 0;
    boolean large = false;
    for (; p < to && isDigit(bytes[p]); p++) {
      wholeDigits++;
      large |= whole > MAX_COUNT;
      whole = large ? whole : whole * 10 + (bytes[p] - '0');
    }
    int decimals = 0;
    long fraction = 0;
    boolean rest = false;
    boolean point = p < to && bytes[p] == '.';
    if (point) {
      for (p++; p < to && isDigit(bytes[p]); p++) {
        if (decimals < MAX_DIGITS - 2) {
          fraction = fraction * 10 + (bytes[p] - '0');
          decimals++;
        } else {
          rest |= bytes[p] != '0';
        }
      }
    }
    if (p != to || wholeDigits + decimals == 0) {
      return NOT_A_NUMBER;
    }
    if (large || whole > MAX_COUNT) {
      return negative ? NEGATIVE : OUT_OF_RANGE;
    }
    long value = scaled(whole, fraction, decimals, rest, scale);
    if (value == NOT_INTEGRAL) {
      return negative ? NEGATIVE : NOT_INTEGRAL;
    }
    return negative && value != 0 ? NEGATIVE : value;
  }

  private static long scaled(long whole, long fraction, int decimals, boolean rest, int scale) {
    long unit = power(scale);
    if (decimals <= scale) {
      return whole * unit + fraction * power(scale - decimals);
    }
    long cut = power(decimals - scale);
    long kept = fraction / cut;
    long dropped = fraction % cut;
    if (dropped == 0 && !rest) {
      return whole * unit + kept;
    }
    // Only noise may be dropped: at least four more decimals, and next to nothing in them.
    long tolerance = cut / 10_000;
    if (scale == 0 || tolerance == 0 || (dropped > tolerance && cut - dropped > tolerance)) {
      return NOT_INTEGRAL;
    }
    return whole * unit + kept + (dropped > tolerance ? 1 : 0);
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
