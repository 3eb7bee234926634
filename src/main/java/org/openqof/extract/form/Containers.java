package org.openqof.extract.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.QofException;

/**
 * Opens one received file and shows each text file in it: the file itself, the content of a gzip
 * file, the entries of a zip archive, or the sheets of a workbook. What it is, its first bytes say
 * and not its name.
 *
 * <p>Nothing is written anywhere. An archive with an unsafe path, with an archive inside, cut off,
 * damaged, or expanding beyond the {@link Limits} is refused whole with a message that names it.
 */
public final class Containers {
  private static final int HEAD = 4096;

  private final Limits limits;

  /** Containers within the given limits. */
  public Containers(Limits limits) {
    this.limits = limits;
  }

  /** Takes what a received file holds. */
  public interface Visitor {
    /**
     * A text file.
     *
     * @param name the received name, for an archive followed by {@code !} and the entry's path
     * @param content its bytes, unpacked; may be read to the end or not, and is not closed here
     */
    void file(String name, InputStream content);

    /**
     * A sheet of a workbook that has several.
     *
     * @param workbook name of the workbook
     * @param name the same followed by {@code !} and the sheet's name
     * @param content its rows as comma-separated UTF-8
     */
    default void sheet(String workbook, String name, InputStream content) {
      file(name, content);
    }

    /**
     * Something that is not read, such as a PDF, an empty file or a workbook of an old kind.
     *
     * @param name as for {@link #file}
     * @param reason what it is
     */
    void skipped(String name, String reason);
  }

  /**
   * Walks one received file to its end.
   *
   * @param fileName name as received
   * @param in its bytes; not closed here
   * @param visitor told of each contained file in the order they lie in
   * @throws org.openqof.errors.QofException when it cannot be read or must not be used
   */
  public void walk(String fileName, InputStream in, Visitor visitor) {
    StoredStream stored = new StoredStream(in);
    try {
      PushbackInputStream peeked = new PushbackInputStream(stored, HEAD);
      byte[] head = peek(peeked);
      switch (FileKind.of(head)) {
        case GZIP -> gzip(fileName, peeked, stored, visitor);
        case ZIP -> {
          if (FileKind.isWorkbook(fileName, head)) {
            workbook(fileName, peeked, visitor);
          } else if (FileKind.office(fileName) != null) {
            plain(fileName, head, peeked, visitor);
          } else {
            zip(fileName, peeked, stored, visitor);
          }
        }
        case OTHER_ARCHIVE -> throw ExtractErrors.archiveNotRead(fileName);
        default -> {
          if (FileKind.claimsToBeAZip(fileName, head)) {
            throw ExtractErrors.noZip(fileName);
          }
          plain(fileName, head, peeked, visitor);
        }
      }
    } catch (IOException e) {
      throw ExtractErrors.unreadable(fileName, e);
    }
  }

  private static void plain(String name, byte[] head, InputStream content, Visitor visitor) {
    String reason = FileKind.of(head).whyNotRead(name, head);
    if (reason != null) {
      visitor.skipped(name, reason);
      return;
    }
    visitor.file(name, content);
  }

  private void gzip(String name, InputStream packed, StoredStream stored, Visitor visitor) {
    Expanding content = new Expanding(name, "gzip", stored, limits);
    try {
      content.reads(new GZIPInputStream(packed, 1 << 16));
      PushbackInputStream peeked = new PushbackInputStream(content, HEAD);
      byte[] head = peek(peeked);
      if (FileKind.isWorkbook(name, head)) {
        workbook(name, peeked, visitor);
      } else {
        refuseNested(name, name, head);
        plain(name, head, peeked, visitor);
      }
      content.drain();
    } catch (IOException e) {
      throw ExtractErrors.damagedContainer(name, "gzip", e);
    }
  }

  private void workbook(String name, InputStream content, Visitor visitor) throws IOException {
    byte[] whole = content.readNBytes(Workbook.MOST_STORED_BYTES + 1);
    if (whole.length > Workbook.MOST_STORED_BYTES) {
      throw ExtractErrors.workbookTooLarge(name, Workbook.MOST_STORED_BYTES);
    }
    Workbook.walk(name, whole, limits, visitor);
  }

