package org.openqof.publish.statement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openqof.publish.SafeText;
import org.openqof.publish.statement.Statement.Column;
import org.openqof.publish.statement.Statement.Fact;
import org.openqof.publish.statement.Statement.Item;
import org.openqof.publish.statement.Statement.Section;

/**
 * A statement as one HTML file: no script, nothing fetched, every text escaped. What an item is
 * made of unfolds below it, and is unfolded on paper.
 */
final class StatementHtml {
  private static final String STYLE = style();

  private final StringBuilder html = new StringBuilder();

  String of(Statement statement) {
    html.append("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\"")
        .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    element("title", "", statement.title());
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", "", statement.title());
    html.append("<dl class=\"facts\">\n");
    for (Fact fact : statement.facts()) {
      element("dt", "", fact.label());
      element("dd", "", fact.kind().shown(fact.value()));
    }
    html.append("</dl>\n");
    statement.sections().forEach(section -> section(statement, section));
    if (!statement.notes().isEmpty()) {
      html.append("<footer class=\"notes\">\n");
      statement.notes().forEach(note -> element("p", "", note));
      html.append("</footer>\n");
    }
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private void section(Statement statement, Section section) {
    html.append("<section>\n");
    element("h2", "", section.heading());
    List<Integer> filled = new ArrayList<>();
    for (int i = 0; i < statement.columns().size(); i++) {
      if (Cells.filled(section.items(), i)) {
        filled.add(i);
      }
    }
    if (section.items().isEmpty()) {
      element("p", "", "None.");
    } else if (isFlat(statement, section)) {
      table(statement, section, filled);
    } else {
      tree(statement, section, filled);
    }
    html.append("</section>\n");
  }

  /** Whether no row of the section has anything to unfold. */
  private static boolean isFlat(Statement statement, Section section) {
    return section.items().stream()
        .allMatch(
            item -> item.items().isEmpty() && Cells.details(statement.columns(), item).isEmpty());
  }

  private void table(Statement statement, Section section, List<Integer> filled) {
    html.append("<table>\n<thead><tr><th scope=\"col\">Item</th>");
    for (int i : filled) {
      Column column = statement.columns().get(i);
      element("th", "scope=\"col\"" + numberClass(column), column.heading());
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (Item item : section.items()) {
      html.append("<tr><th scope=\"row\">");
      named(item);
      html.append("</th>");
      for (int i : filled) {
        Column column = statement.columns().get(i);
        String cell = item.cells().get(i);
        element(
            "td",
            "data-label=\"" + escaped(column.heading()) + "\"" + numberClass(column),
            cell == null ? "" : column.kind().shown(cell));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n");
  }

  private static String numberClass(Column column) {
    return column.kind().numeric() ? " class=\"number\"" : "";
  }

  private void tree(Statement statement, Section section, List<Integer> filled) {
    List<Integer> main = filled.stream().filter(i -> !statement.columns().get(i).detail()).toList();
    html.append("<div class=\"tree\" style=\"--columns: ")
        .append(main.size())
        .append("\">\n<div class=\"head\" aria-hidden=\"true\"><span></span>");
    main.forEach(i -> element("span", "", statement.columns().get(i).heading()));
    html.append("</div>\n");
    section.items().forEach(item -> item(statement, main, item, 0));
    html.append("</div>\n");
  }

  private void item(Statement statement, List<Integer> main, Item item, int depth) {
    boolean unfolds =
        !item.items().isEmpty() || !Cells.details(statement.columns(), item).isEmpty();
    String tag = unfolds ? "details" : "div";
    html.append('<').append(tag).append(" class=\"item depth-").append(depth).append("\">");
    html.append(unfolds ? "<summary>" : "").append("<span class=\"row\"><span class=\"name\">");
    named(item);
    html.append("</span>");
    for (int i : main) {
      Column column = statement.columns().get(i);
      String cell = item.cells().get(i);
      html.append("<span class=\"cell\">");
      if (cell != null) {
        element("span", "class=\"label\"", column.heading());
        html.append(escaped(column.kind().shown(cell)));
      }
      html.append("</span>");
    }
    html.append("</span>").append(unfolds ? "</summary>\n" : "");
    if (unfolds) {
      calculation(statement, item);
      html.append("<div class=\"inner\">\n");
      item.items().forEach(inner -> item(statement, main, inner, depth + 1));
      html.append("</div>\n");
    }
    html.append("</").append(tag).append(">\n");
  }

  private void calculation(Statement statement, Item item) {
    if (Cells.details(statement.columns(), item).isEmpty()) {
      return;
    }
    html.append("<dl class=\"calculation\">\n");
    for (int i = 0; i < statement.columns().size(); i++) {
      Column column = statement.columns().get(i);
      String cell = item.cells().get(i);
      if (column.detail() && cell != null) {
        html.append("<div>");
        element("dt", "", column.heading());
        element("dd", numberClass(column).strip(), column.kind().shown(cell));
        html.append("</div>");
      }
    }
    html.append("</dl>\n");
  }

  private void named(Item item) {
    if (!item.code().isEmpty()) {
      element("span", "class=\"code\"", item.code());
    }
    html.append(escaped(item.code().equals(item.name()) ? "" : item.name()));
  }

  private void element(String tag, String attributes, String text) {
    html.append('<').append(tag).append(attributes.isEmpty() ? "" : " ").append(attributes);
    html.append('>').append(escaped(text)).append("</").append(tag).append('>');
  }

  /** A text that a browser shows as it is, in an element or a quoted attribute. */
  static String escaped(String text) {
    return SafeText.inMarkup(text);
  }

  private static String style() {
    try (InputStream stream =
        Objects.requireNonNull(
            StatementHtml.class.getResourceAsStream("/statement/statement.css"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException("the program's own style sheet cannot be read", problem);
    }
  }
}
