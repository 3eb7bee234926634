package org.openqof.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer in lines for people. What is hidden in a text is shown, so that no name can steer a
 * terminal, or forge a line.
 */
final class TextForm {
  private static final String LABELLED = "  %-12s  %s";

  /** Sentences of one value that a text shows; the other forms show all. */
  private static final int SENTENCES = 5;

  private final StringBuilder text = new StringBuilder();

  private TextForm() {}

  static String of(Answer answer) {
    TextForm form = new TextForm();
    form.add(answer);
    return form.text.toString();
  }

  private void add(Answer answer) {
    add(answer.headline());
    answer.parts().forEach(this::add);
  }

  private void add(String line) {
    text.append(SafeText.visible(line).stripTrailing()).append('\n');
  }

  private void add(Part part) {
    if (part instanceof Part.Line line) {
      add(line.text());
    } else if (part instanceof Part.Fact fact && fact.label() != null) {
      add(LABELLED.formatted(fact.label(), shown(fact.kind(), fact.value(), "none")));
    } else if (part instanceof Part.Notices notices) {
      String form = notices.label().isEmpty() ? "%2$s" : LABELLED;
      notices.sentences().forEach(sentence -> add(form.formatted(notices.label(), sentence)));
    } else if (part instanceof Part.Each each) {
      each.answers().forEach(this::add);
    } else if (part instanceof Rows table) {
      add(table);
    }
  }

  private static String shown(Kind kind, @Nullable Object value, String absent) {
    return value == null ? absent : SafeText.visible(kind.shown(value));
  }

  private void add(Rows table) {
    List<Integer> across = columns(table, false);
    List<Integer> below = columns(table, true);
    List<List<@Nullable Object>> rows =
        table.cells().subList(0, Math.min(table.most(), table.cells().size()));
    if (table.most() == 0 || (across.isEmpty() && below.isEmpty())) {
      return;
    }
    String indent = table.title() == null ? "" : "  ";
    if (table.title() != null && !table.title().isEmpty()) {
      add(table.title());
    }
    List<List<String>> cells = new ArrayList<>();
    cells.add(across.stream().map(i -> String.valueOf(heading(table, i))).toList());
    for (List<@Nullable Object> row : rows) {
      cells.add(
          across.stream().map(i -> shown(table.columns().get(i).kind(), row.get(i), "")).toList());
    }
    List<String> lines = aligned(table, across, cells);
    if (!lines.get(0).isBlank() && !rows.isEmpty()) {
      add(indent + lines.get(0));
    }
    for (int row = 0; row < rows.size(); row++) {
      if (!across.isEmpty()) {
        add(indent + lines.get(row + 1));
      }
      for (int i : below) {
        addBelow(indent, heading(table, i), rows.get(row).get(i));
      }
    }
    if (rows.size() < table.cells().size()) {
      add(indent + "… %d more".formatted(table.cells().size() - rows.size()));
    }
  }

  private void addBelow(String indent, @Nullable String heading, @Nullable Object value) {
    List<String> sentences = value == null ? List.of() : Kind.texts(value);
    for (int i = 0; i < Math.min(SENTENCES, sentences.size()); i++) {
      add(indent + LABELLED.formatted(i == 0 ? heading : "", sentences.get(i)));
    }
    if (sentences.size() > SENTENCES) {
      add(indent + LABELLED.formatted("", "… %d more".formatted(sentences.size() - SENTENCES)));
    }
  }

  /** Columns that people read, those alongside each other or those below. */
  private static List<Integer> columns(Rows table, boolean below) {
    return IntStream.range(0, table.columns().size())
        .filter(i -> heading(table, i) != null)
        .filter(i -> table.columns().get(i).kind().isLong() == below)
        .boxed()
        .toList();
  }

  private static List<String> aligned(Rows table, List<Integer> columns, List<List<String>> cells) {
    List<StringBuilder> lines = cells.stream().map(row -> new StringBuilder()).toList();
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      int width = cells.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
      boolean right = table.columns().get(columns.get(i)).kind().isNumber();
      for (int row = 0; row < lines.size(); row++) {
        String cell = cells.get(row).get(i);
        String room = " ".repeat(width - cell.length());
        lines.get(row).append(i == 0 ? "" : "  ").append(right ? room + cell : cell + room);
      }
    }
    return lines.stream().map(StringBuilder::toString).toList();
  }

  private static @Nullable String heading(Rows table, int column) {
    return table.columns().get(column).heading();
  }
}
