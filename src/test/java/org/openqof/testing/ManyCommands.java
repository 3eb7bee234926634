package org.openqof.testing;

import java.util.List;

/**
 * Several commands in one process of their own, for tests of what a process inherits: each argument
 * is one command, its words parted by {@code |}.
 */
public final class ManyCommands {
  private ManyCommands() {}

  /** Runs them in order; the first that fails ends the process with its exit code. */
  public static void main(String[] commands) {
    for (String command : commands) {
      Qof.Answer answer = Qof.run((Object[]) command.split("\\|", -1));
      if (answer.exitCode() != 0) {
        System.out.println(List.of(command, answer.out(), answer.err()));
        System.exit(answer.exitCode());
      }
    }
    System.exit(0);
  }
}
