package org.openqof.publish.statement;

import java.util.ArrayList;
import java.util.List;
import org.openqof.answer.HtmlPage;
import org.openqof.answer.SafeText;
import org.openqof.publish.statement.Statement.Column;
import org.openqof.publish.statement.Statement.Fact;
import org.openqof.publish.statement.Statement.Item;
import org.openqof.publish.statement.Statement.Section;

/**
 * A statement as one HTML file: no script, nothing fetched, every text escaped. What an item is
 * made of unfolds below it, and is unfolded on paper.
 */
final class StatementHtml {
  private final HtmlPage page;

  private StatementHtml(HtmlPage page) {
    this.page = page;
  }

  static String of(Statement statement) {
    return new StatementHtml(new HtmlPage(statement.title())).whole(statement);
  }

  private String whole(Statement statement) {
    page.raw("<dl class=\"facts\">\n");
    for (Fact fact : statement.facts()) {
      page.element("dt", "", fact.label());
      page.element("dd", "", fact.kind().shown(fact.value()));
    }
    page.raw("</dl>\n");
    statement.sections().forEach(section -> section(statement, section));
    if (!statement.notes().isEmpty()) {
      page.raw("<footer class=\"notes\">\n");
      statement.notes().forEach(note -> page.element("p", "", note));
      page.raw("</footer>\n");
    }
    return page.html();
  }

  private void section(Statement statement, Section section) {
    page.raw("<section>\n");
    page.element("h2", "", section.heading());
    List<Integer> filled = new ArrayList<>();
    for (int i = 0; i < statement.columns().size(); i++) {
      if (Cells.filled(section.items(), i)) {
        filled.add(i);
      }
    }
    if (section.items().isEmpty()) {
      page.element("p", "", "None.");
    } else if (isFlat(statement, section)) {
      table(statement, section, filled);
    } else {
      tree(statement, section, filled);
    }
    page.raw("</section>\n");
  }

  /** Whether no row of the section has anything to unfold. */
  private static boolean isFlat(Statement statement, Section section) {
    return section.items().stream()
        .allMatch(
            item -> item.items().isEmpty() && Cells.details(statement.columns(), item).isEmpty());
  }

  private void table(Statement statement, Section section, List<Integer> filled) {
    page.raw("<table>\n<thead><tr><th scope=\"col\">Item</th>");
    for (int i : filled) {
      Column column = statement.columns().get(i);
      page.element("th", "scope=\"col\"" + numberClass(column), column.heading());
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for (Item item : section.items()) {
      page.raw("<tr><th scope=\"row\">");
      named(item);
      page.raw("</th>");
      for (int i : filled) {
        Column column = statement.columns().get(i);
        String cell = item.cells().get(i);
        page.element(
            "td",
            "data-label=\"" + SafeText.inMarkup(column.heading()) + "\"" + numberClass(column),
            cell == null ? "" : column.kind().shown(cell));
      }
      page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table>\n");
  }

  private static String numberClass(Column column) {
    return column.kind().isNumber() ? " class=\"number\"" : "";
  }

  private void tree(Statement statement, Section section, List<Integer> filled) {
    List<Integer> main = filled.stream().filter(i -> !statement.columns().get(i).detail()).toList();
    page.raw("<div class=\"tree\" style=\"--columns: ")
        .raw(main.size())
        .raw("\">\n<div class=\"head\" aria-hidden=\"true\"><span></span>");
    main.forEach(i -> page.element("span", "", statement.columns().get(i).heading()));
    page.raw("</div>\n");
    section.items().forEach(item -> item(statement, main, item, 0));
    page.raw("</div>\n");
  }

  private void item(Statement statement, List<Integer> main, Item item, int depth) {
    boolean unfolds =
        !item.items().isEmpty() || !Cells.details(statement.columns(), item).isEmpty();
    String tag = unfolds ? "details" : "div";
    page.raw('<').raw(tag).raw(" class=\"item depth-").raw(depth).raw("\">");
    page.raw(unfolds ? "<summary>" : "").raw("<span class=\"row\"><span class=\"name\">");
    named(item);
    page.raw("</span>");
    for (int i : main) {
      Column column = statement.columns().get(i);
      String cell = item.cells().get(i);
      page.raw("<span class=\"cell\">");
      if (cell != null) {
        page.element("span", "class=\"label\"", column.heading());
        page.text(column.kind().shown(cell));
      }
      page.raw("</span>");
    }
    page.raw("</span>").raw(unfolds ? "</summary>\n" : "");
    if (unfolds) {
      calculation(statement, item);
      page.raw("<div class=\"inner\">\n");
      item.items().forEach(inner -> item(statement, main, inner, depth + 1));
      page.raw("</div>\n");
    }
    page.raw("</").raw(tag).raw(">\n");
  }

  private void calculation(Statement statement, Item item) {
    if (Cells.details(statement.columns(), item).isEmpty()) {
      return;
    }
    page.raw("<dl class=\"calculation\">\n");
    for (int i = 0; i < statement.columns().size(); i++) {
      Column column = statement.columns().get(i);
      String cell = item.cells().get(i);
      if (column.detail() && cell != null) {
        page.raw("<div>");
        page.element("dt", "", column.heading());
        page.element("dd", numberClass(column).strip(), column.kind().shown(cell));
        page.raw("</div>");
      }
    }
    page.raw("</dl>\n");
  }

  private void named(Item item) {
    if (!item.code().isEmpty()) {
      page.element("span", "class=\"code\"", item.code());
    }
    page.text(item.code().equals(item.name()) ? "" : item.name());
  }
}
