package org.openqof.store.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.Block;
import org.openqof.tables.Field;

/**
 * Writes one column of a block as Parquet pages: dictionary or plain values, levels of presence,
 * statistics of each page. Parquet's own column writer is called once a value; a block has whole
 * columns, most of which hardly change from row to row, so whole pages are encoded at once, run by
 * run, several times as fast.
 */
final class ColumnPages {
  /** As Parquet's own writers cut them, for page indexes that are worth having. */
  private static final int ROWS_PER_PAGE = 20_000;

  /** More distinct numbers than this are stored as they are. */
  private static final int MOST_NUMBERS = 512;

  private static final int MOST_TEXTS = 1 << 16;

  /** Stands for the number of a row without a value. */
  private static final int NO_ID = -1;

  private final Block block;
  private final Field field;
  private final PrimitiveType type;
  private final PageWriter pages;
  private final HybridRuns runs = new HybridRuns();
  private byte[] plain = new byte[ROWS_PER_PAGE * Long.BYTES];

  ColumnPages(Block block, Field field, PageWriter pages) {
    this.block = block;
    this.field = field;
    this.type = ParquetLayout.column(field);
    this.pages = pages;
  }

  private static ByteBuffer writing(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes all rows of the block. */
  void write() throws IOException {
    int rows = block.rows();
    int[] ids = new int[field.type() == Field.Type.FLAG ? 0 : rows];
    ValueDictionary dictionary = field.type() == Field.Type.FLAG ? null : number(ids);
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionaryPage(dictionary));
    }
    for (int from = 0; from < rows; from += ROWS_PER_PAGE) {
      int to = Math.min(rows, from + ROWS_PER_PAGE);
      Statistics<?> statistics = Statistics.createStats(type);
      BytesInput levels = levels(from, to, statistics);
      BytesInput values =
          dictionary != null
              ? numbered(ids, from, to, dictionary, statistics)
              : plain(from, to, statistics);
      pages.writePage(
          BytesInput.concat(levels, values),
          to - from,
          to - from,
          statistics,
          null,
          null,
          Encoding.RLE,
          Encoding.RLE,
          dictionary != null ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
    }
  }

  /** Numbers the values of all rows; null when they are too many for a dictionary, or none. */
  private @Nullable ValueDictionary number(int[] ids) {
    int rows = block.rows();
    boolean texts = field.type() == Field.Type.TEXT;
    boolean wide = isWide();
    // A dictionary of nearly as many texts as rows costs more than the texts.
    ValueDictionary dictionary =
        texts
            ? ValueDictionary.ofTexts(Math.min(MOST_TEXTS, Math.max(64, rows / 2)))
            : ValueDictionary.ofNumbers(MOST_NUMBERS);
    for (int row = 0; row < rows; ) {
      int id = NO_ID;
      if (block.has(field, row)) {
        id =
            texts
                ? dictionary.id(block.textAt(field, row))
                : dictionary.id(wide ? block.unscaledAt(field, row) : block.countAt(field, row));
        if (id == ValueDictionary.TOO_MANY) {
          return null;
        }
      }
      int end = block.endOfRun(field, row, rows);
      Arrays.fill(ids, row, end, id);
      row = end;
    }
    return dictionary.size() == 0 ? null : dictionary;
  }

  private boolean isWide() {
    return field.type() == Field.Type.LONG || field.type() == Field.Type.DECIMAL;
  }

  private DictionaryPage dictionaryPage(ValueDictionary dictionary) {
    int size = dictionary.size();
    boolean texts = field.type() == Field.Type.TEXT;
    byte[] page =
        new byte
            [texts
                ? dictionary.textBytes() + size * Integer.BYTES
                : size * (isWide() ? Long.BYTES : Integer.BYTES)];
    ByteBuffer bytes = writing(page);
    if (texts) {
      for (int id = 0; id < size; id++) {
        byte[] text = dictionary.encodedText(id);
        bytes.putInt(text.length).put(text);
      }
    } else if (isWide()) {
      for (int id = 0; id < size; id++) {
        bytes.putLong(dictionary.number(id));
      }
    } else {
      for (int id = 0; id < size; id++) {
        bytes.putInt((int) dictionary.number(id));
      }
    }
    return new DictionaryPage(BytesInput.from(page), size, Encoding.PLAIN);
  }

