package org.openqof.rulebook;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one year's files, gathered so that it is told together. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  /** A value is wrong: what is wrong with it, and what to write. */
  void add(Cell cell, String wrong, String write) {
    found.add(cell.place() + ": " + wrong + " " + write);
  }

  /** A file is wrong as a whole. */
  void add(String file, String wrong, String write) {
    found.add(file + ": " + wrong + " " + write);
  }

  int count() {
    return found.size();
  }

  List<String> all() {
    return List.copyOf(found);
  }
}
