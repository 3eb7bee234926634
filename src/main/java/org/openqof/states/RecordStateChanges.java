package org.openqof.states;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.PaymentState;
import org.openqof.extract.StateChange;
import org.openqof.recalculation.RunContext;
import org.openqof.states.RecordedStates.Recorded;
import org.openqof.store.Lake;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentStates;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.RefusedRows;
import org.openqof.tables.RefusedStateChanges;
import org.openqof.tables.Table;

/**
 * Records the changes of state that people asked for, alongside the versions they speak of: what is
 * allowed in {@code payment_states}, the rest with line, reason and remedy in {@code
 * refused_state_changes}.
 *
 * <p>The same change is recorded once, however often its line is read: the same files come every
 * night. A refused line is judged again each time, and kept once for each reason. Changes are taken
 * in order of time, so that the order of files does not matter.
 */
final class RecordStateChanges {
  private static final String UNREADABLE_REMEDY = "correct the row and send it again";

  private final RunContext context;
  private final FinancialYear year;

  RecordStateChanges(RunContext context, FinancialYear year) {
    this.context = context;
    this.year = year;
  }

  /**
   * What became of the changes.
   *
   * @param recorded changes recorded now
   * @param known changes that were recorded before
   * @param refused changes refused by reason code, those refused before included
   * @param examples the first refusals in words
   */
  record Outcome(int recorded, int known, Map<String, Long> refused, List<String> examples) {
    static final Outcome NONE = new Outcome(0, 0, Map.of(), List.of());
  }

  /** A change that is not allowed, and why. */
  private record Refusal(StateChangeRule rule, String explanation) {}

  /**
   * Records changes.
   *
   * @param changes changes asked for in the year
   * @param unreadable rows of their files that could not be read, of {@code refused_rows}
   * @param current version that a change without a version speaks of
   */
  Outcome record(List<StateChange> changes, List<Block> unreadable, int current) {
    if (changes.isEmpty() && unreadable.stream().allMatch(block -> block.rows() == 0)) {
      return Outcome.NONE;
    }
    Lake lake = context.lake();
    RecordedStates states = RecordedStates.of(lake, year);
    Set<Integer> versions = new TreeSet<>();
    for (VersionState state : context.versions().states(year)) {
      if (state.state() == State.RECALCULATED) {
        versions.add(state.version());
      }
    }
    Map<Integer, Map<String, BigDecimal>> totals = new HashMap<>();
    TreeMap<Integer, Block> rows = new TreeMap<>();
    RefusedChanges refused = new RefusedChanges(lake, year);
    int recorded = 0;
    int known = 0;
    for (StateChange change : inOrderOfTime(changes)) {
      if (states.holds(change)) {
        known++;
        continue;
      }
      int version = change.version() == null ? current : change.version();
      Map<String, BigDecimal> payments =
          versions.contains(version)
              ? totals.computeIfAbsent(version, this::totals)
              : new HashMap<>();
      BigDecimal total = payments.get(change.practiceCode());
      Optional<Refusal> refusal =
          versions.contains(version)
              ? judge(change, version, total, states)
              : Optional.of(
                  new Refusal(
                      StateChangeRule.UNKNOWN_VERSION,
                      "found version %d, expected one of %s".formatted(version, versions)));
      if (refusal.isPresent() || total == null) {
        refusal.ifPresent(
            why -> refused.add(change, why.rule().code(), why.explanation(), why.rule().remedy()));
        continue;
      }
      Recorded next =
          new Recorded(
              version,
              states.of(version, change.practiceCode()).size() + 1,
              PaymentState.of(change.state()).orElseThrow(),
              total,
              change.changedBy(),
              change.changedAt(),
              change.reason());
      states.add(change.practiceCode(), next);
      addRow(rows.computeIfAbsent(version, any -> new Block(PaymentStates.TABLE)), change, next);
      recorded++;
    }
    unreadable.forEach(refused::addUnreadable);
    rows.forEach((version, block) -> commit(PaymentStates.TABLE, version, block.sorted()));
    if (refused.fresh().rows() > 0) {
      commit(RefusedStateChanges.TABLE, current, refused.fresh().sorted());
    }
    return new Outcome(recorded, known, refused.byReason(), refused.examples());
  }

  private static List<StateChange> inOrderOfTime(List<StateChange> changes) {
    List<StateChange> sorted = new ArrayList<>(changes);
    sorted.sort(
        Comparator.comparing(StateChange::changedAt)
            .thenComparing(change -> change.source().fileDigest())
            .thenComparing(change -> change.source().line()));
    return sorted;
  }

