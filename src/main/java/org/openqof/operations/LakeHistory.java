package org.openqof.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private static final int DIGEST_SHOWN = 12;

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

  /** The history for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-8s %7s  %-13s %-28s %-6s %-12s %20s  %s"
            .formatted(
                "year", "version", "state", "at", "engine", "identity", "total £", "changed"));
    for (Version version : versions) {
      VersionState state = version.last();
      lines.add(
          "%-8s %6d%s  %-13s %-28s %-6s %-12s %20s  %s"
              .formatted(
                  state.year(),
                  state.version(),
                  version.current() ? "*" : " ",
                  word(state),
                  state.happenedAt(),
                  state.engine(),
                  state.identity().substring(0, Math.min(DIGEST_SHOWN, state.identity().length())),
                  version.totalGbp() == null ? "" : "%,.2f".formatted(version.totalGbp()),
                  version.changed()));
    }
    lines.add("* current");
    lines.addAll(stopped);
    lines.add("");
    lines.add("last runs");
    for (RunRecord run : runs) {
      lines.add(
          "  %s  %8.1f s  exit %d  %-11s %s%s"
              .formatted(
                  run.startedAt(),
                  run.seconds(),
                  run.exitCode(),
                  run.outcome(),
                  run.years().stream()
                      .map(year -> year.year() + " v" + year.version())
                      .collect(Collectors.joining(", ")),
                  run.problem() == null ? "" : run.problem()));
    }
    return lines;
  }

  private static String word(VersionState state) {
    return state.state().name().toLowerCase(Locale.ROOT);
  }

  /** The history as one JSON object. */
  public String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("event", "history");
    ArrayNode array = root.putArray("versions");
    for (Version version : versions) {
      VersionState state = version.last();
      ObjectNode node = array.addObject();
      node.put("financial_year", state.year().toString());
      node.put("version", state.version());
      node.put("state", word(state));
      node.put("at", state.happenedAt());
      node.put("run_id", state.runId());
      node.put("engine", state.engine());
      node.put("identity", state.identity());
      node.put("rulebook_digest", state.rulebookDigest());
      node.put("code_version", state.codeVersion());
      node.put("silver_version", state.silverVersion());
      node.put("changed", version.changed());
      node.put("total_achievement_gbp", version.totalGbp());
      node.put("current", version.current());
    }
    ArrayNode halted = root.putArray("stopped");
    stopped.forEach(halted::add);
    ArrayNode told = root.putArray("runs");
    for (RunRecord run : runs) {
      ObjectNode node = told.addObject();
      node.put("run_id", run.runId());
      node.put("started_at", run.startedAt());
      node.put("seconds", run.seconds());
      node.put("exit_code", run.exitCode());
      node.put("outcome", run.outcome());
    }
    return root.toString();
  }
}
