package org.openqof.notebook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.chart.Markup;

/**
 * What one cell printed and gave, as the file and the page hold it.
 *
 * @param printed what it printed
 * @param value what its last statement gave; null for nothing
 * @param failure why it failed; null when it did not
 */
record CellOutputs(String printed, @Nullable Output value, CellEngine.@Nullable Failure failure) {
  /** What an expression gave as something to show; null for nothing. */
  static @Nullable Output shown(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return value instanceof Output output
        ? output
        : new Output.Words(String.valueOf(value).lines().toList());
  }

  /** Puts them into the cell of a file. */
  void into(Cell cell, int count) {
    ObjectNode node = cell.node();
    node.put("execution_count", count);
    ArrayNode outputs = node.putArray("outputs");
    if (!printed.isEmpty()) {
      ObjectNode stream = outputs.addObject();
      stream.put("output_type", "stream").put("name", "stdout").put("text", printed);
    }
    if (value != null) {
      ObjectNode result = outputs.addObject();
      result.put("output_type", "execute_result").put("execution_count", count);
      result.putObject("metadata");
      ObjectNode data = result.putObject("data");
      data.put("text/plain", value.plain());
      if (value instanceof Output.Chart chart) {
        data.put("image/svg+xml", chart.svg());
      } else if (value instanceof Output.Table table) {
        data.put("text/html", table.html());
      }
    }
    if (failure != null) {
      ObjectNode error = outputs.addObject();
      error.put("output_type", "error").put("ename", "Failed").put("evalue", failure.problem());
      error.putArray("traceback").add("line %d: %s".formatted(failure.line(), failure.problem()));
    }
  }

  /** As part of a page. */
  String html() {
    StringBuilder html = new StringBuilder();
    if (!printed.isEmpty()) {
      html.append(new Output.Words(List.of(printed.stripTrailing())).html()).append('\n');
    }
    if (value != null) {
      // What may be wider than the screen can be scrolled by keyboard, too.
      html.append("<div class=\"shown\" tabindex=\"0\" role=\"group\" aria-label=\"Output\">")
          .append(value.html())
          .append("</div>\n");
    }
    if (failure != null) {
      html.append("<p class=\"failed\">line ")
          .append(failure.line())
          .append(": ")
          .append(Markup.text(failure.problem()))
          .append("</p>\n");
    }
    return html.toString();
  }
}
