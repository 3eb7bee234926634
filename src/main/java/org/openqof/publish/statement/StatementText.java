package org.openqof.publish.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openqof.answer.Kind;
import org.openqof.publish.statement.Statement.Column;
import org.openqof.publish.statement.Statement.Fact;
import org.openqof.publish.statement.Statement.Item;
import org.openqof.publish.statement.Statement.Section;

/** A statement as aligned text; the calculation of an item stands indented below it. */
final class StatementText {
  private static final int WIDTH = TextLines.WIDTH;

  /** Longer texts stand below their row rather than in a column. */
  private static final int WIDEST = 20;

  private final TextLines lines = new TextLines();

  String of(Statement statement) {
    lines.add(statement.title());
    lines.add("=".repeat(Math.min(WIDTH, statement.title().length())));
    int label = statement.facts().stream().mapToInt(fact -> fact.label().length()).max().orElse(0);
    for (Fact fact : statement.facts()) {
      lines.labelled("", fact.label(), label, fact.kind().shown(fact.value()));
    }
    for (Section section : statement.sections()) {
      lines.add("");
      lines.add(section.heading());
      lines.add("-".repeat(Math.min(WIDTH, section.heading().length())));
      if (section.items().isEmpty()) {
        lines.add("None.");
      } else {
        new Table(statement, section).add();
      }
    }
    for (String note : statement.notes()) {
      lines.add("");
      lines.wrapped("", note);
    }
    return lines.text();
  }

  /** One section's rows under one set of column widths. */
  private final class Table {
    private final Statement statement;
    private final Section section;
    private final List<Integer> main = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<Integer> below = new ArrayList<>();
    private final int nameWidth;

    Table(Statement statement, Section section) {
      this.statement = statement;
      this.section = section;
      int room = WIDTH;
      for (int i = 0; i < statement.columns().size(); i++) {
        Column column = statement.columns().get(i);
        if (column.detail() || !Cells.filled(section.items(), i)) {
          continue;
        }
        int width = widest(section.items(), i, column.kind());
        if (column.kind() == Kind.TEXT && width > WIDEST) {
          below.add(i);
          continue;
        }
        for (String word : column.heading().split(" ", -1)) {
          width = Math.max(width, word.length());
        }
        main.add(i);
        widths.add(width);
        room -= width + 2;
      }
      nameWidth = Math.max(16, Math.min(room, longestName(section.items(), 0)));
    }

    private int widest(List<Item> items, int column, Kind kind) {
      int widest = 0;
      for (Item item : items) {
        String cell = item.cells().get(column);
        widest = Math.max(widest, cell == null ? 0 : kind.shown(cell).length());
        widest = Math.max(widest, widest(item.items(), column, kind));
      }
      return widest;
    }

    private int longestName(List<Item> items, int depth) {
      int longest = 0;
      for (Item item : items) {
        longest =
            Math.max(
                longest,
                Math.max(named(item, depth).length(), longestName(item.items(), depth + 1)));
      }
      return longest;
    }

    private String named(Item item, int depth) {
      String name =
          item.code().isEmpty() || item.code().equals(item.name())
              ? item.name()
              : item.code() + "  " + item.name();
      return "  ".repeat(depth) + name;
    }

    void add() {
      List<List<String>> headings = new ArrayList<>();
      int height = 0;
      for (int i = 0; i < main.size(); i++) {
        String heading = statement.columns().get(main.get(i)).heading();
        headings.add(TextLines.split(heading, widths.get(i)));
        height = Math.max(height, headings.get(i).size());
      }
      for (int line = 0; line < height; line++) {
        StringBuilder words = new StringBuilder(" ".repeat(nameWidth));
        for (int i = 0; i < main.size(); i++) {
          int at = line - (height - headings.get(i).size());
          Kind kind = statement.columns().get(main.get(i)).kind();
          words
              .append("  ")
              .append(padded(at < 0 ? "" : headings.get(i).get(at), widths.get(i), kind));
        }
        lines.add(words.toString());
      }
      section.items().forEach(item -> add(item, 0));
    }

    private void add(Item item, int depth) {
      String name = named(item, depth);
      List<String> wrapped = TextLines.split(name.strip(), nameWidth - 2 * depth);
      for (int i = 0; i < wrapped.size() - 1; i++) {
        lines.add("  ".repeat(depth) + wrapped.get(i));
      }
      StringBuilder row =
          new StringBuilder(
              String.format(
                  Locale.ROOT,
                  "%-" + nameWidth + "s",
                  "  ".repeat(depth) + wrapped.get(wrapped.size() - 1)));
      for (int i = 0; i < main.size(); i++) {
        Column column = statement.columns().get(main.get(i));
        String cell = item.cells().get(main.get(i));
        row.append("  ")
            .append(
                padded(
                    cell == null ? "" : column.kind().shown(cell), widths.get(i), column.kind()));
      }
      lines.add(row.toString());
      for (int i : below) {
        String cell = item.cells().get(i);
        if (cell != null) {
          Column column = statement.columns().get(i);
          lines.wrapped(
              "  ".repeat(depth + 1), column.heading() + ": " + column.kind().shown(cell));
        }
      }
      String detail = String.join("; ", Cells.details(statement.columns(), item));
      if (!detail.isEmpty()) {
        lines.wrapped("  ".repeat(depth + 1), detail);
      }
      item.items().forEach(inner -> add(inner, depth + 1));
    }

    private String padded(String text, int width, Kind kind) {
      return String.format(Locale.ROOT, "%" + (kind.isNumber() ? "" : "-") + width + "s", text);
    }
  }
}
