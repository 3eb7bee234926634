package org.openqof.publish.statement;

import java.util.ArrayList;
import java.util.List;
import org.openqof.publish.statement.Statement.Column;
import org.openqof.publish.statement.Statement.Item;

/** Which cells of a statement are filled. */
final class Cells {
  private Cells() {}

  /** Whether any of the items, or of those within them, has a value in the column. */
  static boolean filled(List<Item> items, int column) {
    return items.stream()
        .anyMatch(item -> item.cells().get(column) != null || filled(item.items(), column));
  }

  /** The calculation of an item: heading and value of each detail it has. */
  static List<String> details(List<Column> columns, Item item) {
    List<String> details = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String cell = item.cells().get(i);
      if (columns.get(i).detail() && cell != null) {
        details.add(columns.get(i).heading() + " " + columns.get(i).kind().shown(cell));
      }
    }
    return details;
  }
}
