package org.openqof.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.LastRead;
import org.openqof.errors.QofException;
import org.openqof.operations.RunEvents;
import org.openqof.operations.RunMetrics;
import org.openqof.operations.RunRecord;
import org.openqof.operations.RunRecord.CurrentYear;
import org.openqof.operations.RunRecord.Input;
import org.openqof.operations.RunRecord.Memory;
import org.openqof.operations.RunRecord.StepTime;
import org.openqof.operations.RunRecord.YearOutcome;
import org.openqof.operations.RunRecords;
import org.openqof.run.report.CountsReport;
import org.openqof.run.report.OutcomeReport;
import org.openqof.run.report.RunReport;
import org.openqof.run.report.YearReport;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;

/**
 * Records a run while it works: listens to its progress, keeps a record in the lake when it has
 * ended, well or not, and tells whoever watches: metrics and lineage, where the job asks for them.
 *
 * <p>What cannot be written never changes how the run ends: it becomes a notice of a run that did
 * its work, and is added to the failure of one that did not.
 */
final class RunRecorder implements Progress {
  private static final Path PROCESS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private final RunSettings settings;
  private final Progress told;
  private final List<StepTime> steps = new ArrayList<>();
  private String subject = "";
  private String step = "";
  private long stepBegan = System.nanoTime();
  private boolean recorded = true;

  /** Records a run with these settings; its progress is told on. */
  RunRecorder(RunSettings settings, Progress told) {
    this.settings = settings;
    this.told = told;
  }

  @Override
  public synchronized void began(String newSubject, String newStep) {
    subject = newSubject;
    step = newStep;
    stepBegan = System.nanoTime();
    told.began(newSubject, newStep);
  }

  @Override
  public void reached(double share) {
    told.reached(share);
  }

  @Override
  public synchronized void ended(String outcome) {
    steps.add(new StepTime(subject, step, seconds(stepBegan), outcome));
    step = "";
    told.ended(outcome);
  }

  /** What fails from here on is a mistake of the caller, and says nothing of the lake. */
  void leaveNoRecord() {
    recorded = false;
  }

  private static double seconds(long since) {
    return Math.round((System.nanoTime() - since) / 1e6) / 1000.0;
  }

  /**
   * Runs the work and records it. Must be called while the lock of the lake is held.
   *
   * @return the work's report, with a notice more where it could not be recorded
   */
  RunReport record(Lake lake, String runId, Supplier<RunReport> work) {
    Instant started = Instant.now();
    long began = System.nanoTime();
    RunEvents events = RunEvents.of(settings, runId);
    List<String> trouble = new ArrayList<>(events.start(started));
    RunReport report;
    try {
      report = work.get();
    } catch (RuntimeException | Error failure) {
      Ending ending = new Ending(failure, failedStep());
      try {
        keep(new Open(lake, runId, started, seconds(began)).failed(ending), events, lake);
      } catch (RuntimeException notRecorded) {
        failure.addSuppressed(notRecorded);
      }
      throw failure;
    }
    try {
      trouble.addAll(
          keep(new Open(lake, runId, started, seconds(began)).done(report), events, lake));
    } catch (RuntimeException notRecorded) {
      trouble.add("the run was not recorded: " + firstLine(notRecorded));
    }
    if (trouble.isEmpty()) {
      return report;
    }
    List<String> notices = new ArrayList<>(report.notices());
    notices.addAll(trouble);
    return report.withNotices(notices);
  }

  /** Keeps the record and tells others; what could not be told, in words. */
  private List<String> keep(RunRecord done, RunEvents events, Lake lake) {
    List<String> trouble = new ArrayList<>();
    String metrics = recorded ? settings.watching().metrics() : null;
    if (recorded) {
      new RunRecords(lake).put(done);
    }
    if (metrics != null) {
      try {
        RunMetrics.write(done, metrics);
      } catch (QofException notWritten) {
        trouble.add("no metrics were written: " + notWritten.problem());
      }
    }
    trouble.addAll(events.end(done, lake));
    return trouble;
  }

  /** A failure that nobody foresaw, with what was being read. */
  private static String unforeseen(Throwable failure) {
    return "The program failed: "
        + failure
        + LastRead.path().map(path -> "; the last file read was " + path).orElse("");
  }

  private static String firstLine(RuntimeException problem) {
    return problem instanceof QofException message ? message.problem() : problem.toString();
  }

  private synchronized String failedStep() {
    return (subject + " " + step).strip();
  }

  /**
   * How a run failed.
   *
   * @param failure what was thrown
   * @param step step in which
   */
  private record Ending(Throwable failure, String step) {
    int exitCode() {
      return failure instanceof QofException message ? message.kind().exitCode() : 1;
    }
  }

  /** One record while it is put together. */
  private final class Open {
    private final Lake lake;
    private final VersionLog versions;
    private final String runId;
    private final Instant started;
    private final double seconds;
    private final @Nullable RunRecord before;
    private final TreeMap<String, CurrentYear> current = new TreeMap<>();

    Open(Lake lake, String runId, Instant started, double seconds) {
      this.lake = lake;
      this.versions = new VersionLog(lake);
      this.runId = runId;
      this.started = started;
      this.seconds = seconds;
      this.before = lastReadable();
      if (before != null) {
        current.putAll(before.current());
      }
    }

    /** A damaged record must not keep this run from having its own. */
    private @Nullable RunRecord lastReadable() {
      try {
        return new RunRecords(lake).last().orElse(null);
      } catch (QofException unreadable) {
        return null;
      }
    }

