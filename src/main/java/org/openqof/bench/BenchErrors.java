package org.openqof.bench;

import java.util.List;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about the benchmark. */
public final class BenchErrors {
  private BenchErrors() {}

  /** A system that does not say what a process used. */
  public static QofException notLinux() {
    return QofException.of(
        Kind.FAILED,
        "The benchmark needs Linux.",
        "Processor time and memory of processes are read from /proc, and there is none here.",
        "Run it on Linux, or measure ./qof run with the means of this system.");
  }

  /** A program that is not there. */
  public static QofException notStarted(String program, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The benchmark could not run " + program + ".",
        String.valueOf(cause.getMessage()),
        "Install it, or leave it out with --engines.",
        cause);
  }

  /** A name that is not an engine of the benchmark. */
  public static QofException unknownContender(String name, List<String> known) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + name + "' is nothing that the benchmark can run.",
        "Expected some of " + String.join(", ", known) + ".",
        "Correct --engines, for example --engines local,duckdb.");
  }

  /** A number that must be greater. */
  public static QofException tooSmall(String option, int least) {
    return QofException.of(
        Kind.ARGUMENTS,
        option + " is too small.",
        "Expected " + least + " or more.",
        "Correct " + option + ".");
  }

  /** A file of the project that the benchmark needs. */
  public static QofException notInTheProject(String file, String remedy) {
    return QofException.of(
        Kind.FAILED,
        "The benchmark does not find " + file + ".",
        "It is part of the project's folder or made by its build.",
        remedy);
  }

  /** A program that failed. */
  public static QofException failed(String name, int exitCode, List<String> lastLines) {
    return QofException.of(
        Kind.FAILED,
        name + " ended with exit code " + exitCode + ".",
        lastLines,
        "Run it by itself; what it ran with is in the message above it, or leave it out with"
            + " --engines.");
  }

  /** An output that is not understood. */
  public static QofException unreadableAnswer(String file, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "What a program of the benchmark wrote is not understood: " + file + ".",
        String.valueOf(cause.getMessage()),
        "Report it with the file.",
        cause);
  }

  /** Programs that come to different amounts: then their speed says nothing. */
  public static QofException disagree(List<String> differences) {
    return QofException.of(
        Kind.CHECKS,
        "The programs do not come to the same pounds, so their times are not worth comparing.",
        differences,
        "Find out which is right: ./qof explain shows how an amount came about.");
  }

  /** Data that cannot be written. */
  public static QofException notWritten(String what, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The benchmark could not write " + what + ".",
        String.valueOf(cause.getMessage()),
        "See that there is room and that the folder may be written, or name another with --data.",
        cause);
  }
}
