package org.openqof.comparison.change;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography.Area;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.Rulebook;
import org.openqof.statistics.Measure;
import org.openqof.statistics.Rate;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PracticeGroups;
import org.openqof.tables.PracticeIndicators;

/**
 * Achievement, adjustments and prevalence of two years side by side, by area, each with whether the
 * two may be compared. Where they may not, no change is given. Rates come from sums over practices,
 * on the map that the variant names.
 */
public final class CompareRates {
  private final Lineage lineage;
  private final Rulebook earlierRules;
  private final Rulebook laterRules;

  /** A comparison of the two rulebooks' years. */
  public CompareRates(Lineage lineage, Rulebook earlierRules, Rulebook laterRules) {
    this.lineage = lineage;
    this.earlierRules = earlierRules;
    this.laterRules = laterRules;
  }

  /**
   * Statistics of one year by practice.
   *
   * @param indicators rows of {@code practice_indicators}
   * @param groups rows of {@code practice_groups}
   */
  public record YearRates(Block indicators, Block groups) {
    private Set<String> practices() {
      Set<String> practices = new HashSet<>();
      for (int row = 0; row < groups.rows(); row++) {
        practices.add(groups.textAt(PracticeGroups.PRACTICE_CODE, row));
      }
      return practices;
    }
  }

  /**
   * One rate of one area in two years.
   *
   * @param areaCode ODS code
   * @param areaName its name on the map used
   * @param measure which rate
   * @param codeBefore indicator or group in the earlier year; empty when there was none
   * @param codeAfter indicator or group in the later year; empty when there is none
   * @param before rate, a fraction of 1; null when it does not exist
   * @param after rate, a fraction of 1; null when it does not exist
   * @param change later less earlier; null when they may not be compared
   * @param comparability whether they may
   * @param reason why not, or why with care; empty when comparable
   */
  public record RateChange(
      String areaCode,
      String areaName,
      Measure measure,
      String codeBefore,
      String codeAfter,
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      @Nullable BigDecimal change,
      Comparability comparability,
      String reason) {}

  /** Compares; areas by code, England first, then measures and codes in order. */
  public List<RateChange> compare(
      Variant variant,
      Division division,
      YearMap earlierMap,
      YearMap laterMap,
      YearRates earlier,
      YearRates later) {
    YearMap mapBefore = variant == Variant.AS_PUBLISHED ? earlierMap : laterMap;
    Set<String> only = null;
    if (variant == Variant.SAME_PRACTICES) {
      only = earlier.practices();
      only.retainAll(later.practices());
      only.removeIf(
          practice ->
              laterMap.succeeded(practice, earlierRules.year().start(), laterRules.year().end()));
    }
    Sums before = Sums.of(earlier, mapBefore, division, only);
    Sums after = Sums.of(later, laterMap, division, only);
    List<RateChange> changes = new ArrayList<>();
    Map<String, String> areas = new TreeMap<>(before.names);
    areas.putAll(after.names);
    changes.addAll(ofArea(Sums.ENGLAND, "England", before, after));
    if (!division.isEngland()) {
      areas.forEach((code, name) -> changes.addAll(ofArea(code, name, before, after)));
    }
    return changes;
  }

  private List<RateChange> ofArea(String area, String name, Sums before, Sums after) {
    List<RateChange> changes = new ArrayList<>();
    FinancialYear earlier = earlierRules.year();
    FinancialYear later = laterRules.year();
    for (Lineage.Comparison found : lineage.compareAll(earlier, later, Compared.ACHIEVEMENT)) {
      String codeBefore = found.earlierCode().orElse("");
      for (Measure measure : List.of(Measure.ACHIEVEMENT, Measure.PCA_RATE)) {
        BigDecimal rateBefore = before.rate(area, measure, codeBefore);
        BigDecimal rateAfter = after.rate(area, measure, found.laterCode());
        if (rateBefore != null || rateAfter != null) {
          changes.add(
              change(
                  area,
                  name,
                  measure,
                  codeBefore,
                  found.laterCode(),
                  rateBefore,
                  rateAfter,
                  found.comparability(),
                  found.reasons()));
        }
      }
    }
    Map<String, Group> groups = new TreeMap<>();
    earlierRules.groups().forEach(group -> groups.put(group.code(), group));
    laterRules.groups().forEach(group -> groups.put(group.code(), group));
    groups.forEach(
        (code, group) -> {
          BigDecimal rateBefore = before.rate(area, Measure.RAW_PREVALENCE, code);
          BigDecimal rateAfter = after.rate(area, Measure.RAW_PREVALENCE, code);
          if (rateBefore != null || rateAfter != null) {
            Judgement judgement = ofGroup(code, rateBefore, rateAfter);
            changes.add(
                change(
                    area,
                    name,
                    Measure.RAW_PREVALENCE,
                    rateBefore == null ? "" : code,
                    rateAfter == null ? "" : code,
                    rateBefore,
                    rateAfter,
                    judgement.comparability(),
                    judgement.reasons()));
          }
        });
    return changes;
  }

  private record Judgement(Comparability comparability, List<String> reasons) {}

