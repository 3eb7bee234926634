package org.openqof.recalculation;

import java.util.Collection;
import java.util.List;
import org.openqof.errors.NearNames;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about statements and explanations: what was asked for and is not in the lake. */
public final class StatementErrors {
  private StatementErrors() {}

  /** A year of which the lake holds nothing. */
  public static QofException yearNotInTheLake(String year, String lake, Collection<String> known) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The lake " + lake + " holds nothing of " + year + ".",
        known.isEmpty() ? "It holds no year." : "It holds " + String.join(", ", known) + ".",
        known.isEmpty()
            ? "Run ./qof run first, or name another lake with --lake."
            : "Ask for one of these years, or name another lake with --lake.");
  }

  /** A version that has no results, or does not exist. */
  public static QofException noSuchVersion(String year, int version, Collection<String> known) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The lake holds no results of " + year + " version " + version + ".",
        known.isEmpty()
            ? "No version of the year has results yet."
            : "Versions with results: " + String.join(", ", known) + ".",
        "Name one of these with the option, or leave it out for the current one.");
  }

  /** A version whose rows retention has removed. */
  public static QofException removedVersion(String lake, String year, int version, String when) {
    return QofException.of(
        Kind.ARGUMENTS,
        "Version " + version + " of " + year + " was removed by retention on " + when + ".",
        "The log of it is kept: "
            + PrintedCommand.on(lake, "history " + year)
            + " shows what it was.",
        "Ask for a version that is there, or put the lake back from a backup of that time.");
  }

  /** A year whose inputs were taken in and never priced. */
  public static QofException notRecalculated(String year, String lake) {
    return QofException.of(
        Kind.FAILED,
        "The lake " + lake + " holds the inputs of " + year + ", and no results.",
        "The year was taken in and not recalculated.",
        "Run " + PrintedCommand.on(lake, "run jobs/recalculate.yaml") + " first.");
  }

  /** A practice code that the year does not know. */
  public static QofException unknownPractice(String code, String year, Collection<String> known) {
    return QofException.of(
        Kind.ARGUMENTS,
        "No practice " + code + " in " + year + ".",
        NearNames.nearest(code, known),
        "Give the ODS code as in FINAL_PRACTICE_LIST.");
  }

  /** An indicator that is neither in the year's rulebook nor in the practice's values. */
  public static QofException unknownIndicator(
      String code, String practice, String year, Collection<String> known) {
    return QofException.of(
        Kind.ARGUMENTS,
        "No indicator "
            + code
            + " in "
            + year
            + ", and practice "
            + practice
            + " sent no value for it.",
        NearNames.nearest(code, known),
        "./qof rulebook check --year " + year + " says what the year holds.");
  }

  /** A commissioner's code that no practice of the year belongs to. */
  public static QofException unknownCommissioner(
      String code, String year, Collection<String> known) {
    return QofException.of(
        Kind.ARGUMENTS,
        "No practice of " + year + " belongs to a commissioner " + code + ".",
        NearNames.nearest(code, known),
        "Give the code of a sub-ICB location or an integrated care board.");
  }

  /** A practice without a payment, of which a payment report was asked for. */
  public static QofException notPaid(
      String lake, String practice, String year, List<String> reasons) {
    return QofException.of(
        Kind.ARGUMENTS,
        "Practice " + practice + " has no payment in " + year + ".",
        reasons,
        PrintedCommand.on(lake, "explain " + practice + " --year " + year)
            + " says what was found.");
  }

  /** Amounts that the calculation gives and those the lake holds differ. */
  public static QofException amountsDiffer(
      String practice, String year, int version, List<String> differences) {
    return QofException.of(
        Kind.CHECKS,
        "The explanation of "
            + practice
            + " does not give what "
            + year
            + " version "
            + version
            + " holds: do not rely on either.",
        differences,
        "Make a new version with ./qof run. If that changes nothing, report this.");
  }
}
