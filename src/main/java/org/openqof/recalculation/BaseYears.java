package org.openqof.recalculation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.openqof.domain.FinancialYear;
import org.openqof.input.LocalDecisions.Succession;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.BaseYearPoints.Base;
import org.openqof.practice.ImprovementBaselines;
import org.openqof.rulebook.EarlierCodes;
import org.openqof.rulebook.Improvement;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticeIndicators;
import org.openqof.tables.Successions;
import org.openqof.tables.Table;

/**
 * The base years of a year's income protection, and the years of its improvement baselines, as the
 * lake has them: of each, the last version that was recalculated.
 *
 * <p>Points are those paid in the base year ({@code payment_lines}). A base year with a reference
 * rulebook pays nothing; its points are those of its statistics ({@code practice_indicators}),
 * which are the awarded ones where they cannot be computed.
 */
public final class BaseYears {
  /** Later than any time. */
  public static final String LATEST = "9";

  private final Lake lake;
  private final Rulebook rulebook;
  private final EarlierCodes codes;
  private final TreeMap<FinancialYear, List<Protection>> protectionsOf = new TreeMap<>();
  private final TreeMap<FinancialYear, List<Indicator>> routesOf = new TreeMap<>();
  private final TreeMap<FinancialYear, VersionState> versions = new TreeMap<>();

  public BaseYears(RunContext context, Rulebook rulebook) {
    this(context.lake(), rulebook, context.rulebooks().earlierCodes(rulebook), LATEST);
  }

  /**
   * The base years as a version of the year found them.
   *
   * @param codes what indicators were called in earlier years, see {@link Rulebooks#earlierCodes}
   * @param asOf when that version was made, UTC, ISO 8601: versions of the base years that are
   *     younger do not count
   */
  public BaseYears(Lake lake, Rulebook rulebook, EarlierCodes codes, String asOf) {
    this.lake = lake;
    this.rulebook = rulebook;
    this.codes = codes;
    for (Protection protection : rulebook.protections()) {
      FinancialYear base = protection.baseYear();
      if (base != null) {
        protectionsOf.computeIfAbsent(base, year -> new ArrayList<>()).add(protection);
      }
    }
    for (Indicator indicator : rulebook.indicators()) {
      Improvement route = indicator.improvement();
      if (route != null) {
        route
            .baselineYears()
            .forEach(
                year -> routesOf.computeIfAbsent(year, any -> new ArrayList<>()).add(indicator));
      }
    }
    for (FinancialYear base : years()) {
      for (VersionState version : new VersionLog(lake).states(base)) {
        if (version.state() == State.RECALCULATED && version.happenedAt().compareTo(asOf) <= 0) {
          versions.put(base, version);
        }
      }
    }
  }

  /**
   * The base years of the year's protected indicators and the years of its improvement baselines,
   * whether the lake has them or not.
   */
  public SortedSet<FinancialYear> years() {
    TreeSet<FinancialYear> years = new TreeSet<>(protectionsOf.keySet());
    years.addAll(routesOf.keySet());
    return years;
  }

  /**
   * The years that the year stands on: its base years and the year before, with which it is
   * compared and from which aspiration and registers come.
   */
  public SortedSet<FinancialYear> used() {
    SortedSet<FinancialYear> used = years();
    if (!rulebook.year().equals(FinancialYear.FIRST)) {
      used.add(rulebook.year().previous());
    }
    return used;
  }

  /**
   * What is used of other years, by what it is called: identities of the versions whose points are
   * paid, and what the protected indicators were called in them. A year whose base year changed is
   * another year.
   */
  public SortedMap<String, String> identities() {
    SortedMap<String, String> identities = new TreeMap<>();
    versions.forEach((year, version) -> identities.put("base year " + year, version.identity()));
    if (!codes.isEmpty()) {
      identities.put(
          MadeFrom.LINEAGE,
          codes.protectedOn() + (codes.baselines().isEmpty() ? "" : " " + codes.baselines()));
    }
    return identities;
  }

  /** The points of every practice for every protected indicator. */
  public BaseYearPoints points() {
    return points(all -> all);
  }

  /** The points of one practice for every protected indicator. */
  public BaseYearPoints points(String practiceCode) {
    return points(all -> all.where(practiceCode));
  }

  private BaseYearPoints points(UnaryOperator<Selection> practices) {
    BaseYearPoints points = new BaseYearPoints(bases(), new ImprovementBaselines());
    versions.forEach(
        (year, version) -> {
          boolean paid = !lake.files(PaymentLines.TABLE, year, version.version()).isEmpty();
          Columns from = paid ? PAID : AWARDED;
          if (protectionsOf.containsKey(year)) {
            read(from, year, version.version(), practices, points);
          }
          if (routesOf.containsKey(year)) {
            readBaselines(from, year, version, practices, points.baselines());
          }
        });
    return points;
  }

  private Map<String, Base> bases() {
    Map<String, Base> bases = new TreeMap<>();
    protectionsOf.forEach(
        (year, protections) -> {
          for (Protection protection : protections) {
            List<String> then = codes.protectedOn().get(protection.indicatorCode());
            if (then != null) {
              bases.put(protection.indicatorCode(), new Base(year, then));
            }
          }
        });
    return bases;
  }

  /**
   * The columns of a table that holds points.
   *
   * @param table the table
   * @param practice ODS code of the practice
   * @param indicator indicator code
   * @param earned points
   * @param available points available
   * @param numerator patients who received the intervention
   * @param denominator patients eligible
   */
  private record Columns(
      Table table,
      Field practice,
      Field indicator,
      Field earned,
      Field available,
      Field numerator,
      Field denominator) {
    Selection selection() {
      return Selection.of(practice, indicator, earned, available);
    }
  }

