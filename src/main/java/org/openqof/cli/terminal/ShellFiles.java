package org.openqof.cli.terminal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What shells and {@code man} read of the commands, all made from the same model as the help.
 * Completion for bash and zsh is picocli's own. Its man pages come as AsciiDoc, which needs another
 * program on every desk; ours hold the text of the help. Fish it does not know.
 */
public final class ShellFiles {
  /** Completion for bash, below the prefix. */
  public static final String BASH = "share/bash-completion/completions/qof";

  private ShellFiles() {}

  /** Files of a whole command line, by their paths below a prefix. */
  public static SortedMap<String, String> of(CommandLine line) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put(BASH, AutoComplete.bash("qof", line));
    files.put("share/fish/vendor_completions.d/qof.fish", fish(line));
    pages(line, files);
    return files;
  }

  private static void pages(CommandLine line, Map<String, String> files) {
    String name = line.getCommandSpec().qualifiedName("-");
    files.put("share/man/man1/" + name + ".1", page(line, name));
    line.getSubcommands().values().forEach(below -> pages(below, files));
  }

  private static String page(CommandLine line, String name) {
    CommandSpec spec = line.getCommandSpec();
    String first = String.join(" ", spec.usageMessage().description());
    StringBuilder text = new StringBuilder();
    text.append(
        ".TH %s 1\n.SH NAME\n%s \\- %s\n"
            .formatted(roff(name.toUpperCase(Locale.ROOT)), roff(name), roff(first)));
    text.append(".SH USAGE\n.nf\n");
    line.getUsageMessage().lines().forEach(shown -> text.append(roff(shown)).append('\n'));
    text.append(".fi\n");
    if (!line.getSubcommands().isEmpty()) {
      StringJoiner pages = new StringJoiner(", ");
      line.getSubcommands().keySet().forEach(below -> pages.add(name + "-" + below + "(1)"));
      text.append(".SH SEE ALSO\n").append(roff(pages.toString())).append('\n');
    }
    return text.toString();
  }

  /** Text that roff prints as it is: nothing in it is a request or an escape. */
  private static String roff(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static String fish(CommandLine line) {
    StringBuilder text = new StringBuilder("# Completion of qof for fish\n");
    String top = "__fish_use_subcommand";
    line.getSubcommands()
        .forEach(
            (name, below) -> {
              text.append(complete(top, "-f -a " + name, below.getCommandSpec()));
              String seen = "__fish_seen_subcommand_from " + name;
              below
                  .getSubcommands()
                  .forEach(
                      (word, leaf) -> {
                        text.append(complete(seen, "-f -a " + word, leaf.getCommandSpec()));
                        String deeper = seen + "; and __fish_seen_subcommand_from " + word;
                        options(leaf.getCommandSpec(), deeper, text);
                      });
              options(below.getCommandSpec(), seen, text);
            });
    return text.toString();
  }

  private static String complete(String when, String what, CommandSpec of) {
    return "complete -c qof -n '%s' %s -d %s\n"
        .formatted(when, what, quoted(of.usageMessage().description()));
  }

  private static void options(CommandSpec spec, String when, StringBuilder text) {
    for (OptionSpec option : spec.options()) {
      String longest = option.longestName();
      if (!option.hidden() && longest.startsWith("--")) {
        text.append(
            "complete -c qof -n '%s' -l %s%s -d %s\n"
                .formatted(
                    when,
                    longest.substring(2),
                    option.arity().max() > 0 ? " -r" : "",
                    quoted(option.description())));
      }
    }
  }

  private static String quoted(String[] description) {
    String first = Arrays.stream(description).findFirst().orElse("");
    return "'" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
