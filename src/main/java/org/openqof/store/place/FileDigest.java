package org.openqof.store.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files, in hexadecimal digits. */
public final class FileDigest {
  private static final int BUFFER = 1 << 16;

  private FileDigest() {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  public static String of(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** Reads a file through. */
  public static String of(Storage storage, String path) {
    MessageDigest digest = sha256();
    try (InputStream stream = new DigestInputStream(storage.open(path, 0), digest)) {
      byte[] buffer = new byte[BUFFER];
      while (stream.read(buffer) >= 0) {
        // The digest takes each buffer as it passes.
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("read", path, problem);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Says the digest of what was written when the stream is closed. */
  public interface Finished {
    /** Takes the digest. */
    void digest(String sha256);
  }

  /** A stream that takes the digest of what passes through it. */
  public static OutputStream of(OutputStream stream, Finished finished) {
    return new Digesting(stream, finished);
  }

  private static final class Digesting extends OutputStream {
    private final OutputStream stream;
    private final Finished finished;
    private final MessageDigest digest = sha256();
    private boolean open = true;

    Digesting(OutputStream stream, Finished finished) {
      this.stream = stream;
      this.finished = finished;
    }

    @Override
    public void write(int one) throws IOException {
      stream.write(one);
      digest.update((byte) one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      digest.update(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (open) {
        open = false;
        stream.close();
        finished.digest(HexFormat.of().formatHex(digest.digest()));
      }
    }
  }
}
