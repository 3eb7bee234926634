package org.openqof.nation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.FindCauses;
import org.openqof.gate.figures.FrameworkChange;
import org.openqof.gate.figures.GateFacts;
import org.openqof.gate.figures.JudgeFigures;
import org.openqof.gate.figures.JudgeInputs;
import org.openqof.gate.figures.JudgeOutcome;
import org.openqof.gate.figures.Judgement;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.gate.figures.Leverage;
import org.openqof.gate.figures.NationBefore;
import org.openqof.gate.figures.OutcomeFacts;
import org.openqof.gate.figures.PracticeStanding;
import org.openqof.gate.figures.YearOutcome;
import org.openqof.practice.Contribution;
import org.openqof.practice.LargeInput;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;

/** What the gate says of whole years of a nation of 6,400 practices, honest and not. */
class JudgeYearsTest {
  private static final int PRACTICES = 6_400;
  private static final Rulebooks RULEBOOKS = Rulebooks.shipped();

  private static Rulebook rulebook(String year) {
    return RULEBOOKS.load(FinancialYear.of(year));
  }

  /** Lists of 2,000 to 18,000; every register that the year pays by is 4 % of the list. */
  private static List<Contribution> nation(Rulebook rulebook) {
    GateFacts ofRules = facts(rulebook, List.of(), List.of(), Map.of());
    List<Contribution> nation = new ArrayList<>();
    for (int i = 0; i < PRACTICES; i++) {
      int list = 2_000 + (i * 7_919) % 16_001;
      Map<String, Integer> registers = new TreeMap<>();
      Leverage.paying(ofRules).forEach(group -> registers.put(group, list / 25));
      nation.add(new Contribution("A%05d".formatted(i), list, registers));
    }
    return nation;
  }

  private static GateFacts facts(
      Rulebook rulebook,
      List<Contribution> now,
      List<Contribution> before,
      Map<String, String> suppliers) {
    NationalYear national = NationalYear.of(rulebook, now, List.of());
    Map<String, Comparability> comparable = new HashMap<>();
    national
        .prevalence()
        .forEach(figure -> comparable.put(figure.groupCode(), Comparability.COMPARABLE));
    return new GateFacts(
        RULEBOOKS.gate(),
        true,
        national,
        now,
        List.of(),
        suppliers,
        Map.of(),
        Map.of(),
        Map.of(),
        new NationBefore(before.isEmpty() ? 0 : 1, before, null, true, Map.of()),
        comparable,
        null,
        null);
  }

  /** A year in which a share of the framework's points is earned by 58 million patients. */
  private static YearOutcome year(Rulebook rulebook, String share, String patients, long rows) {
    return year(rulebook, share, patients, rows, "0");
  }

  private static YearOutcome year(
      Rulebook rulebook, String share, String patients, long rows, String corrections) {
    BigDecimal millions = new BigDecimal(patients);
    BigDecimal points = rulebook.payment().totalPoints();
    BigDecimal pounds =
        Ratio.of(points.multiply(new BigDecimal(share)).multiply(millions).movePointRight(6))
            .times(Ratio.of(rulebook.payment().pointValueGbp().value()))
            .dividedBy(Ratio.of(rulebook.payment().averageListSize().value(), 1))
            .rounded(2);
    BigDecimal available = points.multiply(BigDecimal.valueOf(PRACTICES));
    return new YearOutcome(
        new YearOutcome.Paid(
            PRACTICES,
            millions.movePointRight(6).longValueExact(),
            pounds,
            pounds.multiply(new BigDecimal(corrections)),
            available.multiply(new BigDecimal(share)),
            available,
            400_000,
            0,
            Map.of()),
        new YearOutcome.Shown(PRACTICES, millions.movePointRight(6).longValueExact(), 0, Map.of()),
        rows,
        Set.of("values"));
  }

