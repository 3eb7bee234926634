package org.openqof.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.statistics.AreaLimits;
import org.openqof.statistics.CompareGroups;
import org.openqof.statistics.Grouping;
import org.openqof.tables.AreaIntervals;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;
import org.openqof.tables.Field;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePoints;
import org.openqof.tables.Table;

/**
 * The frozen rows of a year with those of the groups of a grouping among them: limits and deciles
 * of groups in the tables that have those of areas, and the tables that only groups have. Whoever
 * reads them takes a group for an area like any other. Made once; may be used by several threads.
 *
 * @param frozen the rows of the year
 * @param ofGroups whole tables that take the place of the frozen ones, or are alongside them
 */
public record GroupRows(YearRows frozen, Map<Table, Block> ofGroups) implements YearRows {
  public GroupRows {
    ofGroups = Map.copyOf(ofGroups);
  }

  /**
   * The rows of a year and of the groups of its figures.
   *
   * @param frozen the rows of the year
   * @param figures figures of the same rows; without a grouping nothing is added
   * @param rules parameters of limits, deciles and funnels, as the year was made with
   */
  public static YearRows of(YearRows frozen, YearFigures figures, StatisticsRules rules) {
    Grouping grouping = figures.grouping();
    if (grouping == null) {
      return frozen;
    }
    LevelFigures level = figures.at(Level.GROUP);
    CompareGroups compared =
        CompareGroups.of(
            frozen.read(PracticePoints.TABLE),
            frozen.read(PracticeGroups.TABLE),
            frozen.read(PracticeIndicators.TABLE),
            grouping,
            figures.rulebook(),
            rules);
    Map<Table, Block> rows = new HashMap<>();
    rows.put(
        AreaIntervals.TABLE,
        together(
            frozen.read(AreaIntervals.TABLE),
            AreaLimits.rows(level.indicatorRows(), level.groupRows(), rules)));
    rows.put(Deciles.TABLE, together(frozen.read(Deciles.TABLE), compared.deciles()));
    compared.rows().forEach(block -> rows.put(block.table(), block));
    return new GroupRows(frozen, rows);
  }

  private static Block together(Block areas, Block groups) {
    return new Block(areas.table(), areas.rows() + groups.rows())
        .addAll(areas)
        .addAll(groups)
        .sorted();
  }

  @Override
  public Block read(Table table) {
    Block rows = ofGroups.get(table);
    return rows == null ? frozen.read(table) : rows;
  }

  @Override
  public void forEach(Table table, List<Field> columns, Consumer<Block> blocks) {
    Block rows = ofGroups.get(table);
    if (rows == null) {
      frozen.forEach(table, columns, blocks);
    } else {
      blocks.accept(rows);
    }
  }
}
