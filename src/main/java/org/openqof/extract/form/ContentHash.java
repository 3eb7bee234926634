package org.openqof.extract.form;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a text independent of its line ends, byte order mark and last line end.
 *
 * <p>The message digest is fed in large slices: single lines would cost more than the digest.
 */
public final class ContentHash {
  private static final int SLICE = 1 << 16;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long RETURNS = ONES * '\r';

  private final MessageDigest digest = sha256();
  private final byte[] slice = new byte[SLICE];
  private boolean started;
  private boolean afterReturn;
  private byte last = '\n';
  private @Nullable String hex;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static boolean startsWithMark(byte[] bytes, int length) {
    return length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /**
   * Takes the next bytes; the first call must hold at least the first three bytes of the content if
   * it has them.
   */
  public void update(byte[] bytes, int length) {
    if (length == 0) {
      return;
    }
    int from = 0;
    if (!started) {
      started = true;
      from = startsWithMark(bytes, length) ? 3 : 0;
    }
    while (from < length) {
      int to = Math.min(length, from + SLICE);
      if (!afterReturn && nextReturn(bytes, from, to) == to) {
        digest.update(bytes, from, to - from);
        last = bytes[to - 1];
      } else {
        normalised(bytes, from, to);
      }
      from = to;
    }
  }

  /** Position of the next carriage return, or {@code to}; eight bytes at a time. */
  private static int nextReturn(byte[] bytes, int from, int to) {
    int p = from;
    for (; p + 8 <= to; p += 8) {
      long x = (long) LONGS.get(bytes, p) ^ RETURNS;
      long found = (x - ONES) & ~x & HIGHS;
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (p < to && bytes[p] != '\r') {
      p++;
    }
    return p;
  }

  private void normalised(byte[] bytes, int from, int to) {
    byte[] out = slice;
    int n = 0;
    int p = from;
    if (afterReturn && bytes[p] == '\n') {
      p++;
    }
    afterReturn = false;
    while (p < to) {
      int next = nextReturn(bytes, p, to);
      System.arraycopy(bytes, p, out, n, next - p);
      n += next - p;
      p = next;
      if (p < to) {
        out[n++] = '\n';
        p++;
        if (p == to) {
          afterReturn = true;
        } else if (bytes[p] == '\n') {
          p++;
        }
      }
    }
    digest.update(out, 0, n);
    if (n > 0) {
      last = out[n - 1];
    }
  }

  public void finish() {
    if (last != '\n') {
      digest.update((byte) '\n');
    }
    hex = HexFormat.of().formatHex(digest.digest());
  }

  boolean isFinished() {
    return hex != null;
  }

  public String hex() {
    if (hex == null) {
      throw new IllegalStateException("the digest is not finished");
    }
    return hex;
  }
}
