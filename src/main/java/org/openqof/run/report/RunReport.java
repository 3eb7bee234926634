package org.openqof.run.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openqof.answer.Answer;
import org.openqof.answer.Words;
import org.openqof.errors.QofException;
import org.openqof.operations.CheckReport;

/**
 * What a run gave, for people and for programs.
 *
 * @param runId identifier of the run
 * @param engine engine used
 * @param years what each year gave, in order
 * @param notices what the run could not do, and why
 * @param seconds duration
 * @param unpublished why official publications were not made, one for each year concerned
 * @param findings how much a check of the whole lake found, where the job asks for one
 */
public record RunReport(
    String runId,
    String engine,
    List<YearReport> years,
    List<String> notices,
    List<QofException> unpublished,
    double seconds,
    int findings) {

  private static final int NOTICES = 2;

  /** The report of a run that does not check the whole lake. */
  public RunReport(
      String runId, String engine, List<YearReport> years, List<String> notices, double seconds) {
    this(runId, engine, years, notices, List.of(), seconds, 0);
  }

  /** The same report with other notices. */
  public RunReport withNotices(List<String> others) {
    return new RunReport(runId, engine, years, List.copyOf(others), unpublished, seconds, findings);
  }

  /** The same report with official publications that could not be made. */
  public RunReport without(List<QofException> publications) {
    return new RunReport(runId, engine, years, notices, publications, seconds, findings);
  }

  /** The same report with what a check of the whole lake found. */
  public RunReport with(CheckReport check) {
    List<String> more = new ArrayList<>(notices);
    more.addAll(check.answer().lines());
    return new RunReport(runId, engine, years, more, unpublished, seconds, check.findings().size());
  }

  public RunReport {
    years = List.copyOf(years);
    notices = List.copyOf(notices);
    unpublished = List.copyOf(unpublished);
  }

  /**
   * 0 when every year was done, 3 when checks of one failed, the gate holds one, or the check of
   * the whole lake found something; otherwise that of the first official publication that could not
   * be made.
   */
  public int exitCode() {
    if (findings > 0 || years.stream().anyMatch(year -> !year.addsUp() || year.waits())) {
      return 3;
    }
    return unpublished.isEmpty() ? 0 : unpublished.get(0).kind().exitCode();
  }

  /** The report for people: the years, and what counts in the last line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (YearReport year : years) {
      lines.add("");
      lines.addAll(year.answer().lines());
    }
    lines.add("");
    notices.forEach(notice -> lines.add("note: " + notice));
    lines.add(headline());
    return lines;
  }

  /**
   * The report in as many lines as a terminal shows at once: what was paid, and what is wrong.
   *
   * @param whole where all of it is
   */
  public List<String> inShort(String whole) {
    List<String> lines = new ArrayList<>();
    int left = 0;
    for (YearReport year : years) {
      ShortYear shown = ShortYear.of(year.answer());
      lines.addAll(shown.lines());
      left += shown.left();
    }
    notices.stream().limit(NOTICES).forEach(notice -> lines.add("note: " + notice));
    left += Math.max(0, notices.size() - NOTICES);
    if (left > 0) {
      lines.add("%s more in %s".formatted(Words.of(left, "line", "lines"), whole));
    }
    lines.add(headline());
    return lines;
  }

  private String headline() {
    return "done: %s%s, %.1f s%s"
        .formatted(
            Words.of(years.size(), "year", "years"),
            engine.equals("none") ? "" : " on engine " + engine,
            seconds,
            exitCode() == 0 ? "" : ": " + ofYears());
  }

  /** What became of the years of a run that a check or the gate stopped. */
  private String ofYears() {
    long published = years.stream().filter(year -> year.published() != null).count();
    List<String> held =
        years.stream()
            .filter(year -> !year.addsUp() || year.waits())
            .map(YearReport::year)
            .toList();
    String years =
        held.isEmpty()
            ? "%d published".formatted(published)
            : "%d published, %d HELD (%s)"
                .formatted(published, held.size(), String.join(", ", held));
    return unpublished.isEmpty()
        ? years
        : "%s, %d official publications NOT MADE".formatted(years, unpublished.size());
  }

  /** The report for people and programs, its last line first. */
  public Answer answer() {
    return Answer.of("report", headline())
        .programs("ts", Instant.now().toString())
        .programs("run_id", runId)
        .programs("engine", engine)
        .programs("seconds", BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP))
        .each("years", years.stream().map(YearReport::answer).toList())
        .notices("notices", "note", notices)
        .notices(
            "official_publications_not_made",
            "not made",
            unpublished.stream().map(problem -> String.valueOf(problem.getMessage())).toList())
        .programs("exit_code", exitCode())
        .answer();
  }
}
