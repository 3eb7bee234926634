package org.openqof.publish.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openqof.publish.chart.Markup;

/** A table of a page: a caption, one row of headers, no empty cell. */
final class DataTable {
  private static final int SENTENCE = 24;

  private final String caption;
  private final List<String> headers;
  private final Set<Integer> numbers = new HashSet<>();
  private final List<String[]> rows = new ArrayList<>();

  /** A table; a header that begins with {@code #} heads a column of numbers. */
  DataTable(String caption, String... headers) {
    this.caption = caption;
    this.headers = new ArrayList<>();
    for (int i = 0; i < headers.length; i++) {
      if (headers[i].startsWith("#")) {
        numbers.add(i);
      }
      this.headers.add(headers[i].startsWith("#") ? headers[i].substring(1) : headers[i]);
    }
  }

  DataTable row(String... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalArgumentException(caption + ": " + cells.length + " cells");
    }
    rows.add(cells.clone());
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<String[]> rows() {
    return Collections.unmodifiableList(rows);
  }

  private String cell(int column, String raw) {
    if (numbers.contains(column)) {
      return "<td class=\"n\">";
    }
    return raw.length() > SENTENCE ? "<td class=\"why\">" : "<td>";
  }

  String html() {
    StringBuilder html =
        new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
            .append(Markup.text(caption))
            .append("\"><table><caption>")
            .append(Markup.text(caption))
            .append("</caption><thead><tr>");
    for (int i = 0; i < headers.size(); i++) {
      html.append(numbers.contains(i) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
          .append(Markup.text(headers.get(i)))
          .append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (String[] row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.length; i++) {
        html.append(cell(i, row[i]))
            .append(Markup.text(row[i].isEmpty() ? "[z]" : row[i]))
            .append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table></div>").toString();
  }
}
