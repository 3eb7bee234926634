package org.openqof.cli;

import org.openqof.cli.terminal.Screen;
import picocli.CommandLine;

/** Lets tests of other rooms call the command line in process. */
public final class QofForTests {
  private QofForTests() {}

  /** The command line on a terminal. */
  static CommandLine onATerminal(int width, boolean coloured) {
    return Main.commandLine(new Screen(width, width, coloured));
  }

  /** The command line. */
  public static CommandLine commandLine() {
    return Main.commandLine();
  }
}
