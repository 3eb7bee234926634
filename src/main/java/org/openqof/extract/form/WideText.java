package org.openqof.extract.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** UTF-16 text as UTF-8, with or without a byte order mark. */
public final class WideText extends Rewritten {
  private static final int LEAST = 8;

  private final Reader reader;
  private final char[] buffer = new char[1 << 13];
  private int carried;
  private boolean begun;

  public WideText(InputStream in, Charset charset) {
    this.reader = new InputStreamReader(in, charset);
  }

  /**
   * The form of UTF-16 that the first bytes of a file are, or null. Text without a mark is known by
   * its zeros: of Latin letters every second byte is one, always on the same side.
   */
  public static @Nullable Charset in(byte[] head) {
    if (head.length >= 2 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    if (head.length < LEAST) {
      return null;
    }
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i & 1] += head[i] == 0 ? 1 : 0;
    }
    int pairs = head.length / 2;
    if (zeros[0] == 0 && zeros[1] * 10 >= pairs * 9) {
      return StandardCharsets.UTF_16LE;
    }
    return zeros[1] == 0 && zeros[0] * 10 >= pairs * 9 ? StandardCharsets.UTF_16BE : null;
  }

  @Override
  byte @Nullable [] next() throws IOException {
    int read = reader.read(buffer, carried, buffer.length - carried);
    if (read < 0 && carried == 0) {
      return null;
    }
    int length = carried + Math.max(0, read);
    // Both halves of a pair go into one piece.
    carried = read >= 0 && Character.isHighSurrogate(buffer[length - 1]) ? 1 : 0;
    int whole = length - carried;
    int from = !begun && whole > 0 && buffer[0] == '\ufeff' ? 1 : 0;
    begun = true;
    byte[] piece =
        new String(Arrays.copyOfRange(buffer, from, whole)).getBytes(StandardCharsets.UTF_8);
    if (carried == 1) {
      buffer[0] = buffer[whole];
    }
    return piece;
  }
}
