package org.openqof.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.cli.terminal.HelpPages;
import org.openqof.cli.terminal.Screen;
import org.openqof.cli.terminal.ShownText;
import org.openqof.cli.terminal.TerminalProgress;
import org.openqof.cli.terminal.WrongArguments;
import org.openqof.errors.ExhaustedErrors;
import org.openqof.errors.LastRead;
import org.openqof.errors.QofException;
import org.openqof.settings.Progress;
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
      "Examples, in this order on the samples:",
      "  ./qof plan",
      "  ./qof run",
      "  ./qof status",
      "  ./qof explain Z10001 --year 2023-24",
      "  ./qof compare 2022-23 2023-24 --level icb",
      "  ./qof what-if jobs/scenarios/upper-90.yaml --base 2023-24",
      "  ./qof publish --year 2023-24 --out publication",
      "",
      "./qof COMMAND --help says more of each, with examples of its own."
    })
public final class Main implements Runnable {
  /** The commands in groups, as the help lists them. */
  private static final Map<String, List<Class<?>>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put(
        "Pay",
        List.of(RunCommand.class, PlanCommand.class, GateCommand.class, StatusCommand.class));
    GROUPS.put(
        "Look and explain",
        List.of(
            ExplainCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            HistoryCommand.class,
            RestatementCommand.class,
            SqlCommand.class,
            NotebookCommand.class));
    GROUPS.put("Ask what if", List.of(WhatIfCommand.class, RulebookCommand.class));
    GROUPS.put("Publish", List.of(PublishCommand.class, SiteCommand.class, XlsxCommand.class));
    GROUPS.put(
        "Keep in order",
        List.of(
            LakeCommand.class,
            MaintainCommand.class,
            GenerateCommand.class,
            BenchCommand.class,
            InstallShellCommand.class));
  }

  private static final List<Class<?>> COMMANDS =
      GROUPS.values().stream().flatMap(List::stream).toList();

  // What explains that nothing can be loaded any more is loaded while it can.
  @SuppressWarnings("UnusedVariable")
  private static final List<String> EXPLAINED = unforeseen(new OutOfMemoryError("none"));

  private static final int DEEPEST = 10;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--debug", scope = CommandLine.ScopeType.INHERIT, hidden = true)
  private boolean debug;

  @Option(
      names = {"-q", "--quiet"},
      scope = CommandLine.ScopeType.INHERIT,
      description = "No progress and no remarks: the answer alone, and what went wrong.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = CommandLine.ScopeType.INHERIT,
      description = "The whole answer, also where it is longer than the terminal.")
  private boolean verbose;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = CommandLine.ScopeType.INHERIT,
      description = "auto, always or never; auto is on a terminal, where NO_COLOR is not set.")
  private Screen.Colour colour = Screen.Colour.AUTO;

  private final Screen given;
  private @Nullable TerminalProgress progress;

  private Main(Screen given) {
    this.given = given;
  }

  /** The command line that a command belongs to, with what is asked for in all of them. */
  static Main of(CommandSpec command) {
    return (Main) command.root().userObject();
  }

  /** Where answers appear. */
  Screen screen() {
    return given.with(colour);
  }

  /** Whether only the answer is wanted. */
  boolean isQuiet() {
    return quiet;
  }

  /** Whether the whole answer is wanted on a terminal too. */
  boolean isVerbose() {
    return verbose;
  }

  /** Progress of a command on its standard error. */
  static Progress progress(CommandSpec command) {
    Main main = of(command);
    if (main.quiet) {
      return Progress.SILENT;
    }
    PrintWriter err = command.commandLine().getErr();
    int width = main.given.progressWidth();
    TerminalProgress progress =
        new TerminalProgress(width > 0 ? ShownText.past(err) : err, width).ticking();
    main.progress = progress;
    return progress;
  }

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
    return commandLine(Screen.ofThisProcess(), arguments);
  }

  /** The command line for arguments on a screen. */
  static CommandLine commandLine(Screen screen, String... arguments) {
    Main main = new Main(screen);
    CommandLine line = new ShownCommandLine(main);
    List<Class<?>> named =
        COMMANDS.stream()
            .filter(command -> arguments.length > 0 && nameOf(command).equals(arguments[0]))
            .toList();
    (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
    Map<String, List<String>> groups = new LinkedHashMap<>();
    GROUPS.forEach((group, all) -> groups.put(group, all.stream().map(Main::nameOf).toList()));
    HelpPages.layOut(line, screen, groups);
    haveVersion(line);
    return line.setOut(line.getOut())
        .setErr(line.getErr())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (wrong, given) ->
                WrongArguments.say(wrong, COMMANDS.stream().map(Main::nameOf).toList()))
        .setExecutionExceptionHandler((failure, at, parsed) -> main.explain(failure, at));
  }

  private static void haveVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new CodeVersion());
    line.getSubcommands().values().forEach(Main::haveVersion);
  }

  private static String nameOf(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** Whatever it prints to, it prints {@link ShownText}. */
  private static final class ShownCommandLine extends CommandLine {
    private final Main main;

    ShownCommandLine(Main main) {
      super(main);
      this.main = main;
    }

    @Override
    public CommandLine setOut(PrintWriter out) {
      return super.setOut(ShownText.on(out, main::screen));
    }

    @Override
    public CommandLine setErr(PrintWriter err) {
      return super.setErr(ShownText.on(err, main::screen));
    }
  }

  private int explain(Exception failure, CommandLine line) {
    PrintWriter err = line.getErr();
    if (progress != null) {
      progress.stop();
    }
    if (debug) {
      failure.printStackTrace(err);
    }
    if (failure instanceof QofException message) {
      ShownText.say(err, String.valueOf(message.getMessage()).lines().toList());
      return message.kind().exitCode();
    }
    ShownText.say(err, unforeseen(failure));
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
