package org.openqof.extract.form;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bytes that are made while they are read, a piece at a time. */
abstract class Rewritten extends InputStream {
  private byte[] piece = {};
  private int at;
  private boolean ended;

  /** The next piece, which may be empty; null after the last. */
  abstract byte @Nullable [] next() throws IOException;

  private boolean fill() throws IOException {
    while (!ended && at == piece.length) {
      byte[] more = next();
      ended = more == null;
      piece = more == null ? new byte[0] : more;
      at = 0;
    }
    return !ended;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int wanted) throws IOException {
    if (wanted == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(wanted, piece.length - at);
    System.arraycopy(piece, at, bytes, from, count);
    at += count;
    return count;
  }
}
