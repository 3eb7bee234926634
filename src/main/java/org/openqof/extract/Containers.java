package org.openqof.extract;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.ExtractErrors;

/**
 * Opens one received file and shows each text file in it: the file itself, the content of a gzip
 * file, or the entries of a zip archive. What it is, its first bytes say and not its name.
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
     * Something that is no extract, such as a PDF, a workbook or a note.
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
        case ZIP -> zip(fileName, peeked, stored, visitor);
        default -> plain(fileName, head, peeked, visitor);
      }
    } catch (IOException e) {
      throw ExtractErrors.unreadable(fileName, e);
    }
  }

  private void plain(String name, byte[] head, InputStream content, Visitor visitor) {
    String reason = FileKind.of(head).whyNoExtract(name, head);
    if (reason != null) {
      visitor.skipped(name, reason);
      return;
    }
    if (FileKind.of(head) == FileKind.WIDE_TEXT) {
      throw ExtractErrors.wideText(name);
    }
    visitor.file(name, content);
  }

  private void gzip(String name, InputStream packed, StoredStream stored, Visitor visitor) {
    Expanding content = new Expanding(name, "gzip", stored, limits);
    try {
      content.reads(new GZIPInputStream(packed, 1 << 16));
      PushbackInputStream peeked = new PushbackInputStream(content, HEAD);
      byte[] head = peek(peeked);
      refuseNested(name, name, head);
      plain(name, head, peeked, visitor);
      content.drain();
    } catch (IOException e) {
      throw ExtractErrors.damagedContainer(name, "gzip", e);
    }
  }

  private void zip(String name, InputStream packed, StoredStream stored, Visitor visitor) {
    String workbook = FileKind.office(name);
    if (workbook != null) {
      visitor.skipped(name, workbook);
      return;
    }
    Expanding content = new Expanding(name, "zip", stored, limits);
    int entries = 0;
    try {
      ZipInputStream zip = new ZipInputStream(packed, StandardCharsets.ISO_8859_1);
      content.reads(zip);
      for (ZipEntry entry = next(name, zip); entry != null; entry = next(name, zip)) {
        if (++entries > limits.maxEntries()) {
          throw ExtractErrors.expandsTooFar(name, limits.maxEntries() + " entries");
        }
        refuseUnsafe(name, entry.getName());
        if (!entry.isDirectory()) {
          entry(name, entry.getName(), content, visitor);
        }
        content.drain();
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

  private static @Nullable ZipEntry next(String name, ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) {
      // What the JDK throws for an entry name that is not the text it claims to be.
      throw ExtractErrors.damagedContainer(name, "zip", e);
    }
  }

  private void entry(String archive, String path, InputStream content, Visitor visitor)
      throws IOException {
    String name = archive + "!" + path;
    PushbackInputStream peeked = new PushbackInputStream(content, HEAD);
    byte[] head = peek(peeked);
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
      } catch (EOFException | ZipException e) {
        throw ExtractErrors.damagedContainer(name, kind, e);
      }
      if (count > 0) {
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

    StoredStream(InputStream in) {
      this.in = in;
    }

    long count() {
      return count;
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
      int read = in.read(bytes, from, wanted);
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

  /** What the first bytes of a file say it is. */
  private enum FileKind {
    TEXT,
    WIDE_TEXT,
    GZIP,
    ZIP,
    OTHER_ARCHIVE,
    PDF,
    OLD_OFFICE,
    BINARY;

    static FileKind of(byte[] head) {
      if (starts(head, 0x1f, 0x8b)) {
        return GZIP;
      }
      if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
        return ZIP;
      }
      if (starts(head, '7', 'z', 0xbc, 0xaf)
          || starts(head, 0x28, 0xb5, 0x2f, 0xfd)
          || starts(head, 'B', 'Z', 'h')
          || starts(head, 0xfd, '7', 'z', 'X')
          || starts(head, 'R', 'a', 'r', '!')) {
        return OTHER_ARCHIVE;
      }
      if (starts(head, '%', 'P', 'D', 'F')) {
        return PDF;
      }
      if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) {
        return OLD_OFFICE;
      }
      if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) {
        return WIDE_TEXT;
      }
      for (byte b : head) {
        if (b == 0) {
          return BINARY;
        }
      }
      return TEXT;
    }

    private static boolean starts(byte[] head, int... magic) {
      return head.length >= magic.length
          && IntStream.range(0, magic.length).allMatch(i -> (head[i] & 0xff) == magic[i]);
    }

    /** Why a file is passed over, or null when it may be an extract. */
    @Nullable String whyNoExtract(String name, byte[] head) {
      String ending = ending(name);
      return switch (this) {
        case PDF -> "a PDF document";
        case OLD_OFFICE -> "an office document";
        case BINARY -> "no text";
        case OTHER_ARCHIVE -> "an archive of a kind that is not read";
        case ZIP, GZIP -> office(name) == null ? "an archive" : office(name);
        case WIDE_TEXT -> note(name, ending);
        case TEXT -> head.length == 0 ? "empty" : note(name, ending);
      };
    }

    private static @Nullable String note(String name, String ending) {
      String own = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
      if (name.contains("__MACOSX/") || own.startsWith(".")) {
        return "a file of the operating system";
      }
      return switch (ending) {
        case "csv", "gz", "dat", "" -> null;
        default -> "a ." + ending + " file, not CSV";
      };
    }

    static @Nullable String office(String name) {
      return Arrays.asList("xlsx", "xlsm", "docx", "pptx", "ods", "odt", "xlsb")
              .contains(ending(name))
          ? "an office document"
          : null;
    }

    private static String ending(String name) {
      String own = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
      int dot = own.lastIndexOf('.');
      return dot < 0 ? "" : own.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
  }
}
