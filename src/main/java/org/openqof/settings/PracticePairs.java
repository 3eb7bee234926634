package org.openqof.settings;

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
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.extract.form.SmallTable;
import org.openqof.store.place.Storage;

/**
 * A table of two columns, a practice and one thing that is said of it, see {@link SmallTable}. A
 * first line that begins with a word is a header; blank lines are passed over.
 */
public final class PracticePairs {
  private static final Pattern PRACTICE = Pattern.compile("[A-Z][0-9]{5}");

  /** A first cell without a digit: no practice code, and none that was mistyped. */
  private static final Pattern WORD = Pattern.compile("[^0-9]+");

  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> twice = new ArrayList<>();
  private final Map<String, Line> first = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private String name;
  private boolean begun;

  /**
   * A line that was understood.
   *
   * @param number its number in the file, from 1
   * @param practice code of the practice
   * @param said what is said of it
   */
  public record Line(long number, String practice, String said) {}

  /** Says what is wrong with what is said of a practice; null when nothing is. */
  public interface Check {
    @Nullable String wrong(String practice, String said);
  }

  private PracticePairs(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Reads a file.
   *
   * @param place path or URI
   * @param what what is said of a practice, in one word for messages
   * @param check looks at each
   * @param example a line as it should be
   * @param once whether a practice may stand in one line only
   * @throws org.openqof.errors.QofException when it is not there, says nothing, or any line is
   *     wrong: all wrong lines are told together
   */
  public static PracticePairs read(
      String place, String what, String example, boolean once, Check check) {
    URI uri = Place.uri(place);
    byte[] bytes = Storage.of(uri).read(Storage.absolute(uri));
    PracticePairs pairs = new PracticePairs(nameOf(place), SmallTable.text(place, bytes));
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(new StringReader(pairs.text))) {
      reader.forEach(row -> pairs.add(row, what, once, check));
    } catch (CsvParseException broken) {
      pairs.problems.add(String.valueOf(broken.getMessage()));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    if (!pairs.problems.isEmpty()) {
      throw GroupingErrors.badLines(place, what, pairs.problems);
    }
    if (pairs.lines.isEmpty()) {
      throw GroupingErrors.empty(place, what, example);
    }
    return pairs;
  }

  /** The last part of a place, without its ending. */
  private static String nameOf(String place) {
    String name = place.substring(place.replace('\\', '/').lastIndexOf('/') + 1);
    int ending = name.lastIndexOf('.');
    return ending > 0 ? name.substring(0, ending) : name;
  }

  private void add(CsvRecord row, String what, boolean once, Check check) {
    String practice = SmallTable.code(row.getField(0));
    String said = row.getFieldCount() < 2 ? "" : row.getField(1).strip();
    boolean header = !begun && row.getFieldCount() == 2 && WORD.matcher(practice).matches();
    begun = true;
    if (header) {
      name = said.isEmpty() ? name : said;
      return;
    }
    String wrong = wrong(row.getFieldCount(), practice, said, what);
    wrong = wrong == null ? check.wrong(practice, said) : wrong;
    Line before = first.get(practice);
    if (wrong == null && before != null && once) {
      wrong = "%s stands in line %d already.".formatted(practice, before.number());
    } else if (wrong == null && !seen.add(practice + " " + said)) {
      wrong = "%s is in '%s' already.".formatted(practice, said);
    }
    if (wrong != null) {
      problems.add("Line " + row.getStartingLineNumber() + ": " + wrong);
      return;
    }
    Line line = new Line(row.getStartingLineNumber(), practice, said);
    if (before == null) {
      first.put(practice, line);
    } else {
      twice.add(
          "%s: '%s' in line %d, '%s' in line %d"
              .formatted(practice, before.said(), before.number(), said, line.number()));
    }
    lines.add(line);
  }

  private static @Nullable String wrong(int columns, String practice, String said, String what) {
    if (columns != 2) {
      return "expected two columns, practice and %s; found %d.".formatted(what, columns);
    }
    if (!PRACTICE.matcher(practice).matches()) {
      return "expected a practice code, a letter and five digits; found '" + practice + "'.";
    }
    return said.isEmpty() ? practice + " has no " + what + "." : null;
  }

  /** What its header calls the second column; the file's name where it has none. */
  String name() {
    return name;
  }

  /** Its content. */
  String text() {
    return text;
  }

  /** What it says, in the order written; a practice may stand in several lines. */
  public List<Line> lines() {
    return lines;
  }

  /** Practices of which two different things are said, with both lines, in words. */
  List<String> twice() {
    return twice;
  }
}
