package org.openqof.statistics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.openqof.input.Geography;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PatientLists;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePoints;

/**
 * Sums over areas from the frozen rows of practices, on any map: for figures of an earlier year on
 * today's areas, and to prove that frozen areas are the sums of frozen practices.
 */
public final class RecastAreas {
  private RecastAreas() {}

  /**
   * Adds up practices.
   *
   * @param points rows of {@code practice_points}: the practices that count
   * @param groups rows of {@code practice_groups}
   * @param indicators rows of {@code practice_indicators}
   * @param lists rows of {@code patient_lists}; those of practices that do not count are passed
   *     over
   * @param places geography of each practice
   * @param rulebook rulebook of the year
   */
  public static AreaSums of(
      Block points,
      Block groups,
      Block indicators,
      Block lists,
      Function<String, Geography> places,
      Rulebook rulebook) {
    AreaSums areas = new AreaSums();
    forEach(
        points,
        groups,
        indicators,
        lists,
        rulebook,
        (practice, sums) -> areas.add(places.apply(practice), sums));
    return areas;
  }

  /**
   * Adds up practices by the groups of a grouping, at the one level {@link Grouping#LEVEL}. A
   * practice in two groups counts in both; one in none is under {@link Grouping#UNALLOCATED}.
   *
   * @param points rows of {@code practice_points}: the practices that count
   * @param groups rows of {@code practice_groups}
   * @param indicators rows of {@code practice_indicators}
   * @param lists rows of {@code patient_lists}; those of practices that do not count are passed
   *     over
   * @param grouping which practices are put together
   * @param rulebook rulebook of the year
   */
  public static AreaSums byGroup(
      Block points,
      Block groups,
      Block indicators,
      Block lists,
      Grouping grouping,
      Rulebook rulebook) {
    AreaSums areas = new AreaSums();
    forEach(
        points,
        groups,
        indicators,
        lists,
        rulebook,
        (practice, sums) ->
            grouping.areas(practice).forEach(area -> areas.add(Grouping.LEVEL, area, sums)));
    return areas;
  }

  /** Gives each practice that counts, in order of its code, with what areas add up of it. */
  static void forEach(
      Block points,
      Block groups,
      Block indicators,
      Block lists,
      Rulebook rulebook,
      BiConsumer<String, PracticeSums> practices) {
    Map<String, Indicator> defined = rulebook.indicatorsByCode();
    Rows ofGroups = new Rows(groups, PracticeGroups.PRACTICE_CODE);
    Rows ofIndicators = new Rows(indicators, PracticeIndicators.PRACTICE_CODE);
    Rows ofLists = new Rows(lists, PatientLists.PRACTICE_CODE);
    for (int row = 0; row < points.rows(); row++) {
      String practice = points.textAt(PracticePoints.PRACTICE_CODE, row);
      practices.accept(
          practice,
          sums(
              points,
              row,
              ofGroups.of(practice),
              ofIndicators.of(practice),
              ofLists.of(practice),
              defined));
    }
  }

  private static PracticeSums sums(
      Block points,
      int at,
      Range groups,
      Range indicators,
      Range lists,
      Map<String, Indicator> defined) {
    Sums total = new Sums();
    total.practices = 1;
    total.list = points.wholeOrNull(PracticePoints.LIST_SIZE, at);
    total.earned = points.wholeOrNull(PracticePoints.EARNED_POINTS, at);
    total.available = points.unscaledAt(PracticePoints.MAXIMUM_POINTS, at);
    Map<String, Sums> byIndicator = new TreeMap<>();
    for (int row = indicators.from(); row < indicators.to(); row++) {
      Block rows = indicators.rows();
      Sums sums = new Sums();
      sums.register = rows.wholeOrNull(PracticeIndicators.REGISTER_SIZE, row);
      sums.newlyDiagnosed = rows.wholeOrNull(PracticeIndicators.NEWLY_DIAGNOSED, row);
      sums.numerator = rows.wholeOrNull(PracticeIndicators.NUMERATOR, row);
      sums.denominator = rows.wholeOrNull(PracticeIndicators.DENOMINATOR, row);
      sums.pcas = rows.wholeOrNull(PracticeIndicators.PCA_COUNT, row);
      sums.earned = rows.wholeOrNull(PracticeIndicators.EARNED_POINTS, row);
      sums.available = rows.unscaledAt(PracticeIndicators.AVAILABLE_POINTS, row);
      String code = rows.textAt(PracticeIndicators.INDICATOR_CODE, row);
      Indicator indicator = defined.get(code);
      sums.countPractice(indicator == null ? null : indicator.kind());
      byIndicator.put(code, sums);
    }
    Map<String, Sums> byGroup = new TreeMap<>();
    Map<String, String> listTypes = new HashMap<>();
    for (int row = groups.from(); row < groups.to(); row++) {
      Block rows = groups.rows();
      Sums sums = new Sums();
      sums.register = rows.wholeOrNull(PracticeGroups.REGISTER_SIZE, row);
      sums.list = rows.wholeOrNull(PracticeGroups.LIST_SIZE, row);
      sums.pcas = rows.wholeOrNull(PracticeGroups.PCA_COUNT, row);
      sums.denominator = rows.wholeOrNull(PracticeGroups.DENOMINATORS, row);
      sums.earned = rows.wholeOrNull(PracticeGroups.EARNED_POINTS, row);
      sums.available = rows.unscaledAt(PracticeGroups.AVAILABLE_POINTS, row);
      sums.practices = 1;
      String group = rows.textAt(PracticeGroups.GROUP_CODE, row);
      byGroup.put(group, sums);
      listTypes.put(group, rows.textAt(PracticeGroups.PATIENT_LIST_TYPE, row));
    }
    Map<String, Sums> byList = new TreeMap<>();
    for (int row = lists.from(); row < lists.to(); row++) {
      Sums sums = new Sums();
      sums.practices = 1;
      sums.list = lists.rows().wholeOrNull(PatientLists.LIST_SIZE, row);
      byList.put(lists.rows().textAt(PatientLists.PATIENT_LIST_TYPE, row), sums);
    }
    return new PracticeSums(
        byIndicator,
        byGroup,
        listTypes,
        byList,
        total,
        points.unscaledAt(PracticePoints.REVISED_MAXIMUM_POINTS, at));
  }

  private record Range(Block rows, int from, int to) {}

  /** First and last row of each practice in a block that is sorted by practice. */
  private static final class Rows {
    private final Block block;
    private final Map<String, Range> ranges = new HashMap<>();

    Rows(Block block, Field practice) {
      this.block = block;
      int from = 0;
      for (int row = 1; row <= block.rows(); row++) {
        String code = block.textAt(practice, row - 1);
        if (row == block.rows() || !code.equals(block.textAt(practice, row))) {
          ranges.put(code, new Range(block, from, row));
          from = row;
        }
      }
    }

    Range of(String practice) {
      return ranges.getOrDefault(practice, new Range(block, 0, 0));
    }
  }
}
