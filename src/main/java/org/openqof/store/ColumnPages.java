package org.openqof.store;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.Block;
import org.openqof.tables.Field;

/**
 * Writes one column of a block as Parquet pages: dictionary or plain values, levels of presence,
 * statistics of each page. Parquet's own column writer is called once a value; a block has whole
 * columns, so whole pages are encoded at once, several times as fast.
 */
final class ColumnPages {
  /** As Parquet's own writers cut them, for page indexes that are worth having. */
  private static final int ROWS_PER_PAGE = 20_000;

  /** More distinct numbers than this are stored as they are. */
  private static final int MOST_NUMBERS = 512;

  private static final int MOST_TEXTS = 1 << 16;
  private static final int ENCODER_FIRST = 1 << 10;
  private static final int ENCODER_SLAB = 1 << 16;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Block block;
  private final Field field;
  private final PrimitiveType type;
  private final PageWriter pages;
  private byte[] plain = new byte[ROWS_PER_PAGE * Long.BYTES];

  ColumnPages(Block block, Field field, PageWriter pages) {
    this.block = block;
    this.field = field;
    this.type = ParquetLayout.column(field);
    this.pages = pages;
  }

  /** Writes all rows of the block. */
  void write() throws IOException {
    int rows = block.rows();
    int[] ids = new int[rows];
    ValueDictionary dictionary = null;
    switch (field.type()) {
      case TEXT -> dictionary = numberTexts(ids);
      case INT, DATE, LONG, DECIMAL -> dictionary = numberNumbers(ids);
      case FLAG -> {}
    }
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

  private @Nullable ValueDictionary numberTexts(int[] ids) {
    int rows = block.rows();
    // A dictionary of nearly as many texts as rows costs more than the texts.
    ValueDictionary dictionary =
        ValueDictionary.ofTexts(Math.min(MOST_TEXTS, Math.max(64, rows / 2)));
    for (int row = 0; row < rows; row++) {
      if (block.has(field, row)) {
        int id = dictionary.id(block.textAt(field, row));
        if (id == ValueDictionary.TOO_MANY) {
          return null;
        }
        ids[row] = id;
      }
    }
    return dictionary.size() == 0 ? null : dictionary;
  }

  private @Nullable ValueDictionary numberNumbers(int[] ids) {
    int rows = block.rows();
    boolean wide = isWide();
    ValueDictionary dictionary = ValueDictionary.ofNumbers(MOST_NUMBERS);
    long last = 0;
    int lastId = ValueDictionary.TOO_MANY;
    for (int row = 0; row < rows; row++) {
      if (block.has(field, row)) {
        long value = wide ? block.unscaledAt(field, row) : block.countAt(field, row);
        if (value != last || lastId == ValueDictionary.TOO_MANY) {
          lastId = dictionary.id(value);
          last = value;
          if (lastId == ValueDictionary.TOO_MANY) {
            return null;
          }
        }
        ids[row] = lastId;
      }
    }
    return dictionary.size() == 0 ? null : dictionary;
  }

  private boolean isWide() {
    return field.type() == Field.Type.LONG || field.type() == Field.Type.DECIMAL;
  }

  private DictionaryPage dictionaryPage(ValueDictionary dictionary) {
    int size = dictionary.size();
    byte[] bytes;
    int at = 0;
    if (field.type() == Field.Type.TEXT) {
      bytes = new byte[dictionary.textBytes() + size * Integer.BYTES];
      for (int id = 0; id < size; id++) {
        byte[] text = dictionary.encodedText(id);
        INTS.set(bytes, at, text.length);
        System.arraycopy(text, 0, bytes, at + Integer.BYTES, text.length);
        at += Integer.BYTES + text.length;
      }
    } else if (isWide()) {
      bytes = new byte[size * Long.BYTES];
      for (int id = 0; id < size; id++, at += Long.BYTES) {
        LONGS.set(bytes, at, dictionary.number(id));
      }
    } else {
      bytes = new byte[size * Integer.BYTES];
      for (int id = 0; id < size; id++, at += Integer.BYTES) {
        INTS.set(bytes, at, (int) dictionary.number(id));
      }
    }
    return new DictionaryPage(BytesInput.from(bytes), size, Encoding.PLAIN);
  }

  /** Which rows of a page have a value; nothing for a column that is always there. */
  private BytesInput levels(int from, int to, Statistics<?> statistics) throws IOException {
    int present = 0;
    for (int row = from; row < to; row++) {
      if (block.has(field, row)) {
        present++;
      }
    }
    int rows = to - from;
    if (!field.nullable()) {
      if (present < rows) {
        throw new IllegalStateException(
            "a row of %s has no %s".formatted(block.table().name(), field.name()));
      }
      return BytesInput.empty();
    }
    statistics.incrementNumNulls(rows - present);
    BytesInput runs;
    if (present == rows || present == 0) {
      // One run of equal levels: its length twice, then the level.
      runs =
          BytesInput.concat(
              BytesInput.fromUnsignedVarInt(rows << 1),
              BytesInput.from(new byte[] {(byte) (present == 0 ? 0 : 1)}));
    } else {
      RunLengthBitPackingHybridEncoder encoder = encoder(1);
      for (int row = from; row < to; row++) {
        encoder.writeInt(block.has(field, row) ? 1 : 0);
      }
      runs = encoder.toBytes();
    }
    return BytesInput.concat(BytesInput.fromInt((int) runs.size()), runs);
  }

  private static RunLengthBitPackingHybridEncoder encoder(int bits) {
    return new RunLengthBitPackingHybridEncoder(
        bits, ENCODER_FIRST, ENCODER_SLAB, HeapByteBufferAllocator.getInstance());
  }

  private BytesInput numbered(
      int[] ids, int from, int to, ValueDictionary dictionary, Statistics<?> statistics)
      throws IOException {
    int bits = BytesUtils.getWidthFromMaxInt(dictionary.size() - 1);
    RunLengthBitPackingHybridEncoder encoder = encoder(bits);
    boolean[] seen = new boolean[dictionary.size()];
    boolean sure = !field.nullable();
    for (int row = from; row < to; row++) {
      if (sure || block.has(field, row)) {
        seen[ids[row]] = true;
        encoder.writeInt(ids[row]);
      }
    }
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
    return BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), encoder.toBytes());
  }

  private BytesInput plain(int from, int to, Statistics<?> statistics) {
    return switch (field.type()) {
      case TEXT -> plainTexts(from, to, statistics);
      case INT, DATE -> plainInts(from, to, statistics);
      case LONG, DECIMAL -> plainLongs(from, to, statistics);
      case FLAG -> plainFlags(from, to, statistics);
    };
  }

  private BytesInput plainTexts(int from, int to, Statistics<?> statistics) {
    int at = 0;
    for (int row = from; row < to; row++) {
      if (block.has(field, row)) {
        byte[] text = block.textAt(field, row).getBytes(StandardCharsets.UTF_8);
        int after = Math.addExact(at, Integer.BYTES + text.length);
        if (after > plain.length) {
          plain = Arrays.copyOf(plain, Math.max(after, plain.length * 2));
        }
        INTS.set(plain, at, text.length);
        System.arraycopy(text, 0, plain, at + Integer.BYTES, text.length);
        statistics.updateStats(Binary.fromConstantByteArray(text));
        at = after;
      }
    }
    return BytesInput.from(plain, 0, at);
  }

  private BytesInput plainInts(int from, int to, Statistics<?> statistics) {
    int at = 0;
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    boolean sure = !field.nullable();
    for (int row = from; row < to; row++) {
      if (sure || block.has(field, row)) {
        int value = block.countAt(field, row);
        least = Math.min(least, value);
        most = Math.max(most, value);
        INTS.set(plain, at, value);
        at += Integer.BYTES;
      }
    }
    if (at > 0) {
      statistics.updateStats(least);
      statistics.updateStats(most);
    }
    return BytesInput.from(plain, 0, at);
  }

  private BytesInput plainLongs(int from, int to, Statistics<?> statistics) {
    int at = 0;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    boolean sure = !field.nullable();
    for (int row = from; row < to; row++) {
      if (sure || block.has(field, row)) {
        long value = block.unscaledAt(field, row);
        least = Math.min(least, value);
        most = Math.max(most, value);
        LONGS.set(plain, at, value);
        at += Long.BYTES;
      }
    }
    if (at > 0) {
      statistics.updateStats(least);
      statistics.updateStats(most);
    }
    return BytesInput.from(plain, 0, at);
  }

  private BytesInput plainFlags(int from, int to, Statistics<?> statistics) {
    int count = 0;
    Arrays.fill(plain, 0, (to - from + 7) / 8, (byte) 0);
    for (int row = from; row < to; row++) {
      if (block.has(field, row)) {
        boolean value = block.flagAt(field, row);
        statistics.updateStats(value);
        if (value) {
          plain[count >> 3] = (byte) (plain[count >> 3] | 1 << (count & 7));
        }
        count++;
      }
    }
    return BytesInput.from(plain, 0, (count + 7) / 8);
  }
}
