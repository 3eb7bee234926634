package org.openqof.recalculation;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.Table;
import org.openqof.tables.Versions;

/**
 * The results of one version of one year, with the frozen inputs they were made from.
 *
 * @param lake the lake that holds them
 * @param state the furthest state of the version
 * @param made its state when its results were made: rulebook and code are those that made them, not
 *     those of a later publication
 */
public record YearResults(Lake lake, VersionState state, VersionState made) {

  /**
   * The version asked for; where none is, the current one, and where none is published, the last
   * that has results.
   */
  public static YearResults of(Lake lake, FinancialYear year, @Nullable Integer version) {
    List<VersionState> states = new VersionLog(lake).states(year);
    if (states.isEmpty()) {
      List<String> years =
          new TreeSet<>(lake.years(Versions.TABLE)).stream().map(FinancialYear::toString).toList();
      throw StatementErrors.yearNotInTheLake(year.toString(), lake.root(), years);
    }
    VersionState found = null;
    TreeMap<Integer, VersionState> removed = new TreeMap<>();
    states.stream()
        .filter(state -> state.state() == State.REMOVED)
        .forEach(state -> removed.put(state.version(), state));
    VersionState gone = version == null ? null : removed.get(version);
    if (gone != null) {
      throw StatementErrors.removedVersion(
          lake.root(), year.toString(), gone.version(), gone.happenedAt());
    }
    TreeSet<Integer> withResults = new TreeSet<>();
    for (VersionState state : states) {
      if (state.state() == State.INGESTED || removed.containsKey(state.version())) {
        continue;
      }
      withResults.add(state.version());
      boolean wanted =
          version == null
              ? found == null || state.state().compareTo(found.state()) >= 0
              : version == state.version();
      found = wanted ? state : found;
    }
    if (found != null) {
      int chosen = found.version();
      VersionState made =
          states.stream()
              .filter(state -> state.version() == chosen && state.state() == State.RECALCULATED)
              .findFirst()
              .orElse(found);
      return new YearResults(lake, found, made);
    }
    throw version == null
        ? StatementErrors.notRecalculated(year.toString(), lake.root())
        : StatementErrors.noSuchVersion(
            year.toString(), version, withResults.stream().map(String::valueOf).toList());
  }

  /** When its results were made, UTC, ISO 8601. */
  public String recalculatedAt() {
    return made.happenedAt();
  }

  public FinancialYear year() {
    return state.year();
  }

  public int version() {
    return state.version();
  }

  /** Rows of the results. */
  public Block results(Table table, Selection selection) {
    return lake.read(table, state.year(), state.version(), selection);
  }

  /** Rows of the frozen inputs. */
  public Block inputs(Table table, Selection selection) {
    return lake.read(table, state.year(), state.silverVersion(), selection);
  }
}
