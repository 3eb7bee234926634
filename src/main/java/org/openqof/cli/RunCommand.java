package org.openqof.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Form;
import org.openqof.cli.terminal.ShownText;
import org.openqof.engine.Engine;
import org.openqof.engine.local.LocalEngine;
import org.openqof.engine.spark.SparkEngine;
import org.openqof.engine.spark.SparkSessions;
import org.openqof.errors.QofException;
import org.openqof.run.NationalRun;
import org.openqof.run.report.RunReport;
import org.openqof.settings.Place;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qof run}: runs a job. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a job: from the national extracts to payment tables and public statistics.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run failed; what was published before stays",
      "2:the arguments or the job file are wrong",
      "3:checks failed, or the national gate holds a year: nothing of it was published",
      "75:another run holds the lake; try again later",
      "130:stopped by SIGINT (Ctrl-C); 143 by SIGTERM; run again to go on"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof run                                           the samples, everything",
      "  ./qof run --extracts extracts --years 2022-23..2023-24",
      "  ./qof run jobs/overnight.yaml --lake hdfs://…/lake  all steps on Spark",
      "  ./qof run --json | tee run.jsonl                    one JSON object a line"
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--reread",
      description =
          "Read every file of the extracts again, also those that look as they did when they were"
              + " last read.")
  private boolean reread;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Also write metrics for Prometheus into this file; the job's if left out.")
  private @Nullable String metrics;

  @Option(
      names = "--lineage",
      paramLabel = "FILE|URL",
      description = "Also tell OpenLineage events to this file or address; the job's if left out.")
  private @Nullable String lineage;

  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    RunSettings settings = options.settings().withMetrics(metrics).withLineage(lineage);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = answer.form() == Form.JSON ? new JsonProgress(out) : Main.progress(spec);
    RunReport report = report(settings, progress);
    if (answer.form() == Form.TEXT) {
      ShownText.say(out, shown(report, settings));
    } else {
      answer.print(report.answer());
    }
    for (QofException notMade : report.unpublished()) {
      ShownText.say(err, String.valueOf(notMade.getMessage()).lines().toList());
    }
    return report.exitCode();
  }

  /**
   * On a terminal as much as it shows at once, and all of it in a file, since the next run will
   * have nothing to say of these years; all of it where it goes into a file anyway. A quiet run
   * that went well says nothing.
   */
  private List<String> shown(RunReport report, RunSettings settings) {
    Main main = Main.of(spec);
    if (main.isQuiet() && report.exitCode() == 0) {
      return List.of();
    }
    if (!main.screen().isTerminal() || main.isVerbose()) {
      return report.lines();
    }
    Lake lake = new Lake(Place.uri(settings.lake()));
    String whole = lake.statePath("last-run.txt");
    try {
      lake.storage().put(whole, String.join("\n", report.lines()).getBytes(StandardCharsets.UTF_8));
    } catch (QofException noRoom) {
      // The run is done and must not seem to have failed: then all of it is shown here.
      return report.lines();
    }
    return report.inShort(whole);
  }

  private RunReport report(RunSettings settings, Progress progress) {
    try (CleanStop stop = new CleanStop()) {
      NationalRun run = new NationalRun(settings, this::open, stop.watching(progress));
      return (reread ? run.rereading() : run).run();
    }
  }

  private Engine open(RunSettings settings, boolean onSpark) {
    return onSpark ? new SparkEngine(SparkSessions.open(settings.master())) : new LocalEngine();
  }
}
