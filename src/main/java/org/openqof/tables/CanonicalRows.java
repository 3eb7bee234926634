package org.openqof.tables;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of a block's rows, as {@link ContentDigest} describes it, fed to a digest
 * group by group. Values that come again and again (codes, names, dates) are encoded once.
 */
final class CanonicalRows {
  private static final byte[] EMPTY = {'\\', 'N'};
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final int REMEMBERED = 256;
  private static final int FEED = 1 << 16;
  private static final int LONGEST_NUMBER = 40;
  private static final byte[] PAIRS = pairs();

  private final Block block;
  private final Field[] fields;
  private final @Nullable String[][] texts;
  private final int[][] days;
  private final byte[][][] encoded;
  private final MessageDigest digest = ContentDigest.sha256();
  private final byte[] digits = new byte[LONGEST_NUMBER];
  private byte[] buffer = new byte[FEED + 1024];
  private int filled;

  /** The text of some columns of a block, the leading one first. */
  CanonicalRows(Block block, List<Field> columns) {
    this.block = block;
    this.fields = columns.toArray(Field[]::new);
    int all = block.table().fields().size();
    this.texts = new String[all][];
    this.days = new int[all][];
    this.encoded = new byte[all][][];
    for (Field field : fields) {
      int column = field.position();
      if (field.type() == Field.Type.TEXT) {
        texts[column] = new String[REMEMBERED];
        encoded[column] = new byte[REMEMBERED][];
      } else if (field.type() == Field.Type.DATE) {
        days[column] = new int[REMEMBERED];
        encoded[column] = new byte[REMEMBERED][];
      }
    }
  }

  /** Hands over the canonical leading value and the digest of each run of rows that share it. */
  void digest(BiConsumer<String, byte[]> groups) {
    Field lead = fields[0];
    int rows = block.rows();
    for (int from = 0; from < rows; ) {
      int to = block.endOfRun(lead, from, rows);
      number(to - from, 0);
      buffer[filled++] = '\n';
      for (Field field : fields) {
        if (!block.isFull(field, from, to)) {
          column(field, from, to);
          continue;
        }
        switch (field.type()) {
          case INT -> counts(block.allCounts(field), from, to);
          case LONG, DECIMAL -> decimals(block.allUnscaled(field), field.scale(), from, to);
          case TEXT -> texts(block.allTexts(field), field.position(), from, to);
          case DATE, FLAG -> column(field, from, to);
        }
      }
      digest.update(buffer, 0, filled);
      filled = 0;
      groups.accept(leading(lead, from), digest.digest());
      from = to;
    }
  }

  private void column(Field field, int from, int to) {
    for (int row = from; row < to; ) {
      int after = block.endOfRun(field, row, to);
      value(field, row);
      endRun(after - row);
      row = after;
    }
  }

  // Columns without gaps, one loop a type: together they see every value of a nation.

  private void counts(int[] values, int from, int to) {
    for (int row = from; row < to; ) {
      int value = values[row];
      int after = row + 1;
      while (after < to && values[after] == value) {
        after++;
      }
      number(value, 0);
      endRun(after - row);
      row = after;
    }
  }

