package org.openqof.rulebook.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.LineageKind;
import org.openqof.rulebook.LineageLink;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.YearNote;

/** Reads {@code lineage.csv} and {@code year-notes.csv}. */
final class LineageReader {
  static final String FILE = "lineage.csv";
  static final String NOTES_FILE = "year-notes.csv";

  private static final List<String> COLUMNS =
      List.of("from_year", "from_code", "to_year", "to_code", "kind", "status", "note", "citation");
  private static final List<String> NOTE_COLUMNS =
      List.of("financial_year", "measure", "comparability", "status", "note", "citation");

  private final Problems problems;
  private final CellReader cells;

  LineageReader(Problems problems, CellReader cells) {
    this.problems = problems;
    this.cells = cells;
  }

  /** A link and the place it was written at. */
  record Placed(LineageLink link, Cell place) {}

  /** The links that can be read. */
  List<Placed> links(SourceFile source) {
    List<Placed> links = new ArrayList<>();
    Set<List<@Nullable Object>> seen = new HashSet<>();
    for (CsvTable.Row row : CsvTable.read(source, COLUMNS, problems).rows()) {
      FinancialYear from = cells.year(row.cell("from_year"));
      FinancialYear to = cells.year(row.cell("to_year"));
      LineageKind kind = cells.constant(row.cell("kind"), LineageKind.class, "kind of change");
      Status status = cells.constant(row.cell("status"), Status.class, "status");
      String citation = cells.citation(row.cell("citation"));
      if (from == null || to == null || kind == null || status == null || citation == null) {
        continue;
      }
      if (!to.equals(from.next())) {
        problems.add(
            row.cell("to_year"),
            to + " does not follow " + from + ".",
            "Write " + from.next() + ".");
        continue;
      }
      String fromCode = end(row.cell("from_code"), kind, LineageKind.NEW);
      String toCode = end(row.cell("to_code"), kind, LineageKind.RETIRED);
      if (fromCode == null && toCode == null) {
        continue;
      }
      if (!seen.add(Arrays.asList(from, fromCode, toCode))) {
        problems.add(row.cell("from_code"), "this change is written twice.", "Remove one.");
        continue;
      }
      links.add(
          new Placed(
              new LineageLink(
                  from, fromCode, to, toCode, kind, status, row.cell("note").text(), citation),
              row.cell("kind")));
    }
    return links;
  }

  /** The notes on years that can be read. */
  List<YearNote> notes(SourceFile source) {
    List<YearNote> notes = new ArrayList<>();
    for (CsvTable.Row row : CsvTable.read(source, NOTE_COLUMNS, problems).rows()) {
      FinancialYear year = cells.year(row.cell("financial_year"));
      Compared what = cells.constant(row.cell("measure"), Compared.class, "measure");
      Comparability comparability =
          cells.constant(row.cell("comparability"), Comparability.class, "comparability");
      Status status = cells.constant(row.cell("status"), Status.class, "status");
      String note = cells.text(row.cell("note"));
      String citation = cells.citation(row.cell("citation"));
      if (year != null
          && what != null
          && comparability != null
          && status != null
          && note != null
          && citation != null) {
        notes.add(new YearNote(year, what, comparability, status, note, citation));
      }
    }
    return notes;
  }

  /** A code; absent for the kind that has none at this end, and only for it. */
  private @Nullable String end(Cell cell, LineageKind kind, LineageKind without) {
    if (kind != without) {
      return cells.text(cell);
    }
    if (!cell.blank()) {
      problems.add(
          cell,
          "an indicator that is " + without.word() + " has no code here.",
          "Leave it empty, or name another kind.");
    }
    return null;
  }
}
