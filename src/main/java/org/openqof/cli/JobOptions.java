package org.openqof.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openqof.settings.JobFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A job file, and the lake and the place of publications that take the place of its own. */
final class JobOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "JOB.yaml",
      description = "The job file; jobs/national.yaml if left out.")
  private @Nullable Path job;

  @Mixin private LakeOption lake = new LakeOption();

  @Option(
      names = "--published",
      paramLabel = "URI",
      description = "Where publications go; the job's, or published.")
  private @Nullable String published;

  /** The job file. */
  JobFile file() {
    return JobFile.read(job == null ? resolve("jobs/national.yaml") : job);
  }

  /** The lake as given, or null. */
  @Nullable String lake() {
    return lake.given();
  }

  /** The place of publications as given, or null. */
  @Nullable String published() {
    return published;
  }

  /** Where shipped files lie: the project's folder when started by the launcher. */
  static Path resolve(String relative) {
    Path here = Path.of(relative);
    String home = System.getProperty("qof.home");
    return Files.exists(here) || home == null ? here : Path.of(home).resolve(relative);
  }
}