  private void decimals(long[] values, int scale, int from, int to) {
    for (int row = from; row < to; ) {
      long value = values[row];
      int after = row + 1;
      while (after < to && values[after] == value) {
        after++;
      }
      number(value, scale);
      endRun(after - row);
      row = after;
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same object is certainly the same text
  private void texts(String[] values, int column, int from, int to) {
    for (int row = from; row < to; ) {
      String value = values[row];
      int after = row + 1;
      while (after < to && (values[after] == value || value.equals(values[after]))) {
        after++;
      }
      put(text(column, value));
      endRun(after - row);
      row = after;
    }
  }

  /** Ends the line of a run of equal values. */
  private void endRun(int rows) {
    if (rows > 1) {
      buffer[filled++] = '\t';
      number(rows, 0);
    }
    buffer[filled++] = '\n';
    if (filled >= FEED) {
      digest.update(buffer, 0, filled);
      filled = 0;
    }
  }

  private String leading(Field lead, int row) {
    String value = block.canonicalAt(lead, row);
    return value == null ? "\\N" : escaped(value);
  }

  private void value(Field field, int row) {
    if (block.has(field, row)) {
      switch (field.type()) {
        case TEXT -> put(text(field.position(), block.textAt(field, row)));
        case INT -> number(block.countAt(field, row), 0);
        case LONG, DECIMAL -> number(block.unscaledAt(field, row), field.scale());
        case DATE -> put(date(field.position(), block.countAt(field, row)));
        case FLAG -> put(block.flagAt(field, row) ? TRUE : FALSE);
      }
    } else {
      put(EMPTY);
    }
  }

  /** Appends bytes and keeps room for what may follow before the next one. */
  private void put(byte[] bytes) {
    int after = filled + bytes.length;
    if (after + 2 * LONGEST_NUMBER > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(after + 1024, buffer.length * 2));
    }
    System.arraycopy(bytes, 0, buffer, filled, bytes.length);
    filled = after;
  }

  @SuppressWarnings("ReferenceEquality") // the same object is certainly the same text
  private byte[] text(int column, String text) {
    int slot = text.hashCode() & (REMEMBERED - 1);
    String known = texts[column][slot];
    if (known == null || (known != text && !known.equals(text))) {
      texts[column][slot] = text;
      encoded[column][slot] = escaped(text).getBytes(StandardCharsets.UTF_8);
    }
    return encoded[column][slot];
  }

  private static String escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == '\\' || sign == '\t' || sign == '\n' || sign == '\r') {
        return text.replace("\\", "\\\\")
            .replace("\t", "\\t")
            .replace("\n", "\\n")
            .replace("\r", "\\r");
      }
    }
    return text;
  }

  private byte[] date(int column, int day) {
    int slot = day & (REMEMBERED - 1);
    byte[] known = encoded[column][slot];
    if (known == null || days[column][slot] != day) {
      known = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
      days[column][slot] = day;
      encoded[column][slot] = known;
    }
    return known;
  }

  /** Appends a number with its decimals, and keeps room for what may follow. */
  private void number(long value, int scale) {
    if (filled + 2 * LONGEST_NUMBER > buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    if (scale == 0 && value >= 0 && value <= Integer.MAX_VALUE) {
      filled = count((int) value, buffer, filled);
    } else {
      decimal(value, scale);
    }
  }

  /** Writes a count at a place of the buffer; the place behind it. */
  private static int count(int value, byte[] into, int at) {
    int left = value;
    int end = at + 1;
    for (long more = 10; value >= more; more *= 10) {
      end++;
    }
    int place = end;
    while (left >= 100) {
      int pair = (left % 100) << 1;
      left /= 100;
      into[--place] = PAIRS[pair + 1];
      into[--place] = PAIRS[pair];
    }
    into[--place] = PAIRS[(left << 1) + 1];
    if (left >= 10) {
      into[--place] = PAIRS[left << 1];
    }
    return end;
  }

  private void decimal(long value, int scale) {
    if (value == Long.MIN_VALUE) {
      put(BigDecimal.valueOf(value, scale).toPlainString().getBytes(StandardCharsets.US_ASCII));
      return;
    }
    int at = LONGEST_NUMBER;
    long left = Math.abs(value);
    int written = 0;
    while (left != 0 || written <= scale) {
      digits[--at] = (byte) ('0' + left % 10);
      left /= 10;
      if (++written == scale) {
        digits[--at] = '.';
      }
    }
    if (value < 0) {
      digits[--at] = '-';
    }
    System.arraycopy(digits, at, buffer, filled, LONGEST_NUMBER - at);
    filled += LONGEST_NUMBER - at;
  }

  /** The digits of 00 to 99. */
  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }
}
