package org.openqof.run.report;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.openqof.answer.Answer;
import org.openqof.answer.Part;
import org.openqof.answer.Part.Each;
import org.openqof.answer.Part.Fact;
import org.openqof.answer.Part.Notices;

/**
 * As much of one year's report as a terminal has room for: what was paid, and all that is wrong.
 *
 * @param lines the lines shown
 * @param left how many lines are left out
 */
record ShortYear(List<String> lines, int left) {
  private static final Set<String> WANTED =
      Set.of(
          "practices",
          "rows",
          "gate",
          "payments",
          "achievement",
          "let through",
          "tables",
          ProofReport.CONTRADICTED);

  /** Lines of what stopped a year: what to do, and the first causes. */
  private static final int OF_A_STOP = 12;

  /** What follows the first words of a line and can be read in the whole report. */
  private static final Pattern DETAIL =
      Pattern.compile(
          " of national figures and of the year as a whole|; failed checks.*|(?<=refused); .*|(?<=noted): .*");

  ShortYear {
    lines = List.copyOf(lines);
  }

  /** What is shown of a year. */
  static ShortYear of(Answer year) {
    Answer.Builder shown = Answer.of(year.event(), year.headline());
    for (Part part : year.parts()) {
      if (part instanceof Fact fact && fact.label() != null && WANTED.contains(fact.label())) {
        String words = DETAIL.matcher(String.valueOf(fact.value())).replaceAll("");
        shown.people(fact.label(), words);
      } else if (part instanceof Notices wrong && wrong.name().equals(OutcomeReport.FAILURES)) {
        shown.part(wrong);
      } else if (part instanceof Each stops) {
        for (Answer stop : stops.answers()) {
          shown.lines(stop.lines().stream().limit(OF_A_STOP).toList());
        }
      }
    }
    List<String> lines = shown.answer().lines();
    return new ShortYear(lines, year.lines().size() - lines.size());
  }
}