  private static final SortedMap<FinancialYear, String> NO_CODES = new TreeMap<>();
  private static final Columns PAID =
      new Columns(
          PaymentLines.TABLE,
          PaymentLines.PRACTICE_CODE,
          PaymentLines.INDICATOR_CODE,
          PaymentLines.EARNED_POINTS,
          PaymentLines.AVAILABLE_POINTS,
          PaymentLines.NUMERATOR,
          PaymentLines.DENOMINATOR);
  private static final Columns AWARDED =
      new Columns(
          PracticeIndicators.TABLE,
          PracticeIndicators.PRACTICE_CODE,
          PracticeIndicators.INDICATOR_CODE,
          PracticeIndicators.EARNED_POINTS,
          PracticeIndicators.AVAILABLE_POINTS,
          PracticeIndicators.NUMERATOR,
          PracticeIndicators.DENOMINATOR);

  private void read(
      Columns from,
      FinancialYear year,
      int version,
      UnaryOperator<Selection> practices,
      BaseYearPoints points) {
    lake.forEach(
        from.table(),
        year,
        version,
        practices.apply(from.selection()),
        block -> add(from, year, block, points));
  }

  private static void add(Columns from, FinancialYear year, Block block, BaseYearPoints points) {
    for (int row = 0; row < block.rows(); row++) {
      String code = block.textAt(from.indicator(), row);
      if (points.needs(year, code) && block.has(from.earned(), row)) {
        points.available(
            year, code, BigDecimal.valueOf(block.unscaledAt(from.available(), row), 2));
        points.put(
            block.textAt(from.practice(), row),
            year,
            code,
            Math.toIntExact(block.unscaledAt(from.earned(), row)));
      }
    }
  }

  /**
   * Counts of the baseline years, of all practices: a practice that took patients since has those
   * of others.
   */
  private void readBaselines(
      Columns from,
      FinancialYear year,
      VersionState version,
      UnaryOperator<Selection> practices,
      ImprovementBaselines baselines) {
    Map<String, List<String>> restingOn = new TreeMap<>();
    boolean others = false;
    for (Indicator indicator : routesOf.getOrDefault(year, List.of())) {
      String then = codes.baselines().getOrDefault(indicator.code(), NO_CODES).get(year);
      if (then != null) {
        restingOn.computeIfAbsent(then, code -> new ArrayList<>()).add(indicator.code());
      }
      Improvement route = indicator.improvement();
      others |= route != null && route.mergers() == Improvement.Mergers.COUNTS_OF_ALL;
    }
    baselines.year(year);
    UnaryOperator<Selection> wanted = others ? all -> all : practices;
    lake.forEach(
        from.table(),
        year,
        version.version(),
        wanted.apply(
            Selection.of(from.practice(), from.indicator(), from.numerator(), from.denominator())),
        block -> {
          for (int row = 0; row < block.rows(); row++) {
            Integer numerator = block.countOrNull(from.numerator(), row);
            Integer denominator = block.countOrNull(from.denominator(), row);
            if (numerator != null && denominator != null) {
              for (String indicator :
                  restingOn.getOrDefault(block.textAt(from.indicator(), row), List.of())) {
                baselines.put(
                    block.textAt(from.practice(), row), indicator, year, numerator, denominator);
              }
            }
          }
        });
    if (others) {
      readSuccessions(year, version, baselines);
    }
  }

  private void readSuccessions(
      FinancialYear year, VersionState version, ImprovementBaselines baselines) {
    lake.forEach(
        Successions.TABLE,
        year,
        version.silverVersion(),
        Selection.everything(),
        block -> {
          for (int row = 0; row < block.rows(); row++) {
            baselines.put(
                new Succession(
                    block.textAt(Successions.FROM_PRACTICE_CODE, row),
                    block.textAt(Successions.TO_PRACTICE_CODE, row),
                    Objects.requireNonNull(block.dateOrNull(Successions.SUCCESSION_DATE, row)),
                    block.decimalAt(Successions.SHARE, row),
                    new Source(
                        block.textAt(Successions.FILE_DIGEST, row),
                        block.countAt(Successions.LINE_NUMBER, row))));
          }
        });
  }

  /** Base years that are not in the lake, and indicators that no base year knows. */
  public List<String> notices() {
    List<String> notices = new ArrayList<>();
    protectionsOf.forEach(
        (year, protections) -> {
          if (!versions.containsKey(year)) {
            notices.add(
                "%s is not in the lake: %d protected indicators (%s points) are paid on own performance"
                    .formatted(
                        year,
                        protections.size(),
                        available(protections.stream().map(Protection::indicatorCode).toList())));
            return;
          }
          List<String> unknown =
              protections.stream()
                  .map(Protection::indicatorCode)
                  .filter(code -> !codes.protectedOn().containsKey(code))
                  .toList();
          if (!unknown.isEmpty()) {
            notices.add(
                "%s has no predecessor of %s (%s points): paid on own performance"
                    .formatted(year, String.join(", ", unknown), available(unknown)));
          }
        });
    routesOf.forEach(
        (year, indicators) -> {
          if (!versions.containsKey(year)) {
            notices.add(
                "%s is not in the lake: the improvement baselines of %s lack it (%s points)"
                    .formatted(
                        year,
                        String.join(", ", indicators.stream().map(Indicator::code).toList()),
                        available(indicators.stream().map(Indicator::code).toList())));
          }
        });
    return notices;
  }

  private String available(List<String> indicators) {
    Map<String, Indicator> byCode = rulebook.indicatorsByCode();
    BigDecimal sum = BigDecimal.ZERO;
    for (String code : indicators) {
      Indicator indicator = byCode.get(code);
      sum = indicator == null ? sum : sum.add(indicator.availablePoints());
    }
    return sum.toPlainString();
  }
}
