package org.openqof.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.LakeErrors;
import org.openqof.errors.QofException;

/**
 * Lets one run at a time work in a lake.
 *
 * <p>The lock is a small file that names its owner, and beside it another that the owner writes
 * anew every few seconds: its heartbeat. A lock is taken over when its owner is certainly dead. Of
 * a process that this one can see, the machine says so at once. Of any other, its heartbeat must be
 * older than {@link Times#deadAfter}, by the clock of the storage itself, and then stay unchanged
 * for {@link Times#watch} by this machine's running time: no wall clock of any machine is asked.
 *
 * <p>An owner that was halted for so long that its lock was taken finds out at its next step, see
 * {@link #ensureHeld}, and stops.
 */
public final class RunLock implements AutoCloseable {
  static final String NAME = ".run.lock";
  static final String BEAT = ".run.lock.beat";
  private static final String TAKEN = ".run.lock.taken-";

  /** Two threads of one process must not both take over an abandoned lock. */
  private static final ReentrantLock TAKING_OVER = new ReentrantLock();

  private final Lake lake;
  private final Storage storage;
  private final String path;
  private final LockOwner owner;
  private final @Nullable String recoveredFrom;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean lost;

  /**
   * How fast the heart beats, and when it is taken to have stopped.
   *
   * @param beat time between two heartbeats
   * @param deadAfter age of a heartbeat, by the clock of the storage, at which an owner may be dead
   * @param watch how long such a heartbeat is watched before the lock is taken over
   */
  public record Times(Duration beat, Duration deadAfter, Duration watch) {
    /** Every 10 seconds; dead after 2 minutes, watched for 25 seconds. */
    public static final Times USUAL =
        new Times(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofSeconds(25));

    /**
     * The usual times, with the setting {@code qof.lock.dead-after} (seconds) of this process, for
     * storage on which a heartbeat may take long to appear.
     */
    static Times ofProcess() {
      Long seconds = Long.getLong("qof.lock.dead-after");
      return seconds == null
          ? USUAL
          : new Times(USUAL.beat(), Duration.ofSeconds(seconds), USUAL.watch());
    }
  }

  private RunLock(Lake lake, LockOwner owner, @Nullable String recoveredFrom, Times times) {
    this.lake = lake;
    this.storage = lake.storage();
    this.path = Storage.below(lake.root(), NAME);
    this.owner = owner;
    this.recoveredFrom = recoveredFrom;
    Thread heart = new Thread(() -> beat(times), "lake-heartbeat");
    heart.setDaemon(true);
    heart.start();
  }

  /**
   * Takes the lock of a lake.
   *
   * @param runId run that takes it
   * @param since time to be shown to others who want it
   * @throws QofException of kind HELD when another run holds it, naming that run
   */
  public static RunLock take(Lake lake, String runId, Instant since) {
    return take(lake, runId, since, Times.ofProcess());
  }

  /** Takes the lock of a lake, with other times than the usual. */
  public static RunLock take(Lake lake, String runId, Instant since, Times times) {
    Storage storage = lake.storage();
    String path = Storage.below(lake.root(), NAME);
    LockOwner owner = LockOwner.ofThisProcess(runId, since);
    if (storage.putIfAbsent(path, owner.bytes())) {
      return new RunLock(lake, owner, null, times);
    }
    Optional<LockOwner> other = read(storage, path);
    if (other.isEmpty()) {
      if (storage.putIfAbsent(path, owner.bytes())) {
        return new RunLock(lake, owner, null, times);
      }
      throw LakeErrors.locked(lake.root(), "a run that has begun just now", path);
    }
    if (isDead(lake, other.get(), times) && takeOver(lake, other.get(), owner)) {
      return new RunLock(lake, owner, other.get().described(), times);
    }
    throw LakeErrors.locked(lake.root(), other.get().described(), path);
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
    return read(lake.storage(), Storage.below(lake.root(), NAME))
        .map(
            owner ->
                new Holder(
                    owner.described(), owner.since(), owner.seenFromHere() == LockOwner.Seen.DEAD));
  }

  private static boolean isDead(Lake lake, LockOwner other, Times times) {
    return switch (other.seenFromHere()) {
      case ALIVE -> false;
      case DEAD -> true;
      case OUT_OF_SIGHT -> isSilent(lake, times);
    };
  }

