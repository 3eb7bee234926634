package org.openqof.answer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * The one writer of CSV that people open, where rows do not come from a table: RFC 4180 with CRLF,
 * and every cell safe to open. Rows of a table go through {@code csv.TableCsv}.
 */
public final class CsvText implements AutoCloseable {
  private final CsvWriter csv;

  /** A file that is written to. */
  @SuppressWarnings("MustBeClosedChecker")
  public CsvText(Writer to) {
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(to);
  }

  /** A whole file. */
  public static String of(Iterable<String[]> rows) {
    StringWriter text = new StringWriter();
    try (CsvText csv = new CsvText(text)) {
      rows.forEach(csv::row);
    }
    return text.toString();
  }

  /** Adds a row. */
  public void row(String... cells) {
    row(List.of(cells));
  }

  /** Adds a row. */
  public void row(List<String> cells) {
    List<String> safe = new ArrayList<>(cells.size());
    cells.forEach(cell -> safe.add(SafeText.inCsvUnlessNumber(cell)));
    csv.writeRecord(safe);
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
