package org.openqof.job;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openqof.errors.ScenarioErrors;
import org.openqof.scenario.PracticeGrouping;

/** Deciles of deprivation, read from a file of two columns: practice and decile. */
final class DeprivationFile {
  private static final int DECILES = 10;

  private DeprivationFile() {}

  /**
   * A decile of deprivation for each practice, 1 the most deprived, as the file says.
   *
   * @param file CSV with a header; practices that the base year does not pay are passed over
   * @throws org.openqof.errors.QofException naming every line that is wrong
   */
  static PracticeGrouping deprivation(Path file) {
    PracticeGrouping grouping = new PracticeGrouping("deprivation");
    List<String> problems = new ArrayList<>();
    Map<String, Long> seen = new HashMap<>();
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)) {
      boolean header = true;
      for (CsvRecord row : rows) {
        if (header) {
          header = false;
          continue;
        }
        if (row.getFieldCount() != 2) {
          problems.add(
              place(file, row)
                  + ": %d columns, expected practice and decile.".formatted(row.getFieldCount()));
          continue;
        }
        String practice = row.getField(0).strip().toUpperCase(Locale.ROOT);
        String decile = row.getField(1).strip();
        if (!decile.matches("0?[1-9]|10")) {
          problems.add(
              place(file, row)
                  + ", decile: '%s' is not a decile. Write a whole number from 1 to %d."
                      .formatted(decile, DECILES));
          continue;
        }
        Long before = seen.putIfAbsent(practice, row.getStartingLineNumber());
        if (before != null) {
          problems.add(
              place(file, row)
                  + ", practice: %s stands in line %d already. Remove one."
                      .formatted(practice, before));
          continue;
        }
        int number = Integer.parseInt(decile);
        grouping.put(practice, Integer.toString(number), name(number));
      }
    } catch (CsvParseException | IOException unreadable) {
      throw ScenarioErrors.badGrouping(
          file.toString(), List.of(String.valueOf(unreadable.getMessage())));
    }
    if (problems.isEmpty() && grouping.practices().isEmpty()) {
      problems.add(file + ": holds no practice.");
    }
    if (!problems.isEmpty()) {
      throw ScenarioErrors.badGrouping(file.toString(), problems);
    }
    return grouping;
  }

  private static String place(Path file, CsvRecord row) {
    return file + ", line " + row.getStartingLineNumber();
  }

  private static String name(int decile) {
    return decile == 1
        ? "decile 1, most deprived"
        : decile == DECILES ? "decile 10, least deprived" : "decile " + decile;
  }
}
