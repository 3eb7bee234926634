package org.openqof.publish;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * All figures of one year at one level, by area: over the rows as they are held, nothing copied.
 *
 * <p>Tables of practices and tables of areas name their columns alike, so one reader serves all
 * levels.
 */
public final class LevelFigures {
  private final Level level;
  private final List<Area> areas;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Rows groups;
  private final Rows indicators;
  private final Rows lists;
  private final GroupColumns ofGroups;
  private final IndicatorColumns ofIndicators;
  private final Field listSize;
  private final Block points;
  private final int[] pointRows;

  /**
   * Figures of a level.
   *
   * @param areas areas of the level by code; one row each in {@code points}
   * @param points rows by area
   * @param groups rows by area and group
   * @param indicators rows by area and indicator
   * @param lists rows by area and list type
   */
  LevelFigures(
      Level level,
      SortedMap<String, Area> areas,
      Block points,
      Block groups,
      Block indicators,
      Block lists) {
    this.level = level;
    this.areas = List.copyOf(areas.values());
    for (int i = 0; i < this.areas.size(); i++) {
      positions.put(this.areas.get(i).code(), i);
    }
    this.points = points;
    this.pointRows = new int[this.areas.size()];
    Arrays.fill(pointRows, -1);
    for (int row = 0; row < points.rows(); row++) {
      Integer area = position(points, row);
      if (area != null) {
        pointRows[area] = row;
      }
    }
    this.groups = new Rows(groups, "group_code");
    this.indicators = new Rows(indicators, "indicator_code");
    this.lists = new Rows(lists, "patient_list_type");
    this.ofGroups = new GroupColumns(groups.table());
    this.ofIndicators = new IndicatorColumns(indicators.table());
    this.listSize = lists.table().field("list_size");
  }

  /** The level. */
  public Level level() {
    return level;
  }

  /** Its rows by area and group. */
  Block groupRows() {
    return groups.block;
  }

  /** Its rows by area and indicator. */
  Block indicatorRows() {
    return indicators.block;
  }

  /** Its areas in order of their codes. */
  public List<Area> areas() {
    return areas;
  }

  /** Position of an area in {@link #areas}, or -1. */
  public int position(String code) {
    return positions.getOrDefault(code, -1);
  }

  /** Group codes that have figures. */
  public Set<String> groupCodes() {
    return groups.codes();
  }

  /** Indicator codes that have figures. */
  public Set<String> indicatorCodes() {
    return indicators.codes();
  }

  /** List types that have figures. */
  public Set<String> listTypes() {
    return lists.codes();
  }

  /** Figures of a group in an area, or null. */
  public @Nullable GroupFigures group(int area, String code) {
    int row = groups.row(area, code);
    if (row < 0) {
      return null;
    }
    Block rows = groups.block;
    return new GroupFigures(
        practices(rows, row),
        rows.textAt(ofGroups.listType, row),
        rows.wholeOrNull(ofGroups.list, row),
        rows.wholeOrNull(ofGroups.register, row),
        rows.decimalOrNull(ofGroups.prevalence, row),
        rows.flagAt(ofGroups.newlyDiagnosed, row),
        rows.wholeOrNull(ofGroups.earned, row),
        rows.unscaledAt(ofGroups.available, row),
        rows.wholeOrNull(ofGroups.pcas, row),
        rows.wholeOrNull(ofGroups.denominators, row),
        rows.decimalOrNull(ofGroups.pcaRate, row));
  }

  /** Figures of an indicator in an area, or null. */
  public @Nullable IndicatorFigures indicator(int area, String code) {
    int row = indicators.row(area, code);
    if (row < 0) {
      return null;
    }
    Block rows = indicators.block;
    return new IndicatorFigures(
        rows.wholeOrNull(ofIndicators.register, row),
        rows.wholeOrNull(ofIndicators.newlyDiagnosed, row),
        rows.wholeOrNull(ofIndicators.numerator, row),
        rows.wholeOrNull(ofIndicators.denominator, row),
        rows.wholeOrNull(ofIndicators.pcas, row),
        rows.decimalOrNull(ofIndicators.achievement, row),
        rows.decimalOrNull(ofIndicators.pcaRate, row),
        rows.decimalOrNull(ofIndicators.intervention, row),
        rows.wholeOrNull(ofIndicators.earned, row),
        rows.unscaledAt(ofIndicators.available, row));
  }

