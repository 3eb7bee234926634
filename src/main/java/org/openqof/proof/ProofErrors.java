package org.openqof.proof;

import java.util.List;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about rules proved by data. */
public final class ProofErrors {
  private ProofErrors() {}

  /** The files of a year hold no awarded points. */
  public static QofException nothingAwarded(String year, String extracts) {
    return QofException.of(
        Kind.ARGUMENTS,
        "No points awarded in " + year + " are under " + extracts + ".",
        "Rules are proved by what practices sent with the points they were awarded.",
        "Give a folder with INDICATOR_VALUES and INDICATOR_ACHIEVED_POINTS of the year, or with its"
            + " published ACHIEVEMENT files.");
  }

  /**
   * All points were awarded for indicators that the year's rulebook does not have.
   *
   * @param strangers some of them, each in words
   */
  public static QofException otherFramework(String year, List<String> strangers) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The points awarded are of another framework than that of " + year + ".",
        strangers,
        "Give the year whose framework it is with --year, or a rulebook of this one with"
            + " --rulebook.");
  }

  /** A folder for proved values holds something already. */
  public static QofException folderNotEmpty(String folder) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The folder " + folder + " is not empty.",
        "Proved values are written into a folder of their own, so that nothing is mixed.",
        "Give --write another folder, or empty this one.");
  }
}
