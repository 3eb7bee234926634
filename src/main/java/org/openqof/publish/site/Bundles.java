package org.openqof.publish.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.site.Directory.Practice;
import org.openqof.tables.Block;
import org.openqof.tables.Field;

/**
 * Packs neighbouring practices into row groups, each with the areas of all its practices: so one
 * range of bytes holds a practice, every year of it, and everything it is compared with.
 */
final class Bundles {
  /** A reader takes a whole row group, so none may be larger than this. */
  static final int MOST_ROWS = 25_000;

  /** Smaller ones would cost more in the footer than they save in a row group. */
  private static final int LEAST_ROWS = 4_000;

  /** Row groups to aim at, so that the footer stays near 40 KB. */
  private static final int AIMED_AT = 56;

  private final Kind kind;
  private final SortedMap<FinancialYear, YearCounts> years;
  private final Map<String, Integer> rows = new HashMap<>();
  private final List<TreeSet<String>> bundles = new ArrayList<>();
  private final Map<String, Integer> bundleOf = new HashMap<>();

  /**
   * Packs practices.
   *
   * @param neighbours practices with figures in any year, neighbours after each other
   * @param years counts of each year
   */
  Bundles(Kind kind, List<Practice> neighbours, SortedMap<FinancialYear, YearCounts> years) {
    this.kind = kind;
    this.years = years;
    long all = 0;
    for (Practice practice : neighbours) {
      all += rows(practice.code);
    }
    int most = (int) Math.max(LEAST_ROWS, Math.min(MOST_ROWS, all * 5 / 4 / AIMED_AT));
    TreeSet<String> bundle = new TreeSet<>();
    int held = 0;
    for (Practice practice : neighbours) {
      if (rows(practice.code) == 0) {
        continue;
      }
      List<String> places = new ArrayList<>(practice.areas());
      places.add(practice.code);
      int more = 0;
      int alone = 0;
      for (String place : places) {
        alone += rows(place);
        more += bundle.contains(place) ? 0 : rows(place);
      }
      if (held > 0 && held + more > most) {
        bundles.add(bundle);
        bundle = new TreeSet<>();
        held = 0;
        more = alone;
      }
      bundle.addAll(places);
      held += more;
      bundleOf.put(practice.code, bundles.size());
    }
    if (held > 0) {
      bundles.add(bundle);
    }
  }

  private int rows(String place) {
    return rows.computeIfAbsent(
        place, unseen -> years.values().stream().mapToInt(year -> year.rows(unseen)).sum());
  }

  /** Number of the row group of each practice that has figures. */
  Map<String, Integer> bundleOf() {
    return bundleOf;
  }

  /** The row groups, sorted by their key. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int number = 0; number < bundles.size(); number++) {
      Block block = new Block(kind.inBundles().table());
      for (String place : bundles.get(number)) {
        add(block, number, place);
      }
      blocks.add(block.sorted());
    }
    return blocks;
  }

  private void add(Block block, int number, String place) {
    List<Field> columns = block.table().fields();
    years.forEach(
        (year, counts) -> {
          for (int i = 0; i < counts.subjects().size(); i++) {
            int[] found = counts.of(place, i);
            if (found != null) {
              block
                  .next()
                  .count(columns.get(0), number)
                  .text(columns.get(1), place)
                  .text(columns.get(2), counts.subjects().get(i))
                  .count(columns.get(3), year.startYear());
              fill(kind, block, kind.inBundles().counts(), found);
            }
          }
        });
  }

  /** Sets the counts of a row; those that are missing stay empty. */
  static void fill(Kind kind, Block block, List<Field> columns, int[] counts) {
    for (int k = 0; k < kind.width(); k++) {
      if (counts[k] != YearCounts.NONE) {
        block.count(columns.get(k), counts[k]);
      }
    }
  }
}
