package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.settings.YearRange;
import org.openqof.synthetic.SyntheticErrors;
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
        .contains("--interim", "--zip", "--gzip", "--rulebook", "Examples:");
  }

  @Test
  void aYearWithoutItsIndicatorsIsReportedAndNothingIsWritten() throws IOException {
    StringWriter said = new StringWriter();
    CommandLine line = command();
    line.setErr(new PrintWriter(said));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          command.getErr().println(e.getMessage());
          return 2;
        });
    Path out = folder.resolve("new");
    Path year = Files.createDirectories(folder.resolve("own").resolve("2010-11"));
    for (String file : List.of("payment.yaml", "indicators.csv")) {
      String shipped = Files.readString(Path.of("src/main/resources/rulebook/2010-11", file));
      Files.writeString(
          year.resolve(file),
          file.endsWith(".csv")
              ? shipped.substring(0, shipped.indexOf('\n') + 1)
              : shipped.replace("complete: true", "complete: false"));
    }
    String own = folder.resolve("own").toString();
    int code = line.execute("--years", "2010-11", "--out", out.toString(), "--rulebook", own);
    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("An extract of 2010-11 cannot be generated.");
    assertThat(out).doesNotExist();
  }

  @Test
  void aYearWhoseRulebookIsLaidOverIsGenerated() throws IOException {
    Path rulebooks = folder.resolve("rulebook");
    Path rulebook = Files.createDirectories(rulebooks.resolve("2012-13"));
    for (String file :
        List.of(
            "payment.yaml", "indicators.csv", "groups.csv", "registers.csv", "protection.csv")) {
      String shipped = Files.readString(Path.of("src/main/resources/rulebook/2023-24", file));
      Files.writeString(
          rulebook.resolve(file),
          shipped
              .replace("financial_year: 2023-24", "financial_year: 2012-13")
              .replace("date: 2023-", "date: 2012-")
              .replace("value: 2024-", "value: 2013-")
              .replace(",protected,2022-23,", ",protected,2011-12,"));
    }
    Path out = folder.resolve("generated");
    int code =
        new CommandLine(new GenerateCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .execute(
                "--years",
                "2012-13",
                "--practices",
                "2",
                "--out",
                out.toString(),
                "--rulebook",
                rulebooks.toString());
    assertThat(code).isZero();
    assertThat(out.resolve("2012-13/payment/INDICATOR_VALUES_1213.csv"))
        .content()
        .startsWith("QUALITY_SERVICE,")
        .contains("QOF1213,", ",20130331,AF001,");
  }
}
