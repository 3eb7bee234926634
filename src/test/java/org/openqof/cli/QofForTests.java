package org.openqof.cli;

import picocli.CommandLine;

/** Lets tests of other rooms call the command line in process. */
public final class QofForTests {
  private QofForTests() {}

  /** The command line. */
  public static CommandLine commandLine() {
    return Main.commandLine();
  }
}
