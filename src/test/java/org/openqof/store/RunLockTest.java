package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.errors.QofException;

class RunLockTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Path file;
  private final Lake lake;

  RunLockTest(@TempDir Path folder) {
    file = folder.resolve(".run.lock");
    lake = new Lake(folder.toUri());
  }

  private LockOwner owner() {
    return LockOwner.parse(new LocalStorage().readText(LocalStorage.name(file)));
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

  @Test
  void theLockOfAnotherMachineIsNeverTakenOver() throws IOException {
    leave(new LockOwner("t", "far", "another-host", "k", 1, 0, "then"));

    assertThatThrownBy(() -> RunLock.take(lake, "run-2", NOW))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("another-host");
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
