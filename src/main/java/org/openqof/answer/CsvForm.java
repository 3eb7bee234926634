package org.openqof.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one CSV table with one header. The column {@code part} says what a row belongs to:
 * {@code answer} for its facts, or the name of the table, group or notices; columns of other parts
 * are empty there. What would be run as a formula is not.
 */
final class CsvForm {
  private static final String PART = "part";

  private final LinkedHashSet<String> columns = new LinkedHashSet<>(List.of(PART));
  private final List<Map<String, String>> rows = new ArrayList<>();

  private CsvForm() {}

  static String of(Answer answer) {
    CsvForm form = new CsvForm();
    Map<String, String> facts = new LinkedHashMap<>();
    for (Part part : answer.parts()) {
      if (part instanceof Part.Fact fact) {
        put(facts, fact.name(), fact.value());
      }
    }
    form.add("answer", facts);
    answer.parts().forEach(form::add);
    List<String[]> lines = new ArrayList<>();
    lines.add(form.columns.toArray(String[]::new));
    for (Map<String, String> row : form.rows) {
      lines.add(
          form.columns.stream().map(column -> row.getOrDefault(column, "")).toArray(String[]::new));
    }
    return CsvText.of(lines);
  }

  private void add(Part part) {
    if (part instanceof Part.Group group) {
      Map<String, String> row = new LinkedHashMap<>();
      group.facts().forEach(fact -> put(row, fact.name(), fact.value()));
      add(group.name(), row);
    } else if (part instanceof Part.Notices notices) {
      notices.sentences().forEach(sentence -> add(notices.name(), Map.of("sentence", sentence)));
    } else if (part instanceof Table table && !table.name().isEmpty()) {
      for (List<@Nullable Object> cells : table.rows()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
          put(row, table.columns().get(i).name(), cells.get(i));
        }
        add(table.name(), row);
      }
    }
  }

  private void add(String part, Map<String, String> row) {
    if (!row.isEmpty()) {
      columns.addAll(row.keySet());
      Map<String, String> whole = new LinkedHashMap<>(row);
      whole.put(PART, part);
      rows.add(whole);
    }
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
