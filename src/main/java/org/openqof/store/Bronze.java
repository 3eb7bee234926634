package org.openqof.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;

/**
 * The received files as they came: each kept once, under the digest of its content, as zstd frames
 * that can be read each for itself. Any zstd program unpacks such a file to the original.
 *
 * <p>The last frame is one that zstd passes over; it lists the sizes of the others, so that a file
 * which is received again need not be cut the same way again.
 */
public final class Bronze implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Fast, and within a few percent of the level zstd would choose on these files. */
  private static final int LEVEL = 1;

  private static final int SKIPPABLE = 0x184D2A50;
  private static final int LIST_MARK = 0x514F4631;
  private static final int HEADER = 2 * Integer.BYTES;
  private static final int FOOTER = 2 * Integer.BYTES;

  private final Storage storage;
  private final String folder;

  Bronze(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /**
   * One independently readable piece of a kept file.
   *
   * @param offset where it begins in the kept file, bytes
   * @param storedBytes its compressed length, bytes
   * @param contentBytes its length once unpacked, bytes
   */
  public record Frame(long offset, int storedBytes, int contentBytes) implements Serializable {}

  /**
   * A file in bronze.
   *
   * @param written whether this call wrote it; otherwise it was there before
   * @param storedBytes size of the kept file, bytes
   * @param frames its pieces, in order; those of the file that was there before may be cut
   *     differently
   */
  public record Kept(boolean written, long storedBytes, List<Frame> frames) {
    public Kept {
      frames = List.copyOf(frames);
    }
  }

  /** Where the file with this digest is kept. */
  public String path(String digest) {
    return Storage.below(folder, digest.substring(0, 2), digest + ".zst");
  }

  /** Whether the file with this digest is kept. */
  public boolean holds(String digest) {
    return storage.exists(path(digest));
  }

  /** The pieces of a kept file. */
  public Kept kept(String digest) {
    String path = path(digest);
    if (!storage.exists(path)) {
      throw LakeErrors.missingBronze(digest, path);
    }
    return kept(path, false);
  }

  private Kept kept(String path, boolean written) {
    try (Storage.Input input = storage.openAnywhere(path)) {
      long length = input.length();
      byte[] footer = new byte[FOOTER];
      input.readFully(Math.max(0, length - FOOTER), footer, 0, FOOTER);
      ByteBuffer end = ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN);
      int count = end.getInt();
      int listed = Math.multiplyExact(count, HEADER);
      if (end.getInt() != LIST_MARK || count < 0 || listed + HEADER + FOOTER > length) {
        throw new IOException("the list of frames at its end is missing");
      }
      byte[] list = new byte[listed];
      input.readFully(length - FOOTER - listed, list, 0, listed);
      ByteBuffer sizes = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
      List<Frame> frames = new ArrayList<>(count);
      long offset = 0;
      for (int i = 0; i < count; i++) {
        Frame frame = new Frame(offset, sizes.getInt(), sizes.getInt());
        frames.add(frame);
        offset += frame.storedBytes();
      }
      if (offset + HEADER + listed + FOOTER != length) {
        throw new IOException("the frames listed make " + offset + " of " + length + " bytes");
      }
      return new Kept(written, length, frames);
    } catch (IOException | ArithmeticException problem) {
      throw LakeErrors.damagedBronze(path, 0, 0, String.valueOf(problem.getMessage()), problem);
    }
  }

  /**
   * Compresses a piece of a file into one frame with a checksum; may be done on any thread.
   *
   * @param length how many of the bytes to take
   */
  public static byte[] compress(byte[] content, int length) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setLevel(LEVEL).setChecksum(true).setContentSize(true);
      byte[] frame = new byte[Math.toIntExact(Zstd.compressBound(length))];
      int size = context.compressByteArray(frame, 0, frame.length, content, 0, length);
      return Arrays.copyOf(frame, size);
    }
  }

  /**
   * Unpacks one piece of a kept file.
   *
   * @throws org.openqof.errors.QofException when it is missing, damaged or not of this size
   */
  public byte[] read(String digest, long offset, int storedBytes, int contentBytes) {
    return read(digest, offset, storedBytes, contentBytes, new Room());
  }

  /** Room for one piece after another, so that each need not be allocated again. */
  public static final class Room {
    private byte[] frame = {};
    private byte[] content = {};
  }

  /**
   * Unpacks one piece of a kept file into a room that is used again.
   *
   * @param room of one thread only; what it gave before is overwritten
   * @return an array of at least {@code contentBytes}, of which only these count
   * @throws org.openqof.errors.QofException when it is missing, damaged or not of this size
   */
  public byte[] read(String digest, long offset, int storedBytes, int contentBytes, Room room) {
    String path = path(digest);
    if (!storage.exists(path)) {
      throw LakeErrors.missingBronze(digest, path);
    }
    if (room.frame.length < storedBytes) {
      room.frame = new byte[storedBytes];
    }
    if (room.content.length < contentBytes) {
      room.content = new byte[contentBytes];
    }
    byte[] frame = room.frame;
    try (Storage.Input input = storage.openAnywhere(path);
        ZstdDecompressCtx context = new ZstdDecompressCtx()) {
      input.readFully(offset, frame, 0, storedBytes);
      byte[] content = room.content;
      int size = context.decompressByteArray(content, 0, contentBytes, frame, 0, storedBytes);
      if (size != contentBytes) {
        throw new IOException("unpacks to " + size + " bytes, expected " + contentBytes);
      }
      return content;
    } catch (IOException | ZstdException problem) {
      throw LakeErrors.damagedBronze(
          path, offset, storedBytes, String.valueOf(problem.getMessage()), problem);
    }
  }

  /** Unpacks one piece of a kept file. */
  public byte[] read(String digest, Frame frame) {
    return read(digest, frame.offset(), frame.storedBytes(), frame.contentBytes());
  }

  /** Begins to keep a file, whose digest is known only once all of it has been seen. */
  public Writer open() {
    return new Writer();
  }

  /** Takes a file out again that nothing refers to yet. */
  public void forget(String digest) {
    storage.deleteTree(path(digest));
  }

  /** Deletes what interrupted runs left behind; call only while no other run works in the lake. */
  public void cleanLeftovers() {
    String incoming = Storage.below(folder, ".incoming");
    storage.list(incoming).forEach(file -> storage.deleteTree(file.path()));
    storage.deleteFolderIfEmpty(incoming);
  }

  /** Takes the frames of one file in order. Closing it without {@code commit} forgets them. */
  public final class Writer implements AutoCloseable {
    private final String path = Storage.below(folder, ".incoming", UUID.randomUUID() + ".zst");
    private final OutputStream stream = storage.create(path);
    private final List<Frame> frames = new ArrayList<>();
    private long offset;
    private boolean open = true;

    private Writer() {}

    /** Compresses a piece and adds it. */
    public Frame append(byte[] content, int length) {
      return appendCompressed(compress(content, length), length);
    }

    /**
     * Adds a piece already compressed by {@link Bronze#compress}.
     *
     * @param contentBytes its length once unpacked
     */
    public Frame appendCompressed(byte[] compressed, int contentBytes) {
      Frame frame = new Frame(offset, compressed.length, contentBytes);
      write(compressed);
      frames.add(frame);
      offset += compressed.length;
      return frame;
    }

    private void write(byte[] bytes) {
      try {
        stream.write(bytes);
      } catch (IOException problem) {
        throw LakeErrors.inputOutput("write", path, problem);
      }
    }

    /**
     * Gives the file its name, in one atomic step, unless the same content is kept already.
     *
     * @param digest digest of the content, hexadecimal
     */
    public Kept commit(String digest) {
      write(list());
      try {
        stream.close();
      } catch (IOException problem) {
        throw LakeErrors.inputOutput("write", path, problem);
      }
      open = false;
      boolean written = storage.moveIfAbsent(path, path(digest));
      return kept(path(digest), written);
    }

    private byte[] list() {
      int length = frames.size() * HEADER + FOOTER;
      ByteBuffer list = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
      list.putInt(SKIPPABLE).putInt(length);
      for (Frame frame : frames) {
        list.putInt(frame.storedBytes()).putInt(frame.contentBytes());
      }
      return list.putInt(frames.size()).putInt(LIST_MARK).array();
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        try {
          stream.close();
        } catch (IOException problem) {
          throw LakeErrors.inputOutput("write", path, problem);
        } finally {
          storage.deleteTree(path);
        }
      }
    }
  }
}
