package org.openqof.synthetic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A patient list type as a range of single years of age: {@code TOTAL}, {@code 17OV} (17 and over),
 * {@code 79UN} (79 and under), {@code UN01} (under one), {@code 06_19}, {@code 25_49_F} (women).
 *
 * @param fromAge youngest age, inclusive
 * @param toAge oldest age, inclusive
 * @param womenOnly whether men are left out
 */
record ListType(int fromAge, int toAge, boolean womenOnly) {
  /** The oldest single year of age that the patient list has a column for. */
  static final int OLDEST = 119;

  private static final Pattern OVER = Pattern.compile("(\\d+)OV(_F)?");
  private static final Pattern UNDER_OR_EQUAL = Pattern.compile("(\\d+)UN(_F)?");
  private static final Pattern UNDER = Pattern.compile("UN(\\d+)(_F)?");
  private static final Pattern RANGE = Pattern.compile("(\\d+)_(\\d+)(_F)?");

  /** The range that a code names. */
  static ListType of(String code) {
    if (code.equals("TOTAL")) {
      return new ListType(0, OLDEST, false);
    }
    Matcher over = OVER.matcher(code);
    if (over.matches()) {
      return new ListType(Integer.parseInt(over.group(1)), OLDEST, over.group(2) != null);
    }
    Matcher underOrEqual = UNDER_OR_EQUAL.matcher(code);
    if (underOrEqual.matches()) {
      return new ListType(
          0, Integer.parseInt(underOrEqual.group(1)), underOrEqual.group(2) != null);
    }
    Matcher under = UNDER.matcher(code);
    if (under.matches()) {
      return new ListType(0, Integer.parseInt(under.group(1)) - 1, under.group(2) != null);
    }
    Matcher range = RANGE.matcher(code);
    if (range.matches()) {
      return new ListType(
          Integer.parseInt(range.group(1)),
          Integer.parseInt(range.group(2)),
          range.group(3) != null);
    }
    throw new IllegalArgumentException("not a patient list type: " + code);
  }
}
