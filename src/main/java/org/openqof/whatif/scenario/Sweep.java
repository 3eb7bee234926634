package org.openqof.whatif.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.read.Cell;
import org.openqof.rulebook.read.Problems;
import org.openqof.rulebook.read.YamlFile.Entry;

/**
 * Several values of one key, {@code 85..95 step 1}: a scenario each.
 *
 * @param cell where it is written
 * @param values its values, at least two
 */
record Sweep(Cell cell, List<String> values) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,7}(?:\\.\\d{1,4})?)\\.\\.(\\d{1,7}(?:\\.\\d{1,4})?)"
              + "(?:\\s+step\\s+(\\d{1,7}(?:\\.\\d{1,4})?))?");
  private static final int MOST = 1_000;

  /** The sweep in a file's changes; null when there is none. More than one are a problem. */
  static @Nullable Sweep in(Map<String, Entry> changes, Problems problems) {
    List<Cell> found = new ArrayList<>();
    collect(changes, found);
    for (Cell second : found.subList(Math.min(1, found.size()), found.size())) {
      problems.add(
          second,
          "is a second sweep; a file has one at most, and one stands in line "
              + found.get(0).line()
              + " already.",
          "Put it into a file of its own.");
    }
    return found.isEmpty() ? null : of(found.get(0), problems);
  }

  private static void collect(Map<String, Entry> entries, List<Cell> found) {
    for (Entry entry : entries.values()) {
      if (entry.own().text().contains("..")) {
        found.add(entry.own());
      }
      collect(entry.parts(), found);
    }
  }

  private static @Nullable Sweep of(Cell cell, Problems problems) {
    Matcher form = FORM.matcher(cell.text());
    if (!form.matches()) {
      problems.add(
          cell,
          "'" + cell.text() + "' is not a sweep.",
          "Write the first value, two dots, the last value and the step: 85..95 step 1.");
      return null;
    }
    BigDecimal first = new BigDecimal(form.group(1));
    BigDecimal last = new BigDecimal(form.group(2));
    BigDecimal step = form.group(3) == null ? BigDecimal.ONE : new BigDecimal(form.group(3));
    String nothing =
        step.signum() == 0
            ? "its step is 0"
            : last.compareTo(first) < 0
                ? "it runs backwards"
                : last.subtract(first).compareTo(step) < 0
                    ? "its step is larger than the way from first to last"
                    : null;
    if (nothing != null) {
      problems.add(
          cell,
          "the sweep '" + cell.text() + "' is one of nothing: " + nothing + ".",
          "Write at least two values, as in 85..95 step 1.");
      return null;
    }
    BigDecimal count = last.subtract(first).divideToIntegralValue(step);
    if (count.compareTo(BigDecimal.valueOf(MOST)) >= 0) {
      problems.add(
          cell,
          "the sweep '" + cell.text() + "' has more than " + MOST + " values.",
          "Write a larger step.");
      return null;
    }
    List<String> values = new ArrayList<>();
    for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
      values.add(value.toPlainString());
    }
    return new Sweep(cell, values);
  }

  /** The key that is swept, without the keys of the file above it. */
  String key() {
    return cell.name().replaceFirst("^changes\\.(indicators\\.)?", "");
  }

  /** The changes with one value in the place of the sweep. */
  Map<String, Entry> with(String value, Map<String, Entry> changes) {
    Map<String, Entry> replaced = new LinkedHashMap<>();
    changes.forEach(
        (key, entry) ->
            replaced.put(
                key,
                entry.own().equals(cell)
                    ? new Entry(
                        new Cell(cell.file(), cell.line(), cell.name(), value),
                        entry.parts(),
                        entry.items())
                    : new Entry(entry.own(), with(value, entry.parts()), entry.items())));
    return replaced;
  }
}
