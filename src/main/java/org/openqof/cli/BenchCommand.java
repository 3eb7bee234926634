package org.openqof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.bench.BenchReport;
import org.openqof.bench.Benchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qof bench}: whole processes side by side on the same nation. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures whole processes on the same extracts, in turn: this program's engines doing"
          + " everything, a database doing the bare core and one doing equal work, and a pandas"
          + " script doing the bare core.",
      "All must come to the same pounds, and to as many rows in the tables they have."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a program failed",
      "2:the arguments are wrong",
      "3:the programs come to different pounds"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof bench                                   one national year",
      "  ./qof bench --years 20 --engines local,duckdb-equal --runs 1",
      "  ./qof bench --practices 600 --json"
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--practices",
      paramLabel = "NUMBER",
      defaultValue = "6400",
      description = "Practices of the nation (default: ${DEFAULT-VALUE}, as in England).")
  private int practices;

  @Option(
      names = "--years",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Financial years, laid from one complete year (default: ${DEFAULT-VALUE}).")
  private int years;

  @Option(
      names = "--engines",
      paramLabel = "E,E",
      split = ",",
      defaultValue = "local,spark,duckdb,duckdb-equal,pandas",
      description = "What to run (default: ${DEFAULT-VALUE}).")
  private List<String> engines = List.of();

  @Option(
      names = "--runs",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description = "Runs of each, in turn (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where nations are kept and programs write; target/bench if left out.")
  private @Nullable Path data;

  @Mixin private TextOrJson answer = new TextOrJson();

  @Override
  public Integer call() {
    String launched = System.getProperty("qof.home");
    Path home = Path.of(launched == null ? "" : launched);
    PrintWriter err = spec.commandLine().getErr();
    BenchReport report =
        new Benchmark(
                practices, years, engines, runs, data == null ? home.resolve("target/bench") : data)
            .run(
                launched == null ? null : home,
                line -> {
                  err.println(line);
                  err.flush();
                });
    answer.print(report::json, report::lines);
    return 0;
  }
}
