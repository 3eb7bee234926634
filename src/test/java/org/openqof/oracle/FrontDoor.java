package org.openqof.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The product as anybody starts it: the command line, in a process of its own, told nothing but its
 * arguments and read by nothing but its files.
 */
final class FrontDoor {
  private static final long MINUTES = 5;

  private FrontDoor() {}

  /**
   * Runs a command of {@code qof} to its end.
   *
   * @param log file that takes what it prints
   * @throws IOException with what it printed, when it does not end well
   */
  static void qof(Path log, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1500m");
    command.add("-XX:+UseParallelGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.openqof.cli.Main");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    if (!ended || process.exitValue() != 0) {
      throw new IOException(
          "qof " + String.join(" ", arguments) + " did not end well:\n" + Files.readString(log));
    }
  }
}
