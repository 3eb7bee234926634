package org.openqof.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.QofException;
import org.openqof.store.RunLock.Times;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.LocalStorage;
import org.openqof.store.place.Storage;

/**
 * A lock on a folder: a small file in it that names its owner, and alongside it another that the
 * owner writes every few seconds: its heartbeat.
 *
 * <p>It is taken over when its owner is certainly dead. Of a process that this one can see, the
 * machine says so at once. Of any other, its heartbeat must be older than {@link Times#deadAfter},
 * by the clock of the storage itself, and then stay unchanged for {@link Times#watch} by this
 * machine's running time: no wall clock of any machine is asked. Such an owner may only have been
 * halted, see {@link #formerOwnerMayWake}.
 */
final class PlaceLock implements AutoCloseable {
  private static final String BEAT = ".beat";
  private static final String TAKEN = ".taken-";
  private static final String PROBE = ".probe-";

  /** Two threads of one process must not both take over an abandoned lock. */
  private static final ReentrantLock TAKING_OVER = new ReentrantLock();

  private final Place place;
  private final LockOwner owner;
  private final @Nullable LockOwner former;
  private final boolean formerMayWake;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean lost;

  /**
   * Where a lock lies, and what is said of it.
   *
   * @param storage the storage
   * @param folder the folder it guards, or that the guarded one lies in
   * @param name name of the lock's file in that folder
   * @param words its messages
   */
  record Place(Storage storage, String folder, String name, Words words) {
    String file() {
      return Storage.below(folder, name);
    }

    String beat() {
      return file() + BEAT;
    }

    private String probe() {
      return file() + PROBE + UUID.randomUUID();
    }
  }

  /** The messages of a lock. */
  interface Words {
    /** Somebody else has it. */
    QofException held(String owner, String lockFile);

    /** Somebody else took it while this owner gave no sign of life. */
    QofException lost(String runId, String owner);
  }

  private PlaceLock(
      Place place, LockOwner owner, @Nullable LockOwner former, boolean formerMayWake) {
    this.place = place;
    this.owner = owner;
    this.former = former;
    this.formerMayWake = formerMayWake;
  }

  /**
   * Takes a lock.
   *
   * @param beforeTakingOver done before the lock of an owner that may wake up is taken from it
   * @throws QofException of kind HELD when another has it, naming that one
   */
  static PlaceLock take(Place place, LockOwner owner, Times times, Runnable beforeTakingOver) {
    Storage storage = place.storage();
    String beatThere = beatOwner(place);
    if (storage.putIfAbsent(place.file(), owner.bytes())) {
      return begun(place, owner, null, !beatThere.isEmpty(), beforeTakingOver, times);
    }
    Optional<LockOwner> other = read(place);
    if (other.isEmpty()) {
      if (storage.putIfAbsent(place.file(), owner.bytes())) {
        return begun(place, owner, null, false, beforeTakingOver, times);
      }
      throw place.words().held("a run that has begun just now", place.file());
    }
    LockOwner there = other.get();
    LockOwner.Seen seen = there.seenFromHere();
    boolean dead =
        seen == LockOwner.Seen.DEAD
            || (seen == LockOwner.Seen.OUT_OF_SIGHT && isSilent(place, times));
    // Somebody else's heartbeat: this owner died before it wrote its first one, and before it had
    // closed the place to the owner that it had followed.
    boolean mayWake =
        seen == LockOwner.Seen.OUT_OF_SIGHT
            || !(beatThere.isEmpty() || beatThere.equals(there.token()));
    if (dead) {
      if (mayWake) {
        beforeTakingOver.run();
      }
      if (takeOver(place, there, owner)) {
        return begun(place, owner, there, mayWake, () -> {}, times);
      }
    }
    throw place.words().held(there.described(), place.file());
  }

  private static PlaceLock begun(
      Place place,
      LockOwner owner,
      @Nullable LockOwner former,
      boolean formerMayWake,
      Runnable beforeFirstBeat,
      Times times) {
    PlaceLock lock = new PlaceLock(place, owner, former, formerMayWake);
    if (formerMayWake) {
      beforeFirstBeat.run();
    }
    // From here on a lock that vanishes without its heartbeat was not given back by its owner.
    lock.putBeat(0);
    Thread heart = new Thread(() -> lock.beat(times), "heartbeat");
    heart.setDaemon(true);
    heart.start();
    return lock;
  }

  /** The token of whoever wrote the heartbeat; empty when there is none. */
  private static String beatOwner(Place place) {
    String text = content(place.storage(), place.beat());
    int end = text.indexOf(' ');
    return end < 0 ? text.strip() : text.substring(0, end);
  }

