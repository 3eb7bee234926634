package org.openqof.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.bench.Contest.Result;
import org.openqof.errors.QofException;
import org.openqof.testing.Slow;

/** {@code qof bench}, on a nation of a few practices, with real processes. */
@Slow
class BenchTest {
  @SuppressWarnings("NullAway.Init") // JUnit sets it before any test runs
  @TempDir
  private Path folder;

  @Test
  void bothEnginesTheDatabaseAndPandasComeToTheSamePounds() throws IOException {
    needPandas();
    List<String> told = new ArrayList<>();
    BenchReport report = new Benchmark(20, 1, Contenders.NAMES, 1, folder).run(null, told::add);
    List<String> lines = report.lines();
    assertThat(lines.get(0)).startsWith("Practices: 20; years: 1 (2023-24 to 2023-24)");
    JsonNode programs = new ObjectMapper().readTree(report.json()).path("programs");
    BigDecimal pounds = programs.path("local").path("payments_gbp").decimalValue();
    assertThat(pounds).isGreaterThan(new BigDecimal(100_000));
    for (String name : Contenders.NAMES) {
      JsonNode program = programs.path(name);
      BigDecimal apart = program.path("payments_gbp").decimalValue().subtract(pounds).abs();
      // Only pandas calculates in floating point.
      assertThat(apart).as(name).isLessThan(new BigDecimal(name.equals("pandas") ? "1" : "0.005"));
      JsonNode run = program.path("runs").path(0);
      assertThat(run.path("wall_seconds").asDouble()).as(name).isPositive();
      assertThat(run.path("user_seconds").asDouble()).as(name).isPositive();
      assertThat(run.path("peak_bytes").asLong()).as(name).isGreaterThan(10_000_000);
      assertThat(lines).anyMatch(line -> line.startsWith("| " + name + " | £"));
    }
    assertThat(programs.path("duckdb-equal").path("wall_ratio").asDouble()).isEqualTo(1);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("| points, payments and statistics |"))
        .anyMatch(line -> line.startsWith("| starting, looking for changes, ending |"));
    assertThat(told).anyMatch(line -> line.startsWith("1 of 1  pandas"));
    assertThat(folder.resolve("room")).doesNotExist();
    assertThat(folder.resolve("nation-20-1/extracts")).isDirectory();
  }

  /** Pandas belongs to Python, not to the path: asked for as {@code testing.Tools} asks. */
  private static void needPandas() {
    if (Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/pandas"))) {
      return;
    }
    String missing =
        "pandas is not there; on Debian: apt-get install --no-install-recommends python3-pandas";
    if ("required".equals(System.getenv("QOF_TOOLS"))) {
      Assertions.fail(missing);
    }
    Assumptions.abort(missing);
  }

  private static Contender contender(String name, boolean exact) {
    return new Contender(name, List.of(name), false, exact);
  }

  @Test
  void anExactProgramMustAgreeToThePennyAndOneInFloatingPointWithinAPound() {
    BigDecimal one = new BigDecimal("729507613.28");
    assertThat(Contest.agree(one, new BigDecimal("729507613.280"), true)).isTrue();
    assertThat(Contest.agree(one, new BigDecimal("729507613.29"), true)).isFalse();
    assertThat(Contest.agree(one, new BigDecimal("729507614.27"), false)).isTrue();
    assertThat(Contest.agree(one, new BigDecimal("729507614.28"), false)).isFalse();
    assertThat(Contest.agree(one, null, false)).isFalse();
  }

  @Test
  void aProgramThatComesToOtherPoundsStopsTheBenchmark() throws IOException {
    BenchNation nation = new BenchNation(folder, 20, 1);
    Contender right =
        new Contender("right", List.of("/bin/echo", "2023-24 20 5 1.00"), false, true);
    Contender wrong =
        new Contender("wrong", List.of("/bin/echo", "2023-24 20 5 1.01"), false, true);
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(
            () ->
                new Contest(folder, nation, line -> {})
                    .run(List.of(right, wrong), 1, folder.resolve("room")))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(QofException.Kind.CHECKS);
              assertThat(e.details()).containsExactly("2023-24: right says 1.00, wrong says 1.01");
            });
  }

  @Test
  void aTableWithOtherRowsStopsTheBenchmarkToo() {
    Contender right = printing("right", "2023-24 20 5 1.00\n2023-24 payment_lines 1520\n");
    Contender wrong = printing("wrong", "2023-24 20 5 1.00\n2023-24 payment_lines 1519\n");
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(
            () ->
                new Contest(folder, new BenchNation(folder, 20, 1), line -> {})
                    .run(List.of(right, wrong), 1, folder.resolve("room")))
        .satisfies(
            e ->
                assertThat(e.details())
                    .containsExactly(
                        "rows of 2023-24 payment_lines: right has 1,520, wrong has 1,519"));
  }

  private static Contender printing(String name, String text) {
    return new Contender(name, List.of("/usr/bin/printf", text), false, true);
  }

  @Test
  void aProgramThatFailsIsNamedWithTheLastLinesOfWhatItWrote() {
    Contender failing =
        new Contender("failing", List.of("/bin/sh", "-c", "echo no room >&2; exit 7"), false, true);
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(
            () ->
                new Contest(folder, new BenchNation(folder, 20, 1), line -> {})
                    .run(List.of(failing), 1, folder.resolve("room")))
        .satisfies(
            e -> {
              assertThat(e.problem()).isEqualTo("failing ended with exit code 7.");
              assertThat(e.details()).containsExactly("no room");
            });
  }

  @Test
  void theProcessorTimeOfAProcessIsItsOwnAndThatOfItsChildren() {
    Measured busy =
        ProcessMeter.run(
            List.of("/bin/sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done"),
            folder,
            folder);
    Measured idle = ProcessMeter.run(List.of("/bin/sleep", "0.2"), folder, folder);
    assertThat(busy.processorSeconds()).isGreaterThan(0.05);
    assertThat(busy.wallSeconds()).isGreaterThan(busy.processorSeconds() * 0.9);
    assertThat(idle.processorSeconds()).isLessThan(0.05);
    assertThat(idle.wallSeconds()).isGreaterThan(0.15);
    assertThat(busy.peakBytes()).isGreaterThan(500_000);
  }

  @Test
  void theMiddleOfAnEvenNumberOfRunsLiesBetweenTwo() {
    assertThat(BenchReport.median(runs(3, 1, 2), run -> run.process().wallSeconds())).isEqualTo(2);
    assertThat(BenchReport.median(runs(4, 1), run -> run.process().wallSeconds())).isEqualTo(2.5);
  }

  @Test
  void ratiosAreToTheFirstProgramWhereTheDatabaseDoesNotRun() throws IOException {
    Files.createDirectories(folder.resolve("nation-20-1/extracts"));
    BenchReport report =
        new BenchReport(
            new BenchNation(folder, 20, 1), Map.of(contender("local", true), runs(4, 2)));
    assertThat(report.lines())
        .anyMatch(line -> line.contains("ratio to local, clock"))
        .anyMatch(line -> line.contains("| local | £1.00 | 1.00 | 1.00 | 1.00 | 3.0 (2.0–4.0) |"));
  }

  private List<Result> runs(double... seconds) {
    List<Result> runs = new ArrayList<>();
    for (double wall : seconds) {
      runs.add(
          new Result(
              new Measured(0, wall, wall, 0, 1_000_000, folder, folder),
              new Answer(
                  new TreeMap<>(Map.of("2023-24", new BigDecimal("1.00"))),
                  new TreeMap<>(),
                  Map.of())));
    }
    return runs;
  }

  @Test
  void numbersAndNamesAreCheckedBeforeAnythingIsMade() {
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(() -> new Benchmark(20, 1, List.of("excel"), 1, folder))
        .satisfies(e -> assertThat(e.problem()).contains("'excel'"));
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(() -> new Benchmark(20, 0, List.of("local"), 1, folder))
        .satisfies(e -> assertThat(e.problem()).startsWith("--years"));
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(() -> new Benchmark(5, 1, List.of("local"), 1, folder))
        .satisfies(e -> assertThat(e.problem()).startsWith("--practices"));
    assertThat(folder).isEmptyDirectory();
  }
}
