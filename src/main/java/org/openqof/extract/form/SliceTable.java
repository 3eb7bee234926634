package org.openqof.extract.form;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openqof.extract.Entry;
import org.openqof.input.FieldKind;
import org.openqof.input.ValueFragment;

/**
 * Texts that occur again and again, found by their bytes: no text is made for a row, and what is
 * known of a text is worked out once.
 */
public final class SliceTable {

  /** One text and what is known of it. */
  public static final class Entry {
    private final byte[] bytes;
    private final int hash;

    /** The text as it is meant; a code in capitals where only so it has its form. */
    public String text;

    /** Whether its form is right. */
    public boolean wellFormed;

    /** Its number among the texts of the part's fragments. */
    public int number;

    /** What a field or measure of this name is; null for an unknown measure. */
    public @Nullable FieldKind kind;

    /** The fragment of a practice in the part. */
    public @Nullable ValueFragment fragment;

    Entry(byte[] bytes, int hash) {
      this.bytes = bytes;
      this.hash = hash;
      this.text = LenientText.stripped(Text.of(bytes, 0, bytes.length));
    }
  }

  /** Judges the form of a code, which may be written in small letters. */
  public static void judge(Entry entry, Predicate<String> form) {
    entry.wellFormed = form.test(entry.text);
    if (!entry.wellFormed) {
      String code = LenientText.code(entry.text);
      entry.wellFormed = form.test(code);
      entry.text = entry.wellFormed ? code : entry.text;
    }
  }

  private @Nullable Entry[] slots = new @Nullable Entry[256];
  private int size;

  /** Whether the last {@link #find} made the entry. */
  private boolean fresh;

  public Entry find(byte[] source, int from, int to) {
    int hash = to - from;
    for (int p = from; p < to; p++) {
      hash = 31 * hash + source[p];
    }
    hash ^= hash >>> 15;
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (true) {
      Entry entry = slots[slot];
      if (entry == null) {
        return add(Arrays.copyOfRange(source, from, to), hash);
      }
      if (entry.hash == hash
          && Arrays.equals(entry.bytes, 0, entry.bytes.length, source, from, to)) {
        fresh = false;
        return entry;
      }
      slot = (slot + 1) & mask;
    }
  }

  public boolean isFresh() {
    return fresh;
  }

  public static boolean same(Entry entry, byte[] source, int from, int to) {
    return Arrays.equals(entry.bytes, 0, entry.bytes.length, source, from, to);
  }

  private Entry add(byte[] bytes, int hash) {
    if (size * 2 >= slots.length) {
      grow();
    }
    Entry entry = new Entry(bytes, hash);
    put(slots, entry);
    size++;
    fresh = true;
    return entry;
  }

  private void grow() {
    @Nullable Entry[] larger = new @Nullable Entry[slots.length * 2];
    for (Entry entry : slots) {
      if (entry != null) {
        put(larger, entry);
      }
    }
    slots = larger;
  }

  private static void put(@Nullable Entry[] slots, Entry entry) {
    int mask = slots.length - 1;
    int slot = entry.hash & mask;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }
}
