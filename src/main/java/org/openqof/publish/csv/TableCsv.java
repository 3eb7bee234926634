package org.openqof.publish.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openqof.answer.SafeText;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * Rows of a descriptor as CSV: UTF-8 without a byte order mark, RFC 4180 with CRLF, one header row,
 * quotes only where needed, empty where there is no value.
 *
 * <p>Decimals are written without trailing zeros, so that 112.00 is 112; texts are safe to open.
 */
public final class TableCsv {
  private static final int BUFFER = 1 << 16;

  private final CsvWriter csv;
  private final Writer writer;
  private final List<Field> fields;
  private final boolean pointZero;
  private final Map<String, String> safe = new HashMap<>();
  private final String[] cells;
  private long rows;

  /** A file without the official oddity of decimals. */
  public TableCsv(OutputStream stream, Table table) {
    this(stream, table, false);
  }

  /**
   * A file.
   *
   * @param pointZero whether decimal columns have a decimal always, 112.0, as the official files
   *     have from 2022-23 on
   */
  TableCsv(OutputStream stream, Table table, boolean pointZero) {
    this.fields = table.fields();
    this.pointZero = pointZero;
    this.cells = new String[fields.size()];
    this.writer =
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER);
    this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
    csv.writeRecord(fields.stream().map(Field::name).toArray(String[]::new));
  }

  /** A whole file of one block. */
  public static byte[] bytes(Block block) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    TableCsv file = new TableCsv(stream, block.table());
    file.add(block);
    try {
      file.finish();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return stream.toByteArray();
  }

  /** Adds all rows of a block. */
  public void add(Block block) {
    for (int row = 0; row < block.rows(); row++) {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = cell(block, fields.get(i), row);
      }
      csv.writeRecord(cells);
    }
    rows += block.rows();
  }

  /** Writes out what is held back; the stream stays open. Data rows written. */
  public long finish() throws IOException {
    csv.flush();
    writer.flush();
    return rows;
  }

  private String cell(Block block, Field field, int row) {
    if (!block.has(field, row)) {
      return "";
    }
    return switch (field.type()) {
      case TEXT -> text(block.textAt(field, row));
      case INT -> Integer.toString(block.countAt(field, row));
      case LONG -> Long.toString(block.unscaledAt(field, row));
      case DECIMAL -> decimal(block.unscaledAt(field, row), field.scale(), pointZero);
      case DATE -> LocalDate.ofEpochDay(block.countAt(field, row)).toString();
      case FLAG -> Boolean.toString(block.flagAt(field, row));
    };
  }

  /** Texts repeat from row to row; each is made safe once. */
  private String text(String value) {
    if (safe.size() > 50_000) {
      safe.clear();
    }
    return safe.computeIfAbsent(value, SafeText::inCsv);
  }

  /** A decimal in the shortest plain form, with at least one decimal if so wished. */
  static String decimal(long unscaled, int scale, boolean pointZero) {
    long left = unscaled;
    int decimals = scale;
    int least = pointZero ? 1 : 0;
    while (decimals > least && left % 10 == 0) {
      left /= 10;
      decimals--;
    }
    for (; decimals < least; decimals++) {
      left *= 10;
    }
    if (decimals == 0) {
      return Long.toString(left);
    }
    String digits = Long.toString(Math.abs(left));
    if (digits.length() <= decimals) {
      digits = "0".repeat(decimals - digits.length() + 1) + digits;
    }
    int point = digits.length() - decimals;
    return (left < 0 ? "-" : "") + digits.substring(0, point) + "." + digits.substring(point);
  }
}