  private static List<Judgement> judged(
      String name, YearOutcome now, @Nullable YearOutcome before, boolean sameFramework) {
    Rulebook rulebook = rulebook(name);
    List<Contribution> nation = List.of();
    FrameworkChange change =
        sameFramework
            ? FrameworkChange.NONE
            : FrameworkChange.between(RULEBOOKS.load(FinancialYear.of(name).previous()), rulebook);
    GateFacts facts =
        new GateFacts(
            RULEBOOKS.gate(),
            true,
            NationalYear.of(rulebook, nation, List.of()),
            nation,
            standings(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            new NationBefore(0, List.of(), null, true, Map.of()),
            Map.of(),
            null,
            null);
    return JudgeOutcome.of(
        facts, new OutcomeFacts(now, before, null, 0, change, false, Map.of(), Map.of()));
  }

  private static List<PracticeStanding> standings() {
    List<PracticeStanding> standings = new ArrayList<>();
    LocalDate date = LocalDate.of(2014, 1, 1);
    for (int i = 0; i < PRACTICES; i++) {
      standings.add(
          new PracticeStanding(
              "A%05d".formatted(i),
              true,
              date,
              date,
              true,
              null,
              null,
              PracticeStanding.Listed.FOR_THE_YEAR,
              false,
              null));
    }
    return standings;
  }

  /**
   * Shares of points: 94.7 % in 2014-15, 93.7 % in 2024-25 published; those of the other years as
   * far away as any two published years since 2005-06 lie. Values: ten of an indicator with a
   * denominator.
   */
  @ParameterizedTest
  @CsvSource({
    "2014-15, 2013-14, 0.947, 0.924, 38000000, 26000000",
    "2025-26, 2024-25, 0.914, 0.937, 26000000, 21700000",
    "2021-22, 2020-21, 0.937, 0.961, 26000000, 28500000"
  })
  void aFrameworkThatChangedIsNoOtherNation(
      String year, String last, String share, String shareThen, long rowsThen, long rows) {
    YearOutcome before = year(rulebook(last), shareThen, "58.0", rowsThen);
    YearOutcome now = year(rulebook(year), share, "58.6", rows);
    assertThat(judged(year, now, before, false)).noneMatch(Judgement::isOutside);
    assertThat(judged(year, year(rulebook(year), share, "58.6", rows / 2), before, false))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .as("half of the values are not")
        .containsExactly(JudgeOutcome.ROWS);
  }

  @Test
  void aThirdFewerValuesOfTheSameFrameworkAreHeld() {
    YearOutcome before = year(rulebook("2017-18"), "0.960", "58.0", 38_000_000);
    YearOutcome now = year(rulebook("2018-19"), "0.962", "58.6", 26_000_000);
    assertThat(judged("2018-19", now, before, true))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .containsExactly(JudgeOutcome.ROWS);
  }

  /** Eight per cent more than last year's framework gives, patients and points as they were. */
  @Test
  void eightPerCentMorePoundsThanTheFrameworkGivesAreHeld() {
    for (String factor : List.of("1.08", "0.92")) {
      YearOutcome before = year(rulebook("2024-25"), "0.937", "63.0", 26_000_000);
      YearOutcome honest = year(rulebook("2025-26"), "0.937", "63.0", 21_700_000);
      YearOutcome.Paid paid = honest.paid();
      YearOutcome wrong =
          new YearOutcome(
              new YearOutcome.Paid(
                  paid.practices(),
                  paid.patients(),
                  paid.totalGbp().multiply(new BigDecimal(factor)),
                  paid.correctionsGbp(),
                  paid.earnedPoints(),
                  paid.availablePoints(),
                  paid.linesPriced(),
                  paid.linesNotPriced(),
                  paid.registers()),
              honest.statistics(),
              honest.valueRows(),
              honest.inputs());
      assertThat(judged("2025-26", wrong, before, false))
          .filteredOn(Judgement::isOutside)
          .extracting(Judgement::name)
          .containsExactly(JudgeOutcome.POUNDS);
    }
  }

  @Test
  void correctionsAreJudgedTogether() {
    Rulebook rulebook = rulebook("2023-24");
    YearOutcome before = year(rulebook("2022-23"), "0.937", "62.0", 26_000_000, "0.002");
    assertThat(
            judged("2023-24", year(rulebook, "0.937", "62.0", 26_000_000, "0.004"), before, false))
        .noneMatch(Judgement::isOutside);
    assertThat(
            judged("2023-24", year(rulebook, "0.937", "62.0", 26_000_000, "0.020"), before, false))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .as("ten times as much as last year")
        .containsExactly(JudgeOutcome.CORRECTIONS);
    assertThat(judged("2023-24", year(rulebook, "0.937", "62.0", 26_000_000, "0.06"), null, false))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .as("in a first year, too")
        .containsExactly(JudgeOutcome.CORRECTIONS);
  }

  /** What the gate judges, but for the lists: a nation of these tests has last year's again. */
  private static List<Judgement> figures(GateFacts facts, Leverage leverage) {
    return JudgeFigures.of(facts, leverage).stream()
        .filter(judgement -> judgement.comparison() != Comparison.SAME_LISTS)
        .toList();
  }

  /** Small practices of exactly a thousand patients are compared, smaller ones are not. */
  @Test
  void theListsOfPracticesFromAThousandPatientsOnAreComparedWithLastYears() {
    Rulebook rulebook = rulebook("2023-24");
    List<Contribution> before = new ArrayList<>();
    List<Contribution> now = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int list = i < 40 ? 1_000 : 999;
      before.add(new Contribution("A%05d".formatted(i), list, Map.of()));
      now.add(new Contribution("A%05d".formatted(i), i < 10 ? list : list + 1, Map.of()));
    }
    GateFacts facts = facts(rulebook, now, before, Map.of());
    assertThat(JudgeFigures.of(facts, new Leverage(facts)))
        .filteredOn(judgement -> judgement.comparison() == Comparison.SAME_LISTS)
        .extracting(Judgement::subject)
        .containsExactly("10 of 40 practices");
  }

