package org.openqof.operations;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
import org.openqof.comparison.change.Cause;
import org.openqof.domain.FinancialYear;
import org.openqof.gate.StopNotes;
import org.openqof.gate.Stops;
import org.openqof.recalculation.StatementErrors;
import org.openqof.recalculation.VersionCauses;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Versions;

/**
 * Every version that a lake ever had, with what it was made from otherwise than the one before, and
 * the last runs.
 *
 * @param versions versions by year and number
 * @param stopped years that are stopped, and why, in words
 * @param runs the last runs, the youngest first
 */
public record LakeHistory(List<Version> versions, List<String> stopped, List<RunRecord> runs) {
  private static final int RUNS_SHOWN = 10;

  public LakeHistory {
    versions = List.copyOf(versions);
    stopped = List.copyOf(stopped);
    runs = List.copyOf(runs);
  }

  /**
   * One version.
   *
   * @param last the furthest state it reached
   * @param changed what it was made from otherwise than the version before: {@code first}, or
   *     causes joined by a plus
   * @param totalGbp total achievement of all practices, pounds; null where it has no payments, or
   *     they were removed
   * @param current whether it is the year's current version
   */
  public record Version(
      VersionState last, String changed, @Nullable BigDecimal totalGbp, boolean current) {}

  /**
   * The history of a lake.
   *
   * @param year the year; null for all
   * @throws org.openqof.errors.QofException when the lake holds nothing of the year
   */
  public static LakeHistory of(Lake lake, @Nullable FinancialYear year) {
    SortedSet<FinancialYear> held = new TreeSet<>(lake.years(Versions.TABLE));
    if (year != null && !held.contains(year)) {
      throw StatementErrors.yearNotInTheLake(
          year.toString(), lake.root(), held.stream().map(FinancialYear::toString).toList());
    }
    List<Version> versions = new ArrayList<>();
    for (FinancialYear one : year == null ? held : List.of(year)) {
      versions.addAll(ofYear(lake, one));
    }
    List<RunRecord> runs = new RunRecords(lake).last(RUNS_SHOWN);
    Stops stops = new StopNotes(lake).read();
    List<String> stopped =
        stops.byYear().keySet().stream()
            .filter(one -> year == null || year.equals(one))
            .map(one -> "%s  %s".formatted(one, stops.words(one)))
            .toList();
    return new LakeHistory(versions, stopped, runs);
  }

  private static Collection<Version> ofYear(Lake lake, FinancialYear year) {
    VersionLog log = new VersionLog(lake);
    Optional<Integer> current = log.published(year).map(VersionState::version);
    TreeMap<Integer, VersionState> furthest = new TreeMap<>();
    // A publication may be of another rulebook and code than those that made the results.
    TreeMap<Integer, VersionState> made = new TreeMap<>();
    for (VersionState state : log.states(year)) {
      furthest.put(state.version(), state);
      if (state.state().compareTo(State.RECALCULATED) <= 0) {
        made.put(state.version(), state);
      }
    }
    List<Version> versions = new ArrayList<>();
    VersionState before = null;
    for (VersionState state : furthest.values()) {
      VersionState results = made.getOrDefault(state.version(), state);
      versions.add(
          new Version(
              state,
              before == null
                  ? "first"
                  : VersionCauses.between(before, results).stream()
                      .map(Cause::word)
                      .collect(Collectors.joining("+")),
              total(lake, state),
              current.filter(number -> number == state.version()).isPresent()));
      before = results;
    }
    return versions;
  }

  private static @Nullable BigDecimal total(Lake lake, VersionState state) {
    if (state.state() == State.REMOVED || state.state() == State.INGESTED) {
      return null;
    }
    Block rows =
        lake.read(
            PracticePayments.TABLE,
            state.year(),
            state.version(),
            Selection.of(PracticePayments.PRACTICE_CODE, PracticePayments.TOTAL_ACHIEVEMENT_GBP));
    long pence = 0;
    for (int row = 0; row < rows.rows(); row++) {
      pence += rows.unscaledAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row);
    }
    return rows.rows() == 0 ? null : BigDecimal.valueOf(pence, 2);
  }

  /** The history. */
  public Answer answer() {
    return Answer.of("history", Words.of(versions.size(), "version", "versions"))
        .rows(
            Rows.of("versions", versions)
                .column("financial_year", "year", Kind.TEXT, version -> version.last().year())
                .column("version", "version", Kind.ORDINAL, version -> version.last().version())
                .people("", Kind.TEXT, version -> version.current() ? "current" : "")
                .column("state", "state", Kind.WORD, version -> word(version.last()))
                .column("at", "at", Kind.MOMENT, version -> version.last().happenedAt())
                .programs("run_id", version -> version.last().runId())
                .column("engine", "engine", Kind.TEXT, version -> version.last().engine())
                .column("identity", "identity", Kind.DIGEST, version -> version.last().identity())
                .programs("rulebook_digest", version -> version.last().rulebookDigest())
                .programs("code_version", version -> version.last().codeVersion())
                .programs("silver_version", version -> version.last().silverVersion())
                .column("total_achievement_gbp", "total", Kind.POUNDS, Version::totalGbp)
                .column("changed", "changed", Kind.TEXT, Version::changed)
                .programs("current", Version::current))
        .notices("stopped", "stopped", stopped)
        .line("")
        .rows(
            Rows.of("runs", runs)
                .title("last runs")
                .programs("run_id", RunRecord::runId)
                .column("started_at", "began", Kind.MOMENT, RunRecord::startedAt)
                .column("seconds", "took", Kind.SECONDS, RunRecord::seconds)
                .column("exit_code", "exit", Kind.ORDINAL, RunRecord::exitCode)
                .column("outcome", "outcome", Kind.TEXT, RunRecord::outcome)
                .column(
                    "years",
                    "years",
                    Kind.TEXT,
                    run ->
                        run.years().stream()
                            .map(year -> year.year() + " v" + year.version())
                            .collect(Collectors.joining(", ")))
                .column("problem", "problem", Kind.TEXT, RunRecord::problem))
        .answer();
  }

  private static String word(VersionState state) {
    return state.state().name().toLowerCase(Locale.ROOT);
  }
}
