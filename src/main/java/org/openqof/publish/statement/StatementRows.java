package org.openqof.publish.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openqof.answer.Answer;
import org.openqof.answer.Form;
import org.openqof.answer.Kind;
import org.openqof.answer.Rows;
import org.openqof.publish.statement.Statement.Fact;
import org.openqof.publish.statement.Statement.Item;
import org.openqof.publish.statement.Statement.Section;

/**
 * A statement as rows for programs. An item stands before the items it is the sum of; {@code
 * parent} names the code of the one it belongs to.
 */
final class StatementRows {
  private StatementRows() {}

  private record Row(String section, String parent, Item item) {}

  /** One CSV table: the facts lead every row, so that rows of statements can be put together. */
  static String csv(Statement statement) {
    Map<String, String> facts = new LinkedHashMap<>();
    statement.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
    return rows(statement).rows().csv(facts);
  }

  /** One JSON object: facts, rows and notes. */
  static String json(Statement statement) {
    Answer.Builder answer = Answer.of("statement", statement.title());
    for (Fact fact : statement.facts()) {
      answer.fact(fact.name(), fact.label(), fact.kind(), fact.value());
    }
    return Form.JSON.of(
        answer.rows(rows(statement)).notices("notes", "note", statement.notes()).answer());
  }

  private static Rows.Of<Row> rows(Statement statement) {
    List<Row> all = new ArrayList<>();
    for (Section section : statement.sections()) {
      section.items().forEach(item -> add(all, section.heading(), "", item));
    }
    Rows.Of<Row> rows =
        Rows.of("items", all)
            .programs("section", Row::section)
            .programs("level", row -> row.item().level())
            .programs("parent", Row::parent)
            .programs("code", row -> row.item().code())
            .programs("name", row -> row.item().name());
    for (int i = 0; i < statement.columns().size(); i++) {
      int at = i;
      Kind kind = statement.columns().get(i).kind();
      rows.column(statement.columns().get(i).name(), null, kind, row -> row.item().cells().get(at));
    }
    return rows;
  }

  private static void add(List<Row> rows, String section, String parent, Item item) {
    rows.add(new Row(section, parent, item));
    item.items().forEach(inner -> add(rows, section, item.code(), inner));
  }
}
