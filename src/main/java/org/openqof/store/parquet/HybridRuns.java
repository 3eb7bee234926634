package org.openqof.store.parquet;

import java.util.Arrays;

/**
 * Parquet's hybrid of run lengths and packed bits, for numbers that are all at hand: a run of eight
 * or more equal numbers is stored as its length and the number, all others are packed in groups of
 * eight. Parquet's own encoder is called once a number.
 *
 * <p>See "Run Length Encoding / Bit-Packing Hybrid" in the Parquet format's Encodings.md.
 */
final class HybridRuns {
  private static final int GROUP = 8;

  /** Bytes that the header of a run takes at most. */
  private static final int LONGEST_HEADER = 5;

  private byte[] bytes = new byte[1 << 12];
  private int filled;

  /**
   * Encodes numbers.
   *
   * @param from first number
   * @param to behind the last
   * @param bits bits that every number fits, 0 to 32
   */
  byte[] encode(int[] numbers, int from, int to, int bits) {
    filled = 0;
    // Packed numbers and one header for each group are the worst case.
    int most = Math.multiplyExact((to - from) / GROUP + 1, bits + 2 * LONGEST_HEADER);
    if (bytes.length < most) {
      bytes = new byte[most];
    }
    for (int at = from; at < to; ) {
      int end = endOfRun(numbers, at, to);
      if (end - at >= GROUP) {
        header((end - at) << 1);
        for (int shift = 0; shift < bits; shift += Byte.SIZE) {
          bytes[filled++] = (byte) (numbers[at] >>> shift);
        }
      } else {
        end = endOfGroups(numbers, at, to);
        header((((end - at + GROUP - 1) / GROUP) << 1) | 1);
        filled = pack(numbers, at, end, bits, bytes, filled);
      }
      at = end;
    }
    return Arrays.copyOf(bytes, filled);
  }

  private static int endOfRun(int[] numbers, int from, int to) {
    int number = numbers[from];
    int at = from + 1;
    while (at < to && numbers[at] == number) {
      at++;
    }
    return at;
  }

  /** Where whole groups from {@code from} on give way to a run that is worth storing as one. */
  private static int endOfGroups(int[] numbers, int from, int to) {
    int at = from;
    do {
      at += GROUP;
    } while (at < to && (at + GROUP > to || !isRun(numbers, at)));
    return Math.min(at, to);
  }

  private static boolean isRun(int[] numbers, int from) {
    for (int at = from + 1; at < from + GROUP; at++) {
      if (numbers[at] != numbers[from]) {
        return false;
      }
    }
    return true;
  }

  private void header(int header) {
    int left = header;
    while ((left & ~0x7f) != 0) {
      bytes[filled++] = (byte) ((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    bytes[filled++] = (byte) left;
  }

  /** Packs numbers from the lowest bit up; the last group is filled up with zeros. */
  private static int pack(int[] numbers, int from, int to, int bits, byte[] into, int at) {
    int place = at;
    long held = 0;
    int used = 0;
    for (int i = from; i < to; i++) {
      held |= (numbers[i] & 0xffffffffL) << used;
      used += bits;
      while (used >= Byte.SIZE) {
        into[place++] = (byte) held;
        held >>>= Byte.SIZE;
        used -= Byte.SIZE;
      }
    }
    int end = at + (to - from + GROUP - 1) / GROUP * bits;
    if (used > 0) {
      into[place++] = (byte) held;
    }
    Arrays.fill(into, place, end, (byte) 0);
    return end;
  }
}
