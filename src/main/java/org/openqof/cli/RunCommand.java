package org.openqof.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.engine.Engine;
import org.openqof.engine.local.LocalEngine;
import org.openqof.engine.spark.SparkEngine;
import org.openqof.engine.spark.SparkSessions;
import org.openqof.job.JobFile;
import org.openqof.job.NationalRun;
import org.openqof.job.Progress;
import org.openqof.job.RunReport;
import org.openqof.job.RunSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof run}: runs a job. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a job: from the national extracts to payment tables and public statistics.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run failed",
      "2:the arguments or the job file are wrong",
      "3:checks failed, nothing was published"
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

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB.yaml",
      description = "The job file; jobs/national.yaml if left out.")
  private @Nullable Path job;

  @Option(
      names = "--extracts",
      paramLabel = "URI",
      description = "Folder or file of the extracts; the job's, or data-samples.")
  private @Nullable String extracts;

  @Mixin private LakeOption lake = new LakeOption();

  @Option(
      names = "--published",
      paramLabel = "URI",
      description = "Where publications go; the job's, or published.")
  private @Nullable String published;

  @Option(
      names = "--years",
      paramLabel = "A,B|A..B",
      description = "Years to run; all that the extracts hold if left out.")
  private @Nullable String years;

  @Option(
      names = "--engine",
      paramLabel = "E",
      description =
          "auto, local or spark. auto is local unless a master is given or the extracts pass the"
              + " size that the job names.")
  private @Nullable String engine;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; chooses the Spark engine.")
  private @Nullable String master;

  @Option(
      names = "--rulebook",
      paramLabel = "DIR",
      description = "Folder of rulebooks laid over those that are shipped.")
  private @Nullable String rulebook;

  @Option(
      names = "--layouts",
      paramLabel = "DIR",
      description = "Folder of layouts laid over those that are shipped.")
  private @Nullable String layouts;

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

  @Option(names = "--json", description = "One JSON object a line on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    JobFile file = JobFile.read(job == null ? Homes.resolve("jobs/national.yaml") : job);
    RunSettings settings =
        RunSettings.of(file, CodeVersion.text(), Homes::defaultExtracts)
            .withExtracts(extracts)
            .withLake(lake.given())
            .withPublished(published)
            .withYears(years)
            .withEngine(engine)
            .withMaster(master)
            .withRulebook(rulebook)
            .withLayouts(layouts)
            .withMetrics(metrics)
            .withLineage(lineage);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress =
        json ? new JsonProgress(out) : new TerminalProgress(err, TerminalProgress.onATerminal());
    RunReport report = new NationalRun(settings, this::open, progress).run();
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
    return report.exitCode();
  }

  private Engine open(RunSettings settings, boolean onSpark) {
    return onSpark ? new SparkEngine(SparkSessions.open(settings.master())) : new LocalEngine();
  }

  /** Where shipped files lie: the project's folder when started by the launcher. */
  static final class Homes {
    private Homes() {}

    static Path resolve(String relative) {
      Path here = Path.of(relative);
      String home = System.getProperty("qof.home");
      return Files.exists(here) || home == null ? here : Path.of(home).resolve(relative);
    }

    static String defaultExtracts(String relative) {
      return resolve(relative).toString();
    }
  }
}
