package org.openqof.run.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;

/**
 * How one year came out: what to know before its results are used, and where they are published.
 *
 * @param unconfirmed values of the rulebook used without a confirming source
 * @param proof what the points awarded say of the rulebook; null where none were sent
 * @param notices what could not be done for the year, and why
 * @param published folder of the publication; null when not published
 * @param failures equations that must hold and did not
 */
public record OutcomeReport(
    int unconfirmed,
    @Nullable ProofReport proof,
    List<String> notices,
    @Nullable String published,
    List<String> failures) {
  /** What equations that do not hold are called for programs. */
  static final String FAILURES = "failures";

  /** Nothing to know but where it is published; null when it is not. */
  static OutcomeReport in(@Nullable String published) {
    return new OutcomeReport(0, null, List.of(), published, List.of());
  }

  /** Adds it to a year's report. */
  void addTo(Answer.Builder answer, String year) {
    answer.programs("unconfirmed", unconfirmed).programs("published", published);
    if (unconfirmed > 0) {
      answer.people(
          "rulebook",
          "%d values used that no source confirms: ./qof rulebook check --year %s"
              .formatted(unconfirmed, year));
    }
    if (proof != null) {
      proof.addTo(answer, year);
    }
    answer.notices("notices", "note", notices).notices(FAILURES, "CHECK FAILED", failures);
    if (published != null) {
      answer.people("tables", published);
    }
  }
}
