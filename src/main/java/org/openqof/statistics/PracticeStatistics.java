package org.openqof.statistics;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.IndicatorKind;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.ListSize;
import org.openqof.input.PracticeReference.PublishedRegister;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.IndicatorCounts;
import org.openqof.practice.PracticeYear;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.PracticePoints;

/**
 * The statistics of one practice: its indicators, groups and points, as sums that areas add up and
 * as rows of their own.
 *
 * <p>Points are computed; for an indicator whose thresholds the rulebook does not know they are
 * those the payment service awarded. A year without indicator values has no points.
 */
public final class PracticeStatistics {
  private final PracticeYear practice;
  private final Rulebook rulebook;
  private final Map<String, Sums> indicators = new LinkedHashMap<>();
  private final TreeMap<String, Sums> groups = new TreeMap<>();
  private final Map<String, String> listTypes = new HashMap<>();
  private final Sums points = new Sums();
  private long revisedMaximum;
  private long maximumOfRegisters;

  private PracticeStatistics(PracticeYear practice, Rulebook rulebook) {
    this.practice = practice;
    this.rulebook = rulebook;
  }

  /**
   * The statistics of one practice-year.
   *
   * @param practice the practice-year
   * @param rulebook the year's rulebook
   * @param earned points by indicator, in code order
   * @param registers registers by group
   */
  public static PracticeStatistics of(
      PracticeYear practice,
      Rulebook rulebook,
      List<EarnedPoints> earned,
      Map<String, Integer> registers) {
    PracticeStatistics statistics = new PracticeStatistics(practice, rulebook);
    earned.forEach(statistics::addIndicator);
    statistics.addPrevalence(registers);
    statistics.addPoints(registers);
    return statistics;
  }

  private void addIndicator(EarnedPoints earned) {
    Indicator indicator = earned.indicator();
    IndicatorCounts counts = earned.counts();
    Sums sums = new Sums();
    sums.available = hundredths(indicator.availablePoints());
    if (earned.points() != null) {
      sums.earned = hundredths(rulebook.payment().pointsRounding().shown(earned.points()));
    } else if (earned.notPriced() == NotPriced.THRESHOLDS_MISSING
        && counts != null
        && counts.reportedPoints() != null) {
      sums.earned = Sums.of(counts.reportedPoints());
    }
    if (counts != null) {
      switch (indicator.kind()) {
        case FRACTION, STEP, STANDARD -> {
          sums.numerator = Sums.of(counts.numerator());
          sums.denominator = Sums.of(counts.denominator());
          sums.pcas = Sums.of(counts.pcaCount());
        }
        case REGISTER, YES_NO, HOLISTIC, QUALITY_PRACTICE -> {}
      }
      addRegister(indicator, counts, sums);
    }
    sums.countPractice(indicator.kind());
    indicators.put(indicator.code(), sums);
    Sums group = groups.computeIfAbsent(indicator.groupCode(), code -> new Sums());
    group.available += sums.available;
    group.earned = Sums.plus(group.earned, sums.earned);
    if (sums.pcas != null && sums.denominator != null) {
      group.pcas = Sums.plus(group.pcas, sums.pcas);
      group.denominator = Sums.plus(group.denominator, sums.denominator);
    }
  }

  /**
   * The register that comes with an indicator: of a register indicator, and of one paid by a
   * fraction where it delivers the register that its group is published by (non-diabetic
   * hyperglycaemia, depression). A register that serves payment alone is not a statistic.
   */
  private void addRegister(Indicator indicator, IndicatorCounts counts, Sums sums) {
    Group group = rulebook.group(indicator.groupCode()).orElse(null);
    boolean publishedWith =
        group != null
            && group.publishesPrevalence()
            && indicator.code().equals(group.registerIndicator());
    if (indicator.kind() != IndicatorKind.REGISTER && !publishedWith) {
      return;
    }
    if (group != null && group.newlyDiagnosed()) {
      sums.newlyDiagnosed = Sums.of(counts.register(true));
      return;
    }
    sums.register = Sums.of(counts.register(false));
    sums.newlyDiagnosed = Sums.of(counts.newlyDiagnosed());
  }

