package org.openqof.publish;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.Table;

/**
 * The files of a publication being prepared: puts each on the shelf and keeps its size and digest.
 * May be used by several threads.
 */
public final class Files {
  private static final int BUFFER = 1 << 16;

  private final Shelf shelf;
  private final List<PublishedFile> finished = new ArrayList<>();

  /** Files on a shelf. */
  public Files(Shelf shelf) {
    this.shelf = shelf;
  }

  /** Writes one file's bytes. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes them.
     *
     * @return data rows written; 0 for what has none
     */
    long writeTo(OutputStream stream) throws IOException;
  }

  /**
   * Puts a file.
   *
   * @param name path below the publication's folder
   * @param title what it is, for people
   * @param table descriptor of a CSV file; null for others
   * @throws org.openqof.errors.QofException when it cannot be written
   */
  public PublishedFile put(String name, String title, @Nullable Table table, Content content) {
    MessageDigest digest = sha256();
    long rows;
    long bytes;
    try (Counting stream = new Counting(shelf.create(name), digest)) {
      try (OutputStream buffered = new BufferedOutputStream(stream, BUFFER)) {
        rows = content.writeTo(buffered);
      }
      bytes = stream.bytes;
    } catch (IOException problem) {
      throw PublishErrors.cannotWrite(name, problem);
    }
    PublishedFile file =
        new PublishedFile(
            name, title, bytes, HexFormat.of().formatHex(digest.digest()), rows, table);
    synchronized (finished) {
      finished.add(file);
    }
    return file;
  }

  /** Files put so far, by name. */
  public List<PublishedFile> finished() {
    synchronized (finished) {
      return finished.stream().sorted(Comparator.comparing(PublishedFile::name)).toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static final class Counting extends DigestOutputStream {
    private long bytes;

    Counting(OutputStream stream, MessageDigest digest) {
      super(stream, digest);
    }

    @Override
    public void write(int one) throws IOException {
      super.write(one);
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      super.write(from, offset, length);
      bytes += length;
    }
  }
}
