package org.openqof.extract.form;

import java.util.Arrays;

/**
 * Cuts whole records into fields without making an object a row.
 *
 * <p>A quote opens a field only where the field begins; a doubled quote inside stands for one; text
 * behind a closing quote is kept and noted. Blank lines are passed over. Line ends are LF, CRLF or
 * CR. A byte order mark before the first line is passed over. Proved against FastCSV on dirty data.
 */
public final class RecordTokens {
  private final byte[] data;
  private final int length;
  private int position;
  private int line;

  private int fields;
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private byte[][] sources = new byte[32][];
  private int recordStart;
  private int recordEnd;
  private int recordLine;
  private boolean lineEnded;
  private boolean control;
  private boolean textAfterQuote;
  private boolean unclosed;
  private int longest;

  /** Where quoted fields with doubled quotes are unescaped to; begins again with every record. */
  private byte[] unescaped = new byte[256];

  private int unescapedEnd;

  // What the record before began and ended with, where rows repeat themselves.
  private final int leading;
  private final int trailingFrom;
  private boolean plain;
  private int beforeStart;
  private int leadingLength;
  private int leadingLongest;
  private int trailingStart;
  private int trailingLength;
  private int trailingFields;
  private boolean leadingRepeated;
  private boolean trailingRepeated;

  public RecordTokens(byte[] data, int length, int firstLine) {
    this(data, length, firstLine, 0, Integer.MAX_VALUE);
  }

  /**
   * Tokens of rows whose first and last fields mostly repeat those of the row before: such a run of
   * bytes is compared as a whole and not cut again.
   *
   * @param leading number of first fields
   * @param trailingFrom the field, from 0, with which the last fields begin
   */
  public RecordTokens(byte[] data, int length, int firstLine, int leading, int trailingFrom) {
    this.leading = leading;
    this.trailingFrom = trailingFrom;
    this.data = data;
    this.length = length;
    this.line = firstLine;
    this.position = firstLine == 1 && ContentHash.startsWithMark(data, length) ? 3 : 0;
  }

  /** Moves to the next record; false after the last. */
  public boolean next() {
    byte[] bytes = data;
    int end = length;
    int p = position;
    while (p < end && (bytes[p] == '\n' || bytes[p] == '\r')) {
      p += bytes[p] == '\r' && p + 1 < end && bytes[p + 1] == '\n' ? 2 : 1;
      line++;
    }
    position = p;
    if (p >= end) {
      return false;
    }
    recordStart = p;
    recordLine = line;
    boolean leads = plain && leadingLength > 0 && repeats(beforeStart, p, leadingLength);
    boolean mayTrail = plain && trailingLength > 0;
    leadingRepeated = leads;
    trailingRepeated = false;
    plain = true;
    fields = 0;
    unescapedEnd = 0;
    control = false;
    textAfterQuote = false;
    unclosed = false;
    lineEnded = false;
    longest = 0;
    if (leads) {
      takeLeading(p);
      p += leadingLength;
    }
    int fieldStart = p;
    while (true) {
      if (p == end) {
        field(bytes, fieldStart, p);
        recordEnd = p;
        position = p;
        remember();
        return true;
      }
      byte b = bytes[p];
      if (b > ',') {
        p++;
      } else if (b == ',') {
        field(bytes, fieldStart, p);
        fieldStart = ++p;
        if (fields == trailingFrom && mayTrail && repeats(trailingStart, p, trailingLength)) {
          takeTrailing(p);
          remember();
          return true;
        }
      } else if (b == '\n' || b == '\r') {
        field(bytes, fieldStart, p);
        recordEnd = p;
        lineEnded = true;
        line++;
        position = p + (b == '\r' && p + 1 < end && bytes[p + 1] == '\n' ? 2 : 1);
        remember();
        return true;
      } else if (b == '"' && p == fieldStart) {
        plain = false;
        p = quoted(p);
        if (p < end && bytes[p] == ',') {
          fieldStart = ++p;
          continue;
        }
        recordEnd = p;
        if (p < end) {
          lineEnded = true;
          line++;
          p += bytes[p] == '\r' && p + 1 < end && bytes[p + 1] == '\n' ? 2 : 1;
        }
        position = p;
        remember();
        return true;
      } else {
        if (b >= 0 && b < ' ' && b != '\t') {
          control = true;
        }
        p++;
      }
    }
  }

  private boolean repeats(int before, int here, int size) {
    return here + size <= length
        && Arrays.equals(data, before, before + size, data, here, here + size);
  }

  private void takeLeading(int here) {
    int shift = here - beforeStart;
    for (int i = 0; i < leading; i++) {
      starts[i] += shift;
      ends[i] += shift;
    }
    fields = leading;
    longest = leadingLongest;
  }

  private void takeTrailing(int here) {
    int shift = here - trailingStart;
    for (int i = trailingFrom; i < trailingFields; i++) {
      starts[i] += shift;
      ends[i] += shift;
      longest = Math.max(longest, ends[i] - starts[i]);
    }
    fields = trailingFields;
    recordEnd = ends[fields - 1];
    lineEnded = true;
    line++;
    position = here + trailingLength;
    trailingRepeated = true;
  }

