package org.openqof.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.store.Json;

/**
 * What the national gate found in one year.
 *
 * @param judged comparisons made
 * @param noted comparisons outside their tolerance that hold nothing, in words
 * @param accepted acceptances that let figures through
 * @param closed the report for the person on call; null when the gate is open
 * @param page page that says the same; null when the gate is open
 * @param firstToKnow what belongs in the first line of the year: that it pays nothing, or what it
 *     could not be judged by; empty for nothing
 */
public record GateReport(
    int judged,
    List<String> noted,
    List<Accepted> accepted,
    @Nullable Answer closed,
    @Nullable String page,
    String firstToKnow) {
  /** Figures noted that are named in the report of a run; the table holds them all. */
  private static final int NAMED = 6;

  /**
   * A figure that was let through.
   *
   * @param figure its name
   * @param value its very value, as numerator and denominator
   * @param by who accepted it
   * @param until the last day on which that counts
   * @param reason why
   */
  public record Accepted(String figure, String value, String by, String until, String reason) {}

  public GateReport {
    noted = List.copyOf(noted);
    accepted = List.copyOf(accepted);
  }

  /** Whether the year may be paid. */
  public boolean isOpen() {
    return closed == null;
  }

  /** Adds it to a year's report. */
  public void addTo(Answer.Builder year) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("open", isOpen());
    values.put("judged", judged);
    values.put("noted", noted);
    values.put("accepted", accepted.stream().map(Json::values).toList());
    values.put("page", page);
    values.put("first_to_know", firstToKnow);
    year.group("gate", values);
    if (isOpen() && judged > 0) {
      year.people(
          "gate",
          "open: %,d comparisons of national figures and of the year as a whole%s%s"
              .formatted(
                  judged,
                  accepted.isEmpty() && noted.isEmpty() ? ", all within tolerance" : "",
                  noted.isEmpty() ? "" : inShort()));
    }
    Map<String, List<String>> figures = new LinkedHashMap<>();
    for (Accepted acceptance : accepted) {
      figures
          .computeIfAbsent(
              "by %s until %s: %s"
                  .formatted(acceptance.by(), acceptance.until(), acceptance.reason()),
              any -> new ArrayList<>())
          .add(acceptance.figure());
    }
    figures.forEach(
        (words, names) -> year.people("let through", String.join(", ", names) + ", " + words));
    if (closed != null) {
      year.each("stopped", List.of(closed));
    }
  }

  private String inShort() {
    return ", %,d only noted: %s%s"
        .formatted(
            noted.size(),
            String.join("; ", noted.subList(0, Math.min(NAMED, noted.size()))),
            noted.size() > NAMED ? "; … in table gate_judgements" : "");
  }
}
