package org.openqof.extract.form;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet as lines of comma-separated UTF-8, row 5 on line 5: dates as {@code
 * 2024-03-31}, numbers in full, texts as they are.
 */
final class SheetRows extends Rewritten {
  /** So many rows say how wide the table is; Excel leaves empty cells at the end of a row out. */
  private static final int WIDTH_ROWS = 50;

  /** Between two rows of a table no more rows are empty than this. */
  private static final int MOST_EMPTY_ROWS = 2_000_000;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final String name;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private final boolean from1904;
  private int width;
  private int written;

  /** A row that has something in it. */
  private record Line(int number, List<String> cells) {}

  SheetRows(String workbook, Sheet sheet, boolean from1904) throws IOException {
    this.name = workbook + ", sheet " + sheet.getName();
    this.stream = sheet.openStream();
    this.rows = stream.iterator();
    this.from1904 = from1904;
    while (ahead.size() < WIDTH_ROWS) {
      Line line = line();
      if (line == null) {
        break;
      }
      width = Math.max(width, line.cells().size());
      ahead.add(line);
    }
  }

  @Override
  byte @Nullable [] next() {
    Line line = ahead.isEmpty() ? line() : ahead.removeFirst();
    if (line == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    while (++written < line.number()) {
      text.append('\n');
    }
    for (int i = 0; i < Math.max(width, line.cells().size()); i++) {
      text.append(i == 0 ? "" : ",");
      text.append(i < line.cells().size() ? quoted(line.cells().get(i)) : "");
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The next row that has something in it; null after the last. */
  private @Nullable Line line() {
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        List<String> cells = new ArrayList<>();
        int filled = 0;
        for (int i = 0; i < row.getCellCount(); i++) {
          Cell cell = row.getOptionalCell(i).orElse(null);
          String text = cell == null ? "" : text(cell);
          cells.add(text);
          filled = text.isBlank() ? filled : i + 1;
        }
        if (filled > 0) {
          if (row.getRowNum() > MOST_EMPTY_ROWS) {
            throw ExtractErrors.tooManyLines(name);
          }
          return new Line(row.getRowNum(), cells.subList(0, filled));
        }
      }
      return null;
    } catch (ExcelReaderException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw ExtractErrors.damagedContainer(name, "workbook", e);
    }
  }

  private String text(Cell cell) {
    CellType type = cell.getType();
    String raw = cell.getRawValue();
    if (type == CellType.EMPTY || (raw == null && cell.getText().isEmpty())) {
      return "";
    }
    BigDecimal number = type == CellType.NUMBER ? cell.asNumber() : null;
    if (type == CellType.FORMULA && raw != null && isNumber(raw)) {
      number = new BigDecimal(raw);
    }
    if (number != null) {
      return isDate(cell.getDataFormatId(), cell.getDataFormatString())
          ? date(number)
          : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    String text = type == CellType.FORMULA && raw != null ? raw : cell.getText();
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }

  private static boolean isNumber(String raw) {
    return raw.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  }

  /**
   * A day of Excel's calendar: 1 is 1 January 1900, or 2 January 1904 in workbooks of that kind.
   */
  private String date(BigDecimal serial) {
    long seconds =
        serial
            .multiply(BigDecimal.valueOf(86_400))
            .setScale(0, java.math.RoundingMode.HALF_UP)
            .longValue();
    if (seconds < 0 || seconds > 86_400L * 300_000) {
      return serial.toPlainString();
    }
    if (seconds < 86_400) {
      return TIME.format(LocalTime.ofSecondOfDay(seconds));
    }
    LocalDateTime moment =
        (from1904 ? LocalDateTime.of(1904, 1, 1, 0, 0) : LocalDateTime.of(1899, 12, 30, 0, 0))
            .plusSeconds(seconds);
    return seconds % 86_400 == 0 ? moment.toLocalDate().toString() : MOMENT.format(moment);
  }

  /** Whether a number format shows a number as a date or time. */
  static boolean isDate(@Nullable Integer id, @Nullable String pattern) {
    if (id != null
        && ((id >= 14 && id <= 22)
            || (id >= 27 && id <= 36)
            || (id >= 45 && id <= 47)
            || (id >= 50 && id <= 58))) {
      return true;
    }
    if (pattern == null || pattern.equalsIgnoreCase("General")) {
      return false;
    }
    String signs =
        pattern
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\\\.", "")
            .replaceAll("_.", "")
            .replaceAll("\\*.", "")
            .replaceAll("\\[(?![hHmMsS]+\\])[^\\]]*\\]", "")
            .replaceAll("(?i)General", "");
    return signs.matches("(?s).*[dmyhsDMYHS].*") && !signs.matches("(?s).*[0#?].*[eE][+-].*");
  }

  private static String quoted(String cell) {
    boolean plain = true;
    for (int i = 0; i < cell.length() && plain; i++) {
      char c = cell.charAt(i);
      plain = c != ',' && c != '"';
    }
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    stream.close();
  }
}
