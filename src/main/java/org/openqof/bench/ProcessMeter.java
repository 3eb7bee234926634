package org.openqof.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures whole processes, one at a time, with what Linux keeps in {@code /proc}: processor time
 * of children that were waited for, exact to a hundredth of a second, and the high-water mark of
 * memory, asked for while the process runs.
 */
final class ProcessMeter {
  private static final Path OWN = Path.of("/proc/self/stat");

  /** Linux counts processor time in hundredths of a second, whatever the machine. */
  private static final double TICKS_A_SECOND = 100;

  /** Often enough that growth in a process's last moments is small. */
  private static final long ASK_MILLIS = 20;

  private static final int USER_OF_CHILDREN = 13;

  private ProcessMeter() {}

  /**
   * Runs a command to its end.
   *
   * @param command program and arguments
   * @param home folder it is started in
   * @param room folder for its output, which must exist
   * @throws org.openqof.errors.QofException where there is no {@code /proc}, or the program cannot
   *     be started
   */
  static Measured run(List<String> command, Path home, Path room) {
    if (!Files.isReadable(OWN)) {
      throw BenchErrors.notLinux();
    }
    try {
      Path output = Files.createTempFile(room, "output", ".txt");
      Path errors = Files.createTempFile(room, "errors", ".txt");
      long[] before = ofChildren();
      long began = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      long peak = 0;
      try {
        do {
          peak = Math.max(peak, highWaterMark(status));
        } while (!process.waitFor(ASK_MILLIS, TimeUnit.MILLISECONDS));
      } finally {
        process.destroy();
      }
      double wall = (System.nanoTime() - began) / 1e9;
      long[] after = ofChildren();
      return new Measured(
          process.exitValue(),
          wall,
          (after[0] - before[0]) / TICKS_A_SECOND,
          (after[1] - before[1]) / TICKS_A_SECOND,
          peak,
          output,
          errors);
    } catch (IOException e) {
      throw BenchErrors.notStarted(command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring " + command.get(0), e);
    }
  }

  /** User and system ticks of all children that have ended. */
  private static long[] ofChildren() throws IOException {
    String line = Files.readString(OWN, StandardCharsets.ISO_8859_1);
    // The name of a process may hold blanks: count behind the bracket that ends it.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return new long[] {
      Long.parseLong(fields[USER_OF_CHILDREN]), Long.parseLong(fields[USER_OF_CHILDREN + 1])
    };
  }

  private static long highWaterMark(Path status) {
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    } catch (IOException ended) {
      // The process has just ended; what was seen before stands.
    }
    return 0;
  }
}
