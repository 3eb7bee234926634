package org.openqof.testing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.read.Rulebooks;

/** Rulebook folders whose indicators are the program's with some cells changed. */
public final class PlantedRules {
  private PlantedRules() {}

  /**
   * Writes a folder.
   *
   * @param change given an indicator's code and its cells, which it may change
   */
  public static Path write(
      Path folder, String year, BiConsumer<String, Map<String, String>> change) {
    FinancialYear of = FinancialYear.of(year);
    String path = of + "/indicators.csv";
    StringWriter out = new StringWriter();
    try (CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(Objects.requireNonNull(Rulebooks.shipped().texts(of).get(path)));
        CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      boolean header = true;
      for (NamedCsvRecord row : rows) {
        if (header) {
          writer.writeRecord(row.getHeader());
          header = false;
        }
        Map<String, String> cells = new LinkedHashMap<>(row.getFieldsAsMap());
        change.accept(row.getField("indicator_code"), cells);
        writer.writeRecord(cells.values());
      }
      writer.flush();
      Path file = folder.resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, out.toString());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Thresholds, as a general knowledge that nobody confirms. */
  public static void thresholds(
      Map<String, String> cells, String lower, String upper, String block) {
    cells.put("lower_threshold_percent", lower);
    cells.put("upper_threshold_percent", upper);
    cells.put("points_at_lower_threshold", block);
    cells.put("threshold_status", "unconfirmed");
    cells.put("threshold_citation", "adjusted-rule");
  }

  /** No thresholds. */
  public static void withoutThresholds(Map<String, String> cells) {
    thresholds(cells, "", "", "");
    cells.put("threshold_status", "missing");
    cells.put("threshold_citation", "");
  }
}
