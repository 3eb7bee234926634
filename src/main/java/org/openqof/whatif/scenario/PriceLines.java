package org.openqof.whatif.scenario;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.IndicatorCounts;
import org.openqof.practice.PracticePricing;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.rulebook.Indicator;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.WhatIfFiles;

/**
 * The lines of one scenario alongside those of the base year: points, payments, and what one more
 * patient is worth.
 *
 * <p>One more patient is priced as one more in the numerator of the same denominator: the line then
 * less the line now, each to the penny. It is 0 below the lower threshold unless the patient
 * reaches it, 0 at the upper one, and 0 where points of a base year are paid.
 */
public final class PriceLines implements Serializable {
  private static final long serialVersionUID = 1L;

  private final PriceScenarios pricing;
  private final int scenario;

  /**
   * Lines of one scenario.
   *
   * @param pricing the pricing of all scenarios
   * @param scenario which of them, from 0
   */
  public PriceLines(PriceScenarios pricing, int scenario) {
    this.pricing = pricing;
    this.scenario = scenario;
  }

  /** Rows of {@code what_if_lines} of a block of practices, in its order. */
  public Block rows(List<PracticeYear> practices) {
    Terms before = pricing.base();
    Terms after = pricing.terms(scenario);
    Scenario changed = pricing.scenarios().get(scenario);
    Side base = new Side(before);
    Side other = new Side(after);
    TreeSet<String> codes = new TreeSet<>(base.indicators.keySet());
    codes.addAll(other.indicators.keySet());
    Block rows = new Block(WhatIfFiles.LINES, practices.size() * codes.size());
    for (PracticeYear practice : practices) {
      if (!pricing.isPaid(practice)) {
        continue;
      }
      // Registers are those of the base year in every scenario.
      Map<String, Integer> registers = PracticeRegisters.of(practice, before.rulebook());
      base.open(practice, registers);
      other.open(
          changed.leftOut().contains(practice.practiceCode())
              ? null
              : PriceScenarios.lent(practice, changed),
          registers);
      for (String code : codes) {
        add(rows, practice.practiceCode(), code, base.line(code), other.line(code));
      }
    }
    return rows;
  }

  private static void add(
      Block rows,
      String practice,
      String code,
      @Nullable PricedLine before,
      @Nullable PricedLine after) {
    if (before == null && after == null) {
      return;
    }
    rows.next()
        .text(WhatIfFiles.LINE_PRACTICE, practice)
        .text(WhatIfFiles.LINE_INDICATOR, code)
        .decimal(WhatIfFiles.LINE_CHANGE_GBP, paid(after).subtract(paid(before)));
    counts(rows, before == null ? after : before);
    side(
        rows,
        before,
        WhatIfFiles.LINE_BASE_POINTS,
        WhatIfFiles.LINE_BASE_GBP,
        WhatIfFiles.BASE_NEXT_PATIENT_GBP,
        WhatIfFiles.BASE_TO_LOWER,
        WhatIfFiles.BASE_TO_UPPER);
    side(
        rows,
        after,
        WhatIfFiles.LINE_SCENARIO_POINTS,
        WhatIfFiles.LINE_SCENARIO_GBP,
        WhatIfFiles.SCENARIO_NEXT_PATIENT_GBP,
        WhatIfFiles.SCENARIO_TO_LOWER,
        WhatIfFiles.SCENARIO_TO_UPPER);
  }

  private static BigDecimal paid(@Nullable PricedLine line) {
    BigDecimal payment = line == null ? null : line.line().paymentGbp();
    return payment == null ? BigDecimal.ZERO.setScale(2) : payment;
  }

  private static void counts(Block rows, @Nullable PricedLine line) {
    IndicatorCounts counts = line == null ? null : line.line().earned().counts();
    if (counts == null) {
      return;
    }
    rows.count(WhatIfFiles.NUMERATOR, counts.numerator())
        .count(WhatIfFiles.DENOMINATOR, counts.denominator());
    if (counts.numerator() != null && counts.denominator() != null && counts.denominator() > 0) {
      rows.decimal(
          WhatIfFiles.ACHIEVEMENT, Ratio.of(counts.numerator(), counts.denominator()).rounded(10));
    }
  }

  private static void side(
      Block rows,
      @Nullable PricedLine priced,
      Field points,
      Field payment,
      Field next,
      Field toLower,
      Field toUpper) {
    if (priced == null) {
      return;
    }
    Ratio settled = priced.line().settled().points();
    rows.decimal(points, settled == null ? null : priced.terms().shown(settled))
        .decimal(payment, priced.line().paymentGbp())
        .decimal(next, priced.nextPatientGbp());
    EarnedPoints own = priced.line().earned();
    Thresholds thresholds = own.indicator().thresholds();
    IndicatorCounts counts = own.counts();
    if (thresholds != null && counts != null && hasPatients(counts)) {
      int numerator = counts.numerator() == null ? 0 : counts.numerator();
      int denominator = counts.denominator() == null ? 0 : counts.denominator();
      rows.count(
              toLower,
              Math.toIntExact(
                  AchievementPoints.patientsTo(thresholds.lowerPercent(), numerator, denominator)))
          .count(
              toUpper,
              Math.toIntExact(
                  AchievementPoints.patientsTo(thresholds.upperPercent(), numerator, denominator)));
    }
  }

  private static boolean hasPatients(IndicatorCounts counts) {
    return counts.numerator() != null && counts.denominator() != null && counts.denominator() > 0;
  }

  /**
   * A line with what one more patient adds.
   *
   * @param nextPatientGbp pounds; null where no patient is left or the indicator is not a share
   */
  private record PricedLine(Terms terms, Line line, @Nullable BigDecimal nextPatientGbp) {}

  /** The base year, or the scenario, open at one practice. */
  private static final class Side {
    private final Terms terms;
    private final PricePractice pricing;
    private final Map<String, Indicator> indicators;
    private final Map<String, EarnedPoints> earned = new HashMap<>();
    private @Nullable PracticePricing open;

    Side(Terms terms) {
      this.terms = terms;
      this.pricing = terms.pricing();
      this.indicators = terms.rulebook().indicatorsByCode();
    }

    void open(@Nullable PracticeYear practice, Map<String, Integer> registers) {
      open = practice == null ? null : pricing.open(practice, registers);
      earned.clear();
      if (practice != null) {
        pricing.points(practice).forEach(own -> earned.put(own.indicator().code(), own));
      }
    }

    @Nullable PricedLine line(String code) {
      EarnedPoints own = earned.get(code);
      if (own == null || open == null) {
        return null;
      }
      Line line = open.line(own);
      return new PricedLine(terms, line, nextPatient(open, line));
    }

    private static @Nullable BigDecimal nextPatient(PracticePricing open, Line line) {
      EarnedPoints own = line.earned();
      IndicatorCounts counts = own.counts();
      BigDecimal now = line.paymentGbp();
      if (now == null
          || counts == null
          || !own.indicator().kind().isShare()
          || counts.numerator() == null
          || counts.denominator() == null
          || counts.numerator() >= counts.denominator()) {
        return null;
      }
      Line then =
          open.line(
              open.earned(
                  own.indicator(),
                  counts.withFraction(counts.numerator() + 1, counts.denominator())));
      return then.paymentGbp() == null ? null : then.paymentGbp().subtract(now);
    }
  }
}
