package org.openqof.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One run of the matrix.
 *
 * @param input what is damaged
 * @param fault how
 * @param past what the lake knows
 */
record Cell(InputFile input, Fault fault, Past past) {
  /** Every cell of a nation that there could be. */
  static List<Cell> all(Nation nation) {
    List<Cell> cells = new ArrayList<>();
    for (Past past : Past.values()) {
      for (InputFile input : nation.inputs()) {
        for (Fault fault : Fault.values()) {
          cells.add(new Cell(input, fault, past));
        }
      }
    }
    return cells;
  }

  /** Whether a table shows it. */
  boolean isOfTheTable() {
    return input.nation().faults(past).contains(fault);
  }

  /**
   * Cells by chance, the inputs taken in turn.
   *
   * @param from those to choose from
   * @param number how many
   */
  static List<Cell> some(List<Cell> from, int number, Random random) {
    List<Cell> shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, random);
    Map<InputFile, Integer> turns = new HashMap<>();
    Map<Cell, Integer> turn = new HashMap<>();
    shuffled.forEach(cell -> turn.put(cell, turns.merge(cell.input(), 1, Integer::sum)));
    return shuffled.stream().sorted(Comparator.comparing(turn::get)).limit(number).toList();
  }

  /** Its name in lists of outcomes. */
  String name() {
    return String.join(" ", input.nation().name(), input.name(), fault.name(), past.name());
  }
}
