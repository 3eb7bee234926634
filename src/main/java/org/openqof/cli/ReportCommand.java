package org.openqof.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.explanation.PracticeReports;
import org.openqof.publish.statement.DataEntry;
import org.openqof.publish.statement.Statement;
import org.openqof.publish.statement.StatementForm;
import org.openqof.store.OwnFile;
import org.openqof.store.place.Audience;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qof report}: the payment service's own reports. */
@Command(
    name = "report",
    description = "The payment service's own reports, from the lake: text, CSV or one HTML file.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "REPORT",
    footer = {
      "",
      "Examples:",
      "  ./qof report achievement-summary --practice Z10001 --year 2023-24",
      "  ./qof report achievement-summary --practice Z10001 --year 2023-24 --format html",
      "  ./qof report data-missing --commissioner S001 --year 2023-24 --format csv"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Where a statement goes, and in which form. */
  static final class FormOptions {
    @Option(
        names = "--format",
        paramLabel = "F",
        defaultValue = "TEXT",
        description = "text, json, csv or html (default: text).")
    private StatementForm form = StatementForm.TEXT;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "File to write, for owner and group alone; standard output if left out.")
    private @Nullable Path out;
  }

  /** Whose practices a report lists. */
  static final class CommissionerOption {
    @Option(
        names = "--commissioner",
        paramLabel = "CODE",
        required = true,
        description = "Code of a sub-ICB location or an integrated care board.")
    private String code = "";
  }

  /** Without a subcommand: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }

  /**
   * {@code qof report achievement-summary}.
   *
   * @param practice ODS code
   */
  @Command(
      name = "achievement-summary",
      description =
          "Domains, total achievement, adjustments, index and contract of one practice, down to the"
              + " calculation of each indicator.",
      footer = {
        "",
        "Example:",
        "  ./qof report achievement-summary --practice Z10001 --year 2023-24 --format html"
      })
  int achievementSummary(
      @Option(
              names = "--practice",
              paramLabel = "CODE",
              required = true,
              description = "ODS code of the practice.")
          String practice,
      @Mixin ResultsOptions results,
      @Mixin FormOptions form) {
    return write(
        new PracticeReports(results.lake(), results.rulebooks())
            .achievementSummary(practice, results.year(), results.version()),
        form);
  }

  /**
   * {@code qof report data-complete}.
   *
   * @param commissioner whose practices are listed
   */
  @Command(
      name = "data-complete",
      description = "Practices of a commissioner that have answered every manual indicator.",
      footer = {"", "Example:", "  ./qof report data-complete --commissioner S001 --year 2023-24"})
  int dataComplete(
      @Mixin CommissionerOption commissioner,
      @Mixin ResultsOptions results,
      @Mixin FormOptions form) {
    return dataEntry(DataEntry.COMPLETE, commissioner, results, form);
  }

  /**
   * {@code qof report data-missing}.
   *
   * @param commissioner whose practices are listed
   */
  @Command(
      name = "data-missing",
      description = "Practices of a commissioner that have manual indicators to answer.",
      footer = {"", "Example:", "  ./qof report data-missing --commissioner S001 --year 2023-24"})
  int dataMissing(
      @Mixin CommissionerOption commissioner,
      @Mixin ResultsOptions results,
      @Mixin FormOptions form) {
    return dataEntry(DataEntry.MISSING, commissioner, results, form);
  }

  private int dataEntry(
      DataEntry report, CommissionerOption commissioner, ResultsOptions results, FormOptions form) {
    return write(
        new PracticeReports(results.lake(), results.rulebooks())
            .dataEntry(report, commissioner.code, results.year(), results.version()),
        form);
  }

  private int write(Statement statement, FormOptions form) {
    String text = form.form.of(statement);
    if (form.out == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
    } else {
      OwnFile.write(
          form.out.toAbsolutePath().normalize().toUri(),
          text.getBytes(StandardCharsets.UTF_8),
          Audience.OWNER_AND_GROUP);
    }
    return CommandLine.ExitCode.OK;
  }
}
