package org.openqof.synthetic;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A second, plain reading of INDICATOR_VALUES for the tests: refuses what cannot be read, and keeps
 * the latest submission of every field.
 */
final class SubmittedValues {
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}(\\.0)?|");
  private static final Pattern DAY =
      Pattern.compile("(0[1-9]|[12]\\d|3[01])/(0[1-9]|1[0-2])/\\d{4}");

  private final Map<String, String[]> latest = new HashMap<>();
  private final Map<String, String> registerFields = new HashMap<>();
  private int rows;
  private int refused;
  private int smallerLater;

  static SubmittedValues read(Path folder, String name) throws IOException {
    SubmittedValues values = new SubmittedValues();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(
                new InputStreamReader(
                    new ByteArrayInputStream(Written.content(folder, name)),
                    StandardCharsets.UTF_8))) {
      reader.stream().skip(1).forEach(values::add);
    }
    return values;
  }

  private void add(CsvRecord record) {
    rows++;
    if (record.getFieldCount() != 12
        || record.getField(2).isEmpty()
        || !COUNT.matcher(record.getField(6)).matches()
        || !DAY.matcher(record.getField(9)).matches()
        || record.getField(9).startsWith("31/02")) {
      refused++;
      return;
    }
    String key = key(record.getField(2), record.getField(4), record.getField(5));
    if (record.getField(5).endsWith("egister")) {
      registerFields.put(record.getField(4), record.getField(5));
    }
    String day = record.getField(9);
    String order =
        record.getField(11)
            + day.substring(6)
            + day.substring(3, 5)
            + day.substring(0, 2)
            + record.getField(10);
    String value = record.getField(6).replace(".0", "");
    String[] held = latest.putIfAbsent(key, new String[] {order, value});
    if (held != null) {
      boolean isLater = order.compareTo(held[0]) > 0;
      String later = isLater ? value : held[1];
      String earlier = isLater ? held[1] : value;
      smallerLater += Integer.parseInt(later) < Integer.parseInt(earlier) ? 1 : 0;
      if (isLater) {
        held[0] = order;
        held[1] = value;
      }
    }
  }

  private static String key(String practice, String indicator, String field) {
    return practice + "|" + indicator + "|" + field;
  }

  /** The value that counts; empty for a blank or a field that was not sent. */
  String value(String practice, String indicator, String field) {
    String[] held = latest.get(key(practice, indicator, field));
    return held == null ? "" : held[1];
  }

  /** The value of the indicator's register field. */
  String register(String practice, String indicator) {
    String field = registerFields.get(indicator);
    return field == null ? "" : value(practice, indicator, field);
  }

  /** Whether anything was read of a practice and indicator. */
  boolean holds(String practice, String indicator, String field) {
    return latest.containsKey(key(practice, indicator, field));
  }

  int rows() {
    return rows;
  }

  int refused() {
    return refused;
  }

  /** Fields whose latest submission is smaller than an earlier one. */
  int smallerLater() {
    return smallerLater;
  }
}
