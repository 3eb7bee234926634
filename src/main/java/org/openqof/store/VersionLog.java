package org.openqof.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.Table;
import org.openqof.tables.Versions;

/**
 * The log of versions and their states, table {@code ops.versions}. The highest published version
 * of a year is its current one.
 */
public final class VersionLog {
  private final Lake lake;
  private Instant lastTime = Instant.MIN;
  private @Nullable String clockBehind;

  /** The log of a lake. */
  public VersionLog(Lake lake) {
    this.lake = lake;
  }

  /**
   * The number of a year's next version: above all versions of which any table holds rows, so that
   * what an interrupted run left is never mixed with something else.
   */
  public int next(FinancialYear year) {
    int highest = 0;
    for (Table table : lake.tables()) {
      List<Integer> versions = lake.versions(table, year);
      if (!versions.isEmpty()) {
        highest = Math.max(highest, versions.get(versions.size() - 1));
      }
    }
    return highest + 1;
  }

  /** All states that versions of a year reached, in order of version and state. */
  public List<VersionState> states(FinancialYear year) {
    List<VersionState> found = lake.versionStates(year, () -> read(year));
    found.forEach(state -> notBefore(state.happenedAt()));
    return found;
  }

  private List<VersionState> read(FinancialYear year) {
    List<VersionState> found = new ArrayList<>();
    lake.readAll(Versions.TABLE, year)
        .forEach(
            (version, block) -> {
              for (int row = 0; row < block.rows(); row++) {
                found.add(state(year, version, block, row));
              }
            });
    found.sort(
        Comparator.comparingInt(VersionState::version)
            .thenComparing(VersionState::state)
            .thenComparing(VersionState::happenedAt));
    return found;
  }

  /** The states that a data file of the log holds, whether the table's own log names it or not. */
  List<VersionState> statesIn(DataFile file, FinancialYear year, int version) {
    List<VersionState> found = new ArrayList<>();
    BlockReader.forEach(
        lake.storage(),
        file,
        Versions.TABLE,
        Selection.everything(),
        block -> {
          for (int row = 0; row < block.rows(); row++) {
            found.add(state(year, version, block, row));
          }
        });
    return found;
  }

  /** The last version of a year that reached a state. */
  public Optional<VersionState> last(FinancialYear year, State state) {
    VersionState last = null;
    for (VersionState found : states(year)) {
      if (found.state() == state) {
        last = found;
      }
    }
    return Optional.ofNullable(last);
  }

  /** The current version of a year: the highest that was published. */
  public Optional<VersionState> published(FinancialYear year) {
    return last(year, State.PUBLISHED);
  }

  /** What became of the version made from these inputs, rulebook and code: its last state. */
  public Optional<VersionState> withIdentity(FinancialYear year, String identity) {
    VersionState last = null;
    for (VersionState found : states(year)) {
      if (found.identity().equals(identity)) {
        last = found;
      }
    }
    return Optional.ofNullable(last);
  }

  private void notBefore(String time) {
    Instant instant = Instant.parse(time);
    if (instant.isAfter(lastTime)) {
      lastTime = instant;
    }
  }

  /**
   * The time to be written for something that happens now: that of the clock, or the last recorded
   * one where the clock was set back. Versions are in order of their numbers; with times that never
   * fall, an earlier version can be explained as it was made.
   */
  public Instant time(Instant clock) {
    if (clock.isBefore(lastTime)) {
      clockBehind =
          "the clock says %s, before the last recorded time %s, which is written instead: check this machine's clock"
              .formatted(clock, lastTime);
      return lastTime;
    }
    return clock;
  }

  /** What a person must know of the clock; empty when it never ran behind. */
  public Optional<String> clockBehind() {
    return Optional.ofNullable(clockBehind);
  }

  /** Notes that a version reached a state; noting the same twice does nothing. */
  public void record(VersionState reached) {
    notBefore(reached.happenedAt());
    Block block = new Block(Versions.TABLE, 1);
    block
        .next()
        .text(Versions.STATE, reached.state().text())
        .text(Versions.RUN_ID, reached.runId())
        .text(Versions.HAPPENED_AT, reached.happenedAt())
        .text(Versions.ENGINE, reached.engine())
        .count(Versions.SILVER_VERSION, reached.silverVersion())
        .text(Versions.IDENTITY, reached.identity())
        .text(Versions.RULEBOOK_DIGEST, reached.rulebookDigest())
        .text(Versions.CODE_VERSION, reached.codeVersion())
        .text(Versions.DIGESTS, Json.line(new TreeMap<>(reached.digests())));
    DataFile file =
        lake.stage(
            Versions.TABLE,
            reached.year(),
            reached.version(),
            reached.state().text(),
            List.of(block));
    lake.commit(
        Versions.TABLE,
        reached.year(),
        reached.version(),
        List.of(file),
        "version-" + reached.state().text() + "-" + reached.runId());
    remember(reached);
  }

  /** Remembers the files of what was made, by which it is known again without reading its rows. */
  private void remember(VersionState reached) {
    FileDigests memory = new FileDigests(lake);
    if (reached.state() == State.REMOVED) {
      memory.forget(reached.year(), reached.version());
      return;
    }
    TreeMap<String, FileDigests.OfTable> tables = new TreeMap<>();
    lake.committedHere(reached.year(), reached.version())
        .forEach(
            (table, files) -> {
              String digest = reached.digests().get(table);
              if (digest != null) {
                tables.put(table, new FileDigests.OfTable(digest, files));
              }
            });
    if (reached.state() != State.PUBLISHED) {
      memory.remember(reached.year(), reached.version(), tables);
    }
  }

  private static VersionState state(FinancialYear year, int version, Block block, int row) {
    return new VersionState(
        year,
        version,
        State.of(block.textAt(Versions.STATE, row)),
        block.textAt(Versions.RUN_ID, row),
        block.textAt(Versions.HAPPENED_AT, row),
        block.textAt(Versions.ENGINE, row),
        block.countAt(Versions.SILVER_VERSION, row),
        block.textAt(Versions.IDENTITY, row),
        block.textAt(Versions.RULEBOOK_DIGEST, row),
        block.textAt(Versions.CODE_VERSION, row),
        Json.map(block.textAt(Versions.DIGESTS, row), "ops.versions"));
  }
}