  /** A rulebook is an input, too: a price ten times too high must not excuse its own pounds. */
  @Test
  void aFrameworkIsBelievedOnlyAsFarAsFrameworksHaveMoved() {
    for (FinancialYear year : Rulebooks.shipped().years()) {
      if (year.previous().compareTo(FinancialYear.of("2005-06")) >= 0) {
        Ratio worth =
            FrameworkChange.between(rulebook(year.previous().toString()), rulebook(year.toString()))
                .worth();
        assertThat(worth.isAbove(Ratio.of(60, 100)) && Ratio.of(125, 100).isAbove(worth))
            .as(year + " " + worth.rounded(4))
            .isTrue();
      }
    }
    assertThat(FrameworkChange.believed(Ratio.of(10, 1))).isEqualTo(Ratio.of(125, 100));
    assertThat(FrameworkChange.believed(Ratio.of(1, 10))).isEqualTo(Ratio.of(60, 100));
    assertThat(FrameworkChange.between(rulebook("2004-05"), rulebook("2005-06")).worth().rounded(2))
        .isEqualByComparingTo("1.25");
  }

  private static List<Contribution> without(List<Contribution> nation, String group, int ofTen) {
    List<Contribution> some = new ArrayList<>();
    for (int i = 0; i < nation.size(); i++) {
      Contribution practice = nation.get(i);
      Map<String, Integer> registers = new TreeMap<>(practice.registers());
      if (i % 10 < ofTen) {
        registers.remove(group);
      }
      some.add(new Contribution(practice.practiceCode(), practice.crp(), registers));
    }
    return some;
  }

  /** A register that last year did not have, or that nobody sent then. */
  @Test
  void aRegisterInItsFirstYearThatPartOfTheNationSendsIsHeldAndWhoDoesNotIsNamed() {
    Rulebook rulebook = rulebook("2023-24");
    List<Contribution> all = nation(rulebook);
    List<Contribution> lastYear = without(all, "NDH", 10);
    Map<String, String> suppliers = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      suppliers.put(all.get(i).practiceCode(), i % 10 < 3 ? "Late" : "Other");
    }
    GateFacts facts = facts(rulebook, without(all, "NDH", 3), lastYear, suppliers);
    Leverage leverage = new Leverage(facts);
    List<Judgement> judged = figures(facts, leverage);
    assertThat(judged)
        .filteredOn(Judgement::isOutside)
        .singleElement()
        .satisfies(
            judgement -> {
              assertThat(judgement.name()).isEqualTo("NDH");
              assertThat(judgement.subject())
                  .isEqualTo("1,920 of 6,400 that sent any register; nobody sent it last year");
            });
    assertThat(FindCauses.of(facts, leverage, judged).get(0).words()).isEqualTo("supplier Late");

