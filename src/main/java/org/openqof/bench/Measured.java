package org.openqof.bench;

import java.nio.file.Path;

/**
 * One process, from its start to its end, as the operating system accounts for it.
 *
 * @param exitCode how it ended
 * @param wallSeconds by the clock
 * @param userSeconds of processor time in the program, over all its threads
 * @param systemSeconds of processor time in the kernel on its behalf
 * @param peakBytes the most memory it held at once; 0 where it ended before it could be asked
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record Measured(
    int exitCode,
    double wallSeconds,
    double userSeconds,
    double systemSeconds,
    long peakBytes,
    Path output,
    Path errors) {

  /** Processor time, user and system. */
  double processorSeconds() {
    return userSeconds + systemSeconds;
  }
}
