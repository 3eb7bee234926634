package org.openqof.store.place;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.LastRead;

/**
 * Files of this machine, by the JDK alone: starts fast and leaves no checksum files behind.
 *
 * <p>One file because every promise that a local disk can keep (order of writes, links, modes,
 * locks) must be read alongside the others.
 */
public final class LocalStorage implements Storage {
  private static final long serialVersionUID = 1L;
  static final String SCHEME = "file:";

  private static final boolean ENTRY_TIMES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /** The nine rights of a mode; what else it holds, such as the group of new files, stays. */
  private static final int RIGHTS = 0777;

  private static final int RIGHTS_OF_OTHERS = 7;

  private final String root;
  private final Audience audience;

  /**
   * The files of this machine.
   *
   * @param root place of ours, absolute
   * @param audience who may see what is written below it
   */
  public LocalStorage(String root, Audience audience) {
    this.root = path(root).toString();
    this.audience = audience;
  }

  /** The path with its scheme, as Hadoop and Spark write it. */
  public static String name(Path path) {
    return SCHEME + path;
  }

  public static Path path(String name) {
    if (!name.startsWith(SCHEME)) {
      return Path.of(name);
    }
    String path = name.substring(SCHEME.length());
    return Path.of(path.startsWith("///") ? path.substring(2) : path);
  }

  /** A name alongside the path that nobody else uses and that listings of tables pass over. */
  static Path beside(Path path) {
    return path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  @Override
  public Optional<Entry> find(String path) {
    try {
      return Optional.ofNullable(entry(path(path)));
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("look for", path, problem);
    }
  }

  @Override
  public List<Entry> list(String folder) {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path(folder))) {
      for (Path child : children) {
        Entry entry = entry(child);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("list", folder, problem);
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  @Override
  public Map<String, String> oddities(String folder) {
    Map<String, String> odd = new TreeMap<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path(folder))) {
      for (Path child : children) {
        String what = oddity(path(folder), child);
        if (what != null) {
          odd.put(String.valueOf(child.getFileName()), what);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      return Map.of();
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("list", folder, problem);
    }
    return odd;
  }

  private static @Nullable String oddity(Path folder, Path child) throws IOException {
    boolean link = Files.isSymbolicLink(child);
    try {
      BasicFileAttributes found = Files.readAttributes(child, BasicFileAttributes.class);
      if (found.isOther()) {
        return "a pipe, a socket or a device, and no file";
      }
      boolean back =
          link && found.isDirectory() && folder.toRealPath().startsWith(child.toRealPath());
      return back ? "a link back to a folder above it" : null;
    } catch (FileSystemException unreadable) {
      return link ? "a link that leads nowhere" : null;
    }
  }

  private static @Nullable Entry entry(Path child) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(child, BasicFileAttributes.class);
      return new Entry(
          name(child),
          String.valueOf(child.getFileName()),
          found.isDirectory(),
          found.isDirectory() ? 0 : found.size(),
          found.lastModifiedTime().toMillis(),
          found.isDirectory() ? "" : mark(child, found));
    } catch (NoSuchFileException goneMeanwhile) {
      return null;
    } catch (FileSystemException unreadable) {
      if (Files.isSymbolicLink(child)) {
        // Of links that lead to each other nothing can be said but that they are there.
        return null;
      }
      throw unreadable;
    }
  }

  /**
   * The file's number, its time of change to the last digit, and the time at which its entry
   * changed, which no program can set back.
   */
  private static String mark(Path file, BasicFileAttributes found) throws IOException {
    StringBuilder mark = new StringBuilder();
    mark.append(found.fileKey()).append(' ').append(found.lastModifiedTime());
    if (ENTRY_TIMES) {
      mark.append(' ').append(Files.getAttribute(file, "unix:ctime"));
    }
    return mark.toString();
  }

