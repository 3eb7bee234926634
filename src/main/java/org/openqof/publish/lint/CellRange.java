package org.openqof.publish.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells from one corner to another, counted from 1.
 *
 * @param top first row
 * @param left first column
 * @param bottom last row
 * @param right last column
 */
record CellRange(int top, int left, int bottom, int right) {
  private static final Pattern CELL = Pattern.compile("\\$?([A-Z]{1,3})\\$?([0-9]{1,7})");

  /** A range such as {@code A4:J20}, or one cell. */
  static CellRange of(String text) {
    int colon = text.indexOf(':');
    int[] from = cell(colon < 0 ? text : text.substring(0, colon));
    int[] to = colon < 0 ? from : cell(text.substring(colon + 1));
    return new CellRange(from[0], from[1], to[0], to[1]);
  }

  /** Row and column of a cell such as {@code B7}. */
  static int[] cell(String text) {
    Matcher found = CELL.matcher(text);
    if (!found.matches()) {
      return new int[] {1, 1};
    }
    int column = 0;
    for (char letter : found.group(1).toCharArray()) {
      column = column * 26 + (letter - 'A' + 1);
    }
    return new int[] {Integer.parseInt(found.group(2)), column};
  }

  boolean holds(int row, int column) {
    return row >= top && row <= bottom && column >= left && column <= right;
  }

  int columns() {
    return right - left + 1;
  }
}
