package org.openqof.rulebook.read;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with some files, gathered so that it is told together. */
public final class Problems {
  private final List<String> found = new ArrayList<>();

  /** A value is wrong: what is wrong with it, and what to write. */
  public void add(Cell cell, String wrong, String write) {
    found.add(cell.place() + ": " + wrong + " " + write);
  }

  /** A file is wrong as a whole. */
  public void add(String file, String wrong, String write) {
    found.add(file + ": " + wrong + " " + write);
  }

  /** How many there are. */
  public int count() {
    return found.size();
  }

  /** All of them, in the order found. */
  public List<String> all() {
    return List.copyOf(found);
  }
}
