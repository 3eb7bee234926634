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

  @SuppressWarnings("UnusedVariable") // keeps the lock until the process ends, however it ends
  private static @Nullable FileChannel held;

  private TemporaryRoom() {}

  /** Opens it, before anything writes a temporary file. Without it the folder of all serves. */
  static void open() {
    Path shared = Path.of(System.getProperty(PLACE, "/tmp"));
    try {
      Path room = Files.createTempDirectory(shared, PREFIX);
      FileChannel channel =
          FileChannel.open(
              room.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Another process may just have taken it for that of a dead one.
      if (channel.tryLock() != null && Files.exists(room.resolve(LOCK))) {
        held = channel;
        System.setProperty(PLACE, room.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(room), "temporary files"));
        removeThoseOfDeadProcesses(shared, room);
      } else {
        channel.close();
      }
    } catch (IOException noRoom) {
      // A full or read-only disk is told by whatever needs it.
    }
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
        if (!room.equals(own) && isOf(user, room) && isOfADeadProcess(room)) {
          remove(room);
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

  private static boolean isOfADeadProcess(Path room) {
    try (FileChannel channel =
            FileChannel.open(
                room.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (IOException | OverlappingFileLockException notOurs) {
      return false;
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