    for (List<Contribution> before : List.of(lastYear, List.<Contribution>of())) {
      GateFacts whole = facts(rulebook, all, before, Map.of());
      assertThat(figures(whole, new Leverage(whole))).noneMatch(Judgement::isOutside);
      GateFacts nobody = facts(rulebook, without(all, "NDH", 10), before, Map.of());
      YearOutcome now = year(rulebook, "0.937", "62.0", 26_000_000);
      assertThat(
              JudgeOutcome.of(
                  nobody,
                  new OutcomeFacts(
                      now, null, null, 0, FrameworkChange.NONE, false, Map.of(), Map.of())))
          .filteredOn(Judgement::isOutside)
          .extracting(Judgement::name)
          .contains("with_register_NDH")
          .hasSize(1);
    }
  }

  /** What chance could do to one register in a small nation, and what it cannot do to many. */
  @Test
  void aSupplierIsHeldForManyRegistersAlikeAndNotForOneThatChanceCouldMove() {
    Rulebook rulebook = rulebook("2023-24");
    List<Contribution> before = nation(rulebook).subList(0, 120);
    assertThat(ofShort(rulebook, before, Set.of("AF"), 95)).noneMatch(Judgement::isOutside);
    assertThat(ofShort(rulebook, before, Set.of("AF"), 95))
        .filteredOn(judgement -> judgement.verdict() == Verdict.NOTED)
        .extracting(Judgement::name)
        .containsExactly("AF");
    assertThat(ofShort(rulebook, before, Set.of("AF"), 80)).anyMatch(Judgement::isOutside);
    assertThat(ofShort(rulebook, before, before.get(0).registers().keySet(), 95))
        .filteredOn(Judgement::isOutside)
        .hasSizeGreaterThan(12);
    List<Contribution> england = nation(rulebook);
    assertThat(ofShort(rulebook, england, Set.of("AF"), 95))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .containsExactly("AF");
  }

  /** Registers of every second practice, by one supplier, at so many per cent. */
  private static List<Judgement> ofShort(
      Rulebook rulebook, List<Contribution> before, Set<String> groups, int percent) {
    List<Contribution> now = new ArrayList<>();
    Map<String, String> suppliers = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      Contribution practice = before.get(i);
      boolean late = i % 2 == 0;
      suppliers.put(practice.practiceCode(), late ? "late" : "other");
      Map<String, Integer> registers = new TreeMap<>(practice.registers());
      if (late) {
        groups.forEach(
            group -> registers.computeIfPresent(group, (code, now1) -> now1 * percent / 100));
      }
      now.add(new Contribution(practice.practiceCode(), practice.crp(), registers));
    }
    GateFacts facts = facts(rulebook, now, before, suppliers);
    return figures(facts, new Leverage(facts));
  }

  /** Single inputs: what is only doubted, and what is held. */
  @Test
  void aListTwiceItsSizeIsNotedAndCorrectionsByTheirShareAndPounds() {
    Rulebook rulebook = rulebook("2023-24");
    List<Contribution> before = nation(rulebook);
    List<Contribution> now = new ArrayList<>(before);
    Contribution first = before.get(2);
    now.set(2, new Contribution(first.practiceCode(), first.crp() * 2, first.registers()));
    List<Judgement> judged =
        JudgeInputs.of(
            facts(rulebook, now, before, Map.of()),
            List.of(
                input("A00010", LargeInput.Kind.CORRECTION, 4_000, 80_000),
                input("A00011", LargeInput.Kind.CORRECTION, -9_000, 80_000),
                input("A00012", LargeInput.Kind.CORRECTION, 30_000, 400_000),
                input("A00013", LargeInput.Kind.CORRECTION, 45_000, 80_000),
                input("A00014", LargeInput.Kind.UNWITNESSED_DURATION, -60_000, 80_000),
                input("A00015", LargeInput.Kind.DURATION, -60_000, 80_000)));
    assertThat(judged)
        .filteredOn(judgement -> judgement.verdict() == Verdict.NOTED)
        .extracting(Judgement::name)
        .containsExactly(
            "practice_list_" + first.practiceCode(),
            "practice_correction_A00011",
            "practice_correction_A00012",
            "practice_duration_A00014");
    assertThat(judged)
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .containsExactly("practice_correction_A00013", "practice_duration_A00015");
    assertThat(judged)
        .filteredOn(judgement -> judgement.figure().equals(JudgeInputs.DURATION))
        .extracting(Judgement::subject)
        .containsExactly(
            "122 of 366 days, and no practice reference says when it opened or closed; about £60,000",
            "122 of 366 days, and the practice reference has it open; about £60,000");
  }

  private static LargeInput input(
      String practice, LargeInput.Kind kind, int pounds, int achievement) {
    return new LargeInput(
        practice,
        kind,
        "122 of 366 days",
        BigDecimal.valueOf(pounds),
        BigDecimal.valueOf(achievement));
  }
}