  /** Which rows of a page have a value; nothing for a column that is always there. */
  private BytesInput levels(int from, int to, Statistics<?> statistics) {
    int rows = to - from;
    int present = block.present(field, from, to);
    if (!field.nullable()) {
      if (present < rows) {
        throw new IllegalStateException(
            "a row of %s has no %s".formatted(block.table().name(), field.name()));
      }
      return BytesInput.empty();
    }
    statistics.incrementNumNulls(rows - present);
    int[] levels = new int[rows];
    if (present == rows) {
      Arrays.fill(levels, 1);
    } else if (present > 0) {
      for (int row = from; row < to; row++) {
        levels[row - from] = block.has(field, row) ? 1 : 0;
      }
    }
    byte[] encoded = runs.encode(levels, 0, rows, 1);
    return BytesInput.concat(BytesInput.fromInt(encoded.length), BytesInput.from(encoded));
  }

  private BytesInput numbered(
      int[] ids, int from, int to, ValueDictionary dictionary, Statistics<?> statistics) {
    int first = from;
    int last = to;
    int[] present = ids;
    if (field.nullable()) {
      present = new int[to - from];
      first = 0;
      last = withoutGaps(ids, from, to, present);
    }
    boolean[] seen = seen(present, first, last, dictionary.size());
    for (int id = 0; id < seen.length; id++) {
      if (seen[id]) {
        switch (field.type()) {
          case TEXT ->
              statistics.updateStats(Binary.fromConstantByteArray(dictionary.encodedText(id)));
          case LONG, DECIMAL -> statistics.updateStats(dictionary.number(id));
          default -> statistics.updateStats((int) dictionary.number(id));
        }
      }
    }
    int bits = BytesUtils.getWidthFromMaxInt(dictionary.size() - 1);
    return BytesInput.concat(
        BytesInput.from(new byte[] {(byte) bits}),
        BytesInput.from(runs.encode(present, first, last, bits)));
  }

  private static int withoutGaps(int[] ids, int from, int to, int[] into) {
    int count = 0;
    for (int row = from; row < to; row++) {
      if (ids[row] != NO_ID) {
        into[count++] = ids[row];
      }
    }
    return count;
  }

  private static boolean[] seen(int[] ids, int from, int to, int size) {
    boolean[] seen = new boolean[size];
    for (int row = from; row < to; row++) {
      seen[ids[row]] = true;
    }
    return seen;
  }

  private BytesInput plain(int from, int to, Statistics<?> statistics) {
    int length =
        switch (field.type()) {
          case TEXT -> plainTexts(from, to, statistics);
          case INT, DATE -> plainInts(from, to, statistics);
          case LONG, DECIMAL -> plainLongs(from, to, statistics);
          case FLAG -> plainFlags(from, to, statistics);
        };
    return BytesInput.from(plain, 0, length);
  }

  private int plainTexts(int from, int to, Statistics<?> statistics) {
    int length = 0;
    for (int row = from; row < to; row++) {
      if (block.has(field, row)) {
        byte[] text = block.textAt(field, row).getBytes(StandardCharsets.UTF_8);
        int after = Math.addExact(length, Integer.BYTES + text.length);
        if (after > plain.length) {
          plain = Arrays.copyOf(plain, Math.max(after, plain.length * 2));
        }
        writing(plain).position(length).putInt(text.length).put(text);
        statistics.updateStats(Binary.fromConstantByteArray(text));
        length = after;
      }
    }
    return length;
  }

  private int plainInts(int from, int to, Statistics<?> statistics) {
    int[] values = new int[to - from];
    int count = block.counts(field, from, to, values);
    if (count > 0) {
      int least = values[0];
      int most = values[0];
      for (int i = 1; i < count; i++) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
      }
      statistics.updateStats(least);
      statistics.updateStats(most);
    }
    writing(plain).asIntBuffer().put(values, 0, count);
    return count * Integer.BYTES;
  }

  private int plainLongs(int from, int to, Statistics<?> statistics) {
    long[] values = new long[to - from];
    int count = block.unscaled(field, from, to, values);
    if (count > 0) {
      long least = values[0];
      long most = values[0];
      for (int i = 1; i < count; i++) {
        least = Math.min(least, values[i]);
        most = Math.max(most, values[i]);
      }
      statistics.updateStats(least);
      statistics.updateStats(most);
    }
    writing(plain).asLongBuffer().put(values, 0, count);
    return count * Long.BYTES;
  }

  private int plainFlags(int from, int to, Statistics<?> statistics) {
    BitSet bits = new BitSet(to - from);
    int count = 0;
    for (int row = from; row < to; ) {
      int end = block.endOfRun(field, row, to);
      if (block.has(field, row)) {
        boolean value = block.flagAt(field, row);
        statistics.updateStats(value);
        bits.set(count, count + end - row, value);
        count += end - row;
      }
      row = end;
    }
    byte[] set = bits.toByteArray();
    int length = (count + 7) / 8;
    System.arraycopy(set, 0, plain, 0, set.length);
    Arrays.fill(plain, set.length, length, (byte) 0);
    return length;
  }
}