  private static Optional<Refusal> judge(
      StateChange change, int version, @Nullable BigDecimal total, RecordedStates states) {
    if (total == null) {
      return Optional.of(
          new Refusal(
              StateChangeRule.UNKNOWN_PRACTICE,
              "found practice %s, expected one that version %d pays"
                  .formatted(change.practiceCode(), version)));
    }
    Optional<Recorded> last = states.last(version, change.practiceCode());
    PaymentState now = last.map(Recorded::state).orElse(PaymentState.CALCULATED);
    PaymentState wanted = PaymentState.of(change.state()).orElseThrow();
    if (!now.next().contains(wanted)) {
      return Optional.of(
          new Refusal(
              StateChangeRule.NOT_ALLOWED,
              "found %s after %s in version %d, expected %s"
                  .formatted(
                      wanted.word(),
                      now.word(),
                      version,
                      now.next().isEmpty()
                          ? "no further change"
                          : "one of " + now.next().stream().map(PaymentState::word).toList())));
    }
    if (last.isPresent() && change.changedAt().isBefore(last.get().changedAt())) {
      return Optional.of(
          new Refusal(
              StateChangeRule.OUT_OF_ORDER,
              "found %s, expected a time not before %s, when it became %s"
                  .formatted(change.changedAt(), last.get().changedAt(), now.word())));
    }
    return Optional.empty();
  }

  private static void addRow(Block rows, StateChange change, Recorded next) {
    rows.next()
        .text(PaymentStates.PRACTICE_CODE, change.practiceCode())
        .count(PaymentStates.SEQUENCE, next.sequence())
        .text(PaymentStates.PAYMENT_STATE, next.state().word())
        .decimal(PaymentStates.TOTAL_ACHIEVEMENT_GBP, next.totalGbp())
        .text(PaymentStates.CHANGED_BY, next.changedBy())
        .text(PaymentStates.CHANGED_AT, next.changedAt().toString())
        .text(PaymentStates.REASON, next.reason())
        .text(PaymentStates.FILE_DIGEST, change.source().fileDigest())
        .count(PaymentStates.LINE_NUMBER, change.source().line());
  }

  /** Total achievement in a version by practice, pounds. */
  Map<String, BigDecimal> totals(int version) {
    Block rows =
        context
            .lake()
            .read(
                PracticePayments.TABLE,
                year,
                version,
                Selection.of(
                    PracticePayments.PRACTICE_CODE, PracticePayments.TOTAL_ACHIEVEMENT_GBP));
    Map<String, BigDecimal> totals = new HashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      totals.put(
          rows.textAt(PracticePayments.PRACTICE_CODE, row),
          BigDecimal.valueOf(
              rows.unscaledAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row),
              PracticePayments.TOTAL_ACHIEVEMENT_GBP.scale()));
    }
    return totals;
  }

  /**
   * Adds rows to a version that is there already: the run makes the commit another one than that of
   * any night before, and a second try of the same run adds nothing.
   */
  private void commit(Table table, int version, Block rows) {
    DataFile file = context.lake().stage(table, year, version, "states", List.of(rows));
    context
        .lake()
        .commit(table, year, version, List.of(file), table.name() + "-" + context.runId());
  }

  /** Changes that were refused: counted all, kept once each. */
  private static final class RefusedChanges {
    private static final int EXAMPLES = 3;

    private final Set<String> kept = new HashSet<>();
    private final Block fresh = new Block(RefusedStateChanges.TABLE);
    private final Map<String, Long> byReason = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    RefusedChanges(Lake lake, FinancialYear year) {
      for (int version : lake.versions(RefusedStateChanges.TABLE, year)) {
        Block rows = lake.read(RefusedStateChanges.TABLE, year, version);
        for (int row = 0; row < rows.rows(); row++) {
          kept.add(
              key(
                  rows.textAt(RefusedStateChanges.REASONS, row),
                  rows.textAt(RefusedStateChanges.RAW_LINE, row)));
        }
      }
    }

    private static String key(String reasons, String rawLine) {
      return reasons + "\n" + rawLine;
    }

    void add(StateChange change, String reasons, String explanation, String remedy) {
      if (examples.size() < EXAMPLES) {
        examples.add(
            "line %d of %s: %s %s; %s"
                .formatted(
                    change.source().line(), change.fileName(), reasons, explanation, remedy));
      }
      add(
          change.source().fileDigest(),
          change.source().line(),
          reasons,
          reasons + " " + explanation,
          remedy,
          change.rawLine());
    }

    void addUnreadable(Block rows) {
      for (int row = 0; row < rows.rows(); row++) {
        add(
            rows.textAt(RefusedRows.FILE_DIGEST, row),
            rows.countAt(RefusedRows.LINE_NUMBER, row),
            rows.textAt(RefusedRows.REASONS, row),
            rows.textAt(RefusedRows.EXPLANATION, row),
            UNREADABLE_REMEDY,
            rows.textAt(RefusedRows.RAW_LINE, row));
      }
    }

    private void add(
        String digest, int line, String reasons, String explanation, String remedy, String raw) {
      for (String code : reasons.split(" ", -1)) {
        byReason.merge(code, 1L, Long::sum);
      }
      if (kept.add(key(reasons, raw))) {
        fresh
            .next()
            .text(RefusedStateChanges.FILE_DIGEST, digest)
            .count(RefusedStateChanges.LINE_NUMBER, line)
            .text(RefusedStateChanges.REASONS, reasons)
            .text(RefusedStateChanges.EXPLANATION, explanation)
            .text(RefusedStateChanges.REMEDY, remedy)
            .text(RefusedStateChanges.RAW_LINE, raw);
      }
    }

    Block fresh() {
      return fresh;
    }

    Map<String, Long> byReason() {
      return byReason;
    }

    List<String> examples() {
      return examples;
    }
  }
}
