package org.openqof.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.job.Place;
import org.openqof.rulebook.Rulebooks;
import org.openqof.store.Lake;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which results a command reads. Its {@code --version} names a version of the year, so that these
 * commands do not have the program's own.
 */
final class ResultsOptions {
  @SuppressWarnings("NullAway.Init") // required
  @Option(
      names = "--year",
      paramLabel = "YEAR",
      required = true,
      description = "Financial year, as in 2023-24.")
  private String year;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Version of the year; the current one if left out.")
  private @Nullable Integer version;

  @Mixin private LakeOption lake = new LakeOption();

  @Option(
      names = "--rulebook",
      paramLabel = "DIR",
      description = "Folder of rulebooks laid over those that are shipped, as in the run.")
  private @Nullable Path rulebook;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  FinancialYear year() {
    return FinancialYear.of(year);
  }

  @Nullable Integer version() {
    return version;
  }

  Lake lake() {
    return new Lake(Place.uri(lake.orDefault()));
  }

  Rulebooks rulebooks() {
    return rulebook == null ? Rulebooks.shipped() : Rulebooks.withOverlay(rulebook);
  }
}
