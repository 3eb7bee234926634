package org.openqof.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openqof.job.JobFile;
import org.openqof.job.ProgramVersion;
import org.openqof.job.RunSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code qof run} is to do: the same words for {@code qof plan}. */
final class RunOptions {
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

  /** The settings: the job file's with the options laid over it. */
  RunSettings settings() {
    JobFile file = JobFile.read(job == null ? resolve("jobs/national.yaml") : job);
    return RunSettings.of(file, ProgramVersion.text(), RunOptions::defaultExtracts)
        .withExtracts(extracts)
        .withLake(lake.given())
        .withPublished(published)
        .withYears(years)
        .withEngine(engine)
        .withMaster(master)
        .withRulebook(rulebook)
        .withLayouts(layouts);
  }

  /** Where shipped files lie: the project's folder when started by the launcher. */
  static Path resolve(String relative) {
    Path here = Path.of(relative);
    String home = System.getProperty("qof.home");
    return Files.exists(here) || home == null ? here : Path.of(home).resolve(relative);
  }

  private static String defaultExtracts(String relative) {
    return resolve(relative).toString();
  }
}
