package org.openqof.job;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.StatementErrors;
import org.openqof.store.Lake;
import org.openqof.store.Selection;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.Table;
import org.openqof.tables.Versions;

/**
 * The results of one version of one year, with the frozen inputs they were made from.
 *
 * @param lake the lake that holds them
 * @param state the furthest state of the version
 * @param recalculatedAt when its results were made, UTC, ISO 8601
 */
record YearResults(Lake lake, VersionState state, String recalculatedAt) {

  /**
   * The version asked for; where none is, the current one, and where none is published, the last
   * that has results.
   */
  static YearResults of(Lake lake, FinancialYear year, @Nullable Integer version) {
    List<VersionState> states = new VersionLog(lake).states(year);
    if (states.isEmpty()) {
      List<String> years =
          new TreeSet<>(lake.years(Versions.TABLE)).stream().map(FinancialYear::toString).toList();
      throw StatementErrors.yearNotInTheLake(year.toString(), lake.root(), years);
    }
    VersionState found = null;
    TreeSet<Integer> withResults = new TreeSet<>();
    for (VersionState state : states) {
      if (state.state() == State.INGESTED) {
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
      String recalculatedAt =
          states.stream()
              .filter(state -> state.version() == chosen && state.state() == State.RECALCULATED)
              .map(VersionState::happenedAt)
              .findFirst()
              .orElse(found.happenedAt());
      return new YearResults(lake, found, recalculatedAt);
    }
    throw version == null
        ? StatementErrors.notRecalculated(year.toString(), lake.root())
        : StatementErrors.noSuchVersion(
            year.toString(), version, withResults.stream().map(String::valueOf).toList());
  }

  FinancialYear year() {
    return state.year();
  }

  int version() {
    return state.version();
  }

  /** Rows of the results. */
  Block results(Table table, Selection selection) {
    return lake.read(table, state.year(), state.version(), selection);
  }

  /** Rows of the frozen inputs. */
  Block inputs(Table table, Selection selection) {
    return lake.read(table, state.year(), state.silverVersion(), selection);
  }
}
