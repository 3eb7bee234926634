package org.openqof.publish.statement;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.openqof.answer.CsvText;
import org.openqof.publish.statement.Statement.Column;
import org.openqof.publish.statement.Statement.Fact;
import org.openqof.publish.statement.Statement.Item;
import org.openqof.publish.statement.Statement.Section;

/**
 * A statement as one CSV table, RFC 4180: the facts lead every row, so that rows of several
 * statements can be put together. An item stands before the items it is the sum of; {@code parent}
 * names the code of the one it belongs to.
 */
final class StatementCsv {

  String of(Statement statement) {
    StringWriter text = new StringWriter();
    try (CsvText csv = new CsvText(text)) {
      List<String> header = new ArrayList<>();
      statement.facts().stream().map(Fact::name).forEach(header::add);
      header.addAll(List.of("section", "level", "parent", "code", "name"));
      statement.columns().stream().map(Column::name).forEach(header::add);
      csv.row(header);
      for (Section section : statement.sections()) {
        section.items().forEach(item -> write(csv, statement, section, "", item));
      }
    }
    return text.toString();
  }

  private static void write(
      CsvText csv, Statement statement, Section section, String parent, Item item) {
    List<String> cells = new ArrayList<>();
    statement.facts().stream().map(Fact::value).forEach(cells::add);
    cells.addAll(List.of(section.heading(), item.level(), parent, item.code(), item.name()));
    item.cells().forEach(cell -> cells.add(cell == null ? "" : cell));
    csv.row(cells);
    item.items().forEach(inner -> write(csv, statement, section, item.code(), inner));
  }
}
