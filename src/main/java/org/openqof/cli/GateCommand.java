package org.openqof.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.domain.FinancialYear;
import org.openqof.gate.HeldYears;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qof gate}: years that the national gate holds, and what is decided about them. */
@Command(
    name = "gate",
    description =
        "Shows the years that the national gate holds, and records that figures are let through.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {GateCommand.Show.class, GateCommand.Accept.class, GateCommand.Drop.class})
public final class GateCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @Spec
  private CommandSpec spec;

  /** Without a subcommand: the help. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }

  /** {@code qof gate show}. */
  @Command(
      name = "show",
      description = "What is held and why, with the line that would let it through.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  ./qof gate show",
        "  ./qof gate show --year 2023-24 --lake my-lake"
      })
  static final class Show implements Callable<Integer> {
    @Option(
        names = "--year",
        paramLabel = "YEAR",
        description = "One year, as in 2023-24; all if left out.")
    private @Nullable String year;

    @Mixin private LakeOption lake = new LakeOption();

    @Mixin private AnswerForm answer = new AnswerForm();

    @Override
    public Integer call() {
      answer.print(
          HeldYears.in(lake.orDefault(), Instant.now())
              .answer(year == null ? null : FinancialYear.of(year)));
      return CommandLine.ExitCode.OK;
    }
  }

  /** {@code qof gate accept}. */
  @Command(
      name = "accept",
      description = {
        "Records that held figures are let through: who, why and until when.",
        "It counts for these very values and no others. The next run goes on."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:",
        "  ./qof gate accept --year 2023-24 --figure DEP,OB --values 1f3a9c07b2d4 --by 'A. Smith'"
            + " --reason 'registers redefined' --until 2024-06-30"
      })
  static final class Accept implements Callable<Integer> {
    @Option(
        names = "--year",
        paramLabel = "YEAR",
        required = true,
        description = "The held year, as in 2023-24.")
    private String year = "";

    @Option(
        names = "--figure",
        paramLabel = "FIGURES",
        required = true,
        description = "all, or names of held figures separated by commas.")
    private String figure = "";

    @Option(
        names = "--values",
        paramLabel = "IDENTITY",
        required = true,
        description = "Identity of the held values, as the gate printed it.")
    private String values = "";

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who accepts them.")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Option(
        names = "--until",
        paramLabel = "DATE",
        required = true,
        description = "The last day on which it counts, as in 2024-06-30.")
    private String until = "";

    @Mixin private LakeOption lake = new LakeOption();

    @Mixin private AnswerForm answer = new AnswerForm();

    @Override
    public Integer call() {
      answer.print(
          Answer.ofLines(
              "gate_accept",
              HeldYears.in(lake.orDefault(), Instant.now())
                  .accept(FinancialYear.of(year), figure, values, by, reason, until)));
      return CommandLine.ExitCode.OK;
    }
  }

  /** {@code qof gate drop}. */
  @Command(
      name = "drop",
      description = {
        "Drops the stopped version of a year whose files were withdrawn: who and why.",
        "Nothing is made of it until files of the year come again. A version published before stays."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example:",
        "  ./qof gate drop --year 2019-20 --by 'A. Smith' --reason 'sent by mistake'"
      })
  static final class Drop implements Callable<Integer> {
    @Option(
        names = "--year",
        paramLabel = "YEAR",
        required = true,
        description = "The stopped year, as in 2019-20.")
    private String year = "";

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who drops it.")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Mixin private LakeOption lake = new LakeOption();

    @Mixin private AnswerForm answer = new AnswerForm();

    @Override
    public Integer call() {
      answer.print(
          Answer.ofLines(
              "gate_drop",
              HeldYears.in(lake.orDefault(), Instant.now())
                  .drop(FinancialYear.of(year), by, reason)));
      return CommandLine.ExitCode.OK;
    }
  }
}