  private void addPrevalence(Map<String, Integer> registers) {
    PracticeReference reference = practice.reference();
    for (Group group : rulebook.groups()) {
      Sums sums = groups.computeIfAbsent(group.code(), code -> new Sums());
      sums.practices = 1;
      listTypes.put(group.code(), group.listType());
      sums.list = listSize(reference, group.listType());
      if (group.publishesPrevalence()) {
        sums.register = Sums.of(registers.getOrDefault(group.code(), 0));
      }
    }
    for (PublishedRegister published : reference.publishedRegisters()) {
      Sums sums = groups.computeIfAbsent(published.groupCode(), code -> new Sums());
      sums.practices = 1;
      listTypes.put(published.groupCode(), published.listType());
      sums.list = (long) published.listSize();
      sums.register = Sums.of(registers.getOrDefault(published.groupCode(), 0));
    }
  }

  private void addPoints(Map<String, Integer> registers) {
    points.practices = 1;
    points.list = totalList();
    for (Sums sums : indicators.values()) {
      points.earned = Sums.plus(points.earned, sums.earned);
    }
    points.available = hundredths(rulebook.payment().totalPoints());
    maximumOfRegisters = points.available;
    for (Group group : rulebook.groups()) {
      Sums sums = groups.get(group.code());
      if (group.zeroRegisterReducesMaximum()
          && registers.getOrDefault(group.code(), 0) == 0
          && sums != null) {
        maximumOfRegisters -= sums.available;
      }
    }
    Integer reported = practice.reference().reportedMaximumPoints();
    revisedMaximum = reported == null ? maximumOfRegisters : reported * 100L;
  }

  /**
   * How the revised maximum that was received differs from that of the registers, in words; empty
   * where it does not, or none was received.
   */
  public String otherMaximum() {
    return revisedMaximum == maximumOfRegisters
        ? ""
        : "%s: %s received, %s by its registers"
            .formatted(
                practice.practiceCode(),
                BigDecimal.valueOf(revisedMaximum, 2).stripTrailingZeros().toPlainString(),
                BigDecimal.valueOf(maximumOfRegisters, 2).stripTrailingZeros().toPlainString());
  }

  private @Nullable Long totalList() {
    PracticeReference reference = practice.reference();
    Long total = listSize(reference, "TOTAL");
    if (total == null) {
      for (PublishedRegister published : reference.publishedRegisters()) {
        if (published.listType().equals("TOTAL")) {
          return (long) published.listSize();
        }
      }
    }
    return total;
  }

  private static @Nullable Long listSize(PracticeReference reference, String type) {
    for (ListSize list : reference.lists()) {
      if (list.listType().equals(type)) {
        return (long) list.patients();
      }
    }
    return null;
  }

  private static long hundredths(BigDecimal points) {
    return points.movePointRight(2).longValueExact();
  }

  /** What areas add up of the practice. */
  PracticeSums sums() {
    Map<String, Sums> lists = new TreeMap<>();
    for (ListSize list : practice.reference().lists()) {
      Sums sums = lists.computeIfAbsent(list.listType(), type -> new Sums());
      sums.practices = 1;
      sums.list = (long) list.patients();
    }
    return new PracticeSums(indicators, groups, listTypes, lists, points, revisedMaximum);
  }

  private String listType(String groupCode) {
    return listTypes.getOrDefault(groupCode, "TOTAL");
  }

