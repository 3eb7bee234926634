package org.openqof.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.openqof.errors.NearNames;
import org.openqof.errors.QofException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said of arguments that no command understands: what is wrong, what was probably meant,
 * and where the help is. The help itself would push that out of the window.
 */
public final class WrongArguments {
  private WrongArguments() {}

  /**
   * Says it on standard error.
   *
   * @param all names of all commands: a command line may know fewer
   * @return the exit code
   */
  public static int say(ParameterException wrong, List<String> all) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    List<String> lines = new ArrayList<>(String.valueOf(wrong.getMessage()).lines().toList());
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      lines.clear();
      String word = unmatched.getUnmatched().get(0);
      String path = command.getCommandSpec().qualifiedName();
      boolean option = word.startsWith("-");
      boolean top = command.getParent() == null;
      if (option || top || !command.getSubcommands().isEmpty()) {
        Collection<String> known = option ? options(command) : top ? all : names(command);
        lines.add(
            "%s has no %s '%s'. %s"
                .formatted(
                    path,
                    option ? "option" : "command",
                    word,
                    NearNames.question(option ? word.replaceFirst("=.*", "") : word, known)));
      } else {
        lines.add("'%s' is one argument more than %s takes.".formatted(word, path));
      }
    }
    lines.add(
        "  What to do: ./%s --help shows %s."
            .formatted(
                command.getCommandSpec().qualifiedName(),
                command.getSubcommands().isEmpty()
                    ? "its arguments, with examples"
                    : "the commands"));
    ShownText.say(err, lines);
    return QofException.Kind.ARGUMENTS.exitCode();
  }

  private static Collection<String> names(CommandLine command) {
    return command.getSubcommands().keySet();
  }

  private static Collection<String> options(CommandLine command) {
    TreeSet<String> names = new TreeSet<>();
    command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> names.add(option.longestName()));
    return names;
  }
}
