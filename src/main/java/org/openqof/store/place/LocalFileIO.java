package org.openqof.store.place;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqof.errors.LastRead;

/**
 * Delta Kernel's files on this machine, by the JDK alone. An entry of the log appears whole or not
 * at all, and never in place of another: a finished temporary file gets its name by a hard link.
 */
public final class LocalFileIO implements FileIO {
  private final LocalStorage storage;

  /** The files of a lake in this storage, which says who may see them. */
  public LocalFileIO(LocalStorage storage) {
    this.storage = storage;
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    Path first = LocalStorage.path(path);
    Path folder = first.toAbsolutePath().getParent();
    String from = String.valueOf(first.getFileName());
    if (folder == null || !Files.isDirectory(folder)) {
      throw new FileNotFoundException("No such folder: " + folder);
    }
    List<FileStatus> found = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        if (String.valueOf(child.getFileName()).compareTo(from) >= 0) {
          found.add(status(child));
        }
      }
    }
    found.sort(Comparator.comparing(FileStatus::getPath));
    return Utils.toCloseableIterator(found.iterator());
  }

  private static FileStatus status(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return FileStatus.of(
        LocalStorage.name(file), attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    try {
      return status(LocalStorage.path(path).toAbsolutePath());
    } catch (NoSuchFileException none) {
      throw new FileNotFoundException(path);
    }
  }

  @Override
  public String resolvePath(String path) {
    return LocalStorage.name(LocalStorage.path(path).toAbsolutePath().normalize());
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    storage.makeFolder(LocalStorage.path(path).toAbsolutePath());
    return true;
  }

  @Override
  public InputFile newInputFile(String path, long size) {
    return new LocalInput(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new LocalOutput(storage, path);
  }

  @Override
  public boolean delete(String path) throws IOException {
    return Files.deleteIfExists(LocalStorage.path(path));
  }

  @Override
  public Optional<String> getConf(String name) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) throws IOException {
    Path file = LocalStorage.path(to);
    Path written = LocalStorage.beside(file);
    try (FileChannel copy = storage.createNew(written)) {
      Files.copy(LocalStorage.path(from), Channels.newOutputStream(copy));
    }
    publish(written, file, overwrite);
  }

  private static void publish(Path written, Path file, boolean overwrite) throws IOException {
    if (overwrite) {
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else if (!LocalStorage.linkAndUnlink(written, file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    LocalStorage.forceFolderOf(file);
  }

  private record LocalInput(String path) implements InputFile {
    @Override
    public long length() throws IOException {
      return Files.size(LocalStorage.path(path));
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      LastRead.note(path);
      try {
        return new ChannelStream(
            FileChannel.open(LocalStorage.path(path), StandardOpenOption.READ));
      } catch (NoSuchFileException none) {
        throw new FileNotFoundException(path);
      }
    }
  }

  private static final class ChannelStream extends SeekableInputStream {
    private final FileChannel channel;

    ChannelStream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return channel.read(ByteBuffer.wrap(into, offset, length));
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws IOException {
      if (readNBytes(into, offset, length) < length) {
        throw new java.io.EOFException("the file ends before " + (channel.position() + length));
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private record LocalOutput(LocalStorage storage, String path) implements OutputFile {
    @Override
    public PositionOutputStream create(boolean putIfAbsent) throws IOException {
      Path file = LocalStorage.path(path);
      Path written = LocalStorage.beside(file);
      return new PublishingStream(storage.createNew(written), written, file, putIfAbsent);
    }

    @Override
    public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
        throws IOException {
      StringBuilder text = new StringBuilder();
      try (lines) {
        while (lines.hasNext()) {
          text.append(lines.next()).append('\n');
        }
      }
      try (PositionOutputStream stream = create(!overwrite)) {
        stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Gets the file's name only when it is closed after having been written without a failure. */
  private static final class PublishingStream extends PositionOutputStream {
    private final FileChannel channel;
    private final BufferedOutputStream stream;
    private final Path written;
    private final Path file;
    private final boolean putIfAbsent;
    private long position;
    private boolean broken;
    private boolean closed;

    PublishingStream(FileChannel channel, Path written, Path file, boolean putIfAbsent) {
      this.channel = channel;
      this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      this.written = written;
      this.file = file;
      this.putIfAbsent = putIfAbsent;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      broken = true;
      stream.write(bytes, offset, length);
      broken = false;
      position += length;
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      if (broken) {
        channel.close();
        Files.deleteIfExists(written);
        return;
      }
      try (channel) {
        stream.flush();
        channel.force(true);
      }
      publish(written, file, !putIfAbsent);
    }
  }
}
