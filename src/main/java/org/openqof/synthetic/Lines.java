package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Writes one file line by line through a fixed buffer, knowing at every moment the number of the
 * line that it is in. Numbers are written without a locale; texts are quoted only where they must.
 */
final class Lines implements Closeable {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LF = {'\n'};
  private static final int SIZE = 1 << 16;

  private final OutputStream out;
  private final String file;
  private final byte[] buffer = new byte[SIZE];
  private final byte[] digits = new byte[20];
  private byte[] lineEnd = CRLF;
  private int used;
  private int line = 1;
  private boolean fieldWritten;

  /**
   * Lines of a file.
   *
   * @param out where the bytes go; closed with these lines
   * @param file name of the file, relative to the folder of the extracts
   */
  Lines(OutputStream out, String file) {
    this.out = out;
    this.file = file;
  }

  /** Name of the file, relative to the folder of the extracts. */
  String file() {
    return file;
  }

  /** Number of the line that is being written, from 1. */
  int line() {
    return line;
  }

  /** From here on, lines end as in the published files (CRLF) or with a line feed only. */
  void endLinesWithLineFeedOnly(boolean lineFeedOnly) {
    lineEnd = lineFeedOnly ? LF : CRLF;
  }

  /** Bytes as they are, inside a field. */
  Lines raw(byte[] bytes) throws IOException {
    if (bytes.length > SIZE - used) {
      flush();
      if (bytes.length > SIZE) {
        out.write(bytes);
        fieldWritten = true;
        return this;
      }
    }
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
    fieldWritten = true;
    return this;
  }

  /** Bytes that stand before the first field of the file. */
  void mark(byte[] bytes) throws IOException {
    raw(bytes);
    fieldWritten = false;
  }

  /** A whole number as part of a field. */
  Lines rawNumber(long number) throws IOException {
    if (SIZE - used < 20) {
      flush();
    }
    long rest = number;
    if (rest < 0) {
      buffer[used++] = '-';
      rest = -rest;
    }
    int length = 0;
    do {
      digits[length++] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    while (length > 0) {
      buffer[used++] = digits[--length];
    }
    fieldWritten = true;
    return this;
  }

  /** A field. */
  Lines field(String text) throws IOException {
    return field(text, StandardCharsets.UTF_8);
  }

  /** A field in another encoding. */
  Lines field(String text, Charset charset) throws IOException {
    separate();
    raw(quoted(text).getBytes(charset));
    fieldWritten = true;
    return this;
  }

  /** A field that is a whole number. */
  Lines field(long number) throws IOException {
    separate();
    return rawNumber(number);
  }

  /** A count; negative counts are those that were never sent, and give a blank field. */
  Lines optional(long number) throws IOException {
    return number < 0 ? field("") : field(number);
  }

  /** A field with two decimals, given in hundredths; negative gives a blank field. */
  Lines hundredths(long number) throws IOException {
    if (number < 0) {
      return field("");
    }
    field(number / 100);
    raw(new byte[] {'.', (byte) ('0' + number % 100 / 10), (byte) ('0' + number % 10)});
    return this;
  }

  /** All fields of a line, and its end. */
  void row(String... fields) throws IOException {
    for (String text : fields) {
      field(text);
    }
    end();
  }

  /** Ends the line. */
  void end() throws IOException {
    raw(lineEnd);
    fieldWritten = false;
    line++;
  }

  private void separate() throws IOException {
    if (fieldWritten) {
      if (used == SIZE) {
        flush();
      }
      buffer[used++] = ',';
    }
    fieldWritten = true;
  }

  /** The text as a field, in quotes when it holds a comma, a quote or a line break. */
  static String quoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }

  private void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