  /** Keeps where this record's first and last fields lie; quoted records are never repeated. */
  private void remember() {
    if (leading == 0 && trailingFrom == Integer.MAX_VALUE) {
      return;
    }
    plain &= !control;
    beforeStart = recordStart;
    if (!leadingRepeated) {
      leadingLength = fields > leading && leading > 0 ? starts[leading] - recordStart : 0;
      leadingLongest = 0;
      for (int i = 0; i < leading && i < fields; i++) {
        leadingLongest = Math.max(leadingLongest, ends[i] - starts[i]);
      }
    }
    // Only a line feed surely ends the line: behind a lone carriage return one may still follow.
    boolean fed = lineEnded && data[position - 1] == '\n';
    if (fields > trailingFrom && fed) {
      trailingStart = starts[trailingFrom];
      trailingLength = position - trailingStart;
      trailingFields = fields;
    } else {
      trailingLength = 0;
    }
  }

  /** Whether the first fields are, byte for byte, those of the record before. */
  public boolean leadingRepeated() {
    return leadingRepeated;
  }

  /** Whether the last fields are, byte for byte, those of the record before. */
  public boolean trailingRepeated() {
    return trailingRepeated;
  }

  /**
   * Takes the quoted field that begins at {@code open}; the answer is the position of the comma,
   * line end or end of data behind it.
   */
  private int quoted(int open) {
    byte[] bytes = data;
    int end = length;
    int p = open + 1;
    // The common quoted field holds no quote: it stays where it is.
    int simple = p;
    while (simple < end && bytes[simple] != '"') {
      simple++;
    }
    if (simple < end && closes(simple + 1)) {
      checkQuoted(p, simple);
      field(bytes, p, simple);
      return simple + 1;
    }
    int from = unescapedEnd;
    boolean inside = true;
    while (p < end) {
      byte b = bytes[p];
      if (b == '"') {
        if (!inside) {
          // The second quote of a pair: one quote of the text, and the field goes on.
          if (bytes[p - 1] == '"') {
            append(b);
          } else {
            append(b);
            textAfterQuote = true;
          }
        }
        inside = !inside;
      } else if (!inside && (b == ',' || b == '\n' || b == '\r')) {
        break;
      } else {
        if (!inside) {
          textAfterQuote = true;
        }
        append(b);
      }
      p++;
    }
    unclosed = inside;
    checkQuoted(open + 1, p);
    field(unescaped, from, unescapedEnd);
    return p;
  }

  private boolean closes(int p) {
    return p >= length || data[p] == ',' || data[p] == '\n' || data[p] == '\r';
  }

  private void checkQuoted(int from, int to) {
    for (int p = from; p < to; p++) {
      byte b = data[p];
      if (b == '\n' || b == '\r') {
        line++;
        if (b == '\r' && p + 1 < to && data[p + 1] == '\n') {
          p++;
        }
      } else if (b >= 0 && b < ' ' && b != '\t') {
        control = true;
      }
    }
  }

  private void append(byte b) {
    if (unescapedEnd == unescaped.length) {
      byte[] before = unescaped;
      unescaped = Arrays.copyOf(before, unescapedEnd * 2);
      for (int i = 0; i < fields; i++) {
        if (sources[i] == before) {
          sources[i] = unescaped;
        }
      }
    }
    unescaped[unescapedEnd++] = b;
  }

  private void field(byte[] source, int from, int to) {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, fields * 2);
      ends = Arrays.copyOf(ends, fields * 2);
      sources = Arrays.copyOf(sources, fields * 2);
    }
    starts[fields] = from;
    ends[fields] = to;
    sources[fields] = source;
    fields++;
    if (to - from > longest) {
      longest = to - from;
    }
  }

  /** Number of fields of the record. */
  public int fields() {
    return fields;
  }

  /** The array that a field lies in, between {@link #start} and {@link #end}. */
  public byte[] source(int field) {
    return sources[field];
  }

  /** Where a field begins. */
  public int start(int field) {
    return starts[field];
  }

  /** Where a field ends. */
  public int end(int field) {
    return ends[field];
  }

  /** A field as text. */
  public String text(int field) {
    return Text.of(sources[field], starts[field], ends[field]);
  }

  /** Line on which the record begins. */
  public int line() {
    return recordLine;
  }

  /** Line on which the record ends: another one where a quoted field holds line ends. */
  int lastLine() {
    return lineEnded ? line - 1 : line;
  }

  /** The record as received, without its line end. */
  public String raw() {
    return Text.of(data, recordStart, recordEnd);
  }

  /** Whether a line end follows the record; only the last one of a file may lack it. */
  public boolean lineEnded() {
    return lineEnded;
  }

  /** Whether it holds a control character other than tabs and quoted line breaks. */
  boolean hasControl() {
    return control;
  }

  /** Whether text stands between a closing quote and the next comma. */
  boolean hasTextAfterQuote() {
    return textAfterQuote;
  }

  /** Whether a quote is still open at the end of the data. */
  public boolean unclosedQuote() {
    return unclosed;
  }

  /** Bytes of the longest field. */
  int longestField() {
    return longest;
  }
}