  /**
   * Whether the heartbeat is old by the storage's clock, and stays as it is while it is watched.
   */
  private static boolean isSilent(Place place, Times times) {
    Storage storage = place.storage();
    String probe = place.probe();
    long last = Math.max(modified(storage, place.file()), modified(storage, place.beat()));
    storage.put(probe, new byte[] {'\n'});
    long now = Math.max(last, modified(storage, probe));
    storage.deleteTree(probe);
    if (now - last < times.deadAfter().toMillis()) {
      return false;
    }
    String seen = content(storage, place.beat());
    long until = System.nanoTime() + times.watch().toNanos();
    CountDownLatch never = new CountDownLatch(1);
    long step = Math.min(1000, Math.max(1, times.watch().toMillis() / 10));
    try {
      while (System.nanoTime() < until) {
        if (never.await(step, TimeUnit.MILLISECONDS)
            || !content(storage, place.beat()).equals(seen)) {
          return false;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
    return content(storage, place.beat()).equals(seen);
  }

  /** When a file was written, by the clock of the storage; 0 when it is not there. */
  private static long modified(Storage storage, String path) {
    return storage.find(path).map(Storage.Entry::modifiedMillis).orElse(0L);
  }

  private static String content(Storage storage, String path) {
    try {
      return storage.exists(path) ? storage.readText(path) : "";
    } catch (QofException goneMeanwhile) {
      if (storage.exists(path)) {
        throw goneMeanwhile;
      }
      return "";
    }
  }

  private static boolean takeOver(Place place, LockOwner dead, LockOwner owner) {
    return place.storage() instanceof LocalStorage
        ? takeOverHere(place, dead, owner)
        : takeOverThere(place, dead, owner);
  }

  /** Removes a dead owner's file and puts ours, while no other process of this machine does so. */
  private static boolean takeOverHere(Place place, LockOwner dead, LockOwner owner) {
    Storage storage = place.storage();
    Path guard = LocalStorage.path(place.file() + ".guard");
    TAKING_OVER.lock();
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock exclusive = channel.lock()) {
      if (exclusive.isValid()
          && read(place).filter(now -> now.token().equals(dead.token())).isPresent()) {
        storage.deleteTree(place.file());
      }
      // The guard's file stays: deleted, two processes could each lock a guard of their own.
      return storage.putIfAbsent(place.file(), owner.bytes());
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("lock", place.file(), problem);
    } finally {
      TAKING_OVER.unlock();
    }
  }

  /**
   * Renames a dead owner's file to a name made of its token, which of several that try at the same
   * time one can do, and once only.
   */
  private static boolean takeOverThere(Place place, LockOwner dead, LockOwner owner) {
    Storage storage = place.storage();
    TAKING_OVER.lock();
    try {
      storage.renameFolder(place.file(), place.file() + TAKEN + dead.token());
      for (Storage.Entry entry : storage.list(place.folder())) {
        if (entry.name().startsWith(place.name() + TAKEN) && !entry.name().endsWith(dead.token())) {
          storage.deleteTree(entry.path());
        }
      }
      return storage.putIfAbsent(place.file(), owner.bytes());
    } catch (QofException another) {
      return false;
    } finally {
      TAKING_OVER.unlock();
    }
  }

  /** Who has the lock at a place; empty when nobody has. */
  static Optional<LockOwner> read(Place place) {
    Storage storage = place.storage();
    try {
      return storage.exists(place.file())
          ? Optional.of(LockOwner.parse(storage.readText(place.file())))
          : Optional.empty();
    } catch (QofException goneMeanwhile) {
      if (storage.exists(place.file())) {
        throw goneMeanwhile;
      }
      return Optional.empty();
    }
  }

  private void putBeat(long count) {
    place
        .storage()
        .put(
            place.beat(),
            "%s %d%n".formatted(owner.token(), count).getBytes(StandardCharsets.UTF_8));
  }

  private void beat(Times times) {
    long count = 0;
    try {
      while (!ended.await(times.beat().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          if (!isOurs()) {
            lost = true;
            return;
          }
          synchronized (this) {
            // After it was given back, a heartbeat would look like that of an owner that died.
            if (ended.getCount() > 0) {
              putBeat(++count);
            }
          }
        } catch (RuntimeException unreachable) {
          // Storage that fails for a while: the next beat tries again, the run's own steps tell.
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOurs() {
    return read(place).filter(now -> now.token().equals(owner.token())).isPresent();
  }

  /** The owner that it was taken over from, because it was dead; empty when there was none. */
  Optional<LockOwner> former() {
    return Optional.ofNullable(former);
  }

  /**
   * Whether an owner before this one may go on some day: it is out of sight, or its lock was
   * deleted by hand.
   */
  boolean formerOwnerMayWake() {
    return formerMayWake;
  }

  /**
   * Makes sure that it is still held, before something that others would see.
   *
   * @throws QofException when another has taken it
   */
  void ensureHeld() {
    if (lost || !isOurs()) {
      lost = true;
      throw place
          .words()
          .lost(owner.runId(), read(place).map(LockOwner::described).orElse("nobody"));
    }
  }

  /** Gives it back. */
  @Override
  public synchronized void close() {
    if (ended.getCount() > 0) {
      ended.countDown();
      if (isOurs()) {
        place.storage().deleteTree(place.beat());
        place.storage().deleteTree(place.file());
      }
    }
  }
}