  private Judgement ofGroup(String code, @Nullable BigDecimal before, @Nullable BigDecimal after) {
    String register = laterRules.group(code).map(Group::registerIndicator).orElse(null);
    if (register == null) {
      return new Judgement(
          Comparability.NOT_COMPARABLE, List.of(code + " has no register in one of the years"));
    }
    Lineage.Comparison found =
        lineage.compare(earlierRules.year(), register, laterRules.year(), Compared.PREVALENCE);
    if (before == null || after == null) {
      List<String> reasons = new ArrayList<>(found.reasons());
      reasons.add(code + " has no prevalence in one of the years");
      return new Judgement(Comparability.NOT_COMPARABLE, reasons);
    }
    return new Judgement(found.comparability(), found.reasons());
  }

  private static RateChange change(
      String area,
      String name,
      Measure measure,
      String codeBefore,
      String codeAfter,
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      Comparability comparability,
      List<String> reasons) {
    BigDecimal change =
        before == null || after == null || comparability == Comparability.NOT_COMPARABLE
            ? null
            : after.subtract(before);
    return new RateChange(
        area,
        name,
        measure,
        codeBefore,
        codeAfter,
        before,
        after,
        change,
        comparability,
        String.join("; ", reasons));
  }

  /** Sums by area, measure and code. */
  private static final class Sums {
    static final String ENGLAND = "ENG";

    final Map<String, String> names = new TreeMap<>();
    private final Map<String, Map<Measure, Map<String, Counts>>> sums = new HashMap<>();
    private final YearMap map;
    private final Division division;
    private final @Nullable Set<String> only;
    private String practice = "";
    private Area area = new Area(ENGLAND, null, "England");

    private Sums(YearMap map, Division division, @Nullable Set<String> only) {
      this.map = map;
      this.division = division;
      this.only = only;
    }

    static Sums of(YearRates year, YearMap map, Division division, @Nullable Set<String> only) {
      Sums sums = new Sums(map, division, only);
      Block indicators = year.indicators();
      for (int row = 0; row < indicators.rows(); row++) {
        if (sums.at(indicators.textAt(PracticeIndicators.PRACTICE_CODE, row))) {
          sums.addIndicator(indicators, row);
        }
      }
      Block groups = year.groups();
      for (int row = 0; row < groups.rows(); row++) {
        if (sums.at(groups.textAt(PracticeGroups.PRACTICE_CODE, row))) {
          sums.addGroup(groups, row);
        }
      }
      return sums;
    }

    /** Turns to a practice; whether it is counted. */
    private boolean at(String code) {
      if (only != null && !only.contains(code)) {
        return false;
      }
      if (!code.equals(practice)) {
        practice = code;
        area = division.area(map, code);
        names.put(area.odsCode(), area.name());
      }
      return true;
    }

    private void addIndicator(Block rows, int row) {
      String code = rows.textAt(PracticeIndicators.INDICATOR_CODE, row);
      Long denominator = count(rows, PracticeIndicators.DENOMINATOR, row);
      add(Measure.ACHIEVEMENT, code, count(rows, PracticeIndicators.NUMERATOR, row), denominator);
      add(Measure.PCA_RATE, code, count(rows, PracticeIndicators.PCA_COUNT, row), denominator);
    }

    private void addGroup(Block rows, int row) {
      if (!rows.flagAt(PracticeGroups.NEWLY_DIAGNOSED, row)) {
        add(
            Measure.RAW_PREVALENCE,
            rows.textAt(PracticeGroups.GROUP_CODE, row),
            count(rows, PracticeGroups.REGISTER_SIZE, row),
            count(rows, PracticeGroups.LIST_SIZE, row));
      }
    }

    private static @Nullable Long count(Block rows, Field field, int row) {
      return rows.has(field, row) ? (Long) (long) rows.countAt(field, row) : null;
    }

    private void add(Measure measure, String code, @Nullable Long above, @Nullable Long below) {
      addTo(area.odsCode(), measure, code, above, below);
      if (!division.isEngland()) {
        addTo(ENGLAND, measure, code, above, below);
      }
    }

    private void addTo(
        String where, Measure measure, String code, @Nullable Long above, @Nullable Long below) {
      Counts sum = of(where, measure).computeIfAbsent(code, unused -> new Counts());
      sum.above = plus(sum.above, above);
      sum.below = plus(sum.below, below);
    }

    private static @Nullable Long plus(@Nullable Long sum, @Nullable Long count) {
      return sum == null || count == null ? (sum == null ? count : sum) : (Long) (sum + count);
    }

    private Map<String, Counts> of(String where, Measure measure) {
      return sums.computeIfAbsent(where, unused -> new EnumMap<>(Measure.class))
          .computeIfAbsent(measure, unused -> new HashMap<>());
    }

    @Nullable BigDecimal rate(String where, Measure measure, String code) {
      Counts sum = of(where, measure).get(code);
      if (sum == null) {
        return null;
      }
      return measure == Measure.PCA_RATE
          ? Rate.adjustments(sum.above, sum.below)
          : Rate.of(sum.above, sum.below);
    }
  }

  /**
   * What stands above and below the line of a rate, each summed by itself over the practices that
   * brought it, as the published areas are; the adjustment rate adds both below the line.
   */
  private static final class Counts {
    @Nullable Long above;
    @Nullable Long below;
  }
}
