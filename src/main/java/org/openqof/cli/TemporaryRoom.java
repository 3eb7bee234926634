package org.openqof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The temporary files of this process in one folder: libraries that compress unpack their native
 * part there, Spark its blocks. The folder goes with the process; that of a process that was killed
 * is known by its lock, which nobody holds any more, and goes with the next.
 */
final class TemporaryRoom {
  private static final String PREFIX = "openqof-";
  private static final String LOCK = ".lock";
  private static final String PLACE = "java.io.tmpdir";

  private final Path place;

  @SuppressWarnings("UnusedVariable") // keeps the lock until the process ends, however it ends
  private final FileChannel lock;

  @SuppressWarnings("UnusedVariable") // a room that nobody holds any more loses its lock
  private static @Nullable TemporaryRoom held;

  private TemporaryRoom(Path place, FileChannel lock) {
    this.place = place;
    this.lock = lock;
  }

  /** Opens it, before anything writes a temporary file. Without it the folder of all serves. */
  static void open() {
    Path shared = Path.of(System.getProperty(PLACE, "/tmp"));
    try {
      TemporaryRoom room = in(shared);
      if (room != null) {
        held = room;
        System.setProperty(PLACE, room.place().toString());
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> remove(room.place()), "temporary files"));
        removeThoseOfDeadProcesses(shared, room.place());
      }
    } catch (IOException noRoom) {
      // A full or read-only disk is told by whatever needs it.
    }
  }

  /** A new room; null where another process has just taken it for that of a dead one. */
  static @Nullable TemporaryRoom in(Path shared) throws IOException {
    Path place = Files.createTempDirectory(shared, PREFIX);
    FileChannel channel =
        FileChannel.open(
            place.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (channel.tryLock() != null && Files.exists(place.resolve(LOCK))) {
      return new TemporaryRoom(place, channel);
    }
    channel.close();
    return null;
  }

  /** The folder. */
  Path place() {
    return place;
  }

  /**
   * Takes away what killed processes of this user left.
   *
   * @param own the room of this process, by whose owner its user is known
   */
  static void removeThoseOfDeadProcesses(Path shared, Path own) {
    try (DirectoryStream<Path> rooms = Files.newDirectoryStream(shared, PREFIX + "*")) {
      UserPrincipal user = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
      for (Path room : rooms) {
        if (!room.equals(own) && isOf(user, room)) {
          removeIfOfADeadProcess(room);
        }
      }
    } catch (IOException | UncheckedIOException | DirectoryIteratorException unreadable) {
      // Others will try again.
    }
  }

  /** A folder of the user's own: never one that another user laid there, nor a link to anything. */
  private static boolean isOf(UserPrincipal user, Path room) {
    try {
      return Files.isDirectory(room, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(room, LinkOption.NOFOLLOW_LINKS).equals(user);
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * The lock is kept until the room is gone: a process that is just opening it sees either the lock
   * of another or no lock any more, and takes none that is about to go.
   */
  private static void removeIfOfADeadProcess(Path room) {
    try (FileChannel channel =
            FileChannel.open(
                room.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        remove(room);
      }
    } catch (IOException | OverlappingFileLockException notOurs) {
      // The process lives, or its folder is just being made.
    }
  }

  private static void remove(Path room) {
    try (Stream<Path> all = Files.walk(room)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException inUse) {
      // The next process tries again.
    }
  }
}
