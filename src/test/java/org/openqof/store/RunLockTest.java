package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.errors.QofException;
import org.openqof.store.place.Audience;
import org.openqof.store.place.LocalStorage;
import org.openqof.testing.Slow;

@Slow
class RunLockTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Path folder;
  private final Path file;
  private final Lake lake;

  RunLockTest(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve(".run.lock");
    lake = new Lake(folder.toUri());
  }

  private LockOwner owner() {
    return LockOwner.parse(
        new LocalStorage("/", Audience.EVERYONE).readText(LocalStorage.name(file)));
  }

  private void leave(LockOwner owner) throws IOException {
    Files.write(file, owner.bytes());
  }

  @Test
  void aSecondRunIsRefusedAndToldWhoHoldsTheLake() {
    try (RunLock held = RunLock.take(lake, "run-1", NOW)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> RunLock.take(lake, "run-2", NOW))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("run run-1")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(".run.lock");
    }
  }

  @Test
  void aLockGivenBackCanBeTakenAgain() {
    RunLock.take(lake, "run-1", NOW).close();

    assertThat(file).doesNotExist();
    try (RunLock again = RunLock.take(lake, "run-2", NOW)) {
      assertThat(again).isNotNull();
      assertThat(owner().runId()).isEqualTo("run-2");
    }
  }

  @Test
  void theLockOfADeadProcessOfThisMachineIsTakenOver() throws Exception {
    RunLock.take(lake, "run-1", NOW);
    LockOwner mine = owner();
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    leave(new LockOwner("t", "dead", mine.host(), mine.kernel(), ended.pid(), 0, "then"));

    try (RunLock taken = RunLock.take(lake, "run-2", NOW)) {
      assertThat(taken).isNotNull();
      assertThat(owner().runId()).isEqualTo("run-2");
    }
  }

  @Test
  void theLockOfAnEarlierProcessWithTheSameNumberIsTakenOver() throws IOException {
    RunLock.take(lake, "run-1", NOW);
    LockOwner mine = owner();
    leave(
        new LockOwner(
            "t",
            "dead",
            mine.host(),
            mine.kernel(),
            mine.processId(),
            mine.processStarted() - 5000,
            "then"));

    try (RunLock taken = RunLock.take(lake, "run-2", NOW)) {
      assertThat(taken).isNotNull();
    }
  }

  /** Fast enough for a test, and slow enough for a busy machine. */
  private static final RunLock.Times FAST =
      new RunLock.Times(Duration.ofMillis(5), Duration.ofMillis(400), Duration.ofMillis(200));

  private static final LockOwner FAR =
      new LockOwner("t", "far", "another-host", "another kernel", 1, 0, "then");

  /** The lake as this machine sees it, and as one that reaches it through another file system. */
  private List<Lake> ways() {
    String name = String.valueOf(folder.getFileName());
    return List.of(
        lake,
        new Lake(
            URI.create("viewfs://" + name + "/place"),
            Map.of("fs.viewfs.mounttable." + name + ".link./place", folder.toUri().toString())));
  }

  @Test
  void aLockOfAnotherMachineWhoseHeartBeatsIsNotTakenOver() throws IOException {
    leave(FAR);

    for (Lake way : ways()) {
      assertThatThrownBy(() -> RunLock.take(way, "run-2", NOW))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("another-host");
    }
  }

  @Test
  void aLockOfAnotherMachineIsTakenOverWhenItsHeartHasStopped() throws IOException {
    for (Lake way : ways()) {
      leave(FAR);
      Path beat = file.resolveSibling(RunLock.BEAT);
      Files.writeString(beat, "t 7");
      for (Path each : List.of(file, beat)) {
        Files.setLastModifiedTime(each, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
      }
      try (RunLock taken = RunLock.take(way, "run-2", NOW, FAST)) {
        assertThat(taken.recoveredFrom()).hasValue(FAR.described());
        assertThat(owner().runId()).isEqualTo("run-2");
        taken.ensureHeld();
      }
      assertThat(file).doesNotExist();
      Files.deleteIfExists(beat);
    }
  }

  @Test
  void anOldHeartbeatThatChangesWhileItIsWatchedKeepsTheLock() throws Exception {
    leave(FAR);
    Path beat = file.resolveSibling(RunLock.BEAT);
    Path next = file.resolveSibling("next");
    Thread heart =
        new Thread(
            () -> {
              // The clock of that machine is an hour behind. The heartbeat is replaced whole, as an
              // owner
              // does: written in place it would be empty at many of the moments at which it is
              // read.
              for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                try {
                  Files.writeString(next, "t " + i);
                  Files.setLastModifiedTime(
                      next, FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
                  Files.move(next, beat, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              }
            });
    RunLock.Times patient = new RunLock.Times(FAST.beat(), FAST.deadAfter(), Duration.ofMinutes(1));
    heart.start();
    try {
      while (!Files.exists(beat)) {
        Thread.onSpinWait();
      }
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      assertThatThrownBy(() -> RunLock.take(lake, "run-2", NOW, patient))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("another-host");
    } finally {
      heart.interrupt();
      heart.join();
    }
  }

  @Test
  void theOwnerWritesItsHeartbeatAndTakesItAway() throws Exception {
    Path beat = file.resolveSibling(RunLock.BEAT);
    try (RunLock held = RunLock.take(lake, "run-1", NOW, FAST)) {
      assertThat(held.recoveredFrom()).isEmpty();
      while (!Files.exists(beat)) {
        Thread.onSpinWait();
      }
      assertThat(Files.readString(beat)).startsWith(owner().token());
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void anOwnerThatWasHaltedForTooLongFindsThatItLostTheLake() throws IOException {
    try (RunLock halted = RunLock.take(lake, "run-1", NOW)) {
      leave(FAR);

      assertThatThrownBy(halted::ensureHeld)
          .isInstanceOf(QofException.class)
          .hasMessageContaining("no longer holds the lake")
          .hasMessageContaining("another-host");
    }
    assertThat(owner()).isEqualTo(FAR);
  }

  @Test
  void anotherContainerOfTheSameNameIsOutOfSight() {
    LockOwner mine = LockOwner.ofThisProcess("run", NOW);

    assertThat(mine.seenFromHere()).isEqualTo(LockOwner.Seen.ALIVE);
    assertThat(mine.seenFrom(mine.host(), "boot pid:[2]")).isEqualTo(LockOwner.Seen.OUT_OF_SIGHT);
    assertThat(LockOwner.parse("damaged").seenFromHere()).isEqualTo(LockOwner.Seen.OUT_OF_SIGHT);
  }

  @Test
  void aLockThatSomeoneElseTookMeanwhileIsNotGivenBack() throws IOException {
    RunLock mine = RunLock.take(lake, "run-1", NOW);
    leave(new LockOwner("t", "far", "another-host", "k", 1, 0, "then"));
    mine.close();

    assertThat(owner().host()).isEqualTo("another-host");
  }

  @Test
  void ofManyThatFindAnAbandonedLockOneGetsIt() throws Exception {
    RunLock.take(lake, "run-1", NOW);
    LockOwner mine = owner();
    leave(
        new LockOwner(
            "t",
            "dead",
            mine.host(),
            mine.kernel(),
            mine.processId(),
            mine.processStarted() - 5000,
            "then"));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String run = "run-" + i;
        tries.add(
            () -> {
              try {
                RunLock.take(lake, run, NOW);
                return true;
              } catch (QofException refused) {
                return false;
              }
            });
      }
      int taken = 0;
      for (Future<Boolean> result : pool.invokeAll(tries)) {
        taken += result.get() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }
}
