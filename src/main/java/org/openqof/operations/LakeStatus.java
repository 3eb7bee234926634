package org.openqof.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.gate.StopNotes;
import org.openqof.gate.Stops;
import org.openqof.operations.RunRecord.CurrentYear;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.LakeFormat;
import org.openqof.store.Publication;
import org.openqof.store.RunLock;
import org.openqof.store.RunLock.Holder;

/**
 * Whether a lake is in good order, for health checks. Reads the form of the lake, the last record
 * of a run, the lock and the pointers of the publication, and nothing else.
 *
 * @param lake its place
 * @param last the last run; null before any
 * @param lock who holds the lock; null when nobody does
 * @param check how the last check of the whole lake ended, in words; null before any
 * @param problems what a person should look at; none when all is well
 */
public record LakeStatus(
    String lake,
    @Nullable RunRecord last,
    @Nullable Holder lock,
    @Nullable String check,
    List<String> problems) {

  public LakeStatus {
    problems = List.copyOf(problems);
  }

  /**
   * Looks.
   *
   * @param maxAge how long ago the last success may be
   * @param published where publications go; null for where the last run put them
   * @param now the time to count from
   */
  public static LakeStatus of(Lake lake, Duration maxAge, @Nullable String published, Instant now) {
    Optional<RunRecord> last = new RunRecords(lake).last();
    Optional<Holder> lock = RunLock.holder(lake);
    List<String> problems = new ArrayList<>();
    if (last.isEmpty()) {
      problems.add("no run of this lake has ended yet");
    }
    form(lake, lock.isPresent()).ifPresent(problems::add);
    Stops stops = new StopNotes(lake).read();
    stops
        .byYear()
        .keySet()
        .forEach(
            year ->
                problems.add(
                    "%s %s: %s"
                        .formatted(
                            year,
                            stops.words(year),
                            String.join("; ", stops.remedies(year, lake.root())))));
    last.ifPresent(run -> judge(run, maxAge, published, now, problems));
    lock.ifPresent(
        holder -> {
          if (holder.dead()) {
            problems.add(
                "the lock is held by a process that no longer runs (%s): the next run takes it over"
                    .formatted(holder.described()));
          } else if (Instant.parse(holder.since()).plus(maxAge).isBefore(now)) {
            problems.add(
                "a run works for longer than %s: %s".formatted(words(maxAge), holder.described()));
          }
        });
    Optional<CheckReport.Last> check = CheckReport.last(lake);
    check
        .filter(done -> done.findings() > 0)
        .ifPresent(
            done ->
                problems.add(
                    "the last check of the lake found something (%s): run %s"
                        .formatted(done.words(), PrintedCommand.on(lake.root(), "lake check"))));
    return new LakeStatus(
        lake.root(),
        last.orElse(null),
        lock.orElse(null),
        check.map(CheckReport.Last::words).orElse(null),
        problems);
  }

  /**
   * What is wrong with the form of the lake as a whole.
   *
   * @param begun whether somebody holds its lock: a first run makes it a lake a moment later
   */
  private static Optional<String> form(Lake lake, boolean begun) {
    try {
      LakeFormat.check(lake, null);
      return begun || LakeFormat.isLake(lake)
          ? Optional.empty()
          : Optional.of("there is no lake in this place");
    } catch (QofException unknownForm) {
      return Optional.of(unknownForm.problem());
    }
  }

  private static void judge(
      RunRecord run,
      Duration maxAge,
      @Nullable String published,
      Instant now,
      List<String> problems) {
    String success = run.lastSuccessAt();
    if (success == null) {
      problems.add("no run has succeeded yet");
    } else {
      Duration age = Duration.between(Instant.parse(success), now);
      if (age.compareTo(maxAge) > 0) {
        problems.add(
            "the last success is %s ago, more than %s".formatted(words(age), words(maxAge)));
      }
    }
    if (!run.succeeded()) {
      problems.add(
          "the last run ended with exit code %d: %s"
              .formatted(run.exitCode(), run.problem() == null ? "checks failed" : run.problem()));
    }
    Publication publication =
        new Publication(Place.uri(published == null ? run.published() : published));
    new TreeMap<>(run.current())
        .forEach((year, state) -> judge(year, state, publication, problems));
  }

  private static void judge(
      String year, CurrentYear state, Publication publication, List<String> problems) {
    if (state.held()) {
      problems.add("%s was stopped by a check and waits for a person".formatted(year));
    }
    Integer current = state.publishedVersion();
    if (current == null) {
      return;
    }
    Integer pointed =
        publication.latest(FinancialYear.of(year)).map(Publication.Latest::version).orElse(null);
    if (!current.equals(pointed)) {
      problems.add(
          "%s: the lake published version %d, and %s %s"
              .formatted(
                  year,
                  current,
                  publication.root(),
                  pointed == null ? "has none" : "points to version " + pointed));
    }
  }

  /** 0 when all is well, else 1. */
  public int exitCode() {
    return problems.isEmpty() ? 0 : 1;
  }

  /** The status. */
  public Answer answer() {
    Answer.Builder answer =
        Answer.of("status", (problems.isEmpty() ? "well  " : "LOOK  ") + lake)
            .programs("well", problems.isEmpty())
            .programs("lake", lake);
    RunRecord run = last;
    if (run != null) {
      answer
          .people(
              "last run",
              "%s, %.1f s, exit code %d, %s"
                  .formatted(
                      Words.moment(Instant.parse(run.endedAt())),
                      run.seconds(),
                      run.exitCode(),
                      run.outcome()))
          .programs("last_run_id", run.runId())
          .programs("last_run_at", run.endedAt())
          .programs("last_exit_code", run.exitCode())
          .programs("last_outcome", run.outcome())
          .fact("last_success_at", "last success", Kind.MOMENT, run.lastSuccessAt())
          .rows(
              Rows.of("years", new TreeMap<>(run.current()).entrySet())
                  .title("")
                  .keyed()
                  .column("financial_year", "year", Kind.TEXT, Map.Entry::getKey)
                  .column(
                      "published_version",
                      "version",
                      Kind.ORDINAL,
                      year -> year.getValue().publishedVersion())
                  .column(
                      "published_at", "since", Kind.MOMENT, year -> year.getValue().publishedAt())
                  .programs("recalculated_version", year -> year.getValue().recalculatedVersion())
                  .programs("held", year -> year.getValue().held())
                  .people("", Kind.TEXT, year -> words(year.getValue())));
    }
    return answer
        .fact("last_check", "last check", Kind.TEXT, check)
        .people("lock", lock == null ? "free" : lock.described())
        .programs("lock", lock == null ? null : lock.described())
        .notices("problems", "problem", problems)
        .programs("exit_code", exitCode())
        .answer();
  }

  private static String words(CurrentYear year) {
    return (year.publishedVersion() == null ? "not published" : "")
        + (year.publishedVersion() == null && year.held() ? "; " : "")
        + (year.held() ? "HELD by a check" : "");
  }

  private static String words(Duration time) {
    long hours = time.toHours();
    return hours >= 72
        ? hours / 24 + " days"
        : hours >= 1 ? hours + " hours" : time.toMinutes() + " minutes";
  }
}
