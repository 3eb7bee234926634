package org.openqof.matrix;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A CSV file as rows of cells, to be damaged.
 *
 * @param header its header; null where files of its kind have none
 * @param rows its data rows
 */
@SuppressWarnings("ArrayRecordComponent") // Cells are damaged in place; sheets are never compared.
record Sheet(String[] header, List<String[]> rows) {
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.BASIC_ISO_DATE,
          DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.UK),
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern("ddMMMyyyy")
              .toFormatter(Locale.ENGLISH));

  /** The rows of a text; the first is the header unless the kind of file has none. */
  static Sheet of(byte[] content, boolean hasHeader) {
    List<String[]> rows = new ArrayList<>();
    new String(content, StandardCharsets.UTF_8).lines().forEach(line -> rows.add(cells(line)));
    return hasHeader
        ? new Sheet(rows.get(0), new ArrayList<>(rows.subList(1, rows.size())))
        : new Sheet(null, rows);
  }

  private static String[] cells(String line) {
    if (line.indexOf('"') < 0) {
      return line.split(",", -1);
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char sign = line.charAt(i);
      if (sign == '"') {
        quoted = !quoted;
      } else if (sign == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(sign);
      }
    }
    cells.add(cell.toString());
    return cells.toArray(String[]::new);
  }

  /** All rows, the header first where there is one. */
  List<String[]> all() {
    List<String[]> all = new ArrayList<>(rows.size() + 1);
    if (header != null) {
      all.add(header);
    }
    all.addAll(rows);
    return all;
  }

  /** The same header over other rows. */
  Sheet with(List<String[]> others) {
    return new Sheet(header, others);
  }

  /** Every data cell changed. */
  Sheet each(UnaryOperator<String> change) {
    List<String[]> changed = new ArrayList<>(rows.size());
    for (String[] row : rows) {
      String[] cells = new String[row.length];
      for (int i = 0; i < row.length; i++) {
        cells[i] = change.apply(row[i]);
      }
      changed.add(cells);
    }
    return with(changed);
  }

  /** Every row changed, the header too. */
  Sheet eachRow(UnaryOperator<String[]> change) {
    return new Sheet(
        header == null ? null : change.apply(header),
        new ArrayList<>(rows.stream().map(change).toList()));
  }

  /** Every data row changed. */
  Sheet eachDataRow(UnaryOperator<String[]> change) {
    return with(new ArrayList<>(rows.stream().map(change).toList()));
  }

  /** Every date written in another form. */
  Sheet dates(DateTimeFormatter form) {
    return each(cell -> date(cell).map(form::format).orElse(cell));
  }

  /** As text with a separator; a cell that holds it, or a quote, is quoted. */
  byte[] bytes(char separator) {
    return text(separator, false, "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** As a file of commas. */
  byte[] bytes() {
    return bytes(',');
  }

  /** As text. */
  String text(char separator, boolean allQuoted, String lineEnd) {
    StringBuilder text = new StringBuilder();
    for (String[] row : all()) {
      for (int i = 0; i < row.length; i++) {
        if (i > 0) {
          text.append(separator);
        }
        String cell = row[i];
        boolean quoted = allQuoted || cell.indexOf(separator) >= 0 || cell.indexOf('"') >= 0;
        if (quoted) {
          text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
          text.append(cell);
        }
      }
      text.append(lineEnd);
    }
    return text.toString();
  }

  /** The day that a cell says, in any form that the extracts have. */
  static Optional<LocalDate> date(String cell) {
    if (cell.length() < 8 || cell.length() > 10 || !Character.isDigit(cell.charAt(0))) {
      return Optional.empty();
    }
    for (DateTimeFormatter form : DATES) {
      try {
        LocalDate day = LocalDate.parse(cell, form);
        return day.getYear() > 1900 && day.getYear() < 2100 ? Optional.of(day) : Optional.empty();
      } catch (DateTimeParseException other) {
        // The next form.
      }
    }
    return Optional.empty();
  }

  /** Whether a cell is the code of a practice. */
  static boolean isPractice(String cell) {
    return cell.length() == 6
        && Character.isUpperCase(cell.charAt(0))
        && cell.chars().skip(1).allMatch(Character::isDigit);
  }

  /** Whether a cell is a code of any kind: capitals and digits. */
  static boolean isCode(String cell) {
    return !cell.isEmpty()
        && Character.isUpperCase(cell.charAt(0))
        && cell.chars().allMatch(sign -> Character.isUpperCase(sign) || Character.isDigit(sign));
  }

  /** Whether a cell is a number and no date. */
  static boolean isNumber(String cell) {
    return !cell.isEmpty() && cell.matches("-?\\d{1,7}(\\.\\d+)?") && date(cell).isEmpty();
  }

  /** The column with the codes of practices; the first where there are several, -1 for none. */
  int practiceColumn() {
    String[] first = rows.isEmpty() ? new String[0] : rows.get(0);
    for (int i = 0; i < first.length; i++) {
      if (isPractice(first[i])) {
        return i;
      }
    }
    return -1;
  }
}
