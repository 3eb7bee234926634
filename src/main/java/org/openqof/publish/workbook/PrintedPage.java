package org.openqof.publish.workbook;

import java.util.List;

/**
 * How a table is laid on paper: A4 across, as few pages wide as can be read, with the areas on each
 * of them. Text is not made smaller than half its size while that keeps a sheet within sixty pages;
 * a longer one goes down to two fifths, and no further.
 *
 * @param wide pages beside each other
 * @param down pages below each other
 * @param firstRepeated first column that stands on every page
 * @param lastRepeated last such column
 * @param frozen columns that stay on the screen; none where they would fill it
 */
record PrintedPage(int wide, int down, int firstRepeated, int lastRepeated, int frozen) {
  static final int MOST_PAGES = 60;

  /** Inches of an A4 page across within {@link #MARGIN}. */
  private static final double PAGE_WIDTH = 10.9;

  /** Points of its height. */
  private static final double PAGE_HEIGHT = 523;

  /** Margin on each side, inches. */
  static final float MARGIN = 0.4f;

  private static final double[] SCALES = {0.5, 0.45, 0.4};
  private static final double ROW_HEIGHT = 15;

  /** Pixels of a digit of the font, of the padding of a cell, and of an inch. */
  private static final double DIGIT = 9;

  private static final double PADDING = 5;
  private static final double INCH = 96;

  /** Columns of areas wider than this, in characters, leave too little of a screen. */
  private static final int WIDEST_FROZEN = 64;

  /** The page of a table. */
  static PrintedPage of(List<Column> columns, int rows, double headPoints) {
    int areas = 0;
    while (areas < columns.size() && columns.get(areas).format().isText()) {
      areas++;
    }
    int width = columns.subList(0, areas).stream().mapToInt(Column::width).sum();
    boolean narrow = width <= WIDEST_FROZEN;
    // A practice is known by its own code and name; its areas would fill each page.
    int first = narrow ? 0 : Math.max(0, areas - 2);
    int last = Math.max(0, areas - 1);
    double all = inches(columns);
    double repeated = inches(columns.subList(first, last + 1));
    PrintedPage page = new PrintedPage(1, 1, first, last, narrow ? areas : 0);
    for (double scale : SCALES) {
      double fits = PAGE_WIDTH / scale;
      int wide = all <= fits ? 1 : 1 + (int) Math.ceil((all - fits) / (fits - repeated));
      int rowsAPage = (int) ((PAGE_HEIGHT / scale - headPoints) / ROW_HEIGHT);
      int below = Math.max(1, (rows + rowsAPage - 1) / rowsAPage);
      page = new PrintedPage(wide, below, first, last, page.frozen());
      if (page.pages() <= MOST_PAGES) {
        break;
      }
    }
    return page;
  }

  /** All its pages. */
  int pages() {
    return wide * down;
  }

  private static double inches(List<Column> columns) {
    return columns.stream().mapToDouble(column -> (column.width() * DIGIT + PADDING) / INCH).sum();
  }
}
