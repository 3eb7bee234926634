package org.openqof.notebook;

import java.util.List;
import java.util.stream.Collectors;
import org.openqof.answer.SafeText;
import org.openqof.publish.chart.Markup;

/** What a cell can show alongside text: each form has a plain text and markup. */
public sealed interface Output {
  /** As plain text, for terminals and for readers of the file. */
  String plain();

  /** As HTML in which everything from outside is escaped. */
  String html();

  /**
   * A table.
   *
   * @param columns column names
   * @param rows values as text, one list a row, as long as the columns
   * @param rightAligned whether each column holds numbers
   * @param more whether there are more rows than these
   */
  record Table(
      List<String> columns, List<List<String>> rows, List<Boolean> rightAligned, boolean more)
      implements Output {
    /** Copies its lists. */
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      rightAligned = List.copyOf(rightAligned);
    }

    @Override
    public String plain() {
      StringBuilder text = new StringBuilder(line(columns));
      rows.forEach(row -> text.append('\n').append(line(row)));
      return more ? text.append("\n… more rows").toString() : text.toString();
    }

    private static String line(List<String> cells) {
      return cells.stream().map(SafeText::visible).collect(Collectors.joining("\t"));
    }

    @Override
    public String html() {
      StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
      for (int i = 0; i < columns.size(); i++) {
        cell(html, "th scope=\"col\"", columns.get(i), rightAligned.get(i));
      }
      html.append("</tr></thead>\n<tbody>\n");
      for (List<String> row : rows) {
        html.append("<tr>");
        for (int i = 0; i < row.size(); i++) {
          cell(html, "td", row.get(i), rightAligned.get(i));
        }
        html.append("</tr>\n");
      }
      html.append("</tbody>\n</table>");
      return more ? html.append("\n<p>… more rows</p>").toString() : html.toString();
    }

    private static void cell(StringBuilder html, String tag, String text, boolean right) {
      html.append('<')
          .append(tag)
          .append(right ? " style=\"text-align:right\">" : ">")
          .append(Markup.text(text))
          .append("</")
          .append(tag, 0, 2)
          .append('>');
    }
  }

  /**
   * A chart.
   *
   * @param svg the chart as SVG, with its title and description
   * @param description what it says, in words
   */
  record Chart(String svg, String description) implements Output {
    @Override
    public String plain() {
      return description;
    }

    @Override
    public String html() {
      return svg;
    }
  }

  /**
   * Lines of text, as the command of the same name prints them.
   *
   * @param lines the lines
   */
  record Words(List<String> lines) implements Output {
    /** Copies its lines, and shows what they hide. */
    public Words {
      lines = lines.stream().map(SafeText::visible).toList();
    }

    @Override
    public String plain() {
      return String.join("\n", lines);
    }

    @Override
    public String html() {
      return "<pre>" + Markup.text(plain()) + "</pre>";
    }
  }
}
