package org.openqof.publish.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Kind;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.statement.Statement.Column;
import org.openqof.publish.statement.Statement.Fact;
import org.openqof.publish.statement.Statement.Item;
import org.openqof.publish.statement.Statement.Section;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PracticeCompleteness;

/**
 * The payment service's reports "Data Complete" and "Data Missing": the participating practices of
 * a commissioner that have answered all their manual indicators, and those that have not. Each
 * practice is in exactly one of the two. What an extract should hold and does not is told in both.
 *
 * <p>Source: CQRS, reports of the data entry quality service.
 */
public enum DataEntry {
  /** Nothing is left to answer by hand. */
  COMPLETE("Data complete", "have answered every manual indicator"),
  /** Something is left to answer by hand. */
  MISSING("Data missing", "have manual indicators to answer");

  private record Told(Column column, Field field) {}

  private static final List<Told> COLUMNS =
      List.of(
          told("Manual expected", Kind.COUNT, PracticeCompleteness.MANUAL_EXPECTED),
          told("Manual received", Kind.COUNT, PracticeCompleteness.MANUAL_RECEIVED),
          told("Extract expected", Kind.COUNT, PracticeCompleteness.AUTOMATIC_EXPECTED),
          told("Extract received", Kind.COUNT, PracticeCompleteness.AUTOMATIC_RECEIVED),
          told("Extraction", Kind.WORD, PracticeCompleteness.EXTRACTION),
          told("Aspiration", Kind.WORD, PracticeCompleteness.ASPIRATION_STATUS),
          told("Missing", Kind.TEXT, PracticeCompleteness.MISSING));

  private final String title;
  private final String words;

  DataEntry(String title, String words) {
    this.title = title;
    this.words = words;
  }

  /**
   * The report.
   *
   * @param year the financial year
   * @param version version of the results
   * @param commissionerCode code of the commissioner
   * @param commissionerName its name
   * @param names names of its practices by code, sorted
   * @param rows {@code practice_completeness}, of these practices or of more
   */
  public Statement statement(
      FinancialYear year,
      int version,
      String commissionerCode,
      String commissionerName,
      Map<String, String> names,
      Block rows) {
    List<Item> items = new ArrayList<>();
    int participating = 0;
    int withoutValues = 0;
    for (int row = 0; row < rows.rows(); row++) {
      String practice = rows.textAt(PracticeCompleteness.PRACTICE_CODE, row);
      if (!names.containsKey(practice)) {
        continue;
      }
      participating++;
      if (holds(rows, row)) {
        withoutValues +=
            rows.countAt(PracticeCompleteness.AUTOMATIC_RECEIVED, row)
                    < rows.countAt(PracticeCompleteness.AUTOMATIC_EXPECTED, row)
                ? 1
                : 0;
        List<@Nullable String> cells = new ArrayList<>();
        for (Told told : COLUMNS) {
          cells.add(rows.canonicalAt(told.field(), row));
        }
        items.add(
            new Item(
                "practice",
                practice,
                Objects.requireNonNull(names.get(practice)),
                cells,
                List.of()));
      }
    }
    List<String> notes = new ArrayList<>();
    if (withoutValues > 0) {
      notes.add(
          withoutValues
              + " of them lack values that an extract should hold; the column Missing names the"
              + " indicators.");
    }
    return new Statement(
        title + " " + year + ": " + commissionerName,
        List.of(
            new Fact("financial_year", "Financial year", year.toString(), Kind.TEXT),
            new Fact("version", "Version", Integer.toString(version), Kind.COUNT),
            new Fact("commissioner_code", "Commissioner", commissionerCode, Kind.TEXT)),
        COLUMNS.stream().map(Told::column).toList(),
        List.of(
            new Section(
                items.size() + " of " + participating + " participating practices " + words,
                items)),
        notes);
  }

  private boolean holds(Block rows, int row) {
    boolean answered =
        rows.countAt(PracticeCompleteness.MANUAL_RECEIVED, row)
            >= rows.countAt(PracticeCompleteness.MANUAL_EXPECTED, row);
    return answered == (this == COMPLETE);
  }

  private static Told told(String heading, Kind kind, Field field) {
    return new Told(new Column(field.name(), heading, kind, false), field);
  }
}
