package org.openqof.run.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Nothing to know but where it is published; null when it is not. */
  static OutcomeReport in(@Nullable String published) {
    return new OutcomeReport(0, null, List.of(), published, List.of());
  }

  /** The report for people. */
  List<String> lines(String year) {
    List<String> lines = new ArrayList<>();
    if (unconfirmed > 0) {
      lines.add(
          "  rulebook       %d values used that no source confirms: ./qof rulebook check --year %s"
              .formatted(unconfirmed, year));
    }
    if (proof != null) {
      lines.addAll(proof.lines(year));
    }
    notices.forEach(notice -> lines.add("  note           " + notice));
    failures.forEach(failure -> lines.add("  CHECK FAILED   " + failure));
    if (published != null) {
      lines.add("  tables         " + published);
    }
    return lines;
  }
}
