package org.openqof.rulebook.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codes that the rows of a file begin with, each of which may stand there once. */
final class CodesOfRows {
  private final String kind;
  private final CellReader cells;
  private final Problems problems;
  private final Map<String, Cell> places = new LinkedHashMap<>();

  /**
   * No codes yet.
   *
   * @param kind what they are codes of, in one word
   */
  CodesOfRows(String kind, CellReader cells, Problems problems) {
    this.kind = kind;
    this.cells = cells;
    this.problems = problems;
  }

  /** The code of the next row, or null where it has none; a second of its kind is a problem. */
  @Nullable String next(Cell cell) {
    String code = cells.text(cell);
    Cell first = code == null ? null : places.putIfAbsent(code, cell);
    if (first != null) {
      problems.add(
          cell,
          "the " + kind + " " + code + " stands in line " + first.line() + " already.",
          "Remove one.");
    }
    return code;
  }

  /** All codes with the first place of each, in the order of the file. */
  Map<String, Cell> places() {
    return places;
  }
}
