package org.openqof.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.store.VersionState.State;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;

/**
 * What the log of versions must have had and has no more: a version of which tables hold rows, and
 * of which it has no state in which they were made. A version that was begun and is not finished
 * has a note of its own, until the next run takes it back.
 */
public final class LostStates {
  private final Lake lake;

  /** The lost states of a lake. */
  public LostStates(Lake lake) {
    this.lake = lake;
  }

  /** Where the note lies that a version was begun: one for each, until it has its results. */
  public static String noteOfBeginning(Lake lake, FinancialYear year, int version) {
    return lake.statePath(Storage.below("begun", "%s-%d.json".formatted(year, version)));
  }

  /**
   * A version whose rows no state accounts for.
   *
   * @param version the version
   * @param table a table with such rows
   */
  record Lost(int version, String table) {}

  /**
   * The versions of a year, each with one table of it, ascending. A run at work records a state
   * before it takes its note away, so what a look at the states after both does not know was lost;
   * the states given may be older.
   */
  List<Lost> of(FinancialYear year, List<VersionState> states) {
    List<Lost> lost = notIn(states, year);
    if (lost.isEmpty()) {
      return lost;
    }
    List<VersionState> now = new VersionLog(lake).states(year);
    TreeMap<Integer, Lost> still = new TreeMap<>();
    for (Lost each : lost) {
      if (!isAccountedFor(now, each.version(), each.table())) {
        still.putIfAbsent(each.version(), each);
      }
    }
    return new ArrayList<>(still.values());
  }

  private List<Lost> notIn(List<VersionState> states, FinancialYear year) {
    List<Lost> lost = new ArrayList<>();
    for (Table table : lake.tables()) {
      if (table.layer() == Layer.OPS || table.layer() == Layer.PUBLICATION) {
        continue;
      }
      for (int version : lake.versions(table, year)) {
        if (!isAccountedFor(states, version, table.name())
            && !lake.storage().exists(noteOfBeginning(lake, year, version))) {
          lost.add(new Lost(version, table.name()));
        }
      }
    }
    return lost;
  }

  private static boolean isAccountedFor(List<VersionState> states, int version, String table) {
    Set<String> frozen = new HashSet<>();
    for (VersionState state : states) {
      if (state.version() == version) {
        if (state.state() != State.INGESTED) {
          return true;
        }
        frozen.addAll(state.digests().keySet());
      }
    }
    return frozen.contains(table);
  }

  /**
   * Makes sure that nothing is added to a version that was further than the log of versions says.
   *
   * @throws org.openqof.errors.QofException of kind CHECKS when there is one
   */
  public void ensureNone(FinancialYear year) {
    for (Lost lost : of(year, new VersionLog(lake).states(year))) {
      throw LakeErrors.lostStates(lake.root(), year.toString(), lost.version(), lost.table());
    }
  }
}
