package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.LocalStorage;
import org.openqof.tables.Versions;
import org.openqof.testing.Slow;

/**
 * A bit that flipped in the log of a table: the rows are those they were, or the table is named.
 * {@code -Dqof.flips=1000} tries more.
 */
@Slow
class DamagedLogTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final int FLIPS = Integer.getInteger("qof.flips", 80);

  private final Path folder;
  private final Path log;

  DamagedLogTest(@TempDir Path folder) {
    this.folder = folder;
    log = LocalStorage.path(lake().path(RandomBlocks.TABLE)).resolve("_delta_log");
  }

  private Lake lake() {
    return new Lake(folder.toUri());
  }

  private void twelveVersions() {
    Lake lake = lake();
    for (int version = 1; version <= 12; version++) {
      DataFile file =
          lake.stage(RandomBlocks.TABLE, YEAR, version, "x", RandomBlocks.of(version, 1, 3, 3));
      lake.commit(RandomBlocks.TABLE, YEAR, version, List.of(file), "run");
      if (version > 10) {
        new VersionLog(lake).record(made(version, file));
      }
    }
  }

  private static VersionState made(int version, DataFile file) {
    return new VersionState(
        YEAR,
        version,
        VersionState.State.RECALCULATED,
        "run",
        "2026-01-02T03:04:05Z",
        "local",
        version,
        "i",
        "r",
        "c",
        Map.of(RandomBlocks.TABLE.name(), file.digest().orElseThrow().hex()));
  }

  private Optional<List<List<String>>> rows() {
    try {
      List<List<String>> rows = new ArrayList<>();
      Lake lake = lake();
      for (int version = 11; version <= 12; version++) {
        rows.addAll(RandomBlocks.values(lake.read(RandomBlocks.TABLE, YEAR, version)));
      }
      return Optional.of(rows);
    } catch (QofException named) {
      assertThat(named.getMessage()).contains(RandomBlocks.TABLE.name()).contains("What to do");
      return Optional.empty();
    }
  }

  /** Whether one more version is written; where it is not, the table is named. */
  private boolean thirteenth() {
    try {
      Lake lake = lake();
      DataFile file = lake.stage(RandomBlocks.TABLE, YEAR, 13, "x", RandomBlocks.of(13, 1, 3, 3));
      lake.commit(RandomBlocks.TABLE, YEAR, 13, List.of(file), "run");
      return true;
    } catch (QofException named) {
      assertThat(named.getMessage()).contains(RandomBlocks.TABLE.name()).contains("What to do");
      return false;
    }
  }

  /** Takes entries away that were written since. */
  private void forget(List<Path> known) throws IOException {
    try (Stream<Path> all = Files.list(log)) {
      for (Path file : all.filter(each -> !known.contains(each)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aFlippedBitIsNamedOrChangesNothing() throws IOException {
    twelveVersions();
    List<List<String>> whole = rows().orElseThrow();
    List<Path> files;
    try (Stream<Path> all = Files.list(log)) {
      files = all.sorted().toList();
    }
    Random dice = new Random(12);
    int named = 0;
    List<String> silent = new ArrayList<>();
    int unwritten = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      Path file = files.get(dice.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      byte[] damaged = bytes.clone();
      int at = dice.nextInt(bytes.length);
      damaged[at] ^= (byte) (1 << dice.nextInt(7));
      Files.write(file, damaged);
      Optional<List<List<String>>> found = rows();
      if (found.isEmpty()) {
        named++;
      } else if (!found.get().equals(whole)) {
        silent.add(
            "byte %d of %s: %d rows of %d"
                .formatted(at, file.getFileName(), found.get().size(), whole.size()));
      }
      if (!thirteenth()) {
        unwritten++;
      }
      Files.write(file, bytes);
      forget(files);
    }
    assertThat(unwritten).as("versions that were not written").isPositive();
    assertThat(named).as("damage that was named").isPositive();
    assertThat(silent).as("damage that changed rows and was not named").isEmpty();
  }

  @Test
  void anEntryThatOnlyWritersStumbleOverIsNamedAndLeftWhereItCannotBeMended() throws IOException {
    twelveVersions();
    Path entry = log.resolve("00000000000000000003.json");
    String whole = Files.readString(entry);
    String damaged = whole.replaceFirst("(\"txn\":.*)\"version\"", "$1\"vershon\"");
    assertThat(damaged).isNotEqualTo(whole);
    Files.writeString(entry, damaged);

    assertThat(rows()).isPresent();
    assertThat(LogFiles.damaged(lake().storage(), "file:" + log))
        .singleElement()
        .asString()
        .contains(entry.toString(), "names no transaction and version");
    Lake ofThisTable =
        new Lake(folder.toUri(), lake().storage(), List.of(RandomBlocks.TABLE, Versions.TABLE));
    assertThat(new LakeRestore(ofThisTable).logs().left())
        .singleElement()
        .asString()
        .contains(entry.toString());
  }
}
