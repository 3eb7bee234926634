package org.openqof.publish;

import java.util.Collection;
import java.util.List;
import org.openqof.answer.Words;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about the official publication and about workbooks. */
public final class PublishErrors {
  private PublishErrors() {}

  /** A year that the lake has not published, or does not hold. */
  public static QofException yearNotThere(String year, String lake, String found) {
    return QofException.of(
        Kind.FAILED,
        "The lake " + lake + " holds no published version of " + year + ".",
        "Published years: " + found + ".",
        "Run ./qof run with the extracts of that year first, or name another lake with --lake.");
  }

  /** A year that is stopped and of which nothing was published before. */
  public static QofException stopped(String year, String why, Collection<String> remedies) {
    return QofException.of(
        Kind.CHECKS,
        "Nothing of "
            + year
            + " may be published: a year is stopped, and nothing of it was ever published.",
        why + ".",
        "To go on: " + String.join("; ", remedies) + ".");
  }

  /** A lake without any published year. */
  public static QofException nothingPublished(String lake) {
    return QofException.of(
        Kind.FAILED,
        "The lake " + lake + " holds no published year.",
        "The look-up page is made from published statistics only.",
        "Run ./qof run with the extracts of a year first, or name another lake with --lake.");
  }

  /** The page cannot be bundled because a program is missing. */
  public static QofException noNode(String program) {
    return QofException.of(
        Kind.FAILED,
        "The look-up page must be bundled once, and there is no '" + program + "' command.",
        "Everything else of OpenQOF works without it.",
        "Install Node.js 18 or later with npm (for example the packages nodejs and npm), then run"
            + " ./qof site build again.");
  }

  /** The page could not be bundled. */
  public static QofException notBundled(String command, List<String> lastLines) {
    return QofException.of(
        Kind.FAILED,
        "The look-up page could not be bundled: '" + command + "' failed.",
        lastLines,
        "See that npm can reach its registry; delete target/site and run ./qof site build again.");
  }

  /** The source of the page is not there. */
  public static QofException noPageSource(String folder) {
    return QofException.of(
        Kind.FAILED,
        "The source of the look-up page is missing.",
        "Expected it in " + folder + ".",
        "Run ./qof from the project's own folder.");
  }

  /** A folder that is not a look-up page. */
  public static QofException notASite(String folder) {
    return QofException.of(
        Kind.ARGUMENTS,
        folder + " holds no look-up page.",
        "Expected the files that ./qof site build writes, index.html and look-up.json.",
        "Run ./qof site build --out " + folder + " first, or name the folder it wrote.");
  }

  /** A port that something else listens on, or that may not be used. */
  public static QofException cannotServe(int port, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "Port " + port + " of this machine cannot be used.",
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Name another with --port, or 0 for any that is free.",
        cause);
  }

  /** Results made with another rulebook than the one at hand. */
  public static QofException otherRulebook(String lake, String year, int version) {
    return QofException.of(
        Kind.FAILED,
        "Version " + version + " of " + year + " was calculated with another rulebook.",
        "Names, groups and points of the publication come from the rulebook; the two must agree.",
        "Give the same folder with --rulebook, or first run "
            + PrintedCommand.on(lake, "run jobs/recalculate.yaml")
            + " and "
            + PrintedCommand.on(lake, "run jobs/publish.yaml")
            + ".");
  }

  /** A practice that would be counted in two places. */
  public static QofException practiceTwice(String year, List<String> practices) {
    return QofException.of(
        Kind.CHECKS,
        "Nothing was published: "
            + Words.practices(practices.size())
            + " of "
            + year
            + (practices.size() == 1 ? " is" : " are")
            + " in two places.",
        practices,
        "Correct the map of practices to areas in the extracts and run ./qof run again.");
  }

  /** Indicators with figures that the rulebook does not know. */
  public static QofException unknownIndicators(String year, String indicators) {
    return QofException.of(
        Kind.CHECKS,
        "Nothing was published: figures of " + year + " have indicators that its rulebook lacks.",
        indicators,
        "Add them to indicators.csv of the year, recalculate, and publish again.");
  }

  /** Levels that do not add up to England. */
  public static QofException levelsDisagree(String year, List<String> failures) {
    return QofException.of(
        Kind.CHECKS,
        "Nothing was published: levels of " + year + " do not add up to England.",
        failures,
        "Recalculate the year (jobs/recalculate.yaml); if it stays, report it with the"
            + " table reconciliation.");
  }

  /** Sums of a file that do not agree with the figures it details. */
  public static QofException detailDisagrees(String file, String what, long found, long expected) {
    return QofException.of(
        Kind.CHECKS,
        "Nothing was published: " + file + " does not add up.",
        "%s: %,d in the file, %,d in the figures.".formatted(what, found, expected),
        "Recalculate the year (jobs/recalculate.yaml); if it stays, report it.");
  }

  /** A file of the publication that could not be written. */
  public static QofException cannotWrite(String file, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " of the publication could not be written; nothing was published.",
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Check that the place has room and may be written by this user; then run again.",
        cause);
  }

  /** A resource of the program that says something impossible: a defect, told plainly. */
  public static QofException badResource(String file, int line, String expected) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " of the program cannot be used.",
        "Line " + line + ": expected " + expected + ".",
        "Report it: the program was built from a faulty file.");
  }

  /** A file that is not a workbook, or one that cannot be read safely. */
  public static QofException notAWorkbook(String file, String why) {
    return QofException.of(
        Kind.FAILED,
        file + " cannot be checked.",
        why,
        "Give the path of an .xlsx workbook; open and save it again if it is one.");
  }
}
