package org.openqof.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openqof.comparison.change.Succession;
import org.openqof.tables.Block;
import org.openqof.tables.Field;

/**
 * Mergers and splits as rows of table {@code successions}, read by the names of its columns: {@code
 * from_practice_code}, {@code to_practice_code}, {@code succession_date} and {@code share}.
 */
final class SuccessionRows {
  private SuccessionRows() {}

  static List<Succession> of(Block rows) {
    Field from = field(rows, "from_practice_code");
    Field to = field(rows, "to_practice_code");
    Field date = field(rows, "succession_date");
    Field share = field(rows, "share");
    List<Succession> successions = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      successions.add(
          new Succession(
              rows.textAt(from, row),
              rows.textAt(to, row),
              Objects.requireNonNull(rows.dateOrNull(date, row)),
              Objects.requireNonNull(rows.decimalOrNull(share, row))));
    }
    return successions;
  }

  private static Field field(Block rows, String name) {
    return rows.table().fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("table " + rows.table() + " has no " + name));
  }
}
