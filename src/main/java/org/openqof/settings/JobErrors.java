package org.openqof.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openqof.answer.Words;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about jobs: their files, their inputs, and the checks of a run. */
public final class JobErrors {
  /** Problems of files that a message tells in full, and those that it names behind them. */
  private static final int MOST_WHOLE = 20;

  private static final int MOST_NAMED = 30;

  private JobErrors() {}

  /** A job file that is not there. */
  public static QofException noSuchJob(String file) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no job file " + file + ".",
        "Expected the path of a YAML file, such as jobs/national.yaml.",
        "Correct the path, or leave it out to run jobs/national.yaml.");
  }

  /** A job file that cannot be read. */
  public static QofException unreadableJob(String file, String why) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The job file " + file + " cannot be read.",
        why,
        "Correct the file; jobs/README.md lists its keys.");
  }

  /** All that is wrong with a job file. */
  public static QofException badJob(String file, List<String> problems) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The job file "
            + file
            + " cannot be run: "
            + Words.of(problems.size(), "problem", "problems")
            + ".",
        problems,
        "Correct the keys named above; jobs/README.md lists all of them.");
  }

  /** An engine that does not exist. */
  public static QofException unknownEngine(String found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + found + "' is not an engine.",
        "Expected auto, local or spark.",
        "Write --engine auto, --engine local or --engine spark.");
  }

  /** No extract where one was expected. */
  public static QofException noExtracts(String where) {
    return QofException.of(
        Kind.FAILED,
        "There are no extracts under " + where + ".",
        "Expected a folder or file with extracts of the payment service or published data.",
        "Give their folder with --extracts, or make some with ./qof generate.");
  }

  /** A place of extracts that is not there: mistyped, or not mounted. */
  public static QofException noSuchExtracts(String where) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no folder or file " + where + ".",
        "Expected a folder or file with extracts of the payment service or published data.",
        "Correct the place after --extracts or in the job file and see that its disk is mounted; or"
            + " make some extracts with ./qof generate.");
  }

  /** An address of a place that no storage can understand. */
  public static QofException noPlace(String found, String why) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + found + "' is not a place that can be read or written.",
        "Expected a path, or an address such as hdfs://name/lake; " + why + ".",
        "Write the path of a folder, or correct the address.");
  }

  /** Files that cannot be taken in; nothing was written. */
  public static QofException rejectedFiles(List<String> problems) {
    return QofException.of(
        Kind.FAILED,
        Words.of(problems.size(), "file", "files")
            + " of the extracts cannot be taken in; nothing was published.",
        shortened(problems),
        "Correct or remove the files named above, or declare their layout, and run again. Pass over what is not an extract with ignore: in the job file.");
  }

  /** The first problems whole, of the next ones the first line, of the rest the number. */
  private static List<String> shortened(List<String> problems) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(problems.size(), MOST_WHOLE + MOST_NAMED); i++) {
      String problem = problems.get(i);
      shown.add(i < MOST_WHOLE ? problem : problem.lines().findFirst().orElse(problem));
    }
    if (problems.size() > shown.size()) {
      shown.add("… and %,d more files".formatted(problems.size() - shown.size()));
    }
    return shown;
  }

  /** A run that was told to stop by a signal. */
  public static QofException stopped() {
    return QofException.of(
        Kind.FAILED,
        "The run was asked to stop, and stopped.",
        "What was published before stays as it was; the lake is free.",
        "Run again: it goes on from what is finished.");
  }

  /** A file that changed each time it was read. */
  public static QofException changedWhileRead(String file) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " changed while it was read, twice.",
        "Its size, time or mark after reading was not that before; nothing of it was taken in.",
        "Wait until its delivery has ended, then run again; deliver under another name and"
            + " rename.");
  }

  /** A file that was there when the extracts were listed, and was gone when it had been read. */
  public static QofException removedWhileRead(String file) {
    return QofException.of(
        Kind.FAILED,
        "The file " + file + " was removed while it was read.",
        "Nothing of it was taken in.",
        "Wait until the delivery has ended, then run again.");
  }

  /** Two files of one name, purpose and year that say different things. */
  public static QofException twoContentsOfOneName(
      String first, String firstDigest, String second, String secondDigest) {
    return QofException.of(
        Kind.FAILED,
        "Two files of one name and year have different contents: " + first + " and " + second + ".",
        "Digests " + firstDigest + " and " + secondDigest + ".",
        "Remove the one that is out of date; if both are meant, give one of them another name.");
  }

  /** A range of years that runs backwards. */
  public static QofException yearsRunBackwards(String found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The years '" + found + "' run backwards.",
        "Expected the earlier year first, as in 2021-22..2024-25.",
        "Exchange the two years of the range.");
  }

  /** No file speaks for any year that was asked for. */
  public static QofException noYears(Collection<?> asked, Collection<?> found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The extracts hold no indicator values and no prevalence for " + listed(asked) + ".",
        "Years found: " + listed(found) + ".",
        "Add the year's files to the extracts, or ask for a year that is there.");
  }

  /** A step that needs what another step leaves in the lake. */
  public static QofException nothingInTheLake(String what, String where, String job) {
    return QofException.of(
        Kind.FAILED,
        "The lake " + where + " holds no " + what + ".",
        "This step takes what an earlier one left in the lake.",
        "Run " + PrintedCommand.on(where, "run " + job) + " first, or name another lake.");
  }

  /** Equations that must hold and do not; nothing was published. */
  public static QofException checksFailed(String year, List<String> failures) {
    return QofException.of(
        Kind.CHECKS,
        "Checks of " + year + " failed; nothing was published, the last version stays current.",
        failures,
        "Report this with the tables reconciliation and refused_rows of the version.");
  }

  /** A year whose results the lake does not hold. */
  public static QofException yearNotHeld(String year, Collection<?> held, String lake) {
    return QofException.of(
        Kind.FAILED,
        "The lake " + lake + " holds no results of " + year + ".",
        "Years taken in: " + listed(held) + ".",
        "Run ./qof run over the extracts of " + year + " first, or name another lake with --lake.");
  }

  /** A year that has no payment lines, so that there is nothing to compare. */
  public static QofException yearNotPaid(String year) {
    return QofException.of(
        Kind.FAILED,
        "The results of " + year + " hold no payments.",
        "Its rulebook is for reference, or its extracts hold no indicator values.",
        "Compare years that are paid: ./qof rulebook check lists those whose rulebook is"
            + " complete.");
  }

  /** A level of area that a year's map does not know. */
  public static QofException noGeography(String year, String level) {
    return QofException.of(
        Kind.FAILED,
        "No practice of " + year + " has a place at the level " + level + ".",
        "The extracts of the year hold no map of areas, or the level did not exist yet.",
        "Add the year's MAPPING_NHS_GEOGRAPHIES to the extracts and run again, or compare at the"
            + " level england.");
  }

  /** A practice that stands in two places of one year's map. */
  public static QofException practiceTwice(String practice, String year, String one, String other) {
    return QofException.of(
        Kind.CHECKS,
        "Practice " + practice + " stands twice in the map of " + year + ".",
        "Found in " + one + " and in " + other + ".",
        "Remove one of the two from the year's map of areas and run the year again.");
  }

  /** A level of area or a variant of geography that does not exist. */
  public static QofException unknownChoice(String option, String found, String known) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + found + "' is not a value of " + option + ".",
        "Expected one of " + known + ".",
        "Write " + option + " with one of these.");
  }

  /** Amounts of money were to be written where only statistics may lie. */
  public static QofException moneyAmongStatistics(String folder) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The folder " + folder + " is in a tree of statistics.",
        "The files hold payments, which are never written there.",
        "Name a folder outside of it with --out.");
  }

  /** Two versions of a year in the wrong order, or the same. */
  public static QofException versionsRunBackwards(String lake, String year, int from, int to) {
    return QofException.of(
        Kind.ARGUMENTS,
        "Version " + to + " of " + year + " does not follow version " + from + ".",
        "Expected the earlier version with --from and the later one with --to.",
        PrintedCommand.on(lake, "history " + year) + " lists the versions.");
  }

  /** A version that cannot be understood as a number. */
  public static QofException notAVersion(String option, String found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + found + "' is not a version.",
        "Expected a whole number from 1, with or without a v before it.",
        "Write " + option + " v3, or " + option + " 3.");
  }

  /** A year of which fewer than two versions are published. */
  public static QofException nothingToRestate(
      String lake, String year, int version, List<Integer> published) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There are no two published versions of " + year + " to set side by side.",
        published.isEmpty()
            ? "None is published; the last with results is version " + version + "."
            : "Published: " + listed(published) + ".",
        "Name versions with results with --from and --to; "
            + PrintedCommand.on(lake, "history " + year)
            + " lists them.");
  }

  /** A version whose rulebook is neither at hand nor kept in the lake. */
  public static QofException rulebookNotKept(String year, int version, String digest) {
    return QofException.of(
        Kind.FAILED,
        "The rulebook that made version " + version + " of " + year + " is not at hand.",
        "Its digest is " + digest + "; the lake keeps none of that digest under rulebooks/.",
        "Name the folder of that rulebook with --rulebook. Versions made from now on keep theirs.");
  }

  /** A length of time that cannot be understood. */
  public static QofException notADuration(String option, String found) {
    return QofException.of(
        Kind.ARGUMENTS,
        "'" + found + "' is not a length of time.",
        "Expected a whole number with m, h or d behind it.",
        "Write " + option + " 30h, for thirty hours.");
  }

  /** Retention that is shorter than payments can be questioned, or not set at all. */
  public static QofException retentionTooShort(String found, int least) {
    return QofException.of(
        Kind.ARGUMENTS,
        "Retention of " + found + " is too short.",
        "Versions are kept for " + least + " years at least: payments can be questioned as long.",
        "Write --retention-years "
            + least
            + " or more, or retention_years in the job file; to keep everything do not run this.");
  }

  /** Maintenance was asked for without saying how long versions are kept. */
  public static QofException noRetention(String job) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The job " + job + " does not say how long versions are kept.",
        "Without it every version is kept, and there is nothing to maintain.",
        "Write retention_years: 6 in the job file, or give --retention-years 6.");
  }

  private static String listed(Collection<?> things) {
    return things.isEmpty()
        ? "none"
        : things.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
