package org.openqof.rulebook.read;

import java.util.List;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about the regulation held as data. */
public final class RulebookErrors {
  private RulebookErrors() {}

  /**
   * A year's files cannot be used; all problems are told together.
   *
   * @param year the financial year
   * @param folder the operator's folder; empty when there is none
   * @param problems each with file, line or key, what is wrong and what to write
   */
  public static QofException problems(String year, String folder, List<String> problems) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The rulebook of "
            + year
            + " has "
            + (problems.size() == 1 ? "a problem." : problems.size() + " problems."),
        problems,
        "Correct what is named above, then run: qof rulebook check --year "
            + year
            + (folder.isEmpty() ? "" : " --rulebook " + folder));
  }

  /** The sources that values name cannot be read, so that no year can be checked. */
  public static QofException citationProblems(List<String> problems) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The citations of the rulebooks have "
            + (problems.size() == 1 ? "a problem." : problems.size() + " problems."),
        problems,
        "Correct citations.yaml: one key, a colon and the source in words on each line.");
  }

  /**
   * A file that speaks for all years cannot be used; all problems are told together.
   *
   * @param subject what the file states, such as {@code lineage of indicators}
   * @param folder the operator's folder; empty when there is none
   * @param problems each with file, line, what is wrong and what to write
   */
  public static QofException sharedProblems(String subject, String folder, List<String> problems) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The "
            + subject
            + (problems.size() == 1 ? ": one problem." : ": " + problems.size() + " problems."),
        problems,
        "Correct what is named above"
            + (folder.isEmpty()
                ? "."
                : ", or remove the file from " + folder + " to use the program's."));
  }

  /** A year was asked for that neither the program nor the operator's folder holds. */
  public static QofException unknownYear(String year, String first, String last) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no rulebook for " + year + ".",
        "Rulebooks are held from " + first + " to " + last + ".",
        "Ask for one of these years, or add a folder "
            + year
            + " with payment.yaml, indicators.csv, groups.csv and protection.csv to a rulebook"
            + " folder of your own.");
  }

  /** The operator's rulebook folder is not there. */
  public static QofException noSuchFolder(String folder) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The rulebook folder " + folder + " does not exist.",
        "Expected a folder that holds a folder a financial year, such as 2023-24.",
        "Correct the path, or leave the folder out to use the rulebooks of the program.");
  }

  /** Something lies in the operator's rulebook folder that is not part of a rulebook. */
  public static QofException strangers(String folder, List<String> strangers) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The rulebook folder " + folder + " holds something that does not belong in a rulebook.",
        strangers,
        "Rename or remove what is named above.");
  }

  /** A rulebook file cannot be read as text. */
  public static QofException unreadable(String file, String reason, Throwable cause) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The rulebook file " + file + " cannot be read.",
        reason,
        "Check that the file may be read and is saved as UTF-8.",
        cause);
  }

  /**
   * The job allows confirmed values only, and the year has others.
   *
   * @param year the financial year
   * @param values each with its key, status and source
   */
  public static QofException unconfirmedValues(String year, List<String> values) {
    return QofException.of(
        Kind.CHECKS,
        "The rulebook of "
            + year
            + " rests on "
            + (values.size() == 1 ? "a value that is" : values.size() + " values that are")
            + " not confirmed, and the job requires confirmed values.",
        values,
        "Confirm them against the year's directions in a rulebook folder of your own, or set"
            + " require_confirmed: false.");
  }
}
