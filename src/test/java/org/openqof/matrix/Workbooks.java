package org.openqof.matrix;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A file as Excel keeps it: dates as dates, numbers as numbers, codes as texts. */
final class Workbooks {
  private Workbooks() {}

  /** Writes into a workbook. */
  private interface Sheets {
    void into(Workbook book) throws IOException;
  }

  static void oneSheet(Path file, Fault.Given given) throws IOException {
    Sheet sheet = Fault.sheet(file, given);
    asWorkbook(file, book -> write(book.newWorksheet("Sheet1"), sheet, true));
  }

  static void allTexts(Path file, Fault.Given given) throws IOException {
    Sheet sheet = Fault.sheet(file, given);
    asWorkbook(file, book -> write(book.newWorksheet("Sheet1"), sheet, false));
  }

  static void severalSheets(Path file, Fault.Given given) throws IOException {
    Sheet sheet = Fault.sheet(file, given);
    asWorkbook(
        file,
        book -> {
          book.newWorksheet("About").value(0, 0, "Quality and Outcomes Framework");
          Worksheet history = book.newWorksheet("History");
          history.value(0, 0, "Version");
          history.value(0, 1, "Changed");
          history.value(1, 0, 1);
          history.value(1, 1, "first");
          write(book.newWorksheet("Data"), sheet, true);
          Worksheet pivot = book.newWorksheet("Pivot");
          pivot.value(0, 0, "Row Labels");
          pivot.value(0, 1, "Count");
          pivot.value(1, 0, "Grand Total");
          pivot.value(1, 1, sheet.rows().size());
        });
  }

  static void oldStateBeside(Path file, Fault.Given given) throws IOException {
    Sheet sheet = Fault.sheet(file, given);
    asWorkbook(
        file,
        book -> {
          write(book.newWorksheet("Data"), sheet, true);
          write(book.newWorksheet("Old"), Fault.oldState(sheet), true);
        });
  }

  static void calledCsv(Path file, Fault.Given given) throws IOException {
    oneSheet(file, given);
    Files.move(named(file), file);
  }

  private static Path named(Path file) {
    return file.resolveSibling(Fault.name(file).replace(".csv", ".xlsx"));
  }

  private static void asWorkbook(Path file, Sheets sheets) throws IOException {
    try (OutputStream out = Files.newOutputStream(named(file));
        Workbook book = new Workbook(out, "test", "1.0")) {
      sheets.into(book);
    }
    Files.delete(file);
  }

  private static void write(Worksheet into, Sheet sheet, boolean typed) {
    List<String[]> rows = sheet.all();
    for (int row = 0; row < rows.size(); row++) {
      String[] cells = rows.get(row);
      for (int column = 0; column < cells.length; column++) {
        String cell = cells[column];
        Optional<LocalDate> date = typed ? Sheet.date(cell) : Optional.empty();
        if (date.isPresent()) {
          into.value(row, column, date.get());
          into.style(row, column).format("dd/mm/yyyy").set();
        } else if (typed && Sheet.isNumber(cell)) {
          into.value(row, column, new java.math.BigDecimal(cell));
        } else if (!cell.isEmpty()) {
          into.value(row, column, cell);
        }
      }
    }
  }
}
