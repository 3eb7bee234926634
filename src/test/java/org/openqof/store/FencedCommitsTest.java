package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.Audience;
import org.openqof.store.place.Storage;
import org.openqof.testing.HaltedThread;
import org.openqof.testing.ObjectStore;

/**
 * A run that is halted, loses its lake to another one, and wakes up: whatever it was about to do,
 * none of its commits gets in any more, on file systems and on object stores.
 */
class FencedCommitsTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final RunLock.Times AT_ONCE =
      new RunLock.Times(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);

  private final Path folder;
  private final Map<String, String> settings = new HashMap<>(ObjectStore.settings());

  FencedCommitsTest(@TempDir Path folder) {
    this.folder = folder;
    settings.put(ObjectStore.FAULT, HaltedThread.Fault.class.getName());
  }

  private Lake local(String name) {
    URI place = folder.resolve(name).toUri();
    return new Lake(
        place, Storage.of(place, Map.of(), Audience.OWNER_AND_GROUP), List.of(RandomBlocks.TABLE));
  }

  private Lake objects(String name) {
    URI place = URI.create("objects://" + folder.getFileName() + folder.resolve(name));
    return new Lake(
        place, Storage.of(place, settings, Audience.OWNER_AND_GROUP), List.of(RandomBlocks.TABLE));
  }

  /** The owner of the lock has gone out of sight: as a process of another machine. */
  private void outOfSight(String name) throws IOException {
    Path file = folder.resolve(name).resolve(RunLock.NAME);
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("host: .*", "host: another-host"));
  }

  private static List<DataFile> staged(Lake lake, long seed) {
    return List.of(lake.stage(RandomBlocks.TABLE, YEAR, 1, "x", RandomBlocks.of(seed, 1, 9, 4)));
  }

  private static void commit(Lake lake, long seed) {
    lake.commit(RandomBlocks.TABLE, YEAR, 1, staged(lake, seed), "openqof-" + lake.opening());
  }

  private static List<List<String>> rows(Lake lake) {
    return RandomBlocks.values(lake.read(RandomBlocks.TABLE, YEAR, 1));
  }

  private static List<List<String>> rowsOf(long seed) {
    return RandomBlocks.values(RandomBlocks.of(seed, 1, 9, 4));
  }

  @Test
  void aRunThatLostTheLakeBeforeItsFirstCommitMakesNone() throws IOException {
    Lake halted = local("lake");
    RunLock lost = RunLock.take(halted, "halted", NOW);
    List<DataFile> ready = staged(halted, 1);
    outOfSight("lake");

    Lake next = local("lake");
    try (RunLock held = RunLock.take(next, "next", NOW, AT_ONCE)) {
      assertThat(held.recoveredFrom()).isPresent();
      assertThatThrownBy(() -> halted.commit(RandomBlocks.TABLE, YEAR, 1, ready, "openqof-halted"))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("no longer holds the lake")
          .hasMessageContaining(RandomBlocks.TABLE.name())
          .hasMessageContaining("expected up to 0, found 1");
      commit(next, 2);
    }
    lost.close();

    assertThat(rows(next)).isEqualTo(rowsOf(2));
  }

  @Test
  void aRunThatLostTheLakeTakesNothingOutOfIt() throws IOException {
    Lake halted = local("lake");
    RunLock lost = RunLock.take(halted, "halted", NOW);
    commit(halted, 1);
    outOfSight("lake");
    Lake next = local("lake");
    try (RunLock held = RunLock.take(next, "next", NOW, AT_ONCE)) {
      held.ensureHeld();
      assertThatThrownBy(() -> halted.withdraw(RandomBlocks.TABLE, YEAR, 1, true))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("no longer holds the lake");
      assertThatThrownBy(() -> halted.deleteUncommitted(RandomBlocks.TABLE))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("no longer holds the lake");
    }
    lost.close();

    assertThat(rows(next)).isEqualTo(rowsOf(1));
  }

  @Test
  void aLockDeletedByHandIsNoReasonToTrustItsOwner() throws IOException {
    Lake halted = local("lake");
    RunLock lost = RunLock.take(halted, "halted", NOW);
    commit(halted, 1);
    Files.delete(folder.resolve("lake").resolve(RunLock.NAME));

    Lake next = local("lake");
    try (RunLock held = RunLock.take(next, "next", NOW)) {
      held.ensureHeld();
      assertThatThrownBy(() -> commit(halted, 2))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("no longer holds the lake");
    }
    lost.close();
    assertThat(rows(next)).isEqualTo(rowsOf(1));
  }

  @Test
  void whatAProcessThatDiedWhileTakingOverLeftUndoneTheNextOneDoes() throws IOException {
    Lake halted = local("lake");
    RunLock lost = RunLock.take(halted, "halted", NOW);
    commit(halted, 1);
    lost.close();
    Path number = folder.resolve("lake").resolve(Fence.NAME);
    assertThat(Files.readString(number)).isEqualTo("0 done\n");
    Files.writeString(number, "1 due\n");

    try (RunLock held = RunLock.take(local("lake"), "next", NOW)) {
      held.ensureHeld();
      assertThatThrownBy(() -> commit(halted, 2))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("no longer holds the lake");
    }
    assertThat(Files.readString(number)).isEqualTo("1 done\n");
  }

  @Test
  void aLostOrOlderNumberIsMadeGoodFromTheTables() throws IOException {
    Lake first = local("lake");
    try (RunLock held = RunLock.take(first, "first", NOW)) {
      held.ensureHeld();
      first.closeToFormerRuns(RandomBlocks.TABLE, 7);
    }
    Path number = folder.resolve("lake").resolve(Fence.NAME);
    Files.delete(number);
    Lake next = local("lake");
    try (RunLock held = RunLock.take(next, "next", NOW)) {
      held.ensureHeld();
      commit(next, 1);
    }
    assertThat(rows(next)).isEqualTo(rowsOf(1));
    assertThat(Files.readString(number)).isEqualTo("8 done\n");

    // As a slow process leaves it that tried to take the lake over and did not get it.
    Files.writeString(number, "3 due\n");
    Lake last = local("lake");
    try (RunLock held = RunLock.take(last, "last", NOW)) {
      held.ensureHeld();
      last.withdraw(RandomBlocks.TABLE, YEAR, 1, true);
      commit(last, 2);
    }
    assertThat(rows(last)).isEqualTo(rowsOf(2));
  }

  /** Two commits of one run, and the second one's withdrawal of what the first left. */
  private static void takeBackAndCommit(Lake lake, long seed) {
    lake.withdraw(RandomBlocks.TABLE, YEAR, 1, true);
    commit(lake, seed);
  }

  @Test
  void haltedAtAnyMomentARunThatLostTheLakeAddsNothing() throws Exception {
    int halts = 0;
    boolean halted = true;
    for (int calls = 0; halted; calls++) {
      String name = "lake-" + calls;
      Lake early = objects(name);
      RunLock lost = RunLock.take(early, "halted", NOW);
      HaltedThread run = HaltedThread.at(calls, () -> takeBackAndCommit(early, 1));
      halted = run.awaitHaltOrEnd();
      outOfSight(name);
      Lake next = objects(name);
      try (RunLock held = RunLock.take(next, "next", NOW, AT_ONCE)) {
        takeBackAndCommit(next, 2);
        run.goOn();
        held.ensureHeld();
      }
      lost.close();
      halts += halted ? 1 : 0;
      assertThat(rows(objects(name))).as("halted at call %d", calls).isEqualTo(rowsOf(2));
      assertThat(run.failure().map(Throwable::getMessage).orElse("no longer holds"))
          .as("halted at call %d", calls)
          .contains("no longer holds");
    }
    assertThat(halts).as("moments at which it was halted").isGreaterThan(5);
  }
}
