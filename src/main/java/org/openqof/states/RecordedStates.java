package org.openqof.states;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.PaymentState;
import org.openqof.extract.StateChange;
import org.openqof.store.Lake;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentStates;

/** The states recorded of one year's payments, by version and practice, in their sequence. */
public final class RecordedStates {
  private final TreeMap<Integer, TreeMap<String, List<Recorded>>> byVersion = new TreeMap<>();

  /**
   * One recorded change.
   *
   * @param version version it refers to
   * @param sequence number of the change within the practice and version, from 1
   * @param state the state from then on
   * @param totalGbp total achievement of that version, pounds
   * @param changedBy who changed it
   * @param changedAt when
   * @param reason why
   */
  record Recorded(
      int version,
      int sequence,
      PaymentState state,
      BigDecimal totalGbp,
      String changedBy,
      LocalDateTime changedAt,
      String reason) {
    /** Whether this is the change asked for, from whatever file and line. */
    boolean is(StateChange change) {
      return state.word().equals(change.state())
          && changedAt.equals(change.changedAt())
          && changedBy.equals(change.changedBy())
          && reason.equals(change.reason());
    }
  }

  /** The states of a year, as the lake holds them. */
  public static RecordedStates of(Lake lake, FinancialYear year) {
    RecordedStates states = new RecordedStates();
    for (int version : lake.versions(PaymentStates.TABLE, year)) {
      Block rows = lake.read(PaymentStates.TABLE, year, version);
      for (int row = 0; row < rows.rows(); row++) {
        states.add(
            rows.textAt(PaymentStates.PRACTICE_CODE, row),
            new Recorded(
                version,
                rows.countAt(PaymentStates.SEQUENCE, row),
                PaymentState.of(rows.textAt(PaymentStates.PAYMENT_STATE, row)).orElseThrow(),
                BigDecimal.valueOf(
                    rows.unscaledAt(PaymentStates.TOTAL_ACHIEVEMENT_GBP, row),
                    PaymentStates.TOTAL_ACHIEVEMENT_GBP.scale()),
                rows.textAt(PaymentStates.CHANGED_BY, row),
                LocalDateTime.parse(rows.textAt(PaymentStates.CHANGED_AT, row)),
                rows.textAt(PaymentStates.REASON, row)));
      }
    }
    return states;
  }

  /** Adds a change behind those of its practice and version. */
  void add(String practice, Recorded change) {
    byVersion
        .computeIfAbsent(change.version(), version -> new TreeMap<>())
        .computeIfAbsent(practice, code -> new ArrayList<>())
        .add(change);
  }

  /** Changes of one practice's payment in one version, in their sequence. */
  List<Recorded> of(int version, String practice) {
    return byVersion.getOrDefault(version, new TreeMap<>()).getOrDefault(practice, List.of());
  }

  /** The state of one practice's payment in one version, and when it came to be. */
  Optional<Recorded> last(int version, String practice) {
    List<Recorded> changes = of(version, practice);
    return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1));
  }

  /**
   * Whether a change was recorded before: in the version that it names, or in any where it names
   * none, so that a line read again after a new version was made does not speak for that one.
   */
  boolean holds(StateChange change) {
    for (int version : byVersion.keySet()) {
      if ((change.version() == null || change.version() == version)
          && of(version, change.practiceCode()).stream().anyMatch(known -> known.is(change))) {
        return true;
      }
    }
    return false;
  }

  /** By practice, the amount that was approved or paid last, whatever was computed since. */
  public Map<String, Recorded> standing() {
    Map<String, Recorded> standing = new TreeMap<>();
    byVersion.forEach(
        (version, practices) ->
            practices.forEach(
                (practice, changes) -> {
                  Recorded last = changes.get(changes.size() - 1);
                  if (last.state().stands()) {
                    standing.put(practice, last);
                  }
                }));
    return standing;
  }

  /** Practices of a version by their state; those of which nothing is recorded are absent. */
  public SortedMap<PaymentState, Integer> counts(int version) {
    SortedMap<PaymentState, Integer> counts = new TreeMap<>();
    byVersion
        .getOrDefault(version, new TreeMap<>())
        .forEach(
            (practice, changes) ->
                counts.merge(changes.get(changes.size() - 1).state(), 1, Integer::sum));
    return counts;
  }
}
