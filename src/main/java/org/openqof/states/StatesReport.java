package org.openqof.states;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqof.answer.Words;

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
    Map<String, Integer> states,
    int recorded,
    Map<String, Long> refused,
    List<String> refusals,
    int waiting,
    int approvedChanged,
    BigDecimal approvedDifferenceGbp) {

  /** The report for people; nothing where nobody has asked for any state. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!states.isEmpty() || recorded > 0 || !refused.isEmpty()) {
      List<String> parts = new ArrayList<>();
      states.forEach((state, count) -> parts.add("%s (%,d)".formatted(state, count)));
      lines.add(
          "  states         version %d: %s; %,d recorded now"
              .formatted(
                  version,
                  parts.isEmpty() ? "calculated, all of them" : String.join(", ", parts),
                  recorded));
    }
    if (!refused.isEmpty()) {
      List<String> parts = new ArrayList<>();
      refused.forEach((code, count) -> parts.add("%s (%,d)".formatted(code, count)));
      lines.add(
          "  states refused %s, in table refused_state_changes"
              .formatted(String.join(", ", parts)));
      refusals.forEach(refusal -> lines.add("                 " + refusal));
    }
    if (waiting > 0) {
      lines.add(
          "  states waiting %,d changes: the year has no results to speak of yet"
              .formatted(waiting));
    }
    if (approvedChanged > 0) {
      lines.add(
          "  approved       %,d amounts are others than approved, %s together; the approved ones stand"
              .formatted(approvedChanged, Words.pounds(approvedDifferenceGbp)));
    }
    return lines;
  }
}
