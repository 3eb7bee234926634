package org.openqof.tables;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
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

  private final Block block;
  private final Field[] fields;
  private final @Nullable String[][] texts;
  private final int[][] days;
  private final byte[][][] encoded;
  private final MessageDigest digest = ContentDigest.sha256();
  private final byte[] digits = new byte[LONGEST_NUMBER];
  private byte[] buffer = new byte[FEED + 1024];
  private int filled;

  CanonicalRows(Block block) {
    this.block = block;
    this.fields = block.table().fields().toArray(Field[]::new);
    this.texts = new String[fields.length][];
    this.days = new int[fields.length][];
    this.encoded = new byte[fields.length][][];
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
      int to = endOfRun(lead, from, rows);
      number(to - from, 0);
      buffer[filled++] = '\n';
      for (Field field : fields) {
        column(field, from, to);
      }
      digest.update(buffer, 0, filled);
      filled = 0;
      groups.accept(leading(lead, from), digest.digest());
      from = to;
    }
  }

  private void column(Field field, int from, int to) {
    for (int row = from; row < to; ) {
      int after = endOfRun(field, row, to);
      value(field, row);
      if (after - row > 1) {
        buffer[filled++] = '\t';
        number(after - row, 0);
      }
      buffer[filled++] = '\n';
      if (filled >= FEED) {
        digest.update(buffer, 0, filled);
        filled = 0;
      }
      row = after;
    }
  }

  /** The first row after {@code from}, or {@code to}, with another value than that of it. */
  @SuppressWarnings("ReferenceEquality") // the same object is certainly the same text
  private int endOfRun(Field field, int from, int to) {
    int row = from + 1;
    if (!block.has(field, from)) {
      while (row < to && !block.has(field, row)) {
        row++;
      }
      return row;
    }
    switch (field.type()) {
      case TEXT -> {
        String text = block.textAt(field, from);
        while (row < to && block.has(field, row)) {
          String next = block.textAt(field, row);
          if (next != text && !next.equals(text)) {
            break;
          }
          row++;
        }
      }
      case INT, DATE -> {
        int count = block.countAt(field, from);
        while (row < to && block.countAt(field, row) == count && block.has(field, row)) {
          row++;
        }
      }
      case LONG, DECIMAL -> {
        long count = block.unscaledAt(field, from);
        while (row < to && block.unscaledAt(field, row) == count && block.has(field, row)) {
          row++;
        }
      }
      case FLAG -> {
        boolean flag = block.flagAt(field, from);
        while (row < to && block.flagAt(field, row) == flag && block.has(field, row)) {
          row++;
        }
      }
    }
    return row;
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

  private void number(long value, int scale) {
    if (value == Long.MIN_VALUE) {
      put(
          java.math.BigDecimal.valueOf(value, scale)
              .toPlainString()
              .getBytes(StandardCharsets.US_ASCII));
      return;
    }
    int at = LONGEST_NUMBER;
    long left = Math.abs(value);
    int written = 0;
    while (left > Integer.MAX_VALUE) {
      digits[--at] = (byte) ('0' + left % 10);
      left /= 10;
      if (++written == scale) {
        digits[--at] = '.';
      }
    }
    int small = (int) left;
    while (small != 0 || written <= scale) {
      digits[--at] = (byte) ('0' + small % 10);
      small /= 10;
      if (++written == scale) {
        digits[--at] = '.';
      }
    }
    if (value < 0) {
      digits[--at] = '-';
    }
    int length = LONGEST_NUMBER - at;
    if (filled + length + LONGEST_NUMBER > buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    System.arraycopy(digits, at, buffer, filled, length);
    filled += length;
  }
}
