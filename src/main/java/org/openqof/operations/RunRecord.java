package org.openqof.operations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run did, as the lake keeps it: {@code runs/<started>-<run id>.json}. It holds no money,
 * so that whoever watches the runs may read it.
 *
 * @param format version of this form, 1
 * @param runId identifier of the run, that of the versions it made
 * @param job name of the job
 * @param startedAt UTC, ISO 8601
 * @param endedAt UTC, ISO 8601
 * @param seconds duration
 * @param exitCode exit code of the process
 * @param outcome {@code done}, {@code nothing_new}, {@code held} (exit 3) or {@code failed}
 * @param failedStep step in which it failed; null when it did not
 * @param problem what was wrong; null for nothing
 * @param details where and what was expected
 * @param remedy what to do; null for nothing
 * @param codeVersion version of OpenQOF
 * @param engine engine used; null when it failed before one was opened
 * @param extracts where the extracts lie
 * @param lake where the lake lies
 * @param published where publications go
 * @param steps steps with their times, in the order in which they ended
 * @param memory memory and processor time
 * @param years what each year gave
 * @param notices what the run could not do, and why
 * @param lastSuccessAt end of the last run with exit code 0, this one included; null before any
 * @param current state of every year known, by year: carried on from record to record
 */
public record RunRecord(
    int format,
    String runId,
    String job,
    String startedAt,
    String endedAt,
    double seconds,
    int exitCode,
    String outcome,
    @Nullable String failedStep,
    @Nullable String problem,
    List<String> details,
    @Nullable String remedy,
    String codeVersion,
    @Nullable String engine,
    String extracts,
    String lake,
    String published,
    List<StepTime> steps,
    Memory memory,
    List<YearOutcome> years,
    List<String> notices,
    @Nullable String lastSuccessAt,
    Map<String, CurrentYear> current) {

  /** Version of the form. */
  public static final int FORMAT = 1;

  public RunRecord {
    details = List.copyOf(details);
    steps = List.copyOf(steps);
    years = List.copyOf(years);
    notices = List.copyOf(notices);
    current = Map.copyOf(current);
  }

  /**
   * One step.
   *
   * @param subject year it worked on; empty for the whole run
   * @param step what it did
   * @param seconds how long
   * @param outcome what it gave
   */
  public record StepTime(String subject, String step, double seconds, String outcome) {}

  /**
   * What the process used.
   *
   * @param residentPeakBytes most memory it held; null where the system does not tell
   * @param heapCommittedBytes heap at the end
   * @param heapLimitBytes heap it may take
   * @param cpuSeconds processor time of the process so far; null where the system does not tell
   */
  public record Memory(
      @Nullable Long residentPeakBytes,
      long heapCommittedBytes,
      long heapLimitBytes,
      @Nullable Double cpuSeconds) {}

  /**
   * What one year gave.
   *
   * @param year the financial year
   * @param version version made, or found unchanged
   * @param unchanged whether nothing had changed
   * @param identity digest of inputs, rulebook and code; null when the version was not logged
   * @param rulebookDigest digest of the rulebook; null likewise
   * @param practices practices of the year
   * @param payable practices that are paid
   * @param inStatistics practices in the statistics
   * @param rowsIn data rows read
   * @param rowsAccepted data rows accepted
   * @param refusedByReason refused rows by reason
   * @param failedChecks practices by failed check
   * @param warnings implausible values
   * @param checksFailed equations that must hold and did not
   * @param notices what could not be done for the year
   * @param publishedTo folder of the publication; null when not published
   * @param inputs files it was made from; none where nothing changed
   * @param tables content digest of each table; none where nothing changed
   */
  public record YearOutcome(
      String year,
      int version,
      boolean unchanged,
      @Nullable String identity,
      @Nullable String rulebookDigest,
      int practices,
      int payable,
      int inStatistics,
      long rowsIn,
      long rowsAccepted,
      Map<String, Long> refusedByReason,
      Map<String, Long> failedChecks,
      long warnings,
      List<String> checksFailed,
      List<String> notices,
      @Nullable String publishedTo,
      List<Input> inputs,
      Map<String, String> tables) {

    public YearOutcome {
      refusedByReason = Map.copyOf(refusedByReason);
      failedChecks = Map.copyOf(failedChecks);
      checksFailed = List.copyOf(checksFailed);
      notices = List.copyOf(notices);
      inputs = List.copyOf(inputs);
      tables = Map.copyOf(tables);
    }
  }

  /**
   * One file that a year was made from.
   *
   * @param name name as received
   * @param digest SHA-256 of its content
   * @param role what it gave
   * @param rowsRead data rows
   * @param rowsAccepted data rows accepted
   * @param bytes size of its content
   */
  public record Input(
      String name, String digest, String role, long rowsRead, long rowsAccepted, long bytes) {}

  /**
   * Where a year stands.
   *
   * @param recalculatedVersion last version with results; null for none
   * @param publishedVersion current version; null for none
   * @param publishedAt when it was published; null for none
   * @param practices practices of the last version; null where not known
   * @param payable practices it pays; null where not known
   * @param rowsRead data rows it read; null where not known
   * @param rowsRefused data rows it refused; null where not known
   * @param rowsReadBefore data rows that the version before read; null where not known
   * @param rowsRefusedBefore data rows that the version before refused; null where not known
   * @param held whether the last run that worked on it was stopped by a check
   */
  public record CurrentYear(
      @Nullable Integer recalculatedVersion,
      @Nullable Integer publishedVersion,
      @Nullable String publishedAt,
      @Nullable Integer practices,
      @Nullable Integer payable,
      @Nullable Long rowsRead,
      @Nullable Long rowsRefused,
      @Nullable Long rowsReadBefore,
      @Nullable Long rowsRefusedBefore,
      boolean held) {
    public static final CurrentYear UNKNOWN =
        new CurrentYear(null, null, null, null, null, null, null, null, null, false);

    /** The same, stopped by a check. */
    public CurrentYear stopped() {
      return new CurrentYear(
          recalculatedVersion,
          publishedVersion,
          publishedAt,
          practices,
          payable,
          rowsRead,
          rowsRefused,
          rowsReadBefore,
          rowsRefusedBefore,
          true);
    }
  }

  /** Whether the run ended well. */
  public boolean succeeded() {
    return exitCode == 0;
  }
}
