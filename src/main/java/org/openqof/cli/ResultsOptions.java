package org.openqof.cli;

import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.read.Rulebooks;
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

  @Mixin private PaidLake results = new PaidLake();

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = "-V",
      versionHelp = true,
      description = "Print the version of the program and exit.")
  private boolean versionWanted;

  FinancialYear year() {
    return FinancialYear.of(year);
  }

  @Nullable Integer version() {
    return version;
  }

  Lake lake() {
    return results.lake();
  }

  Rulebooks rulebooks() {
    return results.rulebooks();
  }
}
