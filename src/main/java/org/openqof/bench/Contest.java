package org.openqof.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * Runs the programs in turn, so that a machine whose speed drifts is as fast for one as for the
 * other, and sees that all come to the same pounds.
 */
final class Contest {
  private static final int LAST_LINES = 15;
  private static final BigDecimal ONE_POUND = BigDecimal.ONE;

  private final Map<Contender, List<Result>> results = new LinkedHashMap<>();
  private final Path home;
  private final BenchNation nation;
  private final Consumer<String> told;

  /**
   * One run of a program.
   *
   * @param process what the process took
   * @param answer what it calculated
   */
  record Result(Measured process, Answer answer) {}

  /**
   * A contest.
   *
   * @param home the project's folder
   * @param told is told of each run that has ended
   */
  Contest(Path home, BenchNation nation, Consumer<String> told) {
    this.home = home;
    this.nation = nation;
    this.told = told;
  }

  /**
   * Runs all programs, {@code runs} times in turn.
   *
   * @param room a folder that programs write to; emptied before each run and at the end
   * @throws org.openqof.errors.QofException when a program fails, or comes to other pounds
   */
  Map<Contender, List<Result>> run(List<Contender> contenders, int runs, Path room) {
    try {
      for (int round = 1; round <= runs; round++) {
        for (Contender contender : contenders) {
          BenchNation.deleteAll(room);
          Files.createDirectories(room);
          Measured process = ProcessMeter.run(contender.command(), home, room);
          succeeded(contender.name(), process);
          Answer answer =
              contender.ours() ? Answer.ofOurs(process.output()) : Answer.ofLines(process.output());
          results
              .computeIfAbsent(contender, first -> new ArrayList<>())
              .add(new Result(process, answer));
          told.accept(
              "%d of %d  %-12s %6.1f s, %6.1f s of processor time"
                  .formatted(
                      round,
                      runs,
                      contender.name(),
                      process.wallSeconds(),
                      process.processorSeconds()));
        }
        samePounds();
        sameRows();
      }
      BenchNation.deleteAll(room);
    } catch (IOException e) {
      throw BenchErrors.notWritten(room.toString(), e);
    }
    return results;
  }

  /** Fails with the last lines of what a program wrote, unless it ended well. */
  static void succeeded(String name, Measured process) {
    if (process.exitCode() == 0) {
      return;
    }
    List<String> lines = new ArrayList<>();
    try {
      lines.addAll(Files.readAllLines(process.output()));
      lines.addAll(Files.readAllLines(process.errors()));
    } catch (IOException e) {
      lines.add("What it wrote cannot be read: " + e.getMessage());
    }
    throw BenchErrors.failed(
        name,
        process.exitCode(),
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** Every run of every program, against the first run of the first. */
  private void samePounds() {
    List<String> differences = new ArrayList<>();
    Map.Entry<Contender, List<Result>> first = results.entrySet().iterator().next();
    for (FinancialYear year : nation.years()) {
      BigDecimal expected = first.getValue().get(0).answer().pounds().get(year.toString());
      results.forEach(
          (contender, runs) -> {
            for (Result run : runs) {
              BigDecimal found = run.answer().pounds().get(year.toString());
              if (!agree(expected, found, contender.exact() && first.getKey().exact())) {
                differences.add(
                    "%s: %s says %s, %s says %s"
                        .formatted(year, first.getKey().name(), expected, contender.name(), found));
              }
            }
          });
    }
    if (!differences.isEmpty()) {
      throw BenchErrors.disagree(differences.stream().distinct().toList());
    }
  }

  /** Tables that two programs have must have as many rows in both. */
  private void sameRows() {
    SortedMap<String, Long> expected = new TreeMap<>();
    Map<String, String> by = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    results.forEach(
        (contender, runs) -> {
          for (Result run : runs) {
            run.answer()
                .rows()
                .forEach(
                    (table, rows) -> {
                      Long known = expected.putIfAbsent(table, rows);
                      String first = by.putIfAbsent(table, contender.name());
                      if (known != null && !known.equals(rows)) {
                        differences.add(
                            "rows of %s: %s has %,d, %s has %,d"
                                .formatted(table, first, known, contender.name(), rows));
                      }
                    });
          }
        });
    if (!differences.isEmpty()) {
      throw BenchErrors.disagree(differences.stream().distinct().toList());
    }
  }

  /** Whether two amounts are there and agree: to the penny, or within a pound. */
  static boolean agree(@Nullable BigDecimal one, @Nullable BigDecimal other, boolean exactly) {
    if (one == null || other == null) {
      return false;
    }
    BigDecimal apart = one.subtract(other).abs();
    return exactly ? apart.signum() == 0 : apart.compareTo(ONE_POUND) < 0;
  }
}
