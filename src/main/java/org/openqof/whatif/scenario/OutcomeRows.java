package org.openqof.whatif.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.Thresholds;
import org.openqof.rulebook.Indicator;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.WhatIfFiles;
import org.openqof.whatif.scenario.Distribution.Bin;
import org.openqof.whatif.scenario.Scenario.Swept;

/** Outcomes as rows of the files of a what-if, in the order of the scenarios. */
public final class OutcomeRows {
  /** Practices named at each end. */
  public static final int MOVERS = 20;

  private OutcomeRows() {}

  /** Rows of {@code what_if_scenarios}. */
  public static Block scenarios(List<Outcome> outcomes) {
    Block rows = new Block(WhatIfFiles.SCENARIOS);
    for (Outcome outcome : outcomes) {
      Scenario scenario = outcome.scenario();
      GroupChange england = outcome.england();
      Swept swept = scenario.swept();
      rows.next()
          .text(WhatIfFiles.SCENARIO, scenario.name())
          .text(WhatIfFiles.FAMILY, scenario.family())
          .text(WhatIfFiles.SWEPT_KEY, swept == null ? null : swept.key())
          .text(WhatIfFiles.SWEPT_VALUE, swept == null ? null : swept.value())
          .text(WhatIfFiles.DESCRIPTION, scenario.description())
          .text(WhatIfFiles.CHANGES, String.join("; ", scenario.changes()))
          .count(WhatIfFiles.PRACTICES, england.practices())
          .decimal(WhatIfFiles.BASE_GBP, england.baseGbp())
          .decimal(WhatIfFiles.SCENARIO_GBP, england.scenarioGbp())
          .decimal(WhatIfFiles.CHANGE_GBP, england.changeGbp())
          .decimal(
              WhatIfFiles.CHANGE_FRACTION,
              england.baseGbp().signum() == 0
                  ? null
                  : england.changeGbp().divide(england.baseGbp(), 6, RoundingMode.HALF_UP))
          .count(WhatIfFiles.WINNERS, england.winners())
          .count(WhatIfFiles.LOSERS, england.losers())
          .count(WhatIfFiles.UNCHANGED, england.unchanged())
          .count(WhatIfFiles.LEFT_OUT, england.leftOut())
          .decimal(WhatIfFiles.GAINED_GBP, england.gainedGbp())
          .decimal(WhatIfFiles.LOST_GBP, england.lostGbp())
          .text(WhatIfFiles.NOTICES, notices(outcome));
    }
    return rows;
  }

  private static @Nullable String notices(Outcome outcome) {
    String notices =
        outcome.unprotected().stream()
            .flatMap(each -> Stream.concat(Stream.of(each.words()), each.each().stream()))
            .collect(Collectors.joining("; "));
    return notices.isEmpty() ? null : notices;
  }

  /** Rows of {@code what_if_groups}. */
  public static Block groups(List<Outcome> outcomes, List<PracticeGrouping> groupings) {
    Block rows = new Block(WhatIfFiles.GROUPS);
    for (Outcome outcome : outcomes) {
      for (PracticeGrouping grouping : groupings) {
        for (GroupChange group : outcome.by(grouping)) {
          rows.next()
              .text(WhatIfFiles.GROUP_SCENARIO, outcome.scenario().name())
              .text(WhatIfFiles.DIMENSION, group.dimension())
              .text(WhatIfFiles.GROUP_CODE, group.groupCode())
              .text(WhatIfFiles.GROUP_NAME, group.groupName())
              .count(WhatIfFiles.GROUP_PRACTICES, group.practices())
              .decimal(WhatIfFiles.GROUP_BASE_GBP, group.baseGbp())
              .decimal(WhatIfFiles.GROUP_SCENARIO_GBP, group.scenarioGbp())
              .decimal(WhatIfFiles.GROUP_CHANGE_GBP, group.changeGbp())
              .count(WhatIfFiles.GROUP_WINNERS, group.winners())
              .count(WhatIfFiles.GROUP_LOSERS, group.losers())
              .count(WhatIfFiles.GROUP_UNCHANGED, group.unchanged())
              .count(WhatIfFiles.GROUP_LEFT_OUT, group.leftOut())
              .decimal(WhatIfFiles.GROUP_GAINED_GBP, group.gainedGbp())
              .decimal(WhatIfFiles.GROUP_LOST_GBP, group.lostGbp());
        }
      }
    }
    return rows;
  }

  /** Rows of {@code what_if_deciles}. */
  public static Block tenths(List<Outcome> outcomes) {
    Block rows = new Block(WhatIfFiles.TENTHS);
    for (Outcome outcome : outcomes) {
      List<BigDecimal> tenths = outcome.distribution().tenths();
      for (int k = 0; k < tenths.size(); k++) {
        rows.next()
            .text(WhatIfFiles.TENTH_SCENARIO, outcome.scenario().name())
            .count(WhatIfFiles.TENTH, k)
            .decimal(WhatIfFiles.TENTH_GBP, tenths.get(k));
      }
    }
    return rows;
  }

  /** Rows of {@code what_if_histogram}. */
  public static Block bins(List<Outcome> outcomes) {
    Block rows = new Block(WhatIfFiles.BINS);
    for (Outcome outcome : outcomes) {
      int number = 0;
      for (Bin bin : outcome.distribution().bins()) {
        rows.next()
            .text(WhatIfFiles.BIN_SCENARIO, outcome.scenario().name())
            .count(WhatIfFiles.BIN, ++number)
            .decimal(WhatIfFiles.BIN_FROM_GBP, bin.fromGbp())
            .decimal(WhatIfFiles.BIN_TO_GBP, bin.toGbp())
            .count(WhatIfFiles.BIN_PRACTICES, bin.practices());
      }
    }
    return rows;
  }

