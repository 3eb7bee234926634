package org.openqof.store;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.openqof.errors.LakeErrors;

/**
 * Lets one run at a time work in a lake.
 *
 * <p>The lock is a small file that names its owner. One left behind by a process of this machine
 * that no longer lives is taken over; one of another machine never is, because nothing can be known
 * about its owner.
 */
public final class RunLock implements AutoCloseable {
  private static final String NAME = ".run.lock";
  private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

  /** Two threads of one process must not both take over an abandoned lock. */
  private static final ReentrantLock TAKING_OVER = new ReentrantLock();

  private final Storage storage;
  private final String path;
  private final Owner owner;
  private boolean held = true;

  /**
   * The content of the lock file.
   *
   * @param token tells this lock from every other
   * @param runId run that holds it
   * @param host machine the run works on
   * @param processId its process there
   * @param processStarted when that process began, milliseconds since 1970 UTC, or 0 when unknown
   * @param since when the lock was taken, UTC, ISO 8601
   */
  record Owner(
      String token, String runId, String host, long processId, long processStarted, String since) {

    /** Whether the owner certainly no longer runs. */
    boolean isDead(String thisHost) {
      if (!host.equals(thisHost)) {
        return false;
      }
      Optional<ProcessHandle> process = ProcessHandle.of(processId);
      if (process.isEmpty() || !process.get().isAlive()) {
        return true;
      }
      // Process numbers are used again: another start means another process.
      long started = started(process.get());
      return processStarted != 0 && started != 0 && started != processStarted;
    }

    private String described() {
      return "run %s, process %d on %s, since %s".formatted(runId, processId, host, since);
    }
  }

  private RunLock(Storage storage, String path, Owner owner) {
    this.storage = storage;
    this.path = path;
    this.owner = owner;
  }

  /**
   * Takes the lock of a lake.
   *
   * @param runId run that takes it
   * @param since time to be shown to others who want it
   * @throws org.openqof.errors.QofException when another run holds it, naming that run
   */
  public static RunLock take(Lake lake, String runId, Instant since) {
    Storage storage = lake.storage();
    String path = Storage.below(lake.root(), NAME);
    ProcessHandle me = ProcessHandle.current();
    Owner owner =
        new Owner(
            UUID.randomUUID().toString(), runId, host(), me.pid(), started(me), since.toString());
    byte[] content = Json.bytes(owner);
    if (storage.putIfAbsent(path, content)
        || (storage instanceof LocalStorage && takeOver(storage, path, owner, content))) {
      return new RunLock(storage, path, owner);
    }
    String other =
        storage.exists(path) ? read(storage, path).described() : "a run that has ended just now";
    throw LakeErrors.locked(lake.root(), other, path);
  }

  /** Removes a dead owner's file and puts ours, while no other process of this machine does so. */
  private static boolean takeOver(Storage storage, String path, Owner owner, byte[] content) {
    Path guard = LocalStorage.path(path + ".guard");
    TAKING_OVER.lock();
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock exclusive = channel.lock()) {
      if (exclusive.isValid() && storage.exists(path) && read(storage, path).isDead(owner.host())) {
        storage.deleteTree(path);
      }
      // The guard's file stays: deleted, two processes could each lock a guard of their own.
      return storage.putIfAbsent(path, content);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("lock", path, problem);
    } finally {
      TAKING_OVER.unlock();
    }
  }

  /**
   * Who holds the lock of a lake.
   *
   * @param described run, process, machine and time, for people
   * @param since when it was taken, UTC, ISO 8601
   * @param dead whether the owner certainly no longer runs, so that the next run takes it over
   */
  public record Holder(String described, String since, boolean dead) {}

  /** Who holds the lock of a lake; empty when nobody does. Changes nothing. */
  public static Optional<Holder> holder(Lake lake) {
    Storage storage = lake.storage();
    String path = Storage.below(lake.root(), NAME);
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    Owner owner = read(storage, path);
    return Optional.of(new Holder(owner.described(), owner.since(), owner.isDead(host())));
  }

  private static Owner read(Storage storage, String path) {
    return Json.read(new String(storage.read(path), StandardCharsets.UTF_8), Owner.class, path);
  }

  /** Name of this machine; asked of the kernel first, for a name service may take seconds. */
  private static String host() {
    try {
      if (Files.isReadable(KERNEL_NAME)) {
        return Files.readString(KERNEL_NAME).trim();
      }
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unnamed) {
      return "localhost";
    }
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    if (held) {
      held = false;
      if (storage.exists(path) && read(storage, path).token().equals(owner.token())) {
        storage.deleteTree(path);
      }
    }
  }
}