  private void zip(String name, InputStream packed, StoredStream stored, Visitor visitor) {
    Expanding content = new Expanding(name, "zip", stored, limits);
    int entries = 0;
    try {
      ZipArchiveInputStream zip =
          new ZipArchiveInputStream(packed, StandardCharsets.ISO_8859_1.name(), true, true);
      content.reads(zip);
      ZipArchiveEntry entry = next(name, zip);
      while (entry != null) {
        if (++entries > limits.maxEntries()) {
          throw ExtractErrors.expandsTooFar(name, limits.maxEntries() + " entries");
        }
        refuseUnsafe(name, entry.getName());
        refuseLocked(name, zip, entry);
        content.check.reset();
        if (!entry.isDirectory()) {
          entry(name, entry.getName(), content, visitor);
        }
        content.drain();
        long found = content.check.getValue();
        ZipArchiveEntry after = next(name, zip);
        // What the entry should add up to may only be said behind it.
        if (!entry.isDirectory() && entry.getCrc() >= 0 && entry.getCrc() != found) {
          throw ExtractErrors.damagedContainer(
              name,
              "zip",
              new ZipException("'" + Text.shown(entry.getName()) + "' does not add up"));
        }
        entry = after;
      }
      stored.drain();
    } catch (IOException e) {
      throw ExtractErrors.damagedContainer(name, "zip", e);
    }
    String fault = stored.endOfZip(entries);
    if (fault != null) {
      throw ExtractErrors.incompleteArchive(name, fault);
    }
  }

  private static @Nullable ZipArchiveEntry next(String name, ZipArchiveInputStream zip)
      throws IOException {
    try {
      return zip.getNextEntry();
    } catch (QofException e) {
      throw e;
    } catch (RuntimeException e) {
      // What is thrown for sizes and names that are not what they claim to be.
      throw ExtractErrors.damagedContainer(name, "zip", e);
    }
  }

