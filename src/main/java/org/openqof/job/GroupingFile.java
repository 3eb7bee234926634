package org.openqof.job;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.GroupingErrors;
import org.openqof.extract.Text;
import org.openqof.statistics.Grouping;
import org.openqof.store.Storage;

/**
 * A CSV file that puts practices into groups: two columns, practice and group, one line a practice.
 * A first line that begins with a word is a header, whose second cell names the grouping; without
 * one the file's name does. UTF-8 or Windows-1252; blank lines are passed over.
 */
public final class GroupingFile {
  private static final Pattern PRACTICE = Pattern.compile("[A-Z][0-9]{5}");

  /** A first cell without a digit: no practice code, and none that was mistyped. */
  private static final Pattern WORD = Pattern.compile("[^0-9]+");

  private final String file;
  private final String name;
  private final List<Line> lines;
  private final boolean skipUnknown;

  /** A line that was understood. */
  private record Line(long number, String practice, String group) {}

  private GroupingFile(String file, String name, List<Line> lines, boolean skipUnknown) {
    this.file = file;
    this.name = name;
    this.lines = lines;
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
    URI uri = Place.uri(place);
    Reading reading = new Reading(nameOf(place));
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(new StringReader(text(Storage.of(uri).read(Storage.absolute(uri)))))) {
      reader.forEach(reading::add);
    } catch (CsvParseException broken) {
      reading.problems.add(String.valueOf(broken.getMessage()));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    if (!reading.problems.isEmpty()) {
      throw GroupingErrors.badLines(place, reading.problems);
    }
    if (reading.lines.isEmpty()) {
      throw GroupingErrors.empty(place);
    }
    if (!reading.twice.isEmpty() && !overlap) {
      throw GroupingErrors.overlap(place, reading.twice);
    }
    return new GroupingFile(place, reading.name, reading.lines, skipUnknown);
  }

  /** The last part of a place, without its ending. */
  private static String nameOf(String place) {
    String name = place.substring(place.replace('\\', '/').lastIndexOf('/') + 1);
    int ending = name.lastIndexOf('.');
    return ending > 0 ? name.substring(0, ending) : name;
  }

  /** A file while it is read. */
  private static final class Reading {
    final List<Line> lines = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    /** Practices in more than one group, with their lines, in words. */
    final List<String> twice = new ArrayList<>();

    String name;
    private final Map<String, Line> first = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private boolean begun;

    Reading(String name) {
      this.name = name;
    }

    void add(CsvRecord row) {
      String practice = row.getField(0).strip().toUpperCase(Locale.ROOT);
      String group = row.getFieldCount() < 2 ? "" : row.getField(1).strip();
      boolean header = !begun && row.getFieldCount() == 2 && WORD.matcher(practice).matches();
      begun = true;
      if (header) {
        name = group.isEmpty() ? name : group;
        return;
      }
      String wrong = wrong(row.getFieldCount(), practice, group);
      if (wrong == null && !seen.add(practice + " " + group)) {
        wrong = "%s is in '%s' already.".formatted(practice, group);
      }
      if (wrong != null) {
        problems.add("Line " + row.getStartingLineNumber() + ": " + wrong);
        return;
      }
      Line line = new Line(row.getStartingLineNumber(), practice, group);
      Line before = first.putIfAbsent(practice, line);
      if (before != null) {
        twice.add(
            "%s: '%s' in line %d, '%s' in line %d"
                .formatted(practice, before.group(), before.number(), group, line.number()));
      }
      lines.add(line);
    }
  }

  private static String text(byte[] bytes) {
    String text = Text.of(bytes, 0, bytes.length);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static @Nullable String wrong(int columns, String practice, String group) {
    if (columns != 2) {
      return "expected two columns, practice and group; found " + columns + ".";
    }
    if (!PRACTICE.matcher(practice).matches()) {
      return "expected a practice code, a letter and five digits; found '" + practice + "'.";
    }
    if (group.isEmpty()) {
      return practice + " has no group.";
    }
    return group.equals(Grouping.UNALLOCATED)
        ? "'" + group + "' is the place of practices in no group; leave the line out."
        : null;
  }

  /** The file as it was named. */
  String file() {
    return file;
  }

  /**
   * The grouping, for years that know these practices.
   *
   * @param known codes of all practices of the years
   * @param years the years in words, for the message
   * @throws org.openqof.errors.QofException when it names others and they are not to be passed over
   */
  Grouping grouping(Set<String> known, String years) {
    List<String> unknown = new ArrayList<>();
    List<String> codes = List.copyOf(known);
    TreeMap<String, SortedSet<String>> groups = new TreeMap<>();
    for (Line line : lines) {
      if (known.contains(line.practice())) {
        groups.computeIfAbsent(line.practice(), code -> new TreeSet<>()).add(line.group());
      } else if (!skipUnknown) {
        unknown.add(GroupingErrors.unknown((int) line.number(), line.practice(), codes));
      }
    }
    if (!unknown.isEmpty()) {
      throw GroupingErrors.unknownPractices(file, years, unknown);
    }
    if (groups.isEmpty()) {
      throw GroupingErrors.empty(file);
    }
    return new Grouping(name, groups);
  }

  /** Practices it names that are not among these. */
  Set<String> others(Set<String> practices) {
    Set<String> others = new TreeSet<>();
    lines.forEach(line -> others.add(line.practice()));
    others.removeAll(practices);
    return others;
  }
}
