package org.openqof.extract.form;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the dates of one column put the day or the month first. Dates are read day before month;
 * where some of a column are dates only the other way round and none shows the day first, those
 * that could be either, such as {@code 4/1/2023}, were read as another day than was meant.
 */
public final class DayOrMonthFirst {
  private static final int MONTHS = 12;
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.]\\d{4}(?:[ T].*)?");

  private int dayFirst;
  private int monthFirst;
  private int either;
  private String example = "";
  private int exampleLine;

  /** Looks at a date as received. */
  public void add(byte[] bytes, String written, int line) {
    if (bytes.length < 8 || (isDigit(bytes[1]) && isDigit(bytes[2]))) {
      return; // The year first: most extracts write their dates so.
    }
    Matcher found = NUMBERS.matcher(written);
    if (!found.matches()) {
      return;
    }
    int first = Integer.parseInt(found.group(1));
    int second = Integer.parseInt(found.group(2));
    if (first > MONTHS) {
      dayFirst++;
    } else if (second > MONTHS) {
      if (monthFirst++ == 0) {
        example = written;
        exampleLine = line;
      }
    } else if (first != second) {
      either++;
    }
  }

  private static boolean isDigit(byte sign) {
    return sign >= '0' && sign <= '9';
  }

  /**
   * Refuses a file whose column puts the month first.
   *
   * @throws org.openqof.errors.QofException when dates of it were read as other days than was meant
   */
  public void check(String file, String column) {
    if (monthFirst > 0 && dayFirst == 0 && either > 0) {
      throw ExtractErrors.monthFirst(file, column, example, exampleLine, monthFirst, either);
    }
  }
}
