package org.openqof.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.settings.ProgramVersion;
import org.openqof.settings.RunSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code qof run} is to do: the same words for {@code qof plan}. */
final class RunOptions {
  @Mixin private JobOptions job = new JobOptions();

  @Option(
      names = "--extracts",
      paramLabel = "URI",
      description = "Folder or file of the extracts; the job's, or data-samples.")
  private @Nullable String extracts;

  @Option(
      names = "--ignore",
      paramLabel = "PATTERN",
      description =
          "Pass files of the extracts over whose name or path fits, such as 'notes*.csv'; may be"
              + " given again.")
  private @Nullable List<String> ignore;

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

  @Mixin private RulebookOption rulebook = new RulebookOption();

  @Option(
      names = "--layouts",
      paramLabel = "DIR",
      description = "Folder of layouts laid over those that are shipped.")
  private @Nullable String layouts;

  /** The settings: the job file's with the options laid over it. */
  RunSettings settings() {
    return RunSettings.of(job.file(), ProgramVersion.text(), RunOptions::defaultExtracts)
        .withExtracts(extracts)
        .withIgnored(ignore)
        .withLake(job.lake())
        .withPublished(job.published())
        .withYears(years)
        .withEngine(engine)
        .withMaster(master)
        .withRulebook(rulebook.given())
        .withLayouts(layouts);
  }

  private static String defaultExtracts(String relative) {
    return JobOptions.resolve(relative).toString();
  }
}
