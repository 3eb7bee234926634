package org.openqof.extract.form;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a received stream into chunks of whole records in one pass, and digests its content on the
 * way.
 *
 * <p>A line break inside a quoted field does not end a record. A quote opens a field only where the
 * field begins; elsewhere it is an ordinary character. Line ends are LF, CRLF or CR.
 *
 * <p>Blocks without any quote, nearly all of a long file, are scanned eight bytes at a time; the
 * others byte by byte.
 */
public final class RecordChunks {

  /**
   * A run of whole records.
   *
   * @param content bytes as received; only the first {@code length} count
   * @param length bytes used
   * @param firstLine line number of the first line, from 1
   * @param lines lines in the chunk; line breaks inside quotes count
   */
  // Chunks are handed on once and never compared: the array costs no equality.
  @SuppressWarnings("ArrayRecordComponent")
  public record Chunk(byte[] content, int length, int firstLine, int lines) {}

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOW7 = 0x7f7f7f7f7f7f7f7fL;
  private static final long QUOTES = ONES * '"';
  private static final long FEEDS = ONES * '\n';
  private static final long RETURNS = ONES * '\r';
  private static final int SCAN = 4096;
  private static final int READ = 1 << 16;
  private static final int MAX_LINES = 2_000_000_000;

  private final String fileName;
  private final InputStream in;
  private final int target;
  private final int maxRecord;
  private final ContentHash hash = new ContentHash();
  private final Executor digesting;
  private CompletableFuture<Void> digested = CompletableFuture.completedFuture(null);

  private byte[] buffer;
  private int filled;
  private boolean ended;
  private boolean finished;
  private long contentBytes;
  private int firstLine = 1;

  // What the scan of the current buffer has found so far.
  private int scanned;
  private int recordStart;
  private int recordStartLine;
  private int lines;
  private int linesAtRecordStart;
  private boolean inQuotes;
  private boolean quotedField;
  private boolean fieldStart = true;
  private boolean atStart = true;

  /**
   * Chunks of a stream with the default limits.
   *
   * @param fileName name for messages
   * @param in the content; not closed here
   * @param targetBytes wished size of a chunk; a chunk is longer only when one record is
   */
  public RecordChunks(String fileName, InputStream in, int targetBytes) {
    this(fileName, in, targetBytes, Limits.defaults());
  }

  /** Chunks of a stream with the given limits. */
  public RecordChunks(String fileName, InputStream in, int targetBytes, Limits limits) {
    this(fileName, in, targetBytes, limits, Runnable::run);
  }

  /**
   * Chunks of a stream with the given limits.
   *
   * @param digesting where the content is digested, one chunk after the other, while the next are
   *     cut
   */
  public RecordChunks(
      String fileName, InputStream in, int targetBytes, Limits limits, Executor digesting) {
    this.digesting = digesting;
    this.fileName = fileName;
    this.in = in;
    this.target = Math.max(1, targetBytes);
    this.maxRecord = limits.maxRecordBytes();
    this.buffer = new byte[capacity(0)];
    this.recordStartLine = 1;
  }

  private int capacity(int needed) {
    // Room to read past the wished size without growing: the last record of a chunk straddles it.
    return Math.max(needed, Math.addExact(target, Math.min(target, READ)));
  }

  /**
   * The next chunk, or null after the last.
   *
   * @throws org.openqof.errors.QofException when the stream cannot be read, a record is longer than
   *     the limit or a quote is never closed
   */
  public @Nullable Chunk next() {
    if (finished) {
      return null;
    }
    while (true) {
      if (atStart && !passMark()) {
        fill();
        continue;
      }
      int limit = scannable();
      while (scanned < limit && !(recordStart > 0 && scanned >= target)) {
        if (scanned < target) {
          // The scan stops at the wished size: a chunk ends with the last record before it.
          scan(beforeFeed(Math.min(Math.min(limit, target), scanned + SCAN)));
        } else {
          // One record is longer than the wished size: the chunk ends with it.
          scanned = scanSlowly(beforeFeed(Math.min(limit, scanned + SCAN)), true);
        }
        if (scanned - recordStart > maxRecord) {
          throw ExtractErrors.recordTooLong(fileName, recordStartLine, maxRecord);
        }
      }
      if (recordStart > 0 && scanned >= target) {
        return emit(recordStart, linesAtRecordStart);
      }
      if (ended && scanned == filled) {
        return last();
      }
      fill();
    }
  }

  /** Passes over a byte order mark; false while too few bytes are there to tell. */
  private boolean passMark() {
    if (!ended && filled < 3) {
      return false;
    }
    atStart = false;
    scanned = ContentHash.startsWithMark(buffer, filled) ? 3 : 0;
    return true;
  }

  /** Never parts a carriage return from the line feed behind it. */
  private int beforeFeed(int end) {
    return end < filled && buffer[end - 1] == '\r' && buffer[end] == '\n' ? end + 1 : end;
  }

  /** A carriage return at the end of what was read may still be followed by a line feed. */
  private int scannable() {
    return !ended && filled > 0 && buffer[filled - 1] == '\r' ? filled - 1 : filled;
  }