  /** A pipe would wait for ever and a device never end: neither is opened. */
  private static FileChannel openToRead(Path file) throws IOException {
    if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
      throw new FileSystemException(
          file.toString(), null, "it is a pipe, a device or a socket, and only a file is read");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  @Override
  public InputStream open(String path, long offset) {
    LastRead.note(path);
    try {
      FileChannel channel = openToRead(path(path));
      channel.position(offset);
      return Channels.newInputStream(channel);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("open", path, problem);
    }
  }

  @Override
  public Input openAnywhere(String path) {
    LastRead.note(path);
    try {
      FileChannel channel = openToRead(path(path));
      return new ChannelInput(channel, channel.size(), path);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("open", path, problem);
    }
  }

  private record ChannelInput(FileChannel channel, long length, String path) implements Input {
    @Override
    public void readFully(long position, byte[] into, int offset, int count) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
      long at = position;
      while (buffer.hasRemaining()) {
        int got = channel.read(buffer, at);
        if (got < 0) {
          throw new EOFException(path + " ends at " + at + ", wanted " + (position + count));
        }
        at += got;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Override
  public byte[] read(String path) {
    LastRead.note(path);
    try {
      try (InputStream stream = Channels.newInputStream(openToRead(path(path)))) {
        return stream.readAllBytes();
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("read", path, problem);
    }
  }

  @Override
  public OutputStream create(String path) {
    Path file = path(path);
    try {
      return new DurableStream(createNew(file));
    } catch (FileAlreadyExistsException taken) {
      throw LakeErrors.alreadyThere(path);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("create", path, problem);
    }
  }

  private @Nullable Audience audience(Path path) {
    return ENTRY_TIMES ? audience.at(root, path.toAbsolutePath().toString()) : null;
  }

  /**
   * Opens a new file with the rights of its audience; makes the folder only when it turns out to be
   * missing.
   */
  FileChannel createNew(Path file) throws IOException {
    try {
      return create(file);
    } catch (NoSuchFileException missing) {
      makeFolder(file.toAbsolutePath().getParent());
      return create(file);
    }
  }

  private FileChannel create(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Audience seenBy = audience(file);
    if (seenBy == null) {
      return FileChannel.open(file, options);
    }
    // At no moment more rights than in the end; the umask may have left fewer.
    FileChannel channel =
        FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(seenBy.file()));
    try {
      give(file, seenBy.file());
      return channel;
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /**
   * Makes a folder and those above it, each with the rights of its audience; one that is there
   * stays.
   */
  void makeFolder(@Nullable Path folder) throws IOException {
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    makeFolder(folder.getParent());
    Audience seenBy = audience(folder);
    try {
      if (seenBy == null) {
        Files.createDirectory(folder);
      } else {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(seenBy.folder()));
        give(folder, seenBy.folder());
      }
    } catch (FileAlreadyExistsException madeMeanwhile) {
      if (!Files.isDirectory(folder)) {
        throw madeMeanwhile;
      }
    }
  }

  /** Sets the nine rights of a file or folder and leaves what else its mode says. */
  private static void give(Path path, Set<PosixFilePermission> rights) throws IOException {
    int mode = mode(path);
    int wanted = (mode & ~RIGHTS) | bits(rights);
    if (mode != wanted) {
      Files.setAttribute(path, "unix:mode", wanted);
    }
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode");
  }

  private static int bits(Set<PosixFilePermission> rights) {
    int bits = 0;
    for (PosixFilePermission right : rights) {
      // In the order of the declaration: the owner's reading first, the others' execution last.
      bits |= 0400 >> right.ordinal();
    }
    return bits;
  }

  /** Writes to a channel and forces it to the disk when closed. */
  private static final class DurableStream extends OutputStream {
    private final FileChannel channel;

    DurableStream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        try (channel) {
          channel.force(false);
        }
      }
    }
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) {
    Path file = path(path);
    Path written = beside(file);
    try {
      writeDurably(written, content);
      return linkAndUnlink(written, file);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    }
  }

  private void writeDurably(Path file, byte[] content) throws IOException {
    try (FileChannel channel = createNew(file)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /**
   * Gives a finished file its name unless that is taken. A hard link fails when the name is taken,
   * where a rename would silently replace it.
   */
  static boolean linkAndUnlink(Path written, Path file) throws IOException {
    try {
      Files.createLink(file, written);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  @Override
  public void dropUnfinishedPuts(String path) {
    Path file = path(path);
    for (Entry entry : list(Storage.parent(path))) {
      if (entry.name().startsWith("." + file.getFileName() + ".")
          && entry.name().endsWith(".tmp")) {
        deleteTree(entry.path());
      }
    }
  }

  @Override
  public void put(String path, byte[] content, Runnable mayStill) {
    Path file = path(path);
    Path written = beside(file);
    try {
      try {
        writeDurably(written, content);
        mayStill.run();
        Files.move(
            written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
      forceFolderOf(file);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    }
  }

  @Override
  public void append(String path, byte[] content) {
    Path file = path(path);
    try {
      if (!Files.exists(file)) {
        putIfAbsent(path, new byte[0]);
      }
      Files.write(file, content, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    }
  }

  /** The path with all links followed, as far as the place is there. */
  static String real(String name) {
    Path path = path(name).toAbsolutePath().normalize();
    for (Path there = path; there != null; there = there.getParent()) {
      try {
        return name(there.toRealPath().resolve(there.relativize(path)));
      } catch (IOException notThere) {
        // The folder above it may be.
      }
    }
    return name(path);
  }

  /** Makes a new name durable; some file systems do not let a folder be opened. */
  static void forceFolderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notSupported) {
      // The entry is then made durable by the file system in its own time.
    }
  }

  @Override
  public boolean moveIfAbsent(String from, String to) {
    Path file = path(to);
    try {
      makeFolder(file.toAbsolutePath().getParent());
      return linkAndUnlink(path(from), file);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", to, problem);
    }
  }

  @Override
  public boolean renamesFoldersWhole(String place) {
    return true;
  }

  @Override
  public void renameFolder(String from, String to) {
    Path target = path(to);
    try {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw LakeErrors.alreadyThere(to);
      }
      makeFolder(target.toAbsolutePath().getParent());
      Files.move(path(from), target, StandardCopyOption.ATOMIC_MOVE);
      forceFolderOf(target);
    } catch (FileSystemException problem) {
      // A folder with content of that name was made meanwhile: rename refuses to replace it.
      throw Files.exists(target)
          ? LakeErrors.alreadyThere(to)
          : LakeErrors.inputOutput("rename to", to, problem);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("rename to", to, problem);
    }
  }

  @Override
  public void makeFolders(String folder) {
    try {
      makeFolder(path(folder).toAbsolutePath());
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("make the folder", folder, problem);
    }
  }

  @Override
  public void deleteTree(String path) {
    Path top = path(path);
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem)
                throws IOException {
              // Whoever it belonged to may just have finished with it, and that is what is wanted.
              if (problem instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw problem;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
                throws IOException {
              if (problem != null) {
                throw problem;
              }
              Files.deleteIfExists(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("delete", path, problem);
    }
  }

  @Override
  public Optional<String> openToOthers(String path) {
    Path place = path(path);
    try {
      if (!Files.exists(place)
          || Files.getFileAttributeView(place, PosixFileAttributeView.class) == null) {
        return Optional.empty();
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(place);
      boolean open =
          rights.contains(PosixFilePermission.OTHERS_READ)
              || rights.contains(PosixFilePermission.OTHERS_WRITE)
              || rights.contains(PosixFilePermission.OTHERS_EXECUTE);
      return open ? Optional.of(PosixFilePermissions.toString(rights)) : Optional.empty();
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("look for", path, problem);
    }
  }

  @Override
  public void deleteFolderIfEmpty(String folder) {
    try {
      Files.deleteIfExists(path(folder));
    } catch (DirectoryNotEmptyException inUse) {
      // Somebody has put something there.
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("delete", folder, problem);
    }
  }

  @Override
  public void linkOrCopy(String from, String to) {
    Path target = path(to);
    try {
      makeFolder(target.toAbsolutePath().getParent());
      try {
        Files.createLink(target, path(from));
      } catch (FileAlreadyExistsException taken) {
        throw LakeErrors.alreadyThere(to);
      } catch (UnsupportedOperationException | FileSystemException otherDisk) {
        Files.copy(path(from), target);
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("copy to", to, problem);
    }
  }

  @Override
  public void give(String folder, Audience seenBy) {
    rights(folder, (path, isFolder) -> give(path, isFolder ? seenBy.folder() : seenBy.file()));
  }

  @Override
  public List<String> closeToOthers(String folder) {
    List<String> left = new ArrayList<>();
    try {
      Path top = path(folder).toAbsolutePath();
      makeFolder(top);
      if (ENTRY_TIMES && (mode(top) & RIGHTS_OF_OTHERS) != 0) {
        // First what lies in it: where the folder itself is another user's, that is what counts.
        for (Entry child : list(folder)) {
          if ((mode(path(child.path())) & RIGHTS_OF_OTHERS) != 0) {
            rights(child.path(), withoutOthers(left));
          }
        }
        withoutOthers(left).give(top, true);
      }
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("set the permissions of", folder, problem);
    }
    return left;
  }

  /** Gives a file or folder other rights. */
  @FunctionalInterface
  private interface Rights {
    void give(Path path, boolean folder) throws IOException;
  }

  /** Takes the rights of others away where this user may. */
  private static Rights withoutOthers(List<String> left) {
    return (path, folder) -> {
      try {
        int mode = mode(path);
        if ((mode & RIGHTS_OF_OTHERS) != 0) {
          Files.setAttribute(path, "unix:mode", mode & ~RIGHTS_OF_OTHERS);
        }
      } catch (NoSuchFileException goneMeanwhile) {
        // Nobody sees it any more.
      } catch (FileSystemException notOurs) {
        left.add(name(path) + ": " + notOurs.getReason());
      }
    };
  }

  private static void rights(String folder, Rights rights) {
    if (!ENTRY_TIMES) {
      return;
    }
    try {
      Files.walkFileTree(
          path(folder),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes)
                throws IOException {
              rights.give(child, true);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path child, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile()) {
                rights.give(child, false);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path child, IOException problem)
                throws IOException {
              if (problem instanceof AccessDeniedException) {
                // A folder that is another user's and closed to this one, as lost+found is.
                rights.give(child, true);
                return FileVisitResult.CONTINUE;
              }
              throw problem;
            }
          });
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("set the permissions of", folder, problem);
    }
  }
}
