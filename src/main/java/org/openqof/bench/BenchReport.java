package org.openqof.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.openqof.bench.Contest.Result;
import org.openqof.domain.FinancialYear;

/**
 * What a benchmark found, as tables in Markdown or as JSON. Ratios are of medians, to the database
 * doing equal work where it ran, else to the bare core in the database, else to the first program.
 */
public final class BenchReport {
  private static final String DATABASE = "duckdb";
  private static final String EQUAL_WORK = "duckdb-equal";
  private static final double MEGABYTE = 1e6;
  private static final double GIBIBYTE = 1L << 30;

  private final BenchNation nation;
  private final Map<Contender, List<Result>> results;
  private final Contender base;

  BenchReport(BenchNation nation, Map<Contender, List<Result>> results) {
    this.nation = nation;
    this.results = new LinkedHashMap<>(results);
    this.base =
        named(EQUAL_WORK)
            .or(() -> named(DATABASE))
            .orElseGet(() -> results.keySet().iterator().next());
  }

  private Optional<Contender> named(String name) {
    return results.keySet().stream().filter(contender -> contender.name().equals(name)).findFirst();
  }

  /** The tables, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<FinancialYear> years = nation.years();
    lines.add(
        format(
            "Practices: %,d; years: %d (%s to %s), %,.0f MB of CSV; %d processors, %.0f GiB; runs of"
                + " each: %d, in turn; medians, in brackets the least and the most.",
            nation.practices(),
            years.size(),
            years.get(0),
            years.get(years.size() - 1),
            nation.bytes() / MEGABYTE,
            Runtime.getRuntime().availableProcessors(),
            memoryOfTheMachine() / GIBIBYTE,
            runsOf(base).size()));
    lines.add("");
    lines.add(
        format(
            "| Program | payments | ratio to %s, clock | ratio, processor | ratio, memory | wall s |"
                + " processor s | peak memory |",
            base.name()));
    lines.add("|---|---|---|---|---|---|---|---|");
    results.forEach(
        (contender, runs) ->
            lines.add(
                format(
                    "| %s | £%,.2f | %.2f | %.2f | %.2f | %s | %s | %s |",
                    contender.name(),
                    pounds(runs.get(0)),
                    ratio(contender, BenchReport::wall),
                    ratio(contender, BenchReport::processor),
                    ratio(contender, run -> run.process().peakBytes()),
                    spread(runs, BenchReport::wall),
                    spread(runs, BenchReport::processor),
                    megabytes((long) most(runs, run -> run.process().peakBytes())))));
    lines.addAll(steps());
    return lines;
  }

  /** Where the time of this program's own runs goes, by the clock. */
  private List<String> steps() {
    Set<String> names = new LinkedHashSet<>();
    List<Contender> ours = results.keySet().stream().filter(Contender::ours).toList();
    ours.forEach(
        contender -> runsOf(contender).forEach(run -> names.addAll(run.answer().steps().keySet())));
    if (names.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.add(
        "| Step, seconds by the clock | "
            + String.join(" | ", ours.stream().map(Contender::name).toList())
            + " |");
    lines.add("|---|" + "---|".repeat(ours.size()));
    for (String name : names) {
      lines.add(row(name, ours, run -> run.answer().steps().getOrDefault(name, 0.0)));
    }
    lines.add(
        row(
            "starting, looking for changes, ending",
            ours,
            run ->
                wall(run)
                    - run.answer().steps().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()));
    return lines;
  }

  private String row(String name, List<Contender> ours, ToDoubleFunction<Result> seconds) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    ours.forEach(contender -> row.append(format(" %.1f |", median(runsOf(contender), seconds))));
    return row.toString();
  }

  /** One JSON object: the nation, and every run of every program. */
  public String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("event", "benchmark");
    root.put("practices", nation.practices());
    root.put("years", nation.years().size());
    root.put("extract_bytes", nation.bytes());
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.put("ratios_to", base.name());
    ObjectNode programs = root.putObject("programs");
    results.forEach(
        (contender, runs) -> {
          ObjectNode program = programs.putObject(contender.name());
          program.put("payments_gbp", pounds(runs.get(0)));
          program.put("wall_ratio", ratio(contender, BenchReport::wall));
          program.put("processor_ratio", ratio(contender, BenchReport::processor));
          program.put("memory_ratio", ratio(contender, run -> run.process().peakBytes()));
          for (Result run : runs) {
            ObjectNode one = program.withArray("/runs").addObject();
            one.put("wall_seconds", run.process().wallSeconds());
            one.put("user_seconds", run.process().userSeconds());
            one.put("system_seconds", run.process().systemSeconds());
            one.put("peak_bytes", run.process().peakBytes());
            run.answer().steps().forEach(one.putObject("steps")::put);
          }
        });
    return root.toString();
  }

  private List<Result> runsOf(Contender contender) {
    return Objects.requireNonNull(results.get(contender));
  }

  private double ratio(Contender contender, ToDoubleFunction<Result> figure) {
    return median(runsOf(contender), figure) / median(runsOf(base), figure);
  }

  private static BigDecimal pounds(Result run) {
    return run.answer().pounds().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static double wall(Result run) {
    return run.process().wallSeconds();
  }

  private static double processor(Result run) {
    return run.process().processorSeconds();
  }

  private static double most(List<Result> runs, ToDoubleFunction<Result> figure) {
    return runs.stream().mapToDouble(figure).max().orElseThrow();
  }

  /** The middle figure; of an even number of runs the mean of the two in the middle. */
  static double median(List<Result> runs, ToDoubleFunction<Result> figure) {
    double[] figures = runs.stream().mapToDouble(figure).toArray();
    Arrays.sort(figures);
    int middle = figures.length / 2;
    return figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
  }

  private static String spread(List<Result> runs, ToDoubleFunction<Result> figure) {
    return format(
        "%.1f (%.1f–%.1f)",
        median(runs, figure),
        runs.stream().mapToDouble(figure).min().orElseThrow(),
        most(runs, figure));
  }

  private static long memoryOfTheMachine() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : 0;
  }

  private static String megabytes(long bytes) {
    return format("%,.0f MB", bytes / MEGABYTE);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
