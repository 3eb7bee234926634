package org.openqof.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.openqof.errors.ExhaustedErrors;
import org.openqof.errors.LastRead;
import org.openqof.errors.QofException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code qof}. */
@Command(
    name = "qof",
    mixinStandardHelpOptions = true,
    versionProvider = CodeVersion.class,
    description =
        "Recalculates the Quality and Outcomes Framework for every GP practice in England.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run failed",
      "2:the arguments or a job file are wrong",
      "3:checks failed, nothing was published",
      "75:another run holds the lake; try again later",
      "130:stopped by SIGINT (Ctrl-C); 143 by SIGTERM"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof run                                  the samples, from extracts to publication",
      "  ./qof run --extracts extracts --years 2023-24",
      "  ./qof plan --extracts extracts              what would run, and why",
      "  ./qof compare 2022-23 2023-24 --level icb",
      "  ./qof what-if jobs/scenarios/*.yaml --base 2023-24    other rules: cost, winners, losers",
      "  ./qof restatement 2023-24                  why did payments of the year move?",
      "  ./qof status                               is the night's run well?",
      "  ./qof lake check                           is the lake what it was when it was made?",
      "  ./qof rulebook check --year 2023-24",
      "  ./qof explain A81001 --year 2023-24         why this amount?",
      "  ./qof report achievement-summary --practice A81001 --year 2023-24",
      "  ./qof sql \"select * from national_figures\""
    })
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          GateCommand.class,
          PlanCommand.class,
          CompareCommand.class,
          WhatIfCommand.class,
          RestatementCommand.class,
          HistoryCommand.class,
          StatusCommand.class,
          MaintainCommand.class,
          LakeCommand.class,
          RulebookCommand.class,
          GenerateCommand.class,
          SqlCommand.class,
          ExplainCommand.class,
          ReportCommand.class,
          PublishCommand.class,
          XlsxCommand.class,
          NotebookCommand.class,
          SiteCommand.class,
          BenchCommand.class);

  // What explains that nothing can be loaded any more is loaded while it can.
  @SuppressWarnings("UnusedVariable")
  private static final List<String> EXPLAINED = unforeseen(new OutOfMemoryError("none"));

  private static final int DEEPEST = 10;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--debug", scope = CommandLine.ScopeType.INHERIT, hidden = true)
  private boolean debug;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int exitCode = execute(arguments);
    System.out.flush();
    System.exit(exitCode);
  }

  /** Whatever picocli does not take as an exception of a command would end in its stack. */
  private static int execute(String[] arguments) {
    try {
      TemporaryRoom.open();
      return commandLine(arguments).execute(arguments);
    } catch (RuntimeException | Error error) {
      // Before or below picocli: a class that cannot be loaded, memory that is used up.
      unforeseen(error).forEach(System.err::println);
      return QofException.Kind.FAILED.exitCode();
    }
  }

  /**
   * The command line for arguments. Where they begin with the name of a command, it knows that
   * command alone: to look through all of them takes longer than most commands do.
   */
  static CommandLine commandLine(String... arguments) {
    Main main = new Main();
    CommandLine line = new ShownCommandLine(main);
    List<Class<?>> named =
        COMMANDS.stream()
            .filter(command -> arguments.length > 0 && nameOf(command).equals(arguments[0]))
            .toList();
    (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
    return line.setOut(line.getOut())
        .setErr(line.getErr())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, at, parsed) -> main.explain(failure, at));
  }

  private static String nameOf(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** Whatever it prints to, it prints {@link ShownText}. */
  private static final class ShownCommandLine extends CommandLine {
    ShownCommandLine(Main main) {
      super(main);
    }

    @Override
    public CommandLine setOut(PrintWriter out) {
      return super.setOut(ShownText.on(out));
    }

    @Override
    public CommandLine setErr(PrintWriter err) {
      return super.setErr(ShownText.on(err));
    }
  }

  private int explain(Exception failure, CommandLine line) {
    PrintWriter err = line.getErr();
    if (debug) {
      failure.printStackTrace(err);
    }
    if (failure instanceof QofException message) {
      String.valueOf(message.getMessage()).lines().forEach(err::println);
      return message.kind().exitCode();
    }
    unforeseen(failure).forEach(err::println);
    return QofException.Kind.FAILED.exitCode();
  }

  /** What to say of a failure that is none of our messages. */
  private static List<String> unforeseen(Throwable failure) {
    QofException exhausted = ExhaustedErrors.of(failure);
    if (exhausted != null) {
      return String.valueOf(exhausted.getMessage()).lines().toList();
    }
    List<String> lines = new ArrayList<>();
    lines.add("The program failed: " + failure);
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      lines.add("  because of " + cause);
      cause = cause.getCause();
    }
    LastRead.path().ifPresent(path -> lines.add("  The last file read was " + path + "."));
    lines.add("  What to do: run it again with --debug and report what it prints.");
    return lines;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
