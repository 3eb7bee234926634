package org.openqof.publish.workbook;

/** How the cells of a column are shown. Values are rounded to what is shown. */
enum Format {
  /** A code. */
  CODE("@", 12),
  /** A name. */
  NAME("@", 36),
  /** A whole number. */
  COUNT("#,##0", 12),
  /** Points, two decimals. */
  POINTS("#,##0.00", 12),
  /** Percent, two decimals; the column's header says that it is percent. */
  PERCENT("0.00", 12),
  /** A difference in percentage points, two decimals. */
  CHANGE("0.00", 13);

  private final String pattern;
  private final int width;

  Format(String pattern, int width) {
    this.pattern = pattern;
    this.width = width;
  }

  /** Format pattern of the spreadsheet. */
  String pattern() {
    return pattern;
  }

  /** Width of the column in characters. */
  int width() {
    return width;
  }

  /** Whether cells hold text. */
  boolean isText() {
    return this == CODE || this == NAME;
  }
}
