package org.openqof.run.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Words;
import org.openqof.recalculation.SupplementarySums;

/**
 * What a year gave alongside its payments, for people and for programs.
 *
 * @param practices practices from which data was expected
 * @param completePractices of those, the practices that sent all that is needed
 * @param incomplete the first of the others by code
 * @param aspirationGbp aspiration paid during the year, pounds; null where the lake holds no
 *     payments of the year before, so that there is none
 * @param aspirationPractices practices with an aspiration, be it nothing
 * @param aspirationEstimated of those, the estimated ones
 * @param differingLines lines whose points differ from those awarded
 * @param differingGbp what they are worth together, pounds
 * @param causes their number by likely cause
 * @param interim the interim collections of the year, the earliest first
 * @param successions practices whose result with successions is shown
 */
public record SupplementaryReport(
    int practices,
    int completePractices,
    List<String> incomplete,
    @Nullable BigDecimal aspirationGbp,
    int aspirationPractices,
    int aspirationEstimated,
    int differingLines,
    BigDecimal differingGbp,
    Map<String, Integer> causes,
    List<Interim> interim,
    int successions) {
  /** Practices that are named; the table has all. */
  private static final int NAMED = 8;

  /**
   * One interim collection.
   *
   * @param date date it speaks for
   * @param practices practices that sent it
   * @param points points to date
   * @param gbp pounds to date; never paid
   * @param forecastPoints points forecast for 31 March
   * @param forecastGbp pounds forecast for 31 March
   */
  public record Interim(
      String date,
      int practices,
      BigDecimal points,
      BigDecimal gbp,
      BigDecimal forecastPoints,
      BigDecimal forecastGbp) {}

  public static SupplementaryReport of(SupplementarySums sums) {
    int lines = 0;
    BigDecimal worth = BigDecimal.ZERO;
    Map<String, Integer> causes = new LinkedHashMap<>();
    for (Map.Entry<String, SupplementarySums.Differences> cause : sums.differences.entrySet()) {
      lines += cause.getValue().lines();
      worth = worth.add(cause.getValue().gbp());
      causes.put(cause.getKey(), cause.getValue().lines());
    }
    List<Interim> interim = new ArrayList<>();
    sums.progress.forEach(
        (date, progress) ->
            interim.add(
                new Interim(
                    date.toString(),
                    progress.practices(),
                    progress.points(),
                    progress.gbp(),
                    progress.forecastPoints(),
                    progress.forecastGbp())));
    return new SupplementaryReport(
        sums.practices,
        sums.complete,
        sums.incomplete.stream().limit(NAMED).toList(),
        sums.aspirations > 0 ? sums.aspirationGbp : null,
        sums.aspirations,
        sums.estimated,
        lines,
        worth,
        causes,
        interim,
        sums.successions);
  }

  /** The practices that did not, by name: a few of them may be one missing file. */
  private String withoutAll() {
    int more = practices - completePractices - incomplete.size();
    return incomplete.isEmpty()
        ? ""
        : "; not %s%s"
            .formatted(
                String.join(", ", incomplete),
                more > 0 ? " and %,d more in table practice_completeness".formatted(more) : "");
  }

  /** The report for people, a line a subject; nothing about what the year does not have. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (practices > 0) {
      lines.add(
          "  complete       %,d of %,d practices sent all that is needed%s"
              .formatted(completePractices, practices, withoutAll()));
    }
    if (aspirationGbp != null) {
      lines.add(
          "  aspiration     %s paid to %,d practices; estimated for %,d"
              .formatted(Words.pounds(aspirationGbp), aspirationPractices, aspirationEstimated));
    } else if (practices > 0) {
      lines.add("  aspiration     none: the lake holds no payments of the year before");
    }
    if (differingLines > 0) {
      List<String> parts = new ArrayList<>();
      causes.forEach((cause, count) -> parts.add("%s (%,d)".formatted(cause, count)));
      lines.add(
          "  awarded        %,d lines differ from the points awarded, %s: %s"
              .formatted(differingLines, Words.pounds(differingGbp), String.join(", ", parts)));
    }
    for (Interim collection : interim) {
      lines.add(
          "  %s     %,d practices, %,.2f points, %s to date; forecast %,.2f points, %s"
              .formatted(
                  collection.date(),
                  collection.practices(),
                  collection.points(),
                  Words.pounds(collection.gbp()),
                  collection.forecastPoints(),
                  Words.pounds(collection.forecastGbp())));
    }
    if (successions > 0) {
      lines.add("  successions    %,d shown alongside the payments".formatted(successions));
    }
    return lines;
  }
}
