package org.openqof.run.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Part.Fact;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
import org.openqof.recalculation.SupplementarySums;
import org.openqof.store.Json;

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

  /** Adds it to a year's report: nothing about what the year does not have. */
  void addTo(Answer.Builder year) {
    year.group(
        "supplementary",
        List.of(
            fact("practices", practices),
            fact("complete_practices", completePractices),
            fact("incomplete", incomplete),
            fact("aspiration_gbp", aspirationGbp),
            fact("aspiration_practices", aspirationPractices),
            fact("aspiration_estimated", aspirationEstimated),
            fact("differing_lines", differingLines),
            fact("differing_gbp", differingGbp),
            fact("causes", causes),
            fact("interim", interim.stream().map(Json::values).toList()),
            fact("successions", successions)));
    if (practices > 0) {
      year.people(
          "complete",
          "%,d of %,d practices sent all that is needed%s"
              .formatted(completePractices, practices, withoutAll()));
    }
    if (aspirationGbp != null) {
      year.people(
          "aspiration",
          "%s paid to %,d practices; estimated for %,d"
              .formatted(Words.pounds(aspirationGbp), aspirationPractices, aspirationEstimated));
    } else if (practices > 0) {
      year.people("aspiration", "none: the lake holds no payments of the year before");
    }
    if (differingLines > 0) {
      year.people(
          "awarded",
          "%,d lines differ from the points awarded, %s: %s"
              .formatted(differingLines, Words.pounds(differingGbp), Words.each(causes)));
    }
    year.rows(collections());
    if (successions > 0) {
      year.people("successions", "%,d shown alongside the payments".formatted(successions));
    }
  }

  private static Fact fact(String name, @Nullable Object value) {
    return new Fact(name, null, Kind.TEXT, value);
  }

  private Rows.Of<Interim> collections() {
    return Rows.of("", interim)
        .title("")
        .people("date", Kind.TEXT, Interim::date)
        .people("practices", Kind.COUNT, Interim::practices)
        .people("points", Kind.POINTS, Interim::points)
        .people("to date", Kind.POUNDS, Interim::gbp)
        .people("points on 31 March", Kind.POINTS, Interim::forecastPoints)
        .people("forecast", Kind.POUNDS, Interim::forecastGbp);
  }
}