  /** Points of an area, or null. */
  public @Nullable PointFigures points(int area) {
    int row = pointRows[area];
    if (row < 0) {
      return null;
    }
    return new PointFigures(
        practices(points, row),
        points.wholeOrNull(points.table().field("list_size"), row),
        points.wholeOrNull(points.table().field("earned_points"), row),
        points.unscaledAt(points.table().field("maximum_points"), row),
        points.unscaledAt(points.table().field("revised_maximum_points"), row),
        points.decimalOrNull(points.table().field("points_rate"), row),
        points.decimalOrNull(points.table().field("adjusted_points_rate"), row));
  }

  /** Registered patients of a list type in an area, or null. */
  public @Nullable Long list(int area, String type) {
    int row = lists.row(area, type);
    return row < 0 ? null : lists.block.wholeOrNull(listSize, row);
  }

  private @Nullable Long practices(Block rows, int row) {
    return level == Level.PRACTICE
        ? (Long) 1L
        : rows.wholeOrNull(rows.table().field("practices"), row);
  }

  /** Position of the area of a row of this level; null for other levels and unknown areas. */
  private @Nullable Integer position(Block rows, int row) {
    if (level == Level.PRACTICE) {
      return positions.get(rows.textAt(rows.table().fields().get(0), row));
    }
    return level.word().equals(rows.textAt(rows.table().fields().get(0), row))
        ? positions.get(rows.textAt(rows.table().fields().get(1), row))
        : null;
  }

  /** The columns of groups, found once: every cell of the publication asks for some of them. */
  private static final class GroupColumns {
    private final Field listType;
    private final Field list;
    private final Field register;
    private final Field prevalence;
    private final Field newlyDiagnosed;
    private final Field earned;
    private final Field available;
    private final Field pcas;
    private final Field denominators;
    private final Field pcaRate;

    GroupColumns(Table table) {
      listType = table.field("patient_list_type");
      list = table.field("list_size");
      register = table.field("register_size");
      prevalence = table.field("raw_prevalence");
      newlyDiagnosed = table.field("newly_diagnosed");
      earned = table.field("earned_points");
      available = table.field("available_points");
      pcas = table.field("pca_count");
      denominators = table.field("denominators");
      pcaRate = table.field("pca_rate");
    }
  }

  /** The columns of indicators, likewise. */
  private static final class IndicatorColumns {
    private final Field register;
    private final Field newlyDiagnosed;
    private final Field numerator;
    private final Field denominator;
    private final Field pcas;
    private final Field achievement;
    private final Field pcaRate;
    private final Field intervention;
    private final Field earned;
    private final Field available;

    IndicatorColumns(Table table) {
      register = table.field("register_size");
      newlyDiagnosed = table.field("newly_diagnosed");
      numerator = table.field("numerator");
      denominator = table.field("denominator");
      pcas = table.field("pca_count");
      achievement = table.field("achievement");
      pcaRate = table.field("pca_rate");
      intervention = table.field("intervention_rate");
      earned = table.field("earned_points");
      available = table.field("available_points");
    }
  }

  /** Rows of a block by area and subject. */
  private final class Rows {
    private final Block block;
    private final Map<String, int[]> bySubject = new HashMap<>();

    Rows(Block block, String subjectName) {
      this.block = block;
      Field subject = block.table().field(subjectName);
      for (int row = 0; row < block.rows(); row++) {
        Integer area = position(block, row);
        if (area != null) {
          bySubject.computeIfAbsent(block.textAt(subject, row), code -> empty())[area] = row;
        }
      }
    }

    private int[] empty() {
      int[] rows = new int[areas.size()];
      Arrays.fill(rows, -1);
      return rows;
    }

    int row(int area, String subject) {
      int[] rows = bySubject.get(subject);
      return rows == null ? -1 : rows[area];
    }

    Set<String> codes() {
      return new TreeSet<>(bySubject.keySet());
    }
  }
}
