package org.openqof.settings;

import java.util.ArrayList;
import java.util.List;
import org.openqof.answer.Words;
import org.openqof.errors.NearNames;
import org.openqof.errors.QofException;
import org.openqof.errors.QofException.Kind;

/** Messages about files that put practices into groups. */
public final class GroupingErrors {
  private static final int TOLD = 20;

  private GroupingErrors() {}

  /** A file without any practice. */
  public static QofException empty(String file, String what, String example) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The grouping " + file + " holds no practices.",
        form(what),
        "Write a line for each practice, such as " + example + ".");
  }

  /** A file of which the years know no practice, where others are passed over. */
  public static QofException noneKnown(String file, String years) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The grouping " + file + " holds no practice of " + years + ".",
        "Every practice it names was passed over, as was asked for.",
        "Name the file that belongs to these years.");
  }

  /** Lines that cannot be meant, all together. */
  public static QofException badLines(String file, String what, List<String> problems) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The grouping "
            + file
            + " cannot be used: "
            + Words.of(problems.size(), "problem", "problems")
            + ".",
        told(problems),
        "Correct the lines named above. " + form(what));
  }

  /** What a file looks like that says this of practices. */
  private static String form(String what) {
    return "Two columns, practice and " + what + "; a first line of words names them.";
  }

  /** Practices that are in more than one group, where none may be. */
  public static QofException overlap(String file, List<String> practices) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The grouping "
            + file
            + " puts "
            + Words.practices(practices.size())
            + " into more than one group.",
        told(practices),
        "Keep one line a practice; or, where groups are meant to overlap, publish with"
            + " --groups-overlap, in a job groups_overlap: true. Such groups do not add up to"
            + " England.");
  }

  /** Groups that overlap, where parts must add up to a whole. */
  public static QofException overlapCompared(String file) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The groups of " + file + " overlap.",
        "A comparison splits the pounds of England among groups; a practice in two would count"
            + " twice.",
        "Keep one line a practice, or compare with one file for each set of groups.");
  }

  /** Practices that the years do not know. */
  public static QofException unknownPractices(String file, String years, List<String> practices) {
    return QofException.of(
        Kind.ARGUMENTS,
        "The grouping "
            + file
            + " names "
            + Words.practices(practices.size())
            + " that no file of "
            + years
            + " knows.",
        told(practices),
        "Correct the codes; or pass over practices that are not there with --groups-skip-unknown,"
            + " in a job groups_skip_unknown: true.");
  }

  /** A grouping asked for without its file, or a file without the level it is for. */
  public static QofException levelWithoutGroups() {
    return QofException.of(
        Kind.ARGUMENTS,
        "--level group and --groups go together.",
        "Expected both, or neither.",
        "Write --level group --groups FILE. " + form("group"));
  }

  /** An unknown practice with the codes near to it. */
  public static String unknown(int line, String practice, List<String> known) {
    return "Line " + line + ": " + practice + ". " + NearNames.nearest(practice, known);
  }

  private static List<String> told(List<String> all) {
    if (all.size() <= TOLD) {
      return all;
    }
    List<String> told = new ArrayList<>(all.subList(0, TOLD));
    told.add("… and %,d more".formatted(all.size() - TOLD));
    return told;
  }
}
