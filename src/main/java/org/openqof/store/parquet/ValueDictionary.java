package org.openqof.store.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distinct values of one column of a row group, numbered in order of first appearance. Gives up
 * once there are too many to be worth it. Texts that come again and again are mostly the same
 * object, which is looked at first.
 */
final class ValueDictionary {
  /** Answer of the {@code id} calls once there are more values than allowed. */
  static final int TOO_MANY = -1;

  private static final int FIRST_SLOTS = 1024;

  private final int most;
  private int[] slots = new int[FIRST_SLOTS];
  private long[] numbers;
  private String[] texts;
  private byte[][] encoded;
  private int size;
  private int textBytes;
  private @Nullable String lastText;
  private int lastId;

  private ValueDictionary(int most, boolean ofTexts) {
    this.most = most;
    this.numbers = ofTexts ? new long[0] : new long[64];
    this.texts = ofTexts ? new String[64] : new String[0];
    this.encoded = ofTexts ? new byte[64][] : new byte[0][];
  }

  static ValueDictionary ofTexts(int most) {
    return new ValueDictionary(most, true);
  }

  static ValueDictionary ofNumbers(int most) {
    return new ValueDictionary(most, false);
  }

  int size() {
    return size;
  }

  /** Bytes of all texts once encoded. */
  int textBytes() {
    return textBytes;
  }

  byte[] encodedText(int id) {
    return encoded[id];
  }

  long number(int id) {
    return numbers[id];
  }

  /** The number given to a text. */
  @SuppressWarnings("ReferenceEquality") // the same object is certainly the same text
  int id(String text) {
    if (text == lastText) {
      return lastId;
    }
    int hash = text.hashCode();
    int slot = spread(hash) & (slots.length - 1);
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (texts[id].equals(text)) {
        lastText = text;
        lastId = id;
        return id;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (size == most) {
      return TOO_MANY;
    }
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, size * 2);
      encoded = Arrays.copyOf(encoded, size * 2);
    }
    texts[size] = text;
    encoded[size] = text.getBytes(StandardCharsets.UTF_8);
    textBytes += encoded[size].length;
    slots[slot] = size + 1;
    lastText = text;
    lastId = size++;
    if (size * 2 > slots.length) {
      growSlots();
    }
    return lastId;
  }

  /** The number given to a number. */
  int id(long number) {
    int slot = spread(Long.hashCode(number)) & (slots.length - 1);
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (numbers[id] == number) {
        return id;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (size == most) {
      return TOO_MANY;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size] = number;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      growSlots();
    }
    return size - 1;
  }

  private void growSlots() {
    slots = new int[slots.length * 2];
    boolean ofTexts = texts.length > 0;
    for (int id = 0; id < size; id++) {
      int hash = ofTexts ? texts[id].hashCode() : Long.hashCode(numbers[id]);
      int slot = spread(hash) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = id + 1;
    }
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
