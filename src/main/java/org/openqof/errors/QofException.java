package org.openqof.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a person can act on: what is wrong, why or where, and what to do about it.
 *
 * <p>Made only by the factories of this package, so that every message a user can meet is listed in
 * one folder. Anything else that is thrown is a defect of the program.
 */
public final class QofException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who must act, which is also how the process ends. */
  public enum Kind {
    /** The run failed: exit code 1. */
    FAILED(1),
    /** The arguments or the job file are wrong: exit code 2. */
    ARGUMENTS(2),
    /** A check failed and nothing was published: exit code 3. */
    CHECKS(3),
    /** Another run holds the lake; the same command may succeed later: exit code 75. */
    HELD(75);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The process exit code of this kind of failure. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String problem;
  private final List<String> details;
  private final String remedy;

  private QofException(
      Kind kind, String problem, List<String> details, String remedy, @Nullable Throwable cause) {
    super(text(problem, details, remedy), cause);
    this.kind = kind;
    this.problem = problem;
    this.details = List.copyOf(details);
    this.remedy = remedy;
  }

  public static QofException of(Kind kind, String problem, String detail, String remedy) {
    return new QofException(kind, problem, List.of(detail), remedy, null);
  }

  public static QofException of(Kind kind, String problem, List<String> details, String remedy) {
    return new QofException(kind, problem, details, remedy, null);
  }

  public static QofException of(
      Kind kind, String problem, String detail, String remedy, Throwable cause) {
    return new QofException(kind, problem, List.of(detail), remedy, cause);
  }

  public static QofException of(
      Kind kind, String problem, List<String> details, String remedy, Throwable cause) {
    return new QofException(kind, problem, details, remedy, cause);
  }

  private static String text(String problem, List<String> details, String remedy) {
    StringBuilder text = new StringBuilder(oneLine(problem));
    details.forEach(detail -> text.append("\n  ").append(below(detail)));
    return text.append("\n  What to do: ").append(oneLine(remedy)).toString();
  }

  /** A name with the end of a line in it must not begin a line of its own. */
  private static String oneLine(String text) {
    return text.replace("\r", "\\u000d").replace("\n", "\\u000a");
  }

  /** What a library told in several lines stays below the first one. */
  private static String below(String detail) {
    return detail.replace("\r", "").replaceAll("\n *", "\n    ");
  }

  /** How the process ends because of it. */
  public Kind kind() {
    return kind;
  }

  /** One sentence: what is wrong. */
  public String problem() {
    return problem;
  }

  /** Where it is wrong (file, line, column) and what was expected and found. */
  public List<String> details() {
    return details;
  }

  /** One sentence: what to do next. */
  public String remedy() {
    return remedy;
  }
}