    RunRecord done(RunReport report) {
      List<YearOutcome> years = new ArrayList<>();
      for (YearReport year : report.years()) {
        years.add(outcome(year));
        current.put(year.year(), current(year));
      }
      int exitCode = report.exitCode();
      boolean nothing = report.years().stream().allMatch(YearReport::unchanged);
      Ending ending =
          report.unpublished().isEmpty()
              ? null
              : new Ending(report.unpublished().get(0), "official publication");
      String outcome =
          exitCode == 3 ? "held" : ending != null ? "failed" : nothing ? "nothing_new" : "done";
      return whole(exitCode, outcome, ending, report.engine(), years, report.notices());
    }

    RunRecord failed(Ending ending) {
      boolean held = ending.exitCode() == 3;
      String year = subject;
      if (held && !year.isEmpty()) {
        current.merge(year, CurrentYear.UNKNOWN.stopped(), (was, stopped) -> was.stopped());
      }
      return whole(ending.exitCode(), held ? "held" : "failed", ending, null, List.of(), List.of());
    }

    private RunRecord whole(
        int exitCode,
        String outcome,
        @Nullable Ending ending,
        @Nullable String engine,
        List<YearOutcome> years,
        List<String> notices) {
      String ended = Instant.now().toString();
      QofException message =
          ending != null && ending.failure() instanceof QofException explained ? explained : null;
      return new RunRecord(
          RunRecord.FORMAT,
          runId,
          settings.job(),
          started.toString(),
          ended,
          seconds,
          exitCode,
          outcome,
          ending == null ? null : ending.step(),
          message != null
              ? message.problem()
              : ending == null ? null : unforeseen(ending.failure()),
          message == null ? List.of() : message.details(),
          message == null ? null : message.remedy(),
          settings.codeVersion(),
          engine,
          settings.extracts(),
          settings.lake(),
          settings.published(),
          List.copyOf(steps),
          memory(),
          years,
          notices,
          exitCode == 0 ? ended : before == null ? null : before.lastSuccessAt(),
          current);
    }

    private YearOutcome outcome(YearReport year) {
      FinancialYear financialYear = FinancialYear.of(year.year());
      VersionState logged = year.unchanged() ? null : logged(financialYear, year.version());
      CountsReport counts = year.done().counts();
      OutcomeReport outcome = year.done().outcome();
      return new YearOutcome(
          year.year(),
          year.version(),
          year.unchanged(),
          logged == null ? null : logged.identity(),
          logged == null ? null : logged.rulebookDigest(),
          counts.practices(),
          counts.payable(),
          counts.inStatistics(),
          counts.rowsIn(),
          counts.rowsAccepted(),
          counts.refusedByReason(),
          counts.refusedPractices(),
          counts.warnings(),
          outcome.failures(),
          outcome.notices(),
          outcome.published(),
          logged == null ? List.of() : inputs(logged),
          logged == null ? Map.of() : logged.digests());
    }

    private @Nullable VersionState logged(FinancialYear year, int version) {
      VersionState last = null;
      for (VersionState state : versions.states(year)) {
        last = state.version() == version ? state : last;
      }
      return last;
    }

    private List<Input> inputs(VersionState version) {
      Block files =
          lake.read(org.openqof.tables.Files.TABLE, version.year(), version.silverVersion());
      List<Input> inputs = new ArrayList<>();
      for (int row = 0; row < files.rows(); row++) {
        inputs.add(
            new Input(
                files.textAt(org.openqof.tables.Files.FILE_NAME, row),
                files.textAt(org.openqof.tables.Files.FILE_DIGEST, row),
                files.textAt(org.openqof.tables.Files.ROLE, row),
                files.countAt(org.openqof.tables.Files.ROWS_READ, row),
                files.countAt(org.openqof.tables.Files.ROWS_ACCEPTED, row),
                files.unscaledAt(org.openqof.tables.Files.CONTENT_BYTES, row)));
      }
      return inputs;
    }

    private CurrentYear current(YearReport year) {
      CurrentYear was = current.get(year.year());
      if (was != null
          && year.unchanged()
          && !was.held()
          && Integer.valueOf(year.version()).equals(was.publishedVersion())) {
        return was;
      }
      FinancialYear financialYear = FinancialYear.of(year.year());
      Optional<VersionState> results = versions.last(financialYear, State.RECALCULATED);
      Optional<VersionState> published = versions.published(financialYear);
      CurrentYear known = was == null ? CurrentYear.UNKNOWN : was;
      // A publication of what was made before reads nothing and counts nothing.
      CountsReport counts = year.done().counts();
      boolean counted = !year.unchanged() && counts.practices() > 0;
      return new CurrentYear(
          results.map(VersionState::version).orElse(null),
          published.map(VersionState::version).orElse(null),
          published.map(VersionState::happenedAt).orElse(null),
          counted ? Integer.valueOf(counts.practices()) : known.practices(),
          counted ? Integer.valueOf(counts.payable()) : known.payable(),
          counted ? Long.valueOf(counts.rowsIn()) : known.rowsRead(),
          counted ? Long.valueOf(counts.rowsRefused()) : known.rowsRefused(),
          counted ? known.rowsRead() : known.rowsReadBefore(),
          counted ? known.rowsRefused() : known.rowsRefusedBefore(),
          !year.addsUp() || year.waits());
    }
  }

  private static Memory memory() {
    Runtime machine = Runtime.getRuntime();
    return new Memory(
        residentPeak(),
        machine.totalMemory(),
        machine.maxMemory(),
        ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .map(Duration::toMillis)
            .map(millis -> millis / 1000.0)
            .orElse(null));
  }

  private static @Nullable Long residentPeak() {
    if (!Files.isReadable(PROCESS)) {
      return null;
    }
    try {
      for (String line : Files.readAllLines(PROCESS)) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
      return null;
    } catch (IOException unreadable) {
      return null;
    }
  }
}
