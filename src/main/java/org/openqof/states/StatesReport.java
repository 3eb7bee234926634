package org.openqof.states;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openqof.answer.Answer;
import org.openqof.answer.Words;
import org.openqof.domain.PaymentState;

/**
 * The states of a year's payments after a run, for people and for programs.
 *
 * @param version version whose states are counted
 * @param states practices of that version by state
 * @param recorded changes recorded by this run
 * @param refused changes refused, by reason code
 * @param refusals the first of them in words
 * @param waiting changes that could not be judged because the year has no results yet
 * @param approvedChanged practices whose amount was approved in an earlier version and is another
 *     now
 * @param approvedDifferenceGbp what they differ by together, pounds
 */
public record StatesReport(
    int version,
    SortedMap<PaymentState, Integer> states,
    int recorded,
    Map<String, Long> refused,
    List<String> refusals,
    int waiting,
    int approvedChanged,
    BigDecimal approvedDifferenceGbp) {
  public StatesReport {
    states = new TreeMap<>(states);
    refused = new TreeMap<>(refused);
    refusals = List.copyOf(refusals);
    Objects.requireNonNull(approvedDifferenceGbp);
  }

  /** The same after a night in which nothing was recorded. */
  public StatesReport quiet() {
    return new StatesReport(
        version, states, 0, refused, refusals, waiting, approvedChanged, approvedDifferenceGbp);
  }

  /** Adds it to a year's report: nothing where nobody has asked for any state. */
  public void addTo(Answer.Builder year) {
    Map<String, Integer> byWord = new LinkedHashMap<>();
    states.forEach((state, practices) -> byWord.put(state.word(), practices));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("version", version);
    values.put("states", byWord);
    values.put("recorded", recorded);
    values.put("refused", refused);
    values.put("refusals", refusals);
    values.put("waiting", waiting);
    values.put("approved_changed", approvedChanged);
    values.put("approved_difference_gbp", approvedDifferenceGbp);
    year.group("states", values);
    if (!states.isEmpty() || recorded > 0 || !refused.isEmpty()) {
      year.people(
          "states",
          "version %d: %s; %,d recorded now"
              .formatted(
                  version,
                  states.isEmpty() ? "calculated, all of them" : Words.each(byWord),
                  recorded));
    }
    if (!refused.isEmpty()) {
      year.people(
          "states", "refused %s, in table refused_state_changes".formatted(Words.each(refused)));
    }
    refusals.forEach(refusal -> year.people("", refusal));
    if (waiting > 0) {
      year.people(
          "states",
          "waiting %,d changes: the year has no results to speak of yet".formatted(waiting));
    }
    if (approvedChanged > 0) {
      year.people(
          "approved",
          "%,d amounts are others than approved, %s together; the approved ones stand"
              .formatted(approvedChanged, Words.pounds(approvedDifferenceGbp)));
    }
  }
}