  /** Adds the practice's rows to blocks of its three tables. */
  public void addRows(Block indicatorRows, Block groupRows, Block pointRows) {
    String code = practice.practiceCode();
    Map<String, String> groupOf = rulebook.groupByIndicator();
    indicators.forEach(
        (indicator, sums) -> {
          Rates rates = Rates.of(sums);
          indicatorRows
              .next()
              .text(PracticeIndicators.PRACTICE_CODE, code)
              .text(PracticeIndicators.INDICATOR_CODE, indicator)
              .text(PracticeIndicators.GROUP_CODE, groupOf.getOrDefault(indicator, ""))
              .count(PracticeIndicators.REGISTER_SIZE, intOrNull(sums.register))
              .count(PracticeIndicators.NEWLY_DIAGNOSED, intOrNull(sums.newlyDiagnosed))
              .count(PracticeIndicators.NUMERATOR, intOrNull(sums.numerator))
              .count(PracticeIndicators.DENOMINATOR, intOrNull(sums.denominator))
              .count(PracticeIndicators.PCA_COUNT, intOrNull(sums.pcas))
              .decimal(PracticeIndicators.ACHIEVEMENT, rates.achievement())
              .decimal(PracticeIndicators.PCA_RATE, rates.adjustments())
              .decimal(PracticeIndicators.INTERVENTION_RATE, rates.intervention())
              .decimal(PracticeIndicators.EARNED_POINTS, points(sums.earned))
              .unscaled(PracticeIndicators.AVAILABLE_POINTS, sums.available);
        });
    groups.forEach(
        (group, sums) -> {
          boolean newlyDiagnosed = rulebook.group(group).map(Group::newlyDiagnosed).orElse(false);
          groupRows
              .next()
              .text(PracticeGroups.PRACTICE_CODE, code)
              .text(PracticeGroups.GROUP_CODE, group)
              .text(PracticeGroups.PATIENT_LIST_TYPE, listType(group))
              .count(PracticeGroups.LIST_SIZE, intOrNull(sums.list))
              .count(PracticeGroups.REGISTER_SIZE, intOrNull(sums.register))
              .decimal(
                  PracticeGroups.RAW_PREVALENCE,
                  newlyDiagnosed ? null : Rate.of(sums.register, sums.list))
              .flag(PracticeGroups.NEWLY_DIAGNOSED, newlyDiagnosed)
              .decimal(PracticeGroups.EARNED_POINTS, points(sums.earned))
              .unscaled(PracticeGroups.AVAILABLE_POINTS, sums.available)
              .decimal(PracticeGroups.PCA_RATE, Rate.adjustments(sums.pcas, sums.denominator));
          if (sums.pcas != null) {
            groupRows.total(PracticeGroups.PCA_COUNT, sums.pcas);
          }
          if (sums.denominator != null) {
            groupRows.total(PracticeGroups.DENOMINATORS, sums.denominator);
          }
        });
    PracticeReference reference = practice.reference();
    pointRows
        .next()
        .text(PracticePoints.PRACTICE_CODE, code)
        .text(PracticePoints.PRACTICE_NAME, reference.name())
        .text(PracticePoints.PCN_CODE, reference.geography().pcn().odsCode())
        .text(PracticePoints.SUB_ICB_CODE, reference.geography().subIcb().odsCode())
        .text(PracticePoints.ICB_CODE, reference.geography().icb().odsCode())
        .text(PracticePoints.REGION_CODE, reference.geography().region().odsCode())
        .count(PracticePoints.LIST_SIZE, intOrNull(points.list))
        .decimal(PracticePoints.EARNED_POINTS, points(points.earned))
        .unscaled(PracticePoints.MAXIMUM_POINTS, points.available)
        .unscaled(PracticePoints.REVISED_MAXIMUM_POINTS, revisedMaximum)
        .decimal(PracticePoints.POINTS_RATE, Rate.points(points.earned, points.available))
        .decimal(PracticePoints.ADJUSTED_POINTS_RATE, Rate.points(points.earned, revisedMaximum));
  }

  static @Nullable Integer intOrNull(@Nullable Long count) {
    return count == null ? null : (Integer) Math.toIntExact(count);
  }

  static @Nullable BigDecimal points(@Nullable Long hundredths) {
    return hundredths == null ? null : BigDecimal.valueOf(hundredths, 2);
  }
}
