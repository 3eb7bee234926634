package org.openqof.cli.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How help looks: as wide as the terminal, commands in groups, and examples in one line each, so
 * that they can be copied.
 */
public final class HelpPages {
  private static final int USUAL = 100;
  private static final int NARROWEST = 80;
  private static final int WIDEST = 120;
  private static final int NAMES = 14;

  private HelpPages() {}

  /** Gives every command of a command line its help. */
  public static void layOut(CommandLine line, Screen screen, Map<String, List<String>> groups) {
    int width = screen.isTerminal() ? screen.width() : USUAL;
    line.setUsageHelpWidth(Math.max(NARROWEST, Math.min(WIDEST, width)));
    Map<String, IHelpSectionRenderer> sections = new LinkedHashMap<>(line.getHelpSectionMap());
    sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpPages::footer);
    line.setHelpSectionMap(sections);
    // The commands below have their lists as picocli makes them.
    Map<String, IHelpSectionRenderer> first = new LinkedHashMap<>(sections);
    first.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    first.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> commands(help, groups));
    line.getCommandSpec().usageMessage().sectionMap(first);
  }

  private static String footer(Help help) {
    String[] lines = help.commandSpec().usageMessage().footer();
    return lines.length == 0 ? "" : String.join("\n", lines) + "\n";
  }

  private static String commands(Help help, Map<String, List<String>> groups) {
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (group, commands) -> {
          text.append('\n').append(group).append(":\n");
          Help.TextTable table =
              Help.TextTable.forColumns(
                  help.colorScheme(),
                  new Help.Column(NAMES, 2, Help.Column.Overflow.SPAN),
                  new Help.Column(
                      help.commandSpec().usageMessage().width() - NAMES,
                      2,
                      Help.Column.Overflow.WRAP));
          for (String command : commands) {
            Help below = help.subcommands().get(command);
            if (below != null) {
              table.addRowValues(command, below.commandSpec().usageMessage().description()[0]);
            }
          }
          text.append(table);
        });
    return text.toString();
  }
}
