package org.openqof.publish.lint;

import java.util.ArrayList;
import java.util.List;

/** What a table part says. */
final class TableFacts {
  String name = "";
  CellRange range = new CellRange(1, 1, 1, 1);
  boolean headed = true;
  boolean filtered;
  final List<String> columns = new ArrayList<>();
}