  /**
   * Whether the heartbeat is old by the storage's clock, and stays as it is while it is watched.
   */
  private static boolean isSilent(Lake lake, Times times) {
    Storage storage = lake.storage();
    String beat = Storage.below(lake.root(), BEAT);
    String probe = Storage.below(lake.root(), ".run.lock.probe-" + UUID.randomUUID());
    long last = lastSign(storage, lake);
    storage.put(probe, new byte[] {'\n'});
    long now = storage.find(probe).map(Storage.Entry::modifiedMillis).orElse(last);
    storage.deleteTree(probe);
    if (now - last < times.deadAfter().toMillis()) {
      return false;
    }
    String seen = content(storage, beat);
    long until = System.nanoTime() + times.watch().toNanos();
    CountDownLatch never = new CountDownLatch(1);
    long step = Math.min(1000, Math.max(1, times.watch().toMillis() / 10));
    try {
      while (System.nanoTime() < until) {
        if (never.await(step, TimeUnit.MILLISECONDS) || !content(storage, beat).equals(seen)) {
          return false;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
    return content(storage, beat).equals(seen);
  }

  /** When the owner last gave a sign of life, by the clock of the storage. */
  private static long lastSign(Storage storage, Lake lake) {
    long taken =
        storage
            .find(Storage.below(lake.root(), NAME))
            .map(Storage.Entry::modifiedMillis)
            .orElse(Long.MAX_VALUE);
    long beat =
        storage
            .find(Storage.below(lake.root(), BEAT))
            .map(Storage.Entry::modifiedMillis)
            .orElse(0L);
    return Math.max(taken, beat);
  }

  private static String content(Storage storage, String path) {
    return storage.exists(path) ? storage.readText(path) : "";
  }

  private static boolean takeOver(Lake lake, LockOwner dead, LockOwner owner) {
    Storage storage = lake.storage();
    String path = Storage.below(lake.root(), NAME);
    return storage instanceof LocalStorage
        ? takeOverHere(storage, path, dead, owner)
        : takeOverThere(lake, path, dead, owner);
  }

  /** Removes a dead owner's file and puts ours, while no other process of this machine does so. */
  private static boolean takeOverHere(
      Storage storage, String path, LockOwner dead, LockOwner owner) {
    Path guard = LocalStorage.path(path + ".guard");
    TAKING_OVER.lock();
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock exclusive = channel.lock()) {
      if (exclusive.isValid()
          && read(storage, path).filter(now -> now.token().equals(dead.token())).isPresent()) {
        storage.deleteTree(path);
      }
      // The guard's file stays: deleted, two processes could each lock a guard of their own.
      return storage.putIfAbsent(path, owner.bytes());
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("lock", path, problem);
    } finally {
      TAKING_OVER.unlock();
    }
  }

  /**
   * Renames a dead owner's file to a name made of its token, which of several that try at the same
   * time one can do, and once only.
   */
  private static boolean takeOverThere(Lake lake, String path, LockOwner dead, LockOwner owner) {
    Storage storage = lake.storage();
    String taken = Storage.below(lake.root(), TAKEN + dead.token());
    TAKING_OVER.lock();
    try {
      storage.renameFolder(path, taken);
      for (Storage.Entry entry : storage.list(lake.root())) {
        if (entry.name().startsWith(TAKEN) && !entry.name().endsWith(dead.token())) {
          storage.deleteTree(entry.path());
        }
      }
      return storage.putIfAbsent(path, owner.bytes());
    } catch (QofException another) {
      return false;
    } finally {
      TAKING_OVER.unlock();
    }
  }

  private static Optional<LockOwner> read(Storage storage, String path) {
    try {
      return storage.exists(path)
          ? Optional.of(LockOwner.parse(storage.readText(path)))
          : Optional.empty();
    } catch (QofException goneMeanwhile) {
      if (storage.exists(path)) {
        throw goneMeanwhile;
      }
      return Optional.empty();
    }
  }

  private void beat(Times times) {
    String beat = Storage.below(lake.root(), BEAT);
    long count = 0;
    try {
      while (!ended.await(times.beat().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          if (!isOurs()) {
            lost = true;
            return;
          }
          storage.put(
              beat, "%s %d%n".formatted(owner.token(), ++count).getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException unreachable) {
          // Storage that fails for a while: the next beat tries again, the run's own steps tell.
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOurs() {
    return read(storage, path).filter(now -> now.token().equals(owner.token())).isPresent();
  }

  /**
   * The owner whose lock was taken over because it was dead, in words; empty when there was none.
   */
  public Optional<String> recoveredFrom() {
    return Optional.ofNullable(recoveredFrom);
  }

  /**
   * Makes sure that the lock is still held, before something that others would see.
   *
   * @throws QofException when it was taken by another run
   */
  public void ensureHeld() {
    if (lost || !isOurs()) {
      lost = true;
      throw LakeErrors.lockLost(
          lake.root(),
          owner.runId(),
          read(storage, path).map(LockOwner::described).orElse("nobody"));
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    if (ended.getCount() > 0) {
      ended.countDown();
      if (isOurs()) {
        storage.deleteTree(Storage.below(lake.root(), BEAT));
        storage.deleteTree(path);
      }
    }
  }
}
