package org.openqof.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openqof.errors.QofException;
import org.openqof.store.place.LakeErrors;

/**
 * Lets one run at a time work in a lake. {@link PlaceLock} says how it is taken, and when it is
 * taken over.
 *
 * <p>A run that takes the lake over from one that may only be halted closes every table to it first
 * ({@link Fence}): whenever that one wakes up, none of its commits gets into a log. It finds out at
 * its next commit, or at its next step by {@link #ensureHeld}, and stops.
 */
public final class RunLock implements AutoCloseable {
  static final String NAME = ".run.lock";
  static final String BEAT = ".run.lock.beat";

  private final PlaceLock lock;

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
     * storage on which a heartbeat may take long to appear. Heartbeat and watch keep their
     * proportion to it, so every machine that works in the lake needs the same setting.
     */
    static Times ofProcess() {
      Long seconds = Long.getLong("qof.lock.dead-after");
      if (seconds == null) {
        return USUAL;
      }
      long usual = USUAL.deadAfter().toMillis();
      return new Times(
          Duration.ofMillis(Math.max(1, USUAL.beat().toMillis() * seconds * 1000 / usual)),
          Duration.ofSeconds(seconds),
          Duration.ofMillis(USUAL.watch().toMillis() * seconds * 1000 / usual));
    }
  }

  private RunLock(PlaceLock lock) {
    this.lock = lock;
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
    Fence fence = new Fence(lake);
    PlaceLock lock =
        PlaceLock.take(
            place(lake), LockOwner.ofThisProcess(runId, since), times, fence::becomesDue);
    try {
      fence.close();
      return new RunLock(lock);
    } catch (RuntimeException notClosed) {
      lock.close();
      throw notClosed;
    }
  }

  private static PlaceLock.Place place(Lake lake) {
    return new PlaceLock.Place(
        lake.storage(),
        lake.root(),
        NAME,
        new PlaceLock.Words() {
          @Override
          public QofException held(String owner, String lockFile) {
            return LakeErrors.locked(lake.root(), owner, lockFile);
          }

          @Override
          public QofException lost(String runId, String owner) {
            return LakeErrors.lockLost(lake.root(), runId, owner);
          }
        });
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
    return PlaceLock.read(place(lake))
        .map(
            owner ->
                new Holder(
                    owner.described(), owner.since(), owner.seenFromHere() == LockOwner.Seen.DEAD));
  }

  /**
   * The owner whose lock was taken over because it was dead, in words; empty when there was none.
   */
  public Optional<String> recoveredFrom() {
    return lock.former().map(LockOwner::described);
  }

  /**
   * Makes sure that the lock is still held, before something that others would see.
   *
   * @throws QofException when it was taken by another run
   */
  public void ensureHeld() {
    lock.ensureHeld();
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    lock.close();
  }
}
