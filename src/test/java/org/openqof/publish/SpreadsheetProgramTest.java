package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Slow;
import org.openqof.testing.Tools;

/** Every workbook of the samples opened in a spreadsheet program, and read back from it. */
@Slow
class SpreadsheetProgramTest {
  /**
   * All sheets, each to a file of its own, numbers as they are: see LibreOffice's filter options.
   */
  private static final String EVERY_SHEET =
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

  @Test
  void everyWorkbookOpensWithoutAWarningAndEverySheetIsReadAsItWasWritten(@TempDir Path room)
      throws Exception {
    Path office = Tools.need("soffice", "libreoffice-calc");
    Path books = SamplePublication.get().folder().resolve("workbooks");
    List<String> command = new ArrayList<>();
    command.add(office.toString());
    command.add("--headless");
    command.add("-env:UserInstallation=" + room.resolve("profile").toUri());
    command.addAll(List.of("--convert-to", EVERY_SHEET, "--outdir", room.toString()));
    List<Path> files;
    try (Stream<Path> found = Files.list(books)) {
      files = found.sorted().toList();
    }
    files.forEach(file -> command.add(file.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(room.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    // The program looks for a Java of its own, which converting does not need.
    assertThat(Files.readAllLines(room.resolve("log")))
        .filteredOn(line -> !line.contains("javaldx"))
        .filteredOn(line -> line.toLowerCase(Locale.ROOT).matches(".*(warn|error|repair).*"))
        .isEmpty();
    int sheets = 0;
    for (Path file : files) {
      Workbook written = Workbook.read(file);
      String name = file.getFileName().toString().replace(".xlsx", "");
      for (String sheet : written.names()) {
        assertThat(cells(room.resolve(name + "-" + sheet + ".csv")))
            .as(name + " " + sheet)
            .isEqualTo(written.all(sheet).stream().map(SpreadsheetProgramTest::plain).toList());
        sheets++;
      }
    }
    assertThat(sheets).isGreaterThan(250);
  }

  /** Cells that hold something, row by row. */
  private static List<List<String>> cells(Path file) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      return reader.stream()
          .map(row -> plain(row.getFields().stream().filter(cell -> !cell.isEmpty()).toList()))
          .toList();
    }
  }

  /** Numbers in one form: 12.50 and 12.5 are the same cell. */
  private static List<String> plain(List<String> cells) {
    return cells.stream()
        .map(
            cell ->
                cell.matches("-?[0-9]+(\\.[0-9]+)?")
                    ? new BigDecimal(cell).stripTrailingZeros().toPlainString()
                    : cell)
        .toList();
  }
}
