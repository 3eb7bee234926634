package org.openqof.answer;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Rows.Column;

/** An answer as one page: every text escaped, tables whole, charts where the answer has them. */
final class HtmlForm {
  private final HtmlPage page;
  private boolean amongFacts;

  /** How deep answers lie within each other: their headings follow. */
  private int depth;

  private HtmlForm(HtmlPage page) {
    this.page = page;
  }

  static String of(Answer answer) {
    HtmlForm form = new HtmlForm(new HtmlPage(answer.headline()));
    answer.parts().forEach(form::add);
    form.endFacts();
    return form.page.html();
  }

  private void add(Part part) {
    if (!(part instanceof Part.Fact)) {
      endFacts();
    }
    if (part instanceof Part.Line line && !line.text().isBlank()) {
      // A command stands by itself, to be copied.
      page.element(line.text().strip().startsWith("./qof ") ? "pre" : "p", "", line.text().strip());
    } else if (part instanceof Part.Fact fact && fact.label() != null) {
      // Facts that follow each other are one list, so that their values stand in one line.
      page.raw(amongFacts ? "" : "<dl class=\"facts\">");
      amongFacts = true;
      page.element("dt", "", fact.label());
      page.element("dd", "", fact.value() == null ? "none" : fact.kind().shown(fact.value()));
    } else if (part instanceof Part.Notices lines && lines.label().isEmpty()) {
      page.element("pre", "", String.join("\n", lines.sentences()));
    } else if (part instanceof Part.Notices notices && !notices.sentences().isEmpty()) {
      heading(notices.label());
      page.raw("<ul>\n");
      notices.sentences().forEach(sentence -> page.element("li", "", sentence));
      page.raw("</ul>\n");
    } else if (part instanceof Part.Chart chart) {
      // Within a page the name space is known; the address of it is nothing that is fetched.
      String svg = chart.svg().replace(" xmlns=\"http://www.w3.org/2000/svg\"", "");
      page.raw("<figure>" + svg + "</figure>\n");
    } else if (part instanceof Part.Each each) {
      each.answers().forEach(within -> add(within, each.folded()));
    } else if (part instanceof Rows table) {
      add(table);
    }
  }

  private void add(Answer within, boolean folded) {
    if (folded) {
      page.raw("<details class=\"fold\">\n");
      page.element("summary", "", within.headline());
    } else {
      page.raw("<section>\n");
      heading(within.headline());
    }
    depth++;
    within.parts().forEach(this::add);
    endFacts();
    depth--;
    page.raw(folded ? "</details>\n" : "</section>\n");
  }

  /** A heading one level below that of the answer it belongs to. */
  private void heading(String words) {
    page.element("h" + Math.min(2 + depth, 6), "", words);
  }

  private void endFacts() {
    page.raw(amongFacts ? "</dl>\n" : "");
    amongFacts = false;
  }

  private void add(Rows table) {
    List<Column> columns = table.columns();
    if (table.cells().isEmpty() || columns.stream().allMatch(column -> column.heading() == null)) {
      return;
    }
    if (table.title() != null && !table.title().isBlank()) {
      heading(table.title());
    }
    // Wider than the screen, it is moved by itself: by a finger or by the keyboard.
    page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
        .raw(SafeText.inMarkup(name(table)))
        .raw("\">\n<table>\n<thead><tr>");
    for (Column column : columns) {
      if (column.heading() != null) {
        // A column that explains itself has no heading, and a heading cell must not be empty.
        boolean named = !column.heading().isBlank();
        page.element(
            named ? "th" : "td", (named ? "scope=\"col\"" : "") + align(column), column.heading());
      }
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for (List<@Nullable Object> row : table.cells()) {
      page.raw("<tr>");
      for (int i = 0; i < columns.size(); i++) {
        String heading = columns.get(i).heading();
        if (heading != null) {
          add(columns.get(i), heading, row.get(i));
        }
      }
      page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table>\n</div>\n");
  }

  private void add(Column column, String heading, @Nullable Object value) {
    String attributes = "data-label=\"" + SafeText.inMarkup(heading) + "\"" + align(column);
    if (value instanceof List<?> several && several.size() > 1) {
      page.raw("<td " + attributes + "><ul>");
      several.forEach(one -> page.element("li", "", one.toString()));
      page.raw("</ul></td>");
    } else {
      page.element("td", attributes, value == null ? "" : column.kind().shown(value));
    }
  }

  /** What somebody who hears the page is told of a table: its title, or its first headings. */
  private static String name(Rows table) {
    String title = table.title();
    return title != null && !title.isBlank()
        ? title
        : "Table of "
            + table.columns().stream()
                .map(Column::heading)
                .filter(heading -> heading != null && !heading.isBlank())
                .limit(3)
                .collect(Collectors.joining(", "));
  }

  private static String align(Column column) {
    return column.kind().isNumber() ? " class=\"number\"" : "";
  }
}
