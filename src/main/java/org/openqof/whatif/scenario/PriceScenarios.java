package org.openqof.whatif.scenario;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.domain.PointsRounding;
import org.openqof.practice.EarnedPoints;
import org.openqof.practice.IndicatorCounts;
import org.openqof.practice.PracticePricing;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricePractice;
import org.openqof.practice.PricedPractice;
import org.openqof.practice.PricedPractice.AppliedAdjustment;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.rulebook.Indicator;
import org.openqof.whatif.scenario.LineSums.OfLine;

/**
 * Prices practices in the base year and in every scenario, with the same calls.
 *
 * <p>A line whose terms are those of the base ({@link Terms.OfLine}) is the base's line: only lines
 * whose terms differ are priced again, and their pence take the place of the base's in the sum.
 * Where money is not rounded line by line, or points depend on other indicators, the whole practice
 * is priced again.
 *
 * <p>Registers are those of the base year in every scenario: retiring an indicator does not stop
 * its register from being sent.
 */
public final class PriceScenarios implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Terms base;
  private final PaidPractices paid;
  private final List<Plan> plans;

  /**
   * One scenario with the terms it is priced with.
   *
   * @param scenario the scenario
   * @param terms its terms
   */
  public record Priced(Scenario scenario, Terms terms) implements Serializable {}

  /**
   * What must be priced again for a scenario.
   *
   * @param priced the scenario
   * @param whole whether whole practices must be priced
   * @param dropped indicators of the base, in code order, whose lines no longer stand
   * @param again indicators whose lines must be priced
   */
  private record Plan(Priced priced, boolean whole, List<Integer> dropped, List<Indicator> again)
      implements Serializable {}

  /**
   * A pricing.
   *
   * @param base terms of the base year
   * @param paid who is paid
   * @param scenarios the scenarios, with their terms
   */
  public PriceScenarios(Terms base, PaidPractices paid, List<Priced> scenarios) {
    this.base = base;
    this.paid = paid;
    this.plans = scenarios.stream().map(this::plan).toList();
  }

  private Plan plan(Priced priced) {
    if (!base.byLine() || !priced.terms().byLine()) {
      return new Plan(priced, true, List.of(), List.of());
    }
    Map<String, String> valuesOf = priced.scenario().valuesOf();
    List<Indicator> before = base.rulebook().indicatorsInCodeOrder();
    Map<String, Indicator> after = new TreeMap<>(priced.terms().rulebook().indicatorsByCode());
    List<Integer> dropped = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Indicator old = before.get(i);
      Indicator now = after.get(old.code());
      if (now != null
          && base.ofLine(old, old.code())
              .equals(priced.terms().ofLine(now, valuesOf.getOrDefault(now.code(), now.code())))) {
        after.remove(old.code());
      } else {
        dropped.add(i);
      }
    }
    return new Plan(priced, false, List.copyOf(dropped), List.copyOf(after.values()));
  }

  /** How many lines of each practice a scenario prices again; all of them where it must. */
  int pricedAnew(int scenario) {
    Plan plan = plans.get(scenario);
    return plan.whole()
        ? plan.priced().terms().rulebook().indicators().size()
        : plan.again().size();
  }

  /** The scenarios. */
  List<Scenario> scenarios() {
    return plans.stream().map(plan -> plan.priced().scenario()).toList();
  }

  /** Terms of the base year. */
  Terms base() {
    return base;
  }

  /** Terms of a scenario. */
  Terms terms(int scenario) {
    return plans.get(scenario).priced().terms();
  }

  /** Prices a block of practices, in the order given. */
  public BlockPounds price(List<PracticeYear> practices) {
    BlockPounds pounds = new BlockPounds(plans.size());
    List<PricePractice> pricings =
        plans.stream().map(plan -> plan.priced().terms().pricing()).toList();
    OpenBlock block = new OpenBlock(base.pricing(), pricings, pounds);
    for (PracticeYear practice : practices) {
      if (isPaid(practice)) {
        block.price(practice);
      }
    }
    block.close();
    return pounds;
  }

  /** Whether a practice is paid in the base year. */
  boolean isPaid(PracticeYear practice) {
    return paid.holds(practice);
  }

  /** A practice with the counts that its scenario lends to new indicators. */
  static PracticeYear lent(PracticeYear practice, Scenario scenario) {
    if (scenario.valuesOf().isEmpty()) {
      return practice;
    }
    List<IndicatorCounts> counts = new ArrayList<>();
    for (IndicatorCounts own : practice.counts()) {
      if (!scenario.valuesOf().containsKey(own.indicatorCode())) {
        counts.add(own);
      }
      scenario
          .valuesOf()
          .forEach(
              (code, source) -> {
                if (source.equals(own.indicatorCode())) {
                  counts.add(own.as(code));
                }
              });
    }
    return new PracticeYear(practice.year(), practice.reference(), practice.values(), counts);
  }

  /** One block while it is priced. */
  private final class OpenBlock {
    private final PricePractice basePricing;
    private final List<PricePractice> pricings;
    private final BlockPounds pounds;
    private final List<Indicator> indicators = base.rulebook().indicatorsInCodeOrder();
    private final LineSums[] baseSums = new LineSums[indicators.size()];

    OpenBlock(PricePractice basePricing, List<PricePractice> pricings, BlockPounds pounds) {
      this.basePricing = basePricing;
      this.pricings = pricings;
      this.pounds = pounds;
      for (int i = 0; i < baseSums.length; i++) {
        baseSums[i] = new LineSums();
      }
    }

    void price(PracticeYear practice) {
      Map<String, Integer> registers = PracticeRegisters.of(practice, base.rulebook());
      PricedPractice priced =
          basePricing.price(practice, registers, basePricing.points(practice), BigDecimal.ZERO);
      PointsRounding rounding = base.rulebook().payment().pointsRounding();
      OfLine[] lines = new OfLine[indicators.size()];
      for (int i = 0; i < lines.length; i++) {
        lines[i] = OfLine.of(priced.lines().get(i), rounding);
        baseSums[i].add(lines[i]);
      }
      pounds.practices.add(practice.practiceCode());
      pounds.populations.add(priced.population().patients());
      pounds.base.add(pence(priced.totalAchievement()));
      Open open = new Open(practice, registers, priced, lines);
      for (int i = 0; i < plans.size(); i++) {
        pounds.scenarios.get(i).add(total(open, i));
      }
    }

    void close() {
      for (int i = 0; i < baseSums.length; i++) {
        pounds.baseLines.put(indicators.get(i).code(), baseSums[i]);
      }
    }

    private long total(Open open, int scenario) {
      Plan plan = plans.get(scenario);
      Map<String, LineSums> differences = pounds.differences.get(scenario);
      if (plan.priced().scenario().leftOut().contains(open.practice().practiceCode())) {
        for (int i = 0; i < open.lines().length; i++) {
          sums(differences, indicators.get(i).code()).subtract(open.lines()[i]);
        }
        return BlockPounds.LEFT_OUT;
      }
      if (plan.whole()) {
        return whole(open, plan, pricings.get(scenario), differences);
      }
      if (plan.dropped().isEmpty() && plan.again().isEmpty()) {
        return pence(open.priced().totalAchievement());
      }
      long achievement = pence(open.priced().achievementPayment());
      for (int index : plan.dropped()) {
        OfLine line = open.lines()[index];
        achievement -= line.pence();
        sums(differences, indicators.get(index).code()).subtract(line);
      }
      Scenario changed = plan.priced().scenario();
      PracticePricing pricing = pricings.get(scenario).open(open.practice(), open.registers());
      PointsRounding rounding = plan.priced().terms().rulebook().payment().pointsRounding();
      for (Indicator indicator : plan.again()) {
        OfLine line = OfLine.of(pricing.line(open.earned(changed, indicator, pricing)), rounding);
        achievement += line.pence();
        sums(differences, indicator.code()).add(line);
      }
      return totalAchievement(open.practice(), BigDecimal.valueOf(achievement, 2), pricing);
    }

    private long whole(
        Open open, Plan plan, PricePractice pricing, Map<String, LineSums> differences) {
      PracticeYear practice = lent(open.practice(), plan.priced().scenario());
      PricedPractice priced =
          pricing.price(practice, open.registers(), pricing.points(practice), BigDecimal.ZERO);
      for (int i = 0; i < open.lines().length; i++) {
        sums(differences, indicators.get(i).code()).subtract(open.lines()[i]);
      }
      PointsRounding rounding = plan.priced().terms().rulebook().payment().pointsRounding();
      for (Line line : priced.lines()) {
        sums(differences, line.earned().indicator().code()).add(OfLine.of(line, rounding));
      }
      return pence(priced.totalAchievement());
    }
  }

  /** Achievement payment, part of the year and corrections together, as a practice is due them. */
  private static long totalAchievement(
      PracticeYear practice, BigDecimal achievementPayment, PracticePricing pricing) {
    BigDecimal total = achievementPayment.add(practice.contract().partYear(achievementPayment));
    for (AppliedAdjustment adjustment : pricing.adjustments()) {
      total = total.add(adjustment.pounds());
    }
    return pence(total);
  }

  private static LineSums sums(Map<String, LineSums> sums, String code) {
    return sums.computeIfAbsent(code, any -> new LineSums());
  }

  private static long pence(BigDecimal pounds) {
    return pounds.movePointRight(2).longValueExact();
  }

  /** A practice priced in the base year. */
  private static final class Open {
    private final PracticeYear practice;
    private final Map<String, Integer> registers;
    private final PricedPractice priced;
    private final OfLine[] lines;
    private final Map<String, IndicatorCounts> counts = new HashMap<>();
    // By identity: an overlay keeps the very indicators that it leaves alone.
    private final IdentityHashMap<Indicator, EarnedPoints> earned = new IdentityHashMap<>();

    Open(
        PracticeYear practice,
        Map<String, Integer> registers,
        PricedPractice priced,
        OfLine[] lines) {
      this.practice = practice;
      this.registers = registers;
      this.priced = priced;
      this.lines = lines;
      practice.counts().forEach(sent -> counts.put(sent.indicatorCode(), sent));
      priced.lines().forEach(line -> earned.put(line.earned().indicator(), line.earned()));
    }

    PracticeYear practice() {
      return practice;
    }

    Map<String, Integer> registers() {
      return registers;
    }

    PricedPractice priced() {
      return priced;
    }

    OfLine[] lines() {
      return lines;
    }

    /** Points of own performance; those of the base where the indicator is the base's. */
    EarnedPoints earned(Scenario scenario, Indicator indicator, PracticePricing pricing) {
      EarnedPoints ofBase = earned.get(indicator);
      if (ofBase != null) {
        return ofBase;
      }
      String code = indicator.code();
      String source = scenario.valuesOf().get(code);
      IndicatorCounts lent = source == null ? null : counts.get(source);
      return pricing.earned(
          indicator, source == null ? counts.get(code) : lent == null ? null : lent.as(code));
    }
  }
}
