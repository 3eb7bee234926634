package org.openqof.publish.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Kind;

/**
 * A statement before it has a form: text, CSV and HTML are written from the same cells, so that no
 * form can say something else than another.
 *
 * @param title what it is
 * @param facts what holds for all of it, such as the practice and the year
 * @param columns columns of every section; a form leaves out those a section does not fill
 * @param sections its parts, in order
 * @param notes what a reader must know besides
 */
public record Statement(
    String title,
    List<Fact> facts,
    List<Column> columns,
    List<Section> sections,
    List<String> notes) {
  public Statement {
    facts = List.copyOf(facts);
    columns = List.copyOf(columns);
    sections = List.copyOf(sections);
    notes = List.copyOf(notes);
  }

  /**
   * One fact of the whole statement.
   *
   * @param name its column in CSV, snake_case
   * @param label its name for people
   * @param value its value, canonical: as the tables write it
   * @param kind how people read it
   */
  public record Fact(String name, String label, String value, Kind kind) {}

  /**
   * One column.
   *
   * @param name name in CSV, snake_case, a table's word where there is one
   * @param heading name for people
   * @param kind how people read its values
   * @param detail whether it belongs to the calculation, which people open when they ask for it
   */
  public record Column(String name, String heading, Kind kind, boolean detail) {}

  /**
   * One part with its own heading.
   *
   * @param heading what it holds
   * @param items its rows
   */
  public record Section(String heading, List<Item> items) {
    public Section {
      items = List.copyOf(items);
    }
  }

  /**
   * One row, with the rows it is the sum of.
   *
   * @param level what it is: {@code domain}, {@code group}, {@code indicator}, …
   * @param code its code
   * @param name its name
   * @param cells canonical values, one a column in the statement's order; null where it has none
   * @param items rows it is made of
   */
  public record Item(
      String level, String code, String name, List<@Nullable String> cells, List<Item> items) {
    public Item {
      // List.copyOf refuses the gaps that cells may have.
      cells = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(cells));
      items = List.copyOf(items);
    }
  }
}
