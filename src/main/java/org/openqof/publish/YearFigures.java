package org.openqof.publish;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography;
import org.openqof.rulebook.Rulebook;
import org.openqof.statistics.AreaSums;
import org.openqof.statistics.Grouping;
import org.openqof.statistics.RecastAreas;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.AreaLists;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePoints;
import org.openqof.tables.Practices;

/**
 * The figures of one year at every level, on one map.
 *
 * @param rulebook the year's rulebook
 * @param places the published practices and where they lie, by code
 * @param levels figures by level, in order
 * @param grouping the grouping of the level {@link Level#GROUP}; null when none was given
 */
public record YearFigures(
    Rulebook rulebook,
    SortedMap<String, Place> places,
    Map<Level, LevelFigures> levels,
    @Nullable Grouping grouping) {

  /** Whether groups overlap, and so do not add up to England. */
  public boolean overlaps() {
    return grouping != null && grouping.overlaps();
  }

  /** The financial year. */
  public FinancialYear year() {
    return rulebook.year();
  }

  /** Figures of a level. */
  public LevelFigures at(Level level) {
    LevelFigures figures = levels.get(level);
    if (figures == null) {
      throw new IllegalArgumentException("no level " + level);
    }
    return figures;
  }

  /**
   * The year as frozen, on its own map.
   *
   * @throws org.openqof.errors.QofException when a practice lies in two places or levels do not add
   *     up to England
   */
  public static YearFigures asFrozen(YearRows rows, Rulebook rulebook) {
    return asFrozen(rows, rulebook, null);
  }

  /**
   * The year as frozen, on its own map, and by the groups of a grouping besides.
   *
   * @param grouping practices put together; null for none
   * @throws org.openqof.errors.QofException when a practice lies in two places or levels do not add
   *     up to England
   */
  public static YearFigures asFrozen(
      YearRows rows, Rulebook rulebook, @Nullable Grouping grouping) {
    Block practicePoints = rows.read(PracticePoints.TABLE);
    SortedMap<String, Place> places = places(rows.read(Practices.TABLE), practicePoints, rulebook);
    return of(
        rulebook,
        places,
        new Blocks(
            practicePoints,
            rows.read(PracticeGroups.TABLE),
            rows.read(PracticeIndicators.TABLE),
            rows.read(PatientLists.TABLE),
            rows.read(AreaPoints.TABLE),
            rows.read(AreaGroups.TABLE),
            rows.read(AreaIndicators.TABLE),
            rows.read(AreaLists.TABLE)),
        grouping);
  }

  /**
   * An earlier year, its areas added up again on another year's map.
   *
   * @param map where each practice of the earlier year lies
   * @param grouping practices put together, the same as of the other year; null for none
   */
  public static YearFigures recast(
      YearRows rows,
      Rulebook rulebook,
      Function<String, Geography> map,
      @Nullable Grouping grouping) {
    Block points = rows.read(PracticePoints.TABLE);
    Block groups = rows.read(PracticeGroups.TABLE);
    Block indicators = rows.read(PracticeIndicators.TABLE);
    Block lists = rows.read(PatientLists.TABLE);
    AreaSums areas = RecastAreas.of(points, groups, indicators, lists, map, rulebook);
    SortedMap<String, Place> places = new TreeMap<>();
    places(rows.read(Practices.TABLE), points, rulebook)
        .forEach((code, place) -> places.put(code, new Place(code, place.name(), map.apply(code))));
    return of(
        rulebook,
        places,
        new Blocks(
            points,
            groups,
            indicators,
            lists,
            areas.pointRows(),
            areas.groupRows(rulebook),
            areas.indicatorRows(rulebook),
            areas.listRows()),
        grouping);
  }

  /** Geography of the published practices of a year, on its own map. */
  public static SortedMap<String, Geography> map(YearRows rows, Rulebook rulebook) {
    SortedMap<String, Geography> map = new TreeMap<>();
    places(rows.read(Practices.TABLE), rows.read(PracticePoints.TABLE), rulebook)
        .forEach((code, place) -> map.put(code, place.geography()));
    return map;
  }

  private record Blocks(
      Block practicePoints,
      Block practiceGroups,
      Block practiceIndicators,
      Block practiceLists,
      Block areaPoints,
      Block areaGroups,
      Block areaIndicators,
      Block areaLists) {}

  private static YearFigures of(
      Rulebook rulebook,
      SortedMap<String, Place> places,
      Blocks blocks,
      @Nullable Grouping grouping) {
    Map<Level, LevelFigures> levels = new EnumMap<>(Level.class);
    for (Level level : Level.values()) {
      if (level == Level.GROUP) {
        if (grouping != null) {
          levels.put(level, byGroup(rulebook, places, blocks, grouping));
        }
        continue;
      }
      TreeMap<String, Area> areas = new TreeMap<>(Area.BY_CODE);
      places.values().forEach(place -> areas.putIfAbsent(level.of(place).code(), level.of(place)));
      boolean practices = level == Level.PRACTICE;
      levels.put(
          level,
          new LevelFigures(
              level,
              areas,
              practices ? blocks.practicePoints() : blocks.areaPoints(),
              practices ? blocks.practiceGroups() : blocks.areaGroups(),
              practices ? blocks.practiceIndicators() : blocks.areaIndicators(),
              practices ? blocks.practiceLists() : blocks.areaLists()));
    }
    YearFigures figures = new YearFigures(rulebook, places, levels, grouping);
    Set<String> unknown = new TreeSet<>(figures.at(Level.PRACTICE).indicatorCodes());
    unknown.removeAll(rulebook.indicatorsByCode().keySet());
    if (!unknown.isEmpty()) {
      throw PublishErrors.unknownIndicators(rulebook.year().toString(), unknown.toString());
    }
    List<String> failures = LevelTotals.failures(figures);
    if (!failures.isEmpty()) {
      throw PublishErrors.levelsDisagree(rulebook.year().toString(), failures);
    }
    return figures;
  }

  private static LevelFigures byGroup(
      Rulebook rulebook, SortedMap<String, Place> places, Blocks blocks, Grouping grouping) {
    TreeMap<String, Area> areas = new TreeMap<>(Area.BY_CODE);
    for (String practice : places.keySet()) {
      grouping
          .areas(practice)
          .forEach(
              area ->
                  areas.putIfAbsent(area.odsCode(), new Area(area.odsCode(), null, area.name())));
    }
    AreaSums sums =
        RecastAreas.byGroup(
            blocks.practicePoints(),
            blocks.practiceGroups(),
            blocks.practiceIndicators(),
            blocks.practiceLists(),
            grouping,
            rulebook);
    return new LevelFigures(
        Level.GROUP,
        areas,
        sums.pointRows(),
        sums.groupRows(rulebook),
        sums.indicatorRows(rulebook),
        sums.listRows());
  }

  private static SortedMap<String, Place> places(
      Block practices, Block published, Rulebook rulebook) {
    Set<String> codes = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (int row = 0; row < published.rows(); row++) {
      String code = published.textAt(PracticePoints.PRACTICE_CODE, row);
      if (!codes.add(code)) {
        twice.add(code + ": two rows of points");
      }
    }
    SortedMap<String, Place> places = new TreeMap<>();
    for (int row = 0; row < practices.rows(); row++) {
      String code = practices.textAt(Practices.PRACTICE_CODE, row);
      if (codes.contains(code)) {
        Place place = place(practices, row, code);
        Place before = places.putIfAbsent(code, place);
        if (before != null) {
          twice.add(
              code
                  + ": "
                  + before.geography().subIcb().odsCode()
                  + " and "
                  + place.geography().subIcb().odsCode());
        }
      }
    }
    if (!twice.isEmpty()) {
      throw PublishErrors.practiceTwice(rulebook.year().toString(), twice);
    }
    // A practice with figures and no reference row is in no area, and stays in England.
    for (String code : codes) {
      places.computeIfAbsent(code, unknown -> new Place(unknown, unknown, Geography.NONE));
    }
    return places;
  }

  private static Place place(Block rows, int row, String code) {
    return new Place(
        code,
        rows.textAt(Practices.PRACTICE_NAME, row),
        new Geography(
            new Geography.Area(
                rows.textAt(Practices.PCN_CODE, row), null, rows.textAt(Practices.PCN_NAME, row)),
            new Geography.Area(
                rows.textAt(Practices.SUB_ICB_CODE, row),
                rows.textOrNull(Practices.SUB_ICB_ONS_CODE, row),
                rows.textAt(Practices.SUB_ICB_NAME, row)),
            new Geography.Area(
                rows.textAt(Practices.ICB_CODE, row),
                rows.textOrNull(Practices.ICB_ONS_CODE, row),
                rows.textAt(Practices.ICB_NAME, row)),
            new Geography.Area(
                rows.textAt(Practices.REGION_CODE, row),
                rows.textOrNull(Practices.REGION_ONS_CODE, row),
                rows.textAt(Practices.REGION_NAME, row))));
  }
}
