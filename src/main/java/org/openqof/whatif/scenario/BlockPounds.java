package org.openqof.whatif.scenario;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the paid practices of some blocks are due in the base year and in each scenario: total
 * achievement in pence, and by how much the lines of each indicator differ.
 */
public final class BlockPounds implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for a practice that a scenario leaves out. */
  static final long LEFT_OUT = Long.MIN_VALUE;

  final ArrayList<String> practices = new ArrayList<>();
  final ArrayList<Integer> populations = new ArrayList<>();
  final ArrayList<Long> base = new ArrayList<>();
  final TreeMap<String, LineSums> baseLines = new TreeMap<>();
  final List<ArrayList<Long>> scenarios = new ArrayList<>();
  final List<TreeMap<String, LineSums>> differences = new ArrayList<>();

  BlockPounds(int scenarioCount) {
    for (int i = 0; i < scenarioCount; i++) {
      scenarios.add(new ArrayList<>());
      differences.add(new TreeMap<>());
    }
  }

  /** Adds the practices of another block, which follow those that are here. */
  void add(BlockPounds other) {
    practices.addAll(other.practices);
    populations.addAll(other.populations);
    base.addAll(other.base);
    other.baseLines.forEach((code, sums) -> baseLines.merge(code, sums, LineSums::plus));
    for (int i = 0; i < scenarios.size(); i++) {
      scenarios.get(i).addAll(other.scenarios.get(i));
      TreeMap<String, LineSums> mine = differences.get(i);
      other.differences.get(i).forEach((code, sums) -> mine.merge(code, sums, LineSums::plus));
    }
  }

  /** Total achievement of each practice in the base year, pounds. */
  public static SortedMap<String, BigDecimal> baseTotals(List<BlockPounds> blocks) {
    SortedMap<String, BigDecimal> totals = new TreeMap<>();
    for (BlockPounds block : blocks) {
      for (int i = 0; i < block.practices.size(); i++) {
        totals.put(block.practices.get(i), BigDecimal.valueOf(block.base.get(i), 2));
      }
    }
    return totals;
  }

  /** Contractor registered population of each paid practice. */
  public static SortedMap<String, Integer> populations(List<BlockPounds> blocks) {
    SortedMap<String, Integer> populations = new TreeMap<>();
    for (BlockPounds block : blocks) {
      for (int i = 0; i < block.practices.size(); i++) {
        populations.put(block.practices.get(i), block.populations.get(i));
      }
    }
    return populations;
  }
}