  private static void refuseLocked(String name, ZipArchiveInputStream zip, ZipArchiveEntry entry) {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw ExtractErrors.lockedArchive(name, Text.shown(entry.getName()));
    }
    if (!zip.canReadEntryData(entry)) {
      ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
      throw ExtractErrors.unknownPacking(
          name,
          Text.shown(entry.getName()),
          method == null ? "number " + entry.getMethod() : method.name().toLowerCase(Locale.ROOT));
    }
  }

  private void entry(String archive, String path, InputStream content, Visitor visitor)
      throws IOException {
    String name = archive + "!" + path;
    PushbackInputStream peeked = new PushbackInputStream(content, HEAD);
    byte[] head = peek(peeked);
    if (FileKind.isWorkbook(path, head)) {
      workbook(name, peeked, visitor);
      return;
    }
    if (FileKind.office(path) == null) {
      refuseNested(archive, path, head);
    }
    plain(name, head, peeked, visitor);
  }

  private static void refuseNested(String archive, String path, byte[] head) {
    FileKind kind = FileKind.of(head);
    if (kind == FileKind.GZIP || kind == FileKind.ZIP || kind == FileKind.OTHER_ARCHIVE) {
      throw ExtractErrors.nestedArchive(
          archive, Text.shown(path), kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  private static void refuseUnsafe(String archive, String path) {
    String slashed = path.replace('\\', '/');
    boolean unsafe = slashed.startsWith("/") || slashed.matches("(?s)[A-Za-z]:.*");
    for (String segment : slashed.split("/", -1)) {
      unsafe |= segment.equals("..");
    }
    unsafe |= path.chars().anyMatch(c -> c < ' ');
    if (unsafe) {
      throw ExtractErrors.unsafeEntry(archive, Text.shown(path));
    }
  }

  private static byte[] peek(PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD);
    in.unread(head);
    return head;
  }

  /** Unpacked content: counts what comes out and stops at the limits; closing it does nothing. */
  private static final class Expanding extends InputStream {
    private final String name;
    private final String kind;
    private final StoredStream stored;
    private final Limits limits;
    private @Nullable InputStream in;
    private long expanded;
    private final CRC32 check = new CRC32();

    Expanding(String name, String kind, StoredStream stored, Limits limits) {
      this.name = name;
      this.kind = kind;
      this.stored = stored;
      this.limits = limits;
    }

    void reads(InputStream unpacked) {
      in = unpacked;
    }

    void drain() throws IOException {
      byte[] waste = new byte[1 << 16];
      while (read(waste, 0, waste.length) >= 0) {
        // Even what nobody reads is counted and checked.
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int wanted) throws IOException {
      if (in == null) {
        return -1;
      }
      int count;
      try {
        count = in.read(bytes, from, wanted);
      } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
        throw stored.failed()
            ? ExtractErrors.unreadable(name, e)
            : ExtractErrors.damagedContainer(name, kind, e);
      }
      if (count > 0) {
        check.update(bytes, from, count);
        expanded += count;
        if (expanded > limits.maxExpandedBytes()) {
          throw ExtractErrors.expandsTooFar(name, limits.maxExpandedBytes() + " bytes unpacked");
        }
        if (expanded > Limits.RATIO_FLOOR && expanded / limits.maxRatio() > stored.count()) {
          throw ExtractErrors.expandsTooFar(
              name, limits.maxRatio() + " bytes out of each stored byte");
        }
      }
      return count;
    }
  }

  /** The received bytes: counted, and the last of them kept to check a zip archive's end. */
  private static final class StoredStream extends InputStream {
    private static final int TAIL = 22 + 0xffff;
    private static final int SIGNATURE = 0x06054b50;

    private final InputStream in;
    private final byte[] ring = new byte[TAIL];
    private long count;
    private boolean ended;
    private boolean failed;

    StoredStream(InputStream in) {
      this.in = in;
    }

    long count() {
      return count;
    }

    /** Whether the received bytes themselves could not be read on. */
    boolean failed() {
      return failed;
    }

    /** A gzip file of several members is read on only while more seems to be there. */
    @Override
    public int available() {
      return ended ? 0 : 1;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int read = read(one, 0, 1);
      return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int wanted) throws IOException {
      int read;
      try {
        read = in.read(bytes, from, wanted);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
      ended |= read < 0;
      if (read > 0) {
        int kept = Math.min(read, TAIL);
        int source = from + read - kept;
        int at = (int) ((count + read - kept) % TAIL);
        int first = Math.min(kept, TAIL - at);
        System.arraycopy(bytes, source, ring, at, first);
        System.arraycopy(bytes, source + first, ring, 0, kept - first);
        count += read;
      }
      return read;
    }

    void drain() throws IOException {
      byte[] waste = new byte[1 << 16];
      while (read(waste, 0, waste.length) >= 0) {
        // The table of contents lies behind the entries.
      }
    }

    /** What is wrong with the end of a zip archive, or null. */
    @Nullable String endOfZip(int entries) {
      int kept = (int) Math.min(count, TAIL);
      byte[] tail = new byte[kept];
      int at = (int) ((count - kept) % TAIL);
      int first = Math.min(kept, TAIL - at);
      System.arraycopy(ring, at, tail, 0, first);
      System.arraycopy(ring, 0, tail, first, kept - first);
      for (int p = kept - 22; p >= 0; p--) {
        if (number(tail, p, 4) == SIGNATURE && p + 22 + number(tail, p + 20, 2) <= kept) {
          int listed = number(tail, p + 10, 2);
          return listed == (entries & 0xffff) || listed == 0xffff
              ? null
              : "it lists " + listed + " entries, and " + entries + " were found";
        }
      }
      return "no table of contents";
    }

    private static int number(byte[] bytes, int at, int size) {
      int value = 0;
      for (int i = size - 1; i >= 0; i--) {
        value = (value << 8) | (bytes[at + i] & 0xff);
      }
      return value;
    }
  }
}
