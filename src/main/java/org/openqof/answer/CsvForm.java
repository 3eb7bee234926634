package org.openqof.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one CSV table with one header. The column {@code part} says what a row belongs to:
 * {@code answer} for its facts, or the name of the table, group or notices; columns of other parts
 * are empty there. The rows of an answer within it follow its facts. What would be run as a formula
 * is not.
 */
final class CsvForm {
  private static final String PART = "part";

  private final LinkedHashSet<String> columns = new LinkedHashSet<>();
  private final List<Map<String, String>> rows = new ArrayList<>();

  private CsvForm() {}

  static String of(Answer answer) {
    CsvForm form = new CsvForm();
    form.add("answer", answer);
    return form.text();
  }

  private void add(String name, Answer answer) {
    Map<String, String> facts = begun(name);
    facts.put("headline", answer.headline());
    for (Part part : answer.parts()) {
      if (part instanceof Part.Fact fact) {
        put(facts, fact.name(), fact.value());
      }
    }
    add(facts);
    answer.parts().forEach(this::add);
  }

  /** The rows of one table, under columns that lead each. */
  static String of(Rows table, Map<String, ?> leading) {
    CsvForm form = new CsvForm();
    form.columns.addAll(leading.keySet());
    table.columns().stream()
        .map(Rows.Column::name)
        .filter(Objects::nonNull)
        .forEach(form.columns::add);
    Map<String, String> first = new LinkedHashMap<>();
    leading.forEach((name, value) -> put(first, name, value));
    form.add(table, first);
    return form.text();
  }

  private String text() {
    List<String[]> lines = new ArrayList<>();
    lines.add(columns.toArray(String[]::new));
    for (Map<String, String> row : rows) {
      lines.add(
          columns.stream().map(column -> row.getOrDefault(column, "")).toArray(String[]::new));
    }
    return CsvText.of(lines);
  }

  private void add(Part part) {
    if (part instanceof Part.Group group) {
      Map<String, String> row = begun(group.name());
      group.facts().forEach(fact -> put(row, fact.name(), fact.value()));
      add(row);
    } else if (part instanceof Part.Notices notices) {
      for (String sentence : notices.sentences()) {
        Map<String, String> row = begun(notices.name());
        row.put("sentence", sentence);
        add(row);
      }
    } else if (part instanceof Part.Each each) {
      each.answers().forEach(one -> add(each.name(), one));
    } else if (part instanceof Rows table && !table.name().isEmpty()) {
      add(table, begun(table.name()));
    }
  }

  private static Map<String, String> begun(String part) {
    return new LinkedHashMap<>(Map.of(PART, part));
  }

  private void add(Rows table, Map<String, String> leading) {
    for (List<@Nullable Object> cells : table.cells()) {
      Map<String, String> row = new LinkedHashMap<>(leading);
      for (int i = 0; i < cells.size(); i++) {
        put(row, table.columns().get(i).name(), cells.get(i));
      }
      add(row);
    }
  }

  private void add(Map<String, String> row) {
    columns.addAll(row.keySet());
    rows.add(row);
  }

  private static void put(Map<String, String> row, @Nullable String name, @Nullable Object value) {
    if (name != null) {
      row.put(
          name,
          value == null
              ? ""
              : value instanceof BigDecimal decimal
                  ? decimal.toPlainString()
                  : String.join("; ", Kind.texts(value)));
    }
  }
}
