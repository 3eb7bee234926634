package org.openqof.operations;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.operations.RunRecord.CurrentYear;
import org.openqof.operations.RunRecord.StepTime;
import org.openqof.settings.Place;
import org.openqof.store.OwnFile;
import org.openqof.store.place.Audience;

/**
 * The metrics of the last run and of every year, as a Prometheus text file for the node exporter's
 * textfile collector. The file is replaced in one step, so that a reader sees it whole. It holds no
 * money.
 */
public final class RunMetrics {
  private final StringBuilder text = new StringBuilder();

  private RunMetrics() {}

  /** Writes the metrics in the place of those that are there. */
  public static void write(RunRecord last, String place) {
    OwnFile.write(Place.uri(place), text(last).getBytes(StandardCharsets.UTF_8), Audience.EVERYONE);
  }

  static String text(RunRecord last) {
    RunMetrics metrics = new RunMetrics();
    metrics.ofRun(last);
    metrics.ofYears(last);
    return metrics.text.toString();
  }

  private void ofRun(RunRecord last) {
    one(
        "qof_run_start_timestamp_seconds",
        "When the last run began, seconds since 1970 UTC.",
        epoch(last.startedAt()));
    one(
        "qof_run_end_timestamp_seconds",
        "When the last run ended, seconds since 1970 UTC.",
        epoch(last.endedAt()));
    one(
        "qof_run_success_timestamp_seconds",
        "When the last run with exit code 0 ended, seconds since 1970 UTC.",
        epoch(last.lastSuccessAt()));
    one("qof_run_exit_code", "Exit code of the last run.", (double) last.exitCode());
    one("qof_run_duration_seconds", "Duration of the last run.", last.seconds());
    one(
        "qof_run_cpu_seconds",
        "Processor time of the last run's process.",
        last.memory().cpuSeconds());
    Long resident = last.memory().residentPeakBytes();
    one(
        "qof_run_resident_memory_peak_bytes",
        "Most memory that the last run's process held.",
        resident == null ? null : Double.valueOf(resident));
    one(
        "qof_run_heap_committed_bytes",
        "Heap of the last run at its end.",
        (double) last.memory().heapCommittedBytes());
    one(
        "qof_run_heap_limit_bytes",
        "Heap that the last run was allowed.",
        (double) last.memory().heapLimitBytes());
    Map<String, Double> steps = new LinkedHashMap<>();
    for (StepTime step : last.steps()) {
      steps.merge(
          "{year=\"%s\",step=\"%s\"}".formatted(label(step.subject()), label(step.step())),
          step.seconds(),
          Double::sum);
    }
    many("qof_run_step_duration_seconds", "Duration of each step of the last run.", steps);
  }

  private void ofYears(RunRecord last) {
    Map<String, CurrentYear> years = new TreeMap<>(last.current());
    year(
        years,
        "qof_year_recalculated_version",
        "Last version of the year that has results.",
        CurrentYear::recalculatedVersion);
    year(
        years,
        "qof_year_published_version",
        "Current version of the year.",
        CurrentYear::publishedVersion);
    year(
        years,
        "qof_year_published_timestamp_seconds",
        "When the current version was published, seconds since 1970 UTC.",
        state -> epoch(state.publishedAt()));
    year(
        years,
        "qof_year_practices",
        "Practices of the year in its last version.",
        CurrentYear::practices);
    year(
        years,
        "qof_year_practices_paid",
        "Practices that its last version pays.",
        CurrentYear::payable);
    year(
        years,
        "qof_year_rows_read",
        "Data rows that its last version read.",
        CurrentYear::rowsRead);
    year(
        years,
        "qof_year_rows_refused",
        "Data rows that its last version refused.",
        CurrentYear::rowsRefused);
    year(
        years,
        "qof_year_rows_read_before",
        "Data rows that the version before read.",
        CurrentYear::rowsReadBefore);
    year(
        years,
        "qof_year_rows_refused_before",
        "Data rows that the version before refused.",
        CurrentYear::rowsRefusedBefore);
    year(
        years,
        "qof_year_held",
        "Whether a check stopped the last run that worked on the year: 1 or 0.",
        state -> state.held() ? 1 : 0);
  }

  private static @Nullable Double epoch(@Nullable String at) {
    return at == null ? null : Instant.parse(at).toEpochMilli() / 1000.0;
  }

  private static String label(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
  }

  private void year(
      Map<String, CurrentYear> years,
      String name,
      String help,
      Function<CurrentYear, @Nullable Number> of) {
    Map<String, Double> values = new TreeMap<>();
    years.forEach(
        (year, state) -> {
          Number value = of.apply(state);
          if (value != null) {
            values.put("{year=\"%s\"}".formatted(label(year)), value.doubleValue());
          }
        });
    many(name, help, values);
  }

  private void one(String name, String help, @Nullable Double value) {
    if (value != null) {
      many(name, help, Map.of("", value));
    }
  }

  private void many(String name, String help, Map<String, Double> values) {
    if (values.isEmpty()) {
      return;
    }
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
    values.forEach(
        (labels, value) ->
            text.append(name).append(labels).append(' ').append(number(value)).append('\n'));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : java.math.BigDecimal.valueOf(value).toPlainString();
  }
}
