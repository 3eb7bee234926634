package org.openqof.store.place;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.ExhaustedErrors;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/**
 * Messages about the lake and the publication.
 *
 * <p>One file because it is the messages of the lake, each in full.
 */
public final class LakeErrors {
  private static final int FILES_NAMED = 8;

  private LakeErrors() {}

  private static final Set<String> READING = Set.of("read", "open", "list", "look for");

  /**
   * A file or folder could not be read or written.
   *
   * @param action what failed, as after "could not": {@code read}, {@code write}
   */
  public static QofException inputOutput(String action, String path, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "Could not " + action + " " + path + ".",
        told(cause),
        remedy(action, cause),
        cause);
  }

  private static String remedy(String action, Throwable cause) {
    String exhausted = ExhaustedErrors.remedy(cause);
    if (exhausted != null) {
      return exhausted;
    }
    return READING.contains(action)
        ? "Check that the place exists and may be read by this user; then run again."
        : "Check that the place exists, has room and may be written by this user; then run again.";
  }

  /** What happened, and what was at the bottom of it where a library wrapped it up. */
  private static String told(Throwable cause) {
    if (cause instanceof NoSuchFileException) {
      return "There is no such file or folder.";
    }
    if (cause instanceof AccessDeniedException) {
      return "This user has no right to it: " + cause.getMessage() + ".";
    }
    Throwable root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String told = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return root == cause
        ? told
        : told + " Because of " + root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  /** A file that should be new is already there. */
  public static QofException alreadyThere(String path) {
    return QofException.of(
        Kind.FAILED,
        path + " is already there.",
        "Nothing in the lake or the publication is ever overwritten.",
        "Run again with a new version, or move the file away if it is not of the lake.");
  }

  /** A file that a command was to write, where something else lies. */
  public static QofException foreignFile(String path, boolean changed) {
    return QofException.of(
        Kind.FAILED,
        path + " is already there and was not written over.",
        changed
            ? "This program wrote it, and it was changed since."
            : "This program did not write it.",
        "Name another file, or move that one away.");
  }

  /** Something that would be written into a lake. */
  public static QofException insideLake(String path, String lake) {
    return QofException.of(
        Kind.ARGUMENTS,
        path + " is inside the lake " + lake + ".",
        "Only runs write into a lake. Nothing was changed.",
        "Name a place outside of it.");
  }

  /** A lake and another place, of which one is or holds the other. */
  public static QofException nestedPlaces(String lake, String other, String place) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The lake and " + other + " must not be one place, and neither may be inside the other.",
        List.of("The lake: " + lake, other + ": " + place, "Nothing was changed."),
        "Name two separate places with --lake and " + other + ", or in the job file.");
  }

  /** The copy of a received file in bronze does not give back what was stored. */
  public static QofException damagedBronze(
      String path, long offset, int storedBytes, String found, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The stored copy " + path + " is damaged.",
        "Part of " + storedBytes + " bytes at offset " + offset + ": " + found + ".",
        "Delete that file and run again with the original extract, which is then stored again.",
        cause);
  }

  /** A file kept in bronze is not there any more. */
  public static QofException missingBronze(String digest, String path) {
    return QofException.of(
        Kind.FAILED,
        "The stored copy of the file with digest " + digest + " is missing.",
        "Expected " + path + ".",
        "Put the lake's bronze folder back from its backup, or run again with the original"
            + " extract.");
  }

  /** A data file of a table cannot be read. */
  public static QofException unreadableTableFile(String table, String path, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "A file of table " + table + " cannot be read: " + path + ".",
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Put the file back from a backup, or make the version again from its extracts.",
        cause);
  }

  /** A data file does not have the columns of its table. */
  public static QofException otherColumns(
      String table, String path, String column, String expected, String found) {
    return QofException.of(
        Kind.FAILED,
        "A file of table " + table + " does not fit the table's description.",
        List.of(
            "File: " + path,
            "Column " + column + ": expected " + expected + ", found " + found + "."),
        "Read it with the version of OpenQOF that wrote it, or make the version again.");
  }

  /** A table in the lake has another schema than this version of the program writes. */
  public static QofException otherSchema(String table, String path, String expected, String found) {
    return QofException.of(
        Kind.FAILED,
        "Table " + table + " in the lake has other columns than this version of OpenQOF writes.",
        List.of("Table: " + path, "Expected: " + expected, "Found: " + found),
        "The command lake check names whatever else has changed. If another program"
            + " changed the table, put its folder back from a backup; otherwise use the version of"
            + " OpenQOF that made this lake, or a new lake.");
  }

  /** Someone else changed a table in a way that cannot be put in order with this commit. */
  public static QofException conflictingCommit(String table, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "Another process changed table " + table + " at the same time.",
        String.valueOf(cause.getMessage()),
        "Let the other process finish, then run again.",
        cause);
  }

  /** Another run holds the lake. */
  public static QofException locked(String lake, String owner, String lockFile) {
    return QofException.of(
        Kind.HELD,
        "Another run is working in the lake " + lake + ".",
        "It belongs to " + owner + ".",
        "Wait until it has ended, then run again. A run that died is noticed by itself; if it is"
            + " certain that this one no longer runs, delete "
            + lockFile
            + ".");
  }

  /** The lock was taken from a run that still works: it was stopped for too long. */
  public static QofException lockLost(String lake, String runId, String owner) {
    return QofException.of(
        Kind.FAILED,
        "Run " + runId + " no longer holds the lake " + lake + " and stopped.",
        "The lock belongs to " + owner + "; this run gave no sign of life for too long.",
        "Nothing was published by it. Run again, and find out what halted this machine.");
  }

  /**
   * A commit of a run whose lake another run has taken over.
   *
   * @param own number of the last taking over when this run took the lake
   * @param found number that the table's log has
   */
  public static QofException takenOver(String table, String path, long own, long found) {
    return QofException.of(
        Kind.FAILED,
        "This run no longer holds the lake: nothing of it was added to table " + table + ".",
        List.of(
            "Log: " + path,
            "Number of the last taking over: expected up to " + own + ", found " + found + "."),
        "Another run took the lake over while this one gave no sign of life, and goes on with its"
            + " work. Run again when it has ended, and find out what halted this machine. If no"
            + " other run worked here (a lake restored in part), delete .run.lock.number in the"
            + " lake: the next run takes the number from the tables.");
  }

  /**
   * A table of a version does not hold what the log of versions has of it.
   *
   * @param lake where the lake is
   * @param path where the table lies
   * @param expected what was recorded when the version was made
   * @param found what is there
   */
  public static QofException otherContent(
      String lake,
      String table,
      String path,
      String year,
      int version,
      String expected,
      String found) {
    return QofException.of(
        Kind.CHECKS,
        "Table %s of version %d of %s is not what the lake recorded when it was made."
            .formatted(table, version, year),
        List.of("Table: " + path, "Expected: " + expected, "Found: " + found),
        "Nothing was paid or published from it. Run "
            + PrintedCommand.on(lake, "lake restore --year " + year + " --version " + version)
            + ": it puts back what is still there, or says what must be made again. "
            + PrintedCommand.on(lake, "lake check")
            + " looks at the whole lake.");
  }

  /**
   * The log of versions lacks what the tables show to have been recorded.
   *
   * @param lake where the lake is
   * @param table a table that has rows which no entry of the log of versions accounts for
   */
  public static QofException lostStates(String lake, String year, int version, String table) {
    return QofException.of(
        Kind.CHECKS,
        "The log of versions has lost what was recorded of version %d of %s."
            .formatted(version, year),
        List.of(
            "Expected: in table versions, the state in which it got rows in table " + table + ".",
            "Found: rows, and no such state."),
        "Nothing was made or published. Run "
            + PrintedCommand.on(lake, "lake restore")
            + ": it puts back the records that are still there. Otherwise put the lake's folder ops"
            + " back from a backup, or move the lake away and run again over the extracts: version"
            + " numbers go on after the published ones.");
  }

  /**
   * A version that is current where it is published and that the lake has not recorded as
   * published, and is not what the lake made.
   *
   * @param lake where the lake is
   * @param place folder of the published version
   */
  public static QofException otherPublication(
      String lake, String year, int version, String place, String expected, String found) {
    return QofException.of(
        Kind.CHECKS,
        "The published version %d of %s is not the one that the lake made."
            .formatted(version, year),
        List.of("Published: " + place, "Expected: " + expected, "Found: " + found),
        "The run that published it did not live to record it, and now it cannot be recorded. "
            + PrintedCommand.on(lake, "lake check")
            + " looks at lake and publications. Put the published folder back from a backup, or"
            + " move it away together with latest.json alongside it and run again.");
  }

  /** A place where no lake is. */
  public static QofException noLake(String path) {
    return QofException.of(
        Kind.ARGUMENTS,
        "There is no lake in " + path + ".",
        "Expected a folder with a file lake.json, which the first run makes.",
        "Run ./qof run first, or name another lake with --lake.");
  }

  /**
   * A lake that a newer version of the program wrote.
   *
   * @param program this version; null where it is not known
   */
  public static QofException newerLake(
      String path, int found, int known, String writer, @Nullable String program) {
    return QofException.of(
        Kind.FAILED,
        "The lake was written by a newer version of OpenQOF.",
        List.of(
            "File: " + path,
            "Format: expected up to "
                + known
                + ", found "
                + found
                + ", written by "
                + writer
                + (program == null ? "" : "; this is " + program)
                + "."),
        "Use that version of OpenQOF or a later one; nothing was read or written.");
  }

  /** The file that says which format a lake has cannot be understood. */
  public static QofException unreadableFormat(String path, String found) {
    return QofException.of(
        Kind.FAILED,
        "The file " + path + " does not say which format the lake has.",
        "Expected a JSON object with a whole number under format, found " + found + ".",
        "Put it back from a backup, or delete it if this version of OpenQOF wrote the lake.");
  }

  /**
   * The log of a table cannot be read as it is.
   *
   * @param lake where the lake is
   * @param damaged which of its files are damaged, in words; none where that cannot be seen
   */
  public static QofException damagedLog(
      String lake, String table, String path, List<String> damaged, Throwable cause) {
    List<String> details = new ArrayList<>(damaged);
    details.add(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    return QofException.of(
        Kind.FAILED,
        "The log of table " + table + " cannot be read: " + path + ".",
        details,
        "Run "
            + PrintedCommand.on(lake, "lake restore")
            + ", which puts right what other files make good, or put the folder back from a backup. Without one, move the lake away and run"
            + " again over the extracts: results are rebuilt, and what is published stays.",
        cause);
  }

  /** A version of a year has already been published, with other content. */
  public static QofException alreadyPublished(String year, int version, String path) {
    return QofException.of(
        Kind.FAILED,
        "Version " + version + " of " + year + " has already been published with other content.",
        "It is in " + path + ".",
        "Publish under the next version: a published version is never changed.");
  }

  /** The manifest or the pointer of a publication cannot be understood. */
  public static QofException unreadableManifest(String path, Throwable cause) {
    return QofException.of(
        Kind.FAILED,
        "The file " + path + " of the publication cannot be understood.",
        String.valueOf(cause.getMessage()),
        "Put it back from a backup, or publish a new version.",
        cause);
  }

  /** A published file is not what its manifest says. */
  public static QofException changedPublication(String path, String expected, String found) {
    return QofException.of(
        Kind.FAILED,
        "The published file " + path + " is not the one its manifest describes.",
        "Expected " + expected + ", found " + found + ".",
        "Put it back from a backup, or publish a new version.");
  }

  /** A kept rulebook is not the one whose digest it bears. */
  public static QofException unreadableRulebook(String path, String found) {
    return QofException.of(
        Kind.FAILED,
        "The kept rulebook " + path + " is damaged.",
        found,
        "Put the file back from a backup of the lake, or name the rulebook's folder with"
            + " --rulebook.");
  }

  /** The record of a run cannot be understood. */
  public static QofException unreadableRecord(String path, String why) {
    return QofException.of(
        Kind.FAILED,
        "The record of a run cannot be understood: " + path + ".",
        why,
        "Put it back from a backup, or move it away: records are only read, never needed to run.");
  }

  /** The current version of a year was to be taken away. */
  public static QofException currentVersion(String year, int version, String path) {
    return QofException.of(
        Kind.FAILED,
        "Version " + version + " of " + year + " is current and is not removed.",
        "It is in " + path + ".",
        "Publish another version first, or leave it: retention never removes a current version.");
  }

  /** Another process makes the same publication, page or folder of files. */
  public static QofException beingMade(String place, String owner, String lockFile) {
    return QofException.of(
        Kind.HELD,
        place + " is being made by another process.",
        "It belongs to " + owner + ".",
        "Wait until it has ended, then run again, or write to another folder. A process that died"
            + " is noticed by itself; if it is certain that this one no longer runs, delete "
            + lockFile
            + ".");
  }

  /** A publication whose place another process took over while this one gave no sign of life. */
  public static QofException lostPlace(String place, String owner) {
    return QofException.of(
        Kind.FAILED,
        place + " was not replaced: another process has taken over making it.",
        "The place belongs to " + owner + ".",
        "What is there is whole. Run again if it should be made once more, and find out what halted"
            + " this machine.");
  }

  /** A folder that holds more than what this program wrote. */
  public static QofException foreignFiles(String folder, List<String> files) {
    List<String> details = new ArrayList<>(files.subList(0, Math.min(FILES_NAMED, files.size())));
    if (files.size() > FILES_NAMED) {
      details.add("… and " + (files.size() - FILES_NAMED) + " more.");
    }
    details.add("The folder would be replaced whole, and these files lost. Nothing was changed.");
    return QofException.of(
        Kind.FAILED,
        folder + " holds files that this program did not write.",
        details,
        "Move these files away, or give another folder (--out, or publication in the job). A folder"
            + " that an earlier version of this program made has no list of its files"
            + " (.openqof-files): move it away as a whole. The next run rebuilds it.");
  }
}
