package org.openqof.statistics;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.input.Geography;
import org.openqof.input.Geography.Area;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.AreaLists;
import org.openqof.tables.AreaPoints;
import org.openqof.tables.Block;
import org.openqof.tables.Field;

/**
 * Exact sums over the practices of every area at every level. Sums of parts can be added in any
 * order with the same result.
 */
public final class AreaSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<AreaKey, OneArea> areas = new TreeMap<>();

  /** Adds one practice to its areas at all levels. */
  public void add(Geography geography, PracticeStatistics practice) {
    add(geography, practice.sums());
  }

  /** Adds the sums of one practice to its areas at all levels. */
  void add(Geography geography, PracticeSums practice) {
    for (AreaLevel level : AreaLevel.values()) {
      add(level.word(), level.of(geography), practice);
    }
  }

  /** Adds the sums of one practice to one area of a level of any name. */
  void add(String level, Area area, PracticeSums practice) {
    areas
        .computeIfAbsent(new AreaKey(level, area.odsCode()), key -> new OneArea(area.name()))
        .add(practice);
  }

  /** Adds the sums of another part of the country. */
  public void add(AreaSums other) {
    other.areas.forEach(
        (key, theirs) -> {
          OneArea ours = areas.get(key);
          if (ours == null) {
            ours = new OneArea(theirs.name);
            areas.put(key, ours);
          }
          ours.add(theirs);
        });
  }

  /** Number of practices added. */
  public int practices() {
    return areas.values().stream().mapToInt(area -> area.points.practices).max().orElse(0);
  }

  /** Rows of {@code area_indicators}, sorted. */
  public Block indicatorRows(Rulebook rulebook) {
    Map<String, String> groupOf = rulebook.groupByIndicator();
    Block rows = new Block(AreaIndicators.TABLE);
    areas.forEach(
        (key, area) ->
            new TreeMap<>(area.indicators)
                .forEach(
                    (code, sums) -> {
                      Rates rates = Rates.of(sums);
                      rows.next()
                          .text(AreaIndicators.LEVEL, key.level)
                          .text(AreaIndicators.AREA_CODE, key.code)
                          .text(AreaIndicators.INDICATOR_CODE, code)
                          .text(AreaIndicators.AREA_NAME, area.name)
                          .text(AreaIndicators.GROUP_CODE, groupOf.getOrDefault(code, ""))
                          .count(AreaIndicators.PRACTICES, sums.practices)
                          .decimal(AreaIndicators.ACHIEVEMENT, rates.achievement())
                          .decimal(AreaIndicators.PCA_RATE, rates.adjustments())
                          .decimal(AreaIndicators.INTERVENTION_RATE, rates.intervention())
                          .decimal(AreaIndicators.EARNED_POINTS, points(sums.earned))
                          .unscaled(AreaIndicators.AVAILABLE_POINTS, sums.available)
                          .decimal(
                              AreaIndicators.POINTS_RATE, Rate.points(sums.earned, sums.available));
                      total(rows, AreaIndicators.REGISTER_SIZE, sums.register);
                      total(rows, AreaIndicators.NEWLY_DIAGNOSED, sums.newlyDiagnosed);
                      total(rows, AreaIndicators.NUMERATOR, sums.numerator);
                      total(rows, AreaIndicators.DENOMINATOR, sums.denominator);
                      total(rows, AreaIndicators.PCA_COUNT, sums.pcas);
                    }));
    return rows.sorted();
  }

  /** Rows of {@code area_groups}, sorted. */
  public Block groupRows(Rulebook rulebook) {
    Block rows = new Block(AreaGroups.TABLE);
    areas.forEach(
        (key, area) ->
            new TreeMap<>(area.groups)
                .forEach(
                    (code, sums) -> {
                      boolean newlyDiagnosed =
                          rulebook.group(code).map(Group::newlyDiagnosed).orElse(false);
                      rows.next()
                          .text(AreaGroups.LEVEL, key.level)
                          .text(AreaGroups.AREA_CODE, key.code)
                          .text(AreaGroups.GROUP_CODE, code)
                          .text(AreaGroups.AREA_NAME, area.name)
                          .count(AreaGroups.PRACTICES, sums.practices)
                          .text(
                              AreaGroups.PATIENT_LIST_TYPE,
                              area.listTypes.getOrDefault(code, "TOTAL"))
                          .decimal(
                              AreaGroups.RAW_PREVALENCE,
                              newlyDiagnosed ? null : Rate.of(sums.register, sums.list))
                          .flag(AreaGroups.NEWLY_DIAGNOSED, newlyDiagnosed)
                          .decimal(AreaGroups.EARNED_POINTS, points(sums.earned))
                          .unscaled(AreaGroups.AVAILABLE_POINTS, sums.available)
                          .decimal(AreaGroups.POINTS_RATE, Rate.points(sums.earned, sums.available))
                          .decimal(
                              AreaGroups.PCA_RATE, Rate.adjustments(sums.pcas, sums.denominator));
                      total(rows, AreaGroups.LIST_SIZE, sums.list);
                      total(rows, AreaGroups.REGISTER_SIZE, sums.register);
                      total(rows, AreaGroups.PCA_COUNT, sums.pcas);
                      total(rows, AreaGroups.DENOMINATORS, sums.denominator);
                    }));
    return rows.sorted();
  }

  /** Rows of {@code area_points}, sorted. */
  public Block pointRows() {
    Block rows = new Block(AreaPoints.TABLE);
    areas.forEach(
        (key, area) -> {
          Sums sums = area.points;
          rows.next()
              .text(AreaPoints.LEVEL, key.level)
              .text(AreaPoints.AREA_CODE, key.code)
              .text(AreaPoints.AREA_NAME, area.name)
              .count(AreaPoints.PRACTICES, sums.practices)
              .total(AreaPoints.LIST_SIZE, sums.list == null ? 0 : sums.list)
              .decimal(AreaPoints.EARNED_POINTS, points(sums.earned))
              .unscaled(AreaPoints.MAXIMUM_POINTS, sums.available)
              .unscaled(AreaPoints.REVISED_MAXIMUM_POINTS, area.revisedMaximum)
              .decimal(AreaPoints.POINTS_RATE, Rate.points(sums.earned, sums.available))
              .decimal(
                  AreaPoints.ADJUSTED_POINTS_RATE, Rate.points(sums.earned, area.revisedMaximum));
        });
    return rows.sorted();
  }

  /** Rows of {@code area_lists}, sorted. */
  public Block listRows() {
    Block rows = new Block(AreaLists.TABLE);
    areas.forEach(
        (key, area) ->
            new TreeMap<>(area.lists)
                .forEach(
                    (type, sums) ->
                        rows.next()
                            .text(AreaLists.LEVEL, key.level)
                            .text(AreaLists.AREA_CODE, key.code)
                            .text(AreaLists.PATIENT_LIST_TYPE, type)
                            .text(AreaLists.AREA_NAME, area.name)
                            .count(AreaLists.PRACTICES, sums.practices)
                            .total(AreaLists.LIST_SIZE, sums.list == null ? 0 : sums.list)));
    return rows.sorted();
  }

  private static void total(Block rows, Field field, @Nullable Long value) {
    if (value != null) {
      rows.total(field, value);
    }
  }

  private static @Nullable BigDecimal points(@Nullable Long hundredths) {
    return PracticeStatistics.points(hundredths);
  }

  private record AreaKey(String level, String code) implements Comparable<AreaKey>, Serializable {
    @Override
    public int compareTo(AreaKey other) {
      int order = level.compareTo(other.level);
      return order == 0 ? code.compareTo(other.code) : order;
    }
  }

  private static final class OneArea implements Serializable {
    private static final long serialVersionUID = 1L;
    final String name;
    // Hash maps: each practice is added at five levels, and order matters only when rows are made.
    final HashMap<String, Sums> indicators = new HashMap<>();
    final HashMap<String, Sums> groups = new HashMap<>();
    final HashMap<String, String> listTypes = new HashMap<>();
    final HashMap<String, Sums> lists = new HashMap<>();
    final Sums points = new Sums();
    long revisedMaximum;

    OneArea(String name) {
      this.name = name;
    }

    void add(PracticeSums practice) {
      practice.indicators().forEach((code, sums) -> sums(indicators, code).add(sums));
      practice
          .groups()
          .forEach(
              (code, sums) -> {
                sums(groups, code).add(sums);
                listTypes.putIfAbsent(code, practice.listType(code));
              });
      practice.lists().forEach((type, sums) -> sums(lists, type).add(sums));
      points.add(practice.points());
      revisedMaximum += practice.revisedMaximum();
    }

    void add(OneArea other) {
      other.indicators.forEach((code, sums) -> sums(indicators, code).add(sums));
      other.groups.forEach((code, sums) -> sums(groups, code).add(sums));
      other.lists.forEach((type, sums) -> sums(lists, type).add(sums));
      other.listTypes.forEach(listTypes::putIfAbsent);
      points.add(other.points);
      revisedMaximum += other.revisedMaximum;
    }

    private static Sums sums(Map<String, Sums> all, String code) {
      return all.computeIfAbsent(code, absent -> new Sums());
    }
  }
}