  /**
   * Rows of {@code what_if_largest_changes}.
   *
   * @param names name of a practice by its code
   * @param boards integrated care board of a practice by its code
   */
  public static Block movers(
      List<Outcome> outcomes, Function<String, String> names, Function<String, String> boards) {
    Block rows = new Block(WhatIfFiles.MOVERS);
    for (Outcome outcome : outcomes) {
      movers(rows, outcome, "gain", outcome.largestGains(MOVERS), names, boards);
      movers(rows, outcome, "loss", outcome.largestLosses(MOVERS), names, boards);
    }
    return rows;
  }

  private static void movers(
      Block rows,
      Outcome outcome,
      String direction,
      List<PracticeChange> practices,
      Function<String, String> names,
      Function<String, String> boards) {
    int rank = 0;
    for (PracticeChange practice : practices) {
      rows.next()
          .text(WhatIfFiles.MOVER_SCENARIO, outcome.scenario().name())
          .text(WhatIfFiles.MOVER_DIRECTION, direction)
          .count(WhatIfFiles.MOVER_RANK, ++rank)
          .text(WhatIfFiles.MOVER_PRACTICE, practice.practiceCode())
          .text(WhatIfFiles.MOVER_NAME, names.apply(practice.practiceCode()))
          .text(WhatIfFiles.MOVER_ICB, boards.apply(practice.practiceCode()))
          .count(WhatIfFiles.MOVER_CRP, practice.population())
          .decimal(WhatIfFiles.MOVER_BASE_GBP, practice.baseGbp())
          .decimal(WhatIfFiles.MOVER_SCENARIO_GBP, practice.dueGbp())
          .decimal(WhatIfFiles.MOVER_CHANGE_GBP, practice.changeGbp());
    }
  }

  /** Rows of {@code what_if_practices}. */
  public static Block practices(Outcome outcome) {
    Block rows = new Block(WhatIfFiles.PRACTICE_CHANGES, outcome.practices().size());
    for (PracticeChange practice : outcome.practices()) {
      rows.next()
          .text(WhatIfFiles.PRACTICE_SCENARIO, outcome.scenario().name())
          .text(WhatIfFiles.PRACTICE_CODE, practice.practiceCode())
          .count(WhatIfFiles.CRP, practice.population())
          .decimal(WhatIfFiles.PRACTICE_BASE_GBP, practice.baseGbp())
          .decimal(WhatIfFiles.PRACTICE_SCENARIO_GBP, practice.scenarioGbp())
          .decimal(WhatIfFiles.PRACTICE_CHANGE_GBP, practice.changeGbp());
    }
    return rows;
  }

  /** Rows of {@code what_if_indicators}: those that a scenario touches. */
  public static Block indicators(List<Outcome> outcomes) {
    Block rows = new Block(WhatIfFiles.INDICATORS);
    for (Outcome outcome : outcomes) {
      for (IndicatorChange change : outcome.indicators()) {
        if (!change.isTouched()) {
          continue;
        }
        rows.next()
            .text(WhatIfFiles.INDICATOR_SCENARIO, outcome.scenario().name())
            .text(WhatIfFiles.INDICATOR, change.code())
            .decimal(WhatIfFiles.BASE_POINTS, change.baseLines().points())
            .decimal(WhatIfFiles.SCENARIO_POINTS, change.scenarioLines().points())
            .count(WhatIfFiles.BASE_IN_FULL, change.baseLines().inFull())
            .count(WhatIfFiles.SCENARIO_IN_FULL, change.scenarioLines().inFull())
            .decimal(WhatIfFiles.BASE_PAYMENT_GBP, change.baseLines().paymentGbp())
            .decimal(WhatIfFiles.SCENARIO_PAYMENT_GBP, change.scenarioLines().paymentGbp())
            .decimal(
                WhatIfFiles.PAYMENT_CHANGE_GBP,
                change.scenarioLines().paymentGbp().subtract(change.baseLines().paymentGbp()))
            .count(WhatIfFiles.BASE_WITHOUT_BASE_YEAR, change.baseLines().withoutBaseYear())
            .count(WhatIfFiles.SCENARIO_WITHOUT_BASE_YEAR, change.scenarioLines().withoutBaseYear())
            .decimal(
                WhatIfFiles.BASE_WITHOUT_BASE_YEAR_GBP, change.baseLines().withoutBaseYearGbp())
            .decimal(
                WhatIfFiles.SCENARIO_WITHOUT_BASE_YEAR_GBP,
                change.scenarioLines().withoutBaseYearGbp());
        definition(
            rows,
            change.before(),
            WhatIfFiles.BASE_LOWER,
            WhatIfFiles.BASE_UPPER,
            WhatIfFiles.BASE_AVAILABLE);
        definition(
            rows,
            change.after(),
            WhatIfFiles.SCENARIO_LOWER,
            WhatIfFiles.SCENARIO_UPPER,
            WhatIfFiles.SCENARIO_AVAILABLE);
      }
    }
    return rows;
  }

  private static void definition(
      Block rows, @Nullable Indicator indicator, Field lower, Field upper, Field available) {
    if (indicator == null) {
      return;
    }
    rows.decimal(available, indicator.availablePoints());
    Thresholds thresholds = indicator.thresholds();
    if (thresholds != null) {
      rows.decimal(lower, thresholds.lowerPercent().movePointLeft(2))
          .decimal(upper, thresholds.upperPercent().movePointLeft(2));
    }
  }
}
