package org.openqof.publish.workbook;

import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.SafeText;

/** Writes one sheet with its one table, row group by row group, so that few rows are in memory. */
final class SheetWriter {
  /** Font size of titles; of all else it is 12. */
  private static final int TITLE_SIZE = 16;

  private static final int TITLE_HEIGHT = 24;

  private static final int ROWS_AT_ONCE = 500;
  private static final int POINTS_A_LINE = 16;
  private static final int SPARE_POINTS = 4;

  /** No workbook may have a higher row, points; what is longer is read in the cell. */
  private static final int HIGHEST_ROW = 409;

  /** A line holds a few signs more or less than the column is wide. */
  private static final int SPARE = 3;

  private final Worksheet sheet;
  private int row;

  SheetWriter(Worksheet sheet) {
    this.sheet = sheet;
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.pageOrientation("landscape");
    sheet.leftMargin(PrintedPage.MARGIN);
    sheet.rightMargin(PrintedPage.MARGIN);
    sheet.topMargin(PrintedPage.MARGIN);
    sheet.bottomMargin(PrintedPage.MARGIN);
  }

  /** Prints as wide as one page: for sheets of text. */
  SheetWriter onePageWide() {
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    return this;
  }

  /** The sheet's title, in its first cell. */
  SheetWriter title(String title) {
    sheet.value(row, 0, SafeText.visible(title));
    sheet.style(row, 0).bold().fontSize(TITLE_SIZE).set();
    sheet.rowHeight(row, TITLE_HEIGHT);
    row++;
    return this;
  }

  /** A line of text below the title. */
  SheetWriter line(String text) {
    sheet.value(row++, 0, SafeText.visible(text));
    return this;
  }

  /** A table of texts: its header and all of its rows; returns the row of its first row. */
  int texts(String tableName, List<String> headers, List<List<String>> rows, List<Integer> widths)
      throws IOException {
    int first = header(tableName, headers, rows.size(), POINTS_A_LINE + 4);
    for (int column = 0; column < headers.size(); column++) {
      sheet.width(column, widths.get(column));
    }
    for (List<String> cells : rows) {
      int lines = 1;
      for (int column = 0; column < cells.size(); column++) {
        lines = Math.max(lines, lines(cells.get(column), widths.get(column) + SPARE));
      }
      // Not every program makes room for a second line by itself.
      sheet.rowHeight(row, Math.min(HIGHEST_ROW, POINTS_A_LINE * lines));
      for (int column = 0; column < cells.size(); column++) {
        sheet.value(row, column, SafeText.visible(cells.get(column)));
        sheet.style(row, column).wrapText(true).verticalAlignment("top").set();
      }
      row++;
    }
    return first;
  }

  /** What a cell of a table shows. */
  @FunctionalInterface
  interface Cells {
    @Nullable Object at(int row, int column);
  }

  /**
   * The table of a plan: its header stays on the screen and stands on every page, and so do the
   * columns that say which area a row is. Returns the row of its header.
   *
   * @param onePage whether all of it prints on one page, as a table with its chart does
   */
  int table(String tableName, List<Column> columns, int rows, Cells cells, boolean onePage)
      throws IOException {
    List<String> headers = columns.stream().map(Column::header).toList();
    int lines = 1;
    for (Column column : columns) {
      lines = Math.max(lines, HeaderText.most(column.header(), column.width()));
    }
    int above = row;
    int height = POINTS_A_LINE * lines + SPARE_POINTS;
    sheet.repeatRows(0, row);
    PrintedPage page = PrintedPage.of(columns, rows, TITLE_HEIGHT + above * POINTS_A_LINE + height);
    sheet.repeatCols(page.firstRepeated(), page.lastRepeated());
    sheet.freezePane(page.frozen(), row + 1);
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) (onePage ? 1 : page.wide()));
    sheet.fitToHeight((short) (onePage ? 1 : page.toHeight() ? page.down() : 0));
    if (page.paper() == PrintedPage.Paper.A3) {
      sheet.paperSize(PaperSize.A3_PAPER);
    }
    int first = header(tableName, headers, rows, height);
    for (int column = 0; column < columns.size(); column++) {
      sheet.width(column, columns.get(column).width());
      // A header stands over its values, and those of two columns do not touch.
      boolean text = columns.get(column).format().isText();
      sheet
          .style(above, column)
          .bold()
          .wrapText(true)
          .verticalAlignment("bottom")
          .horizontalAlignment(text ? "left" : "right")
          .indent(text ? indent(column) : 0)
          .set();
    }
    int styled = first;
    for (int at = 0; at < rows; at++) {
      for (int column = 0; column < columns.size(); column++) {
        cell(column, columns.get(column), cells.at(at, column));
      }
      row++;
      if (row - styled == ROWS_AT_ONCE) {
        style(styled, columns);
        styled = row;
        sheet.flush();
      }
    }
    style(styled, columns);
    return above;
  }

  private static int indent(int column) {
    return column == 0 ? 0 : 1;
  }

  private static int lines(String text, int signsALine) {
    return 1 + text.length() / signsALine;
  }

  private int header(String tableName, List<String> headers, int rows, int height) {
    // The table writes its header cells itself, and must do so before any row is flushed. A table
    // needs one row even if there is nothing to show.
    sheet
        .range(row, 0, row + Math.max(1, rows), headers.size() - 1)
        .createTable(headers.toArray(String[]::new))
        .setName(tableName)
        .setDisplayName(tableName);
    sheet
        .range(row, 0, row, headers.size() - 1)
        .style()
        .bold()
        .wrapText(true)
        .verticalAlignment("top")
        .set();
    sheet.rowHeight(row, height);
    row++;
    return row;
  }

  private void cell(int column, Column of, @Nullable Object value) {
    if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else {
      sheet.inlineString(row, column, text(value, of));
    }
  }

  private static String text(@Nullable Object value, Column of) {
    if (value instanceof Marker marker) {
      return marker.sign();
    }
    return value == null || value.toString().isEmpty()
        ? of.missing().sign()
        : SafeText.visible(value.toString());
  }

  private void style(int from, List<Column> columns) {
    if (from == row) {
      return;
    }
    for (int column = 0; column < columns.size(); column++) {
      Format format = columns.get(column).format();
      sheet
          .range(from, column, row - 1, column)
          .style()
          .format(format.pattern())
          .horizontalAlignment(format.isText() ? "left" : "right")
          .indent(format.isText() ? indent(column) : 0)
          .set();
    }
  }
}