  private void fill() {
    if (filled == buffer.length) {
      int grown = (int) Math.min(Integer.MAX_VALUE - 16, buffer.length * 2L);
      byte[] larger = new byte[grown];
      System.arraycopy(buffer, 0, larger, 0, filled);
      buffer = larger;
    }
    try {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        ended = true;
      } else {
        filled += read;
      }
    } catch (IOException e) {
      throw ExtractErrors.unreadable(fileName, e);
    }
  }

  private @Nullable Chunk last() {
    finished = true;
    if (inQuotes) {
      throw ExtractErrors.unclosedQuote(fileName, recordStartLine);
    }
    if (filled == 0) {
      return null;
    }
    int count = recordStart < filled ? lines + 1 : lines;
    return take(filled, count);
  }

  private Chunk emit(int cut, int chunkLines) {
    byte[] following = new byte[capacity(filled - cut)];
    System.arraycopy(buffer, cut, following, 0, filled - cut);
    int left = filled - cut;
    Chunk chunk = take(cut, chunkLines);
    buffer = following;
    filled = left;
    scanned -= cut;
    recordStart -= cut;
    lines -= chunkLines;
    linesAtRecordStart -= chunkLines;
    return chunk;
  }

  private Chunk take(int length, int chunkLines) {
    byte[] content = buffer;
    // Only the chunk before is ever waited for, so that memory holds two of them.
    digested.join();
    digested = CompletableFuture.runAsync(() -> hash.update(content, length), digesting);
    contentBytes += length;
    Chunk chunk = new Chunk(content, length, firstLine, chunkLines);
    if (chunkLines > MAX_LINES - firstLine) {
      throw ExtractErrors.tooManyLines(fileName);
    }
    firstLine += chunkLines;
    return chunk;
  }

  private void scan(int end) {
    if (inQuotes || quotedField || !scanFast(end)) {
      scanSlowly(end, false);
    }
    scanned = end;
  }

  /** Scans a block without quotes and without lone carriage returns; false when it has any. */
  private boolean scanFast(int end) {
    byte[] bytes = buffer;
    int feeds = 0;
    int lastFeed = -1;
    long carry = 0;
    int p = scanned;
    for (; p + 8 <= end; p += 8) {
      long eight = (long) LONGS.get(bytes, p);
      long feed = matches(eight, FEEDS);
      long ret = matches(eight, RETURNS);
      if (matches(eight, QUOTES) != 0) {
        return false;
      }
      long expected = (ret << 8) | carry;
      if ((expected & ~feed) != 0) {
        return false;
      }
      carry = ret >>> 56;
      if (feed != 0) {
        feeds += Long.bitCount(feed);
        lastFeed = p + 7 - (Long.numberOfLeadingZeros(feed) >>> 3);
      }
    }
    for (; p < end; p++) {
      byte b = bytes[p];
      if (b == '"' || (carry != 0 && b != '\n')) {
        return false;
      }
      carry = b == '\r' ? 0x80 : 0;
      if (b == '\n') {
        feeds++;
        lastFeed = p;
      }
    }
    if (carry != 0) {
      return false;
    }
    if (lastFeed >= 0) {
      lines += feeds;
      endRecord(lastFeed + 1);
    }
    byte before = bytes[end - 1];
    fieldStart = before == ',' || before == '\n';
    return true;
  }

  private static long matches(long eight, long pattern) {
    long x = eight ^ pattern;
    return ~(((x & LOW7) + LOW7) | x | LOW7);
  }

  /** Scans byte by byte to the end or, if asked, behind the first record; says how far it came. */
  private int scanSlowly(int end, boolean oneRecord) {
    byte[] bytes = buffer;
    for (int p = scanned; p < end; p++) {
      byte b = bytes[p];
      if (b == '"') {
        if (fieldStart) {
          quotedField = true;
          inQuotes = true;
          fieldStart = false;
        } else if (quotedField) {
          inQuotes = !inQuotes;
        }
      } else if (b == '\n' || b == '\r') {
        if (b == '\r' && p + 1 < end && bytes[p + 1] == '\n') {
          p++;
        }
        lines++;
        if (!inQuotes) {
          endRecord(p + 1);
          quotedField = false;
          fieldStart = true;
          if (oneRecord) {
            return p + 1;
          }
        }
      } else if (b == ',' && !inQuotes) {
        quotedField = false;
        fieldStart = true;
      } else {
        fieldStart = false;
      }
    }
    return end;
  }

  private void endRecord(int next) {
    if (next - recordStart > maxRecord && longestRecordTooLong(next)) {
      throw ExtractErrors.recordTooLong(fileName, recordStartLine, maxRecord);
    }
    recordStart = next;
    linesAtRecordStart = lines;
    recordStartLine = firstLine + lines;
  }

  /** A fast block ends several records at once: only its first may have begun long before. */
  private boolean longestRecordTooLong(int next) {
    int p = Math.max(recordStart, scanned);
    while (p < next && buffer[p] != '\n' && buffer[p] != '\r') {
      p++;
    }
    return p - recordStart > maxRecord;
  }

  /**
   * SHA-256 of the content as lower-case hexadecimal digits, with CRLF and CR taken for LF, a UTF-8
   * byte order mark left out and a line end at the end of the file supplied where it is missing.
   *
   * @throws IllegalStateException before {@link #next()} has returned the last chunk
   */
  public String contentDigest() {
    if (!finished) {
      throw new IllegalStateException("the stream has not been read to its end");
    }
    if (!hash.isFinished()) {
      digested.join();
      hash.finish();
    }
    return hash.hex();
  }

  /** Bytes received so far in the chunks given out. */
  public long contentBytes() {
    return contentBytes;
  }
}
