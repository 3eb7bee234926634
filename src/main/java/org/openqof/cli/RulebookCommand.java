package org.openqof.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.domain.FinancialYear;
import org.openqof.proof.ProveYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.RulebookCheck;
import org.openqof.rulebook.read.Rulebooks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qof rulebook}: the regulation held as data. */
@Command(
    name = "rulebook",
    description = "The regulation held as data, one rulebook a financial year.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class RulebookCommand implements Callable<Integer> {
  /** A check failed: as for a run. */
  private static final int CHECKS = 3;

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  /** Without a subcommand: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }

  /**
   * {@code qof rulebook check}: all years at a glance, or one year in detail.
   *
   * @param year the year to show in detail; null for all at a glance
   * @param folder an operator's rulebooks to lay over the program's; null for none
   * @param answer the form of the answer
   */
  @Command(
      name = "check",
      description = "Checks rulebooks and prints totals, statuses and what is missing.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  ./qof rulebook check",
        "  ./qof rulebook check --year 2023-24",
        "  ./qof rulebook check --rulebook my-rulebooks --year 2026-27"
      })
  int check(
      @Option(
              names = "--year",
              paramLabel = "YEAR",
              description = "One year in detail, as in 2023-24.")
          @Nullable String year,
      @Option(
              names = "--rulebook",
              paramLabel = "FOLDER",
              description = "A rulebook folder of your own, laid over those of the program.")
          @Nullable Path folder,
      @Mixin AnswerForm answer) {
    answer.print(answer(RulebookOption.rulebooks(folder), year));
    return CommandLine.ExitCode.OK;
  }

  /**
   * {@code qof rulebook prove}: what the points awarded say of a year's rulebook.
   *
   * @param year the year
   * @param extracts folder or file with what practices sent and were awarded
   * @param folder an operator's rulebooks to lay over the program's; null for none
   * @param layouts an operator's layouts to lay over the program's; null for none
   * @param write a new folder for the proved values; null writes nothing
   * @param answer the form of the answer
   */
  @Command(
      name = "prove",
      description =
          "Proves thresholds, blocks, points and rounding of a year by the points practices were"
              + " awarded. Writes no lake.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:nothing is contradicted",
        "2:the arguments, a file or a rulebook are wrong",
        "3:a value of the rulebook is contradicted"
      },
      footer = {
        "",
        "Examples:",
        "  ./qof rulebook prove --year 2023-24",
        "  ./qof rulebook prove --year 2025-26 --extracts my-extracts --write proved"
      })
  int prove(
      @Option(
              names = "--year",
              required = true,
              paramLabel = "YEAR",
              description = "The year, as in 2023-24.")
          String year,
      @Option(
              names = "--extracts",
              paramLabel = "URI",
              defaultValue = "data-samples",
              description =
                  "Folder or file with counts and awarded points (default: ${DEFAULT-VALUE}).")
          String extracts,
      @Option(
              names = "--rulebook",
              paramLabel = "FOLDER",
              description = "A rulebook folder of your own, laid over those of the program.")
          @Nullable Path folder,
      @Option(
              names = "--layouts",
              paramLabel = "FOLDER",
              description = "Layouts of your own, laid over those of the program.")
          @Nullable Path layouts,
      @Option(
              names = "--write",
              paramLabel = "FOLDER",
              description =
                  "Write a rulebook folder with the proved values, to be given to --rulebook.")
          @Nullable Path write,
      @Mixin AnswerForm answer) {
    ProveYear.Proved proved =
        new ProveYear(RulebookOption.rulebooks(folder), layouts)
            .prove(FinancialYear.of(year), extracts);
    List<String> lines = new ArrayList<>(proved.lines());
    if (write != null) {
      lines.addAll(ProveYear.write(proved, write));
    }
    answer.print(Answer.ofLines("rulebook_prove", lines));
    return proved.proof().holds() ? CommandLine.ExitCode.OK : CHECKS;
  }

  private static Answer answer(Rulebooks rulebooks, @Nullable String year) {
    if (year != null) {
      Rulebook rulebook = rulebooks.load(FinancialYear.of(year));
      return Answer.ofLines(
          "rulebook_check", RulebookCheck.lines(rulebook, rulebooks.baseCodes(rulebook)));
    }
    List<Rulebook> all = rulebooks.years().stream().map(rulebooks::load).toList();
    return RulebookCheck.summary(all);
  }
}
