package org.openqof.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every level adds up to England: practices, points, lists, registers, denominators, numerators and
 * adjustments, group by group and indicator by indicator. Whatever is lost or counted twice between
 * two levels shows here, before anything is written.
 */
final class LevelTotals {
  private static final int TOLD = 20;

  private LevelTotals() {}

  /** What does not add up, in words: level, subject, both sums and the difference. */
  static List<String> failures(YearFigures figures) {
    List<String> failures = new ArrayList<>();
    LevelFigures england = figures.at(Level.ENGLAND);
    for (Level level : figures.levels().keySet()) {
      if (level == Level.GROUP && figures.overlaps()) {
        // Practices count in each of their groups: the groups add up to more than England.
        continue;
      }
      LevelFigures parts = figures.at(level);
      compare(failures, level, "points", pointTotals(parts), pointTotals(england), POINTS);
      TreeSet<String> groups = new TreeSet<>(parts.groupCodes());
      groups.addAll(england.groupCodes());
      for (String group : groups) {
        compare(
            failures, level, group, groupTotals(parts, group), groupTotals(england, group), GROUP);
      }
      TreeSet<String> indicators = new TreeSet<>(parts.indicatorCodes());
      indicators.addAll(england.indicatorCodes());
      for (String indicator : indicators) {
        compare(
            failures,
            level,
            indicator,
            indicatorTotals(parts, indicator),
            indicatorTotals(england, indicator),
            INDICATOR);
      }
      TreeSet<String> lists = new TreeSet<>(england.listTypes());
      lists.addAll(parts.listTypes());
      for (String type : lists) {
        compare(
            failures,
            level,
            "list " + type,
            listTotal(parts, type),
            listTotal(england, type),
            LIST);
      }
    }
    int more = failures.size() - TOLD;
    if (more > 0) {
      failures = new ArrayList<>(failures.subList(0, TOLD));
      failures.add("… and %,d more".formatted(more));
    }
    return failures;
  }

  private static final List<String> POINTS =
      List.of("practices", "points earned", "maximum points", "revised maximum points");
  private static final List<String> GROUP =
      List.of("register", "list size", "points", "points available", "PCAs", "denominators");
  private static final List<String> INDICATOR =
      List.of(
          "register",
          "newly diagnosed",
          "numerator",
          "denominator",
          "PCAs",
          "points",
          "points available");
  private static final List<String> LIST = List.of("patients");

  private static long[] pointTotals(LevelFigures level) {
    long[] sums = new long[POINTS.size()];
    for (int area = 0; area < level.areas().size(); area++) {
      PointFigures points = level.points(area);
      if (points != null) {
        add(sums, points.practices(), points.earned(), points.maximum(), points.revisedMaximum());
      }
    }
    return sums;
  }

  private static long[] groupTotals(LevelFigures level, String code) {
    long[] sums = new long[GROUP.size()];
    for (int area = 0; area < level.areas().size(); area++) {
      GroupFigures group = level.group(area, code);
      if (group != null) {
        add(
            sums,
            group.register(),
            group.list(),
            group.earned(),
            group.available(),
            group.pcas(),
            group.denominators());
      }
    }
    return sums;
  }

  private static long[] indicatorTotals(LevelFigures level, String code) {
    long[] sums = new long[INDICATOR.size()];
    for (int area = 0; area < level.areas().size(); area++) {
      IndicatorFigures indicator = level.indicator(area, code);
      if (indicator != null) {
        add(
            sums,
            indicator.register(),
            indicator.newlyDiagnosed(),
            indicator.numerator(),
            indicator.denominator(),
            indicator.pcas(),
            indicator.earned(),
            indicator.available());
      }
    }
    return sums;
  }

  private static long[] listTotal(LevelFigures level, String type) {
    long[] sums = new long[1];
    for (int area = 0; area < level.areas().size(); area++) {
      add(sums, level.list(area, type));
    }
    return sums;
  }

  private static void add(long[] sums, @Nullable Long... values) {
    for (int i = 0; i < values.length; i++) {
      Long value = values[i];
      sums[i] += value == null ? 0 : value;
    }
  }

  private static void compare(
      List<String> failures,
      Level level,
      String subject,
      long[] parts,
      long[] england,
      List<String> names) {
    if (Arrays.equals(parts, england)) {
      return;
    }
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != england[i]) {
        failures.add(
            "%s, %s, %s: the areas add up to %,d, England is %,d, difference %,d"
                .formatted(
                    level.word(),
                    subject,
                    names.get(i),
                    parts[i],
                    england[i],
                    parts[i] - england[i]));
      }
    }
  }
}
