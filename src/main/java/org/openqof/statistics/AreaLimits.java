package org.openqof.statistics;

import java.util.Optional;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.AreaIndicators;
import org.openqof.tables.AreaIntervals;
import org.openqof.tables.Block;

/**
 * Confidence limits of the rates of areas, from the sums that the areas' rows hold. Primary care
 * networks and practices are left to whoever publishes them: {@link Interval} gives theirs from any
 * row.
 */
public final class AreaLimits {
  private final StatisticsRules rules;
  private final Block rows = new Block(AreaIntervals.TABLE);

  private AreaLimits(StatisticsRules rules) {
    this.rules = rules;
  }

  /** Rows of {@code area_intervals}, sorted. */
  public static Block rows(Block areaIndicators, Block areaGroups, StatisticsRules rules) {
    AreaLimits limits = new AreaLimits(rules);
    for (int row = 0; row < areaIndicators.rows(); row++) {
      limits.addIndicator(areaIndicators, row);
    }
    for (int row = 0; row < areaGroups.rows(); row++) {
      limits.addGroup(areaGroups, row);
    }
    return limits.rows.sorted();
  }

  private static boolean isNetwork(String level) {
    return level.equals(AreaLevel.PCN.word());
  }

  private void addIndicator(Block areas, int row) {
    String level = areas.textAt(AreaIndicators.LEVEL, row);
    if (isNetwork(level) || !areas.has(AreaIndicators.DENOMINATOR, row)) {
      return;
    }
    String area = areas.textAt(AreaIndicators.AREA_CODE, row);
    String indicator = areas.textAt(AreaIndicators.INDICATOR_CODE, row);
    long denominator = areas.unscaledAt(AreaIndicators.DENOMINATOR, row);
    boolean counted = areas.has(AreaIndicators.NUMERATOR, row);
    long numerator = counted ? areas.unscaledAt(AreaIndicators.NUMERATOR, row) : 0;
    if (counted) {
      add(level, area, Measure.ACHIEVEMENT, indicator, numerator, denominator);
    }
    if (areas.has(AreaIndicators.PCA_COUNT, row)) {
      long adjustments = areas.unscaledAt(AreaIndicators.PCA_COUNT, row);
      long all = denominator + adjustments;
      add(level, area, Measure.PCA_RATE, indicator, adjustments, all);
      if (counted) {
        add(level, area, Measure.INTERVENTION_RATE, indicator, numerator, all);
      }
    }
  }

  private void addGroup(Block areas, int row) {
    String level = areas.textAt(AreaGroups.LEVEL, row);
    if (isNetwork(level)
        || !areas.has(AreaGroups.REGISTER_SIZE, row)
        || !areas.has(AreaGroups.LIST_SIZE, row)) {
      return;
    }
    add(
        level,
        areas.textAt(AreaGroups.AREA_CODE, row),
        areas.flagAt(AreaGroups.NEWLY_DIAGNOSED, row)
            ? Measure.NEWLY_DIAGNOSED
            : Measure.RAW_PREVALENCE,
        areas.textAt(AreaGroups.GROUP_CODE, row),
        areas.unscaledAt(AreaGroups.REGISTER_SIZE, row),
        areas.unscaledAt(AreaGroups.LIST_SIZE, row));
  }

  private void add(
      String level, String area, Measure measure, String subject, long events, long base) {
    if (base <= 0) {
      return;
    }
    rows.next()
        .text(AreaIntervals.LEVEL, level)
        .text(AreaIntervals.AREA_CODE, area)
        .text(AreaIntervals.MEASURE, measure.word())
        .text(AreaIntervals.SUBJECT_CODE, subject)
        .total(AreaIntervals.EVENTS, events)
        .total(AreaIntervals.BASE, base)
        .decimal(AreaIntervals.RATE, Rate.of(events, base))
        .decimal(AreaIntervals.CONFIDENCE, rules.interval().percent().movePointLeft(2));
    Optional<Interval> interval =
        measure == Measure.NEWLY_DIAGNOSED
            ? Optional.of(Interval.count(events, rules.interval()).dividedBy(base))
            : Interval.wilson(events, base, rules.interval());
    interval.ifPresent(
        limits ->
            rows.unscaled(AreaIntervals.LOWER_LIMIT, ComparePractices.unscaled(limits.lower()))
                .unscaled(AreaIntervals.UPPER_LIMIT, ComparePractices.unscaled(limits.upper())));
    rows.text(
        AreaIntervals.METHOD, interval.map(Interval::method).orElse(Interval.Method.NONE).word());
  }
}
