package org.openqof.store;

import io.delta.kernel.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.openqof.domain.FinancialYear;
import org.openqof.store.ContentCheck.Depth;
import org.openqof.store.ContentCheck.Difference;
import org.openqof.store.VersionState.State;
import org.openqof.store.place.LakeErrors;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;

/**
 * Makes sure, before a version's rows are used again, that they are what the log of versions has of
 * them: a table that lost its last commit, or was put back from an older copy, reads like one of
 * fewer rows. Each table of each version once in an opening of the lake.
 */
final class CheckedContent {
  private final Lake lake;
  private final ContentCheck check;
  private final ConcurrentHashMap<Key, Boolean> done = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<FinancialYear, States> known = new ConcurrentHashMap<>();

  /** States of a year, as the log of versions had them at a state of its own table. */
  private record States(Snapshot at, List<VersionState> states) {}

  private record Key(String table, FinancialYear year, int version, boolean whole) {}

  CheckedContent(Lake lake) {
    this.lake = lake;
    this.check = new ContentCheck(lake);
  }

  /**
   * Checks a table of a version.
   *
   * @param whole whether all its rows are to be read; of single rows the files' names and sizes
   *     will do, and Parquet's own checksums
   * @throws org.openqof.errors.QofException of kind CHECKS when it holds something else
   */
  void ensure(Table table, FinancialYear year, int version, boolean whole) {
    if (table.layer() == Layer.OPS || table.layer() == Layer.PUBLICATION) {
      return;
    }
    if (done.containsKey(new Key(table.name(), year, version, true))) {
      return;
    }
    Boolean unused =
        done.computeIfAbsent(
            new Key(table.name(), year, version, whole),
            key -> isSettled(table, year, version, whole) ? true : null);
  }

  /** The states of a year's versions at a state of their table; read only where it is another. */
  List<VersionState> states(FinancialYear year, Snapshot now, Supplier<List<VersionState>> read) {
    States last = known.get(year);
    if (last == null || last.at() != now) {
      last = new States(now, List.copyOf(read.get()));
      known.put(year, last);
    }
    return last.states();
  }

  /** Whether the version is made, so that it need not be looked at again. */
  private boolean isSettled(Table table, FinancialYear year, int version, boolean whole) {
    List<VersionState> states = new VersionLog(lake).states(year);
    Optional<SortedMap<String, String>> recorded = ContentCheck.recorded(states, version);
    if (recorded.isEmpty()) {
      return false;
    }
    Optional<String> digest = Optional.ofNullable(recorded.get().get(table.name()));
    boolean made =
        states.stream()
            .anyMatch(state -> state.version() == version && state.state() == State.RECALCULATED);
    if (digest.isEmpty() && !made) {
      // Its results are only being made.
      return false;
    }
    Optional<Difference> difference =
        check.compare(table, year, version, digest, whole ? Depth.BYTES : Depth.LISTED);
    if (difference.isPresent()) {
      throw LakeErrors.otherContent(
          lake.root(),
          table.name(),
          lake.path(table),
          year.toString(),
          version,
          difference.get().expected(),
          difference.get().found());
    }
    return true;
  }
}
