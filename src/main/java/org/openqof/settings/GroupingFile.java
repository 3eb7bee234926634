package org.openqof.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openqof.statistics.Grouping;

/**
 * A CSV file that puts practices into groups: two columns, practice and group, one line a practice.
 * A first line that begins with a word is a header, whose second cell names the grouping; without
 * one the file's name does. UTF-8 or Windows-1252; blank lines are passed over.
 */
public final class GroupingFile {
  private final String file;
  private final PracticePairs pairs;
  private final boolean skipUnknown;

  private GroupingFile(String file, PracticePairs pairs, boolean skipUnknown) {
    this.file = file;
    this.pairs = pairs;
    this.skipUnknown = skipUnknown;
  }

  /**
   * Reads a file.
   *
   * @param place path or URI
   * @param overlap whether a practice may be in more than one group
   * @param skipUnknown whether practices that the years do not know are passed over; otherwise they
   *     are an error
   * @throws org.openqof.errors.QofException when it is not there, is empty, or any line is wrong:
   *     all wrong lines are told together
   */
  public static GroupingFile read(String place, boolean overlap, boolean skipUnknown) {
    PracticePairs pairs =
        PracticePairs.read(
            place,
            "group",
            "Z10001,North",
            false,
            (practice, group) ->
                group.equals(Grouping.UNALLOCATED)
                    ? "'" + group + "' is the place of practices in no group; leave the line out."
                    : null);
    if (!pairs.twice().isEmpty() && !overlap) {
      throw GroupingErrors.overlap(place, pairs.twice());
    }
    return new GroupingFile(place, pairs, skipUnknown);
  }

  /** The file as it was named. */
  public String file() {
    return file;
  }

  /** Digest of all that decides which groups there are: its content, and how it is to be taken. */
  public String identity() {
    return Digests.sha256(String.join("\n", pairs.name(), "" + skipUnknown, pairs.text()));
  }

  /**
   * The grouping, for years that know these practices.
   *
   * @param known codes of all practices of the years
   * @param years the years in words, for the message
   * @throws org.openqof.errors.QofException when it names others and they are not to be passed over
   */
  public Grouping grouping(Set<String> known, String years) {
    List<String> unknown = new ArrayList<>();
    List<String> codes = List.copyOf(known);
    TreeMap<String, SortedSet<String>> groups = new TreeMap<>();
    for (PracticePairs.Line line : pairs.lines()) {
      if (known.contains(line.practice())) {
        groups.computeIfAbsent(line.practice(), code -> new TreeSet<>()).add(line.said());
      } else if (!skipUnknown) {
        unknown.add(GroupingErrors.unknown((int) line.number(), line.practice(), codes));
      }
    }
    if (!unknown.isEmpty()) {
      throw GroupingErrors.unknownPractices(file, years, unknown);
    }
    if (groups.isEmpty()) {
      throw GroupingErrors.noneKnown(file, years);
    }
    return new Grouping(pairs.name(), groups);
  }

  /** Practices it names that are not among these. */
  public Set<String> others(Set<String> practices) {
    Set<String> others = new TreeSet<>();
    pairs.lines().forEach(line -> others.add(line.practice()));
    others.removeAll(practices);
    return others;
  }
}
