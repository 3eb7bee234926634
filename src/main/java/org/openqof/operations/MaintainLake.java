package org.openqof.operations;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.settings.JobErrors;
import org.openqof.settings.JobFile.Watching;
import org.openqof.states.RecordedStates;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.store.RunLock;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Table;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Tables;
import org.openqof.tables.Versions;

/**
 * Applies retention: takes versions out of lake and publication that are older than they are kept
 * and that nothing needs any more. See {@code docs/interpretations.md}, I57.
 *
 * <p>Never removed: a year's last version of each state, a version any of whose payments was
 * declared, approved, paid or disputed, whatever became of it, and what such versions were made
 * from: their frozen inputs, and the results of other years that they used. Received files, the log
 * of versions, kept rulebooks and records of runs stay for good.
 */
public final class MaintainLake {
  private final Lake lake;
  private final Publication publication;
  private final VersionLog log;
  private final List<String> kept = new ArrayList<>();

  /** Maintenance of a lake and where it publishes. */
  public MaintainLake(Lake lake, Publication publication) {
    this.lake = lake;
    this.publication = publication;
    this.log = new VersionLog(lake);
  }

  /** Files in folders of removed versions that this program did not publish: where they are now. */
  public List<String> kept() {
    return List.copyOf(kept);
  }

  /**
   * A version that retention removes.
   *
   * @param state its furthest state
   * @param begun whether an earlier attempt began to remove it
   */
  public record Removal(VersionState state, boolean begun) {
    /** For people. */
    public String line() {
      return "%s version %d, %s on %s%s"
          .formatted(
              state.year(),
              state.version(),
              begun ? "removal begun" : "last changed",
              state.happenedAt(),
              begun ? "" : ", not current, not named by any payment");
    }
  }

  /**
   * What retention removes, by year and version. Nothing is changed.
   *
   * @param years years for which versions are kept
   * @param now the time to count from
   * @throws org.openqof.errors.QofException when fewer years are asked for than must be kept
   */
  public List<Removal> removals(int years, Instant now) {
    if (years < Watching.LEAST_RETENTION_YEARS) {
      throw JobErrors.retentionTooShort(
          Words.of(years, "year", "years"), Watching.LEAST_RETENTION_YEARS);
    }
    Instant oldest = now.atZone(ZoneOffset.UTC).minusYears(years).toInstant();
    Map<FinancialYear, SortedMap<Integer, List<VersionState>>> all = new LinkedHashMap<>();
    for (FinancialYear year : new TreeSet<>(lake.years(Versions.TABLE))) {
      TreeMap<Integer, List<VersionState>> versions = new TreeMap<>();
      for (VersionState state : log.states(year)) {
        versions.computeIfAbsent(state.version(), any -> new ArrayList<>()).add(state);
      }
      all.put(year, versions);
    }
    Set<List<Object>> kept = kept(all, oldest);
    List<Removal> removals = new ArrayList<>();
    all.forEach(
        (year, versions) ->
            versions.forEach(
                (version, states) -> {
                  VersionState last = states.get(states.size() - 1);
                  boolean begun = last.state() == State.REMOVED;
                  if (begun ? isLeft(year, version) : !kept.contains(key(year, version))) {
                    removals.add(new Removal(last, begun));
                  }
                }));
    return removals;
  }

  private static List<Object> key(FinancialYear year, int version) {
    return List.of(year, version);
  }

  private Set<List<Object>> kept(
      Map<FinancialYear, SortedMap<Integer, List<VersionState>>> all, Instant oldest) {
    Set<List<Object>> kept = new HashSet<>();
    all.forEach(
        (year, versions) -> {
          RecordedStates payments = RecordedStates.of(lake, year);
          Map<State, Integer> last = new TreeMap<>();
          versions.forEach(
              (version, states) -> {
                states.forEach(state -> last.put(state.state(), version));
                VersionState furthest = states.get(states.size() - 1);
                if (furthest.state() != State.REMOVED
                    && (!Instant.parse(furthest.happenedAt()).isBefore(oldest)
                        || !payments.counts(version).isEmpty())) {
                  kept.add(key(year, version));
                }
              });
          last.remove(State.REMOVED);
          last.values().forEach(version -> kept.add(key(year, version)));
          if (!versions.isEmpty()) {
            kept.add(key(year, versions.lastKey()));
          }
          publication.latest(year).ifPresent(now -> kept.add(key(year, now.version())));
        });
    while (addWhatIsNeeded(all, kept)) {
      // What is kept needs more, which needs more.
    }
    return kept;
  }

  /** Keeps what kept versions were made from; whether that was more. */
  private static boolean addWhatIsNeeded(
      Map<FinancialYear, SortedMap<Integer, List<VersionState>>> all, Set<List<Object>> kept) {
    Set<List<Object>> needed = new HashSet<>();
    all.forEach(
        (year, versions) ->
            versions.forEach(
                (version, states) -> {
                  if (!kept.contains(key(year, version))) {
                    return;
                  }
                  for (VersionState state : states) {
                    needed.add(key(year, state.silverVersion()));
                    if (state.state() == State.RECALCULATED) {
                      all.forEach(
                          (other, theirs) -> {
                            if (!other.equals(year)) {
                              asOf(theirs, state.happenedAt())
                                  .ifPresent(used -> needed.add(key(other, used)));
                            }
                          });
                    }
                  }
                }));
    return kept.addAll(needed);
  }

  /** The last version with results at a time, of another year: what a version made then used. */
  private static Optional<Integer> asOf(
      SortedMap<Integer, List<VersionState>> versions, String time) {
    Integer last = null;
    for (Map.Entry<Integer, List<VersionState>> version : versions.entrySet()) {
      for (VersionState state : version.getValue()) {
        if (state.state() == State.RECALCULATED && state.happenedAt().compareTo(time) <= 0) {
          last = version.getKey();
        }
      }
    }
    return Optional.ofNullable(last);
  }

  private boolean isLeft(FinancialYear year, int version) {
    return publication.storage().exists(publication.folder(year, version))
        || removable().stream().anyMatch(table -> lake.holds(table, year, version));
  }

  /** Tables of data; what is logged about runs and versions stays. */
  private static List<Table> removable() {
    return Tables.all().stream().filter(table -> table.layer() != Layer.OPS).toList();
  }

  /**
   * Removes what {@link #removals} names, under the lock of the lake. First the log says that a
   * version is removed, then its publication goes, then its rows, then its files: whenever that is
   * interrupted, the next time goes on with it.
   *
   * @return what was removed
   */
  public List<Removal> apply(int years, Instant now) {
    String runId = UUID.randomUUID().toString();
    try (RunLock held = RunLock.take(lake, runId, now)) {
      List<Removal> removals = removals(years, now);
      for (Removal removal : removals) {
        VersionState state = removal.state();
        if (!removal.begun()) {
          log.record(
              new VersionState(
                  state.year(),
                  state.version(),
                  State.REMOVED,
                  runId,
                  now.toString(),
                  state.engine(),
                  state.silverVersion(),
                  state.identity(),
                  state.rulebookDigest(),
                  state.codeVersion(),
                  state.digests()));
        }
        held.ensureHeld();
        kept.addAll(publication.remove(state.year(), state.version()));
        removable().forEach(table -> lake.remove(table, state.year(), state.version()));
      }
      return removals;
    }
  }
}
