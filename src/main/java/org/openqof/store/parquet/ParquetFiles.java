package org.openqof.store.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.openqof.store.place.Storage;

/** Files of a storage as Parquet sees them. */
final class ParquetFiles {
  private static final int WRITE_BUFFER = 1 << 18;

  private ParquetFiles() {}

  /** A file to read. */
  static InputFile input(Storage storage, String path) {
    Storage.Input input = storage.openAnywhere(path);
    return new InputFile() {
      @Override
      public long getLength() {
        return input.length();
      }

      @Override
      public SeekableInputStream newStream() {
        return new InputStreamAnywhere(input);
      }

      @Override
      public String toString() {
        return path;
      }
    };
  }

  /** A file to write, which must be new. */
  static OutputFile output(Storage storage, String path) {
    return output(() -> storage.create(path), path);
  }

  /** A file that is written to a stream, whatever is behind it. */
  static OutputFile output(Supplier<OutputStream> begun, String path) {
    return new OutputFile() {
      @Override
      public PositionOutputStream create(long blockSizeHint) {
        return new CountingStream(begun.get());
      }

      @Override
      public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        throw new UnsupportedOperationException("files of the lake are never replaced: " + path);
      }

      @Override
      public boolean supportsBlockSize() {
        return false;
      }

      @Override
      public long defaultBlockSize() {
        return 0;
      }

      @Override
      public String getPath() {
        return path;
      }
    };
  }

  /** Parquet writes headers byte by byte: gathers them, and counts. */
  private static final class CountingStream extends PositionOutputStream {
    private final OutputStream stream;
    private final byte[] waiting = new byte[WRITE_BUFFER];
    private int filled;
    private long written;

    CountingStream(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() {
      return written;
    }

    @Override
    public void write(int oneByte) throws IOException {
      if (filled == waiting.length) {
        drain();
      }
      waiting[filled++] = (byte) oneByte;
      written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      written += length;
      if (length > waiting.length - filled) {
        drain();
        if (length >= waiting.length) {
          stream.write(bytes, offset, length);
          return;
        }
      }
      System.arraycopy(bytes, offset, waiting, filled, length);
      filled += length;
    }

    private void drain() throws IOException {
      stream.write(waiting, 0, filled);
      filled = 0;
    }

    @Override
    public void flush() throws IOException {
      drain();
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      try (stream) {
        drain();
      }
    }
  }

  private static final class InputStreamAnywhere extends SeekableInputStream {
    private final Storage.Input input;
    private long position;

    InputStreamAnywhere(Storage.Input input) {
      this.input = input;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long to) {
      position = to;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      long left = input.length() - position;
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int count = (int) Math.min(left, length);
      readFully(into, offset, count);
      return count;
    }

    @Override
    public void readFully(byte[] into) throws IOException {
      readFully(into, 0, into.length);
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws IOException {
      input.readFully(position, into, offset, length);
      position += length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int count = (int) Math.min(into.remaining(), input.length() - position);
      if (count <= 0) {
        return into.hasRemaining() ? -1 : 0;
      }
      ByteBuffer part = into.slice().limit(count);
      fill(part);
      into.position(into.position() + count);
      return count;
    }

    @Override
    public void readFully(ByteBuffer into) throws IOException {
      fill(into);
    }

    private void fill(ByteBuffer into) throws IOException {
      int count = into.remaining();
      if (into.hasArray()) {
        readFully(into.array(), into.arrayOffset() + into.position(), count);
        into.position(into.limit());
      } else {
        byte[] copy = new byte[count];
        readFully(copy);
        into.put(copy);
      }
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}
