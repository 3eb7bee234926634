package org.openqof.extract.form;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A text of columns with commas between them, whatever stood there, and with nothing in the lines
 * above its header. Every record keeps its line, so that messages name the line as received.
 */
public final class WithCommas extends Rewritten {
  private static final int PIECE = 1 << 14;

  private final InputStream in;
  private final int separator;
  private int above;
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + 64);
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();
  private boolean quoted;
  private boolean fieldStart = true;
  private boolean wasQuoted;
  private boolean ended;

  /**
   * A rewritten text.
   *
   * @param in the bytes as received; not closed here
   * @param separator what stands between columns
   * @param above lines above the header, of which only the line ends are kept
   */
  public WithCommas(InputStream in, char separator, int above) {
    this.in = new BufferedInputStream(in, PIECE);
    this.separator = separator;
    this.above = above;
  }

  @Override
  byte @Nullable [] next() throws IOException {
    if (ended) {
      return null;
    }
    piece.reset();
    while (above > 0 && piece.size() < PIECE) {
      passLine();
    }
    while (piece.size() < PIECE) {
      int b = in.read();
      if (b < 0) {
        endField();
        ended = true;
        break;
      }
      take(b);
    }
    return piece.toByteArray();
  }

  private void passLine() throws IOException {
    int b = in.read();
    while (b >= 0 && b != '\n' && b != '\r') {
      b = in.read();
    }
    above = b < 0 ? 0 : above - 1;
    if (b == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    if (b >= 0) {
      piece.write('\n');
    }
  }

  private void take(int b) {
    if (quoted) {
      field.write(b);
      quoted = b != '"';
    } else if (b == '"' && (fieldStart || wasQuoted)) {
      // Opens the field, or is the second quote of a pair inside it.
      field.write(b);
      quoted = true;
      wasQuoted = true;
      fieldStart = false;
    } else if (b == separator) {
      endField();
      piece.write(',');
    } else if (b == '\n' || b == '\r') {
      endField();
      piece.write(b);
    } else {
      field.write(b);
      fieldStart = false;
    }
  }

  private void endField() {
    byte[] bytes = field.toByteArray();
    boolean needsQuotes = false;
    for (byte b : bytes) {
      needsQuotes |= b == ',';
    }
    if (needsQuotes && !wasQuoted) {
      piece.write('"');
      for (byte b : bytes) {
        piece.write(b);
        if (b == '"') {
          piece.write(b);
        }
      }
      piece.write('"');
    } else {
      piece.write(bytes, 0, bytes.length);
    }
    field.reset();
    fieldStart = true;
    wasQuoted = false;
    quoted = false;
  }
}
