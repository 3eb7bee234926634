package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.errors.SyntheticErrors;
import org.openqof.job.YearRange;
import picocli.CommandLine;

class GenerateCommandTest {
  @SuppressWarnings("NullAway.Init") // JUnit sets it before any test runs
  @TempDir
  private Path folder;

  private static CommandLine command() {
    return new CommandLine(
            new GenerateCommand(
                year -> {
                  throw SyntheticErrors.yearWithoutIndicators(year.toString());
                }))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Test
  void yearsAreAListOfYearsAndRanges() {
    assertThat(YearRange.parse("2021-22..2023-24"))
        .isEqualTo(
            List.of(new FinancialYear(2021), new FinancialYear(2022), new FinancialYear(2023)));
    assertThat(YearRange.parse("2021-22,2024-25"))
        .isEqualTo(List.of(new FinancialYear(2021), new FinancialYear(2024)));
  }

  @Test
  void yearsThatRunBackwardsAreRefused() {
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(() -> YearRange.parse("2023-24..2021-22"))
        .satisfies(e -> assertThat(e.remedy()).contains("Exchange"));
    assertThatExceptionOfType(QofException.class).isThrownBy(() -> YearRange.parse(""));
  }

  @Test
  void helpNamesEveryOptionAndGivesExamples() {
    String help = command().getUsageMessage();
    assertThat(help)
        .contains("--practices", "--years", "--out", "--seed", "--layout", "--faults")
        .contains("--interim", "--zip", "--gzip", "Examples:");
  }

  @Test
  void aYearWithoutItsIndicatorsIsReportedAndNothingIsWritten() {
    StringWriter said = new StringWriter();
    CommandLine line = command();
    line.setErr(new PrintWriter(said));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          command.getErr().println(e.getMessage());
          return 2;
        });
    Path out = folder.resolve("new");
    int code = line.execute("--years", "2010-11", "--out", out.toString(), "--faults", "typical");
    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("An extract of 2010-11 cannot be generated.");
    assertThat(out).doesNotExist();
  }
}
