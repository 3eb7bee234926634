package org.openqof.publish.workbook;

import java.util.List;
import java.util.Objects;

/**
 * How a table is laid on paper: across, as few pages wide as can be read, with the areas on each of
 * them. A4, and text not below half its size, while that keeps a sheet within sixty pages; a longer
 * one goes down to two fifths, and where that is not enough to A3, at half the size first.
 *
 * @param paper size of the paper
 * @param wide pages alongside each other
 * @param down pages below each other
 * @param toHeight whether the text is made smaller until the rows fit on so many pages; elsewhere
 *     the width alone decides
 * @param firstRepeated first column that stands on every page
 * @param lastRepeated last such column
 * @param frozen columns that stay on the screen; none where they would fill it
 */
record PrintedPage(
    Paper paper,
    int wide,
    int down,
    boolean toHeight,
    int firstRepeated,
    int lastRepeated,
    int frozen) {
  static final int MOST_PAGES = 60;

  /** Paper across, within {@link #MARGIN} and a line less than its height. */
  enum Paper {
    /** 297 by 210 mm. */
    A4(10.9, 523),
    /** 420 by 297 mm. */
    A3(15.7, 770);

    private final double width;
    private final double height;

    Paper(double inches, double points) {
      width = inches;
      height = points;
    }
  }

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
    int frozen = narrow ? areas : 0;
    PrintedPage fewest = null;
    for (Paper paper : Paper.values()) {
      for (double scale : SCALES) {
        double fits = paper.width / scale;
        int wide = all <= fits ? 1 : 1 + (int) Math.ceil((all - fits) / (fits - repeated));
        // As large as the width lets the text be, and as small as it may become.
        double broadest = Math.min(1, paper.width * wide / (all + repeated * (wide - 1)));
        int natural = down(paper, broadest, rows, headPoints);
        int smallest = down(paper, scale, rows, headPoints);
        boolean toHeight = wide * natural > MOST_PAGES;
        int down = toHeight ? smallest : natural;
        PrintedPage page = new PrintedPage(paper, wide, down, toHeight, first, last, frozen);
        if (page.pages() <= MOST_PAGES) {
          return page;
        }
        fewest = fewest == null || page.pages() < fewest.pages() ? page : fewest;
      }
    }
    return Objects.requireNonNull(fewest);
  }

  private static int down(Paper paper, double scale, int rows, double headPoints) {
    int rowsAPage = (int) ((paper.height / scale - headPoints) / ROW_HEIGHT);
    return Math.max(1, (rows + rowsAPage - 1) / rowsAPage);
  }

  /** All its pages. */
  int pages() {
    return wide * down;
  }

  private static double inches(List<Column> columns) {
    return columns.stream().mapToDouble(column -> (column.width() * DIGIT + PADDING) / INCH).sum();
  }
}
