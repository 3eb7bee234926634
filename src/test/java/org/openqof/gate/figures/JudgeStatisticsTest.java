package org.openqof.gate.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.gate.figures.Judgement.Verdict;
import org.openqof.gate.figures.PracticeStanding.Listed;
import org.openqof.gate.figures.PracticeStanding.Shown;
import org.openqof.nation.NationalYear;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;

/** What sums over a nation do not show, and what a small nation is held for. */
class JudgeStatisticsTest {
  private static final Rulebooks RULEBOOKS = Rulebooks.shipped();
  private static final Rulebook RULEBOOK = RULEBOOKS.load(FinancialYear.of("2023-24"));
  private static final String REGION = "Y%02d";

  private static List<Contribution> practices(int number) {
    List<Contribution> practices = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      practices.add(new Contribution(code(i), list(i), Map.of("AF", list(i) / 50)));
    }
    return practices;
  }

  private static String code(int practice) {
    return "A%05d".formatted(practice);
  }

  private static int list(int practice) {
    return 2_000 + (practice * 7_919) % 16_001;
  }

  private static Shown shown(int lists, String region) {
    return new Shown(true, region, Map.of("TOTAL", list(lists), "18OV", list(lists) * 4 / 5));
  }

  private static GateFacts facts(
      List<Contribution> now, List<Contribution> before, IntFunction<PracticeStanding> standing) {
    List<PracticeStanding> standings = new ArrayList<>();
    for (int i = 0; i < Math.max(now.size(), before.size()); i++) {
      standings.add(standing.apply(i));
    }
    return new GateFacts(
        RULEBOOKS.gate(),
        true,
        NationalYear.of(RULEBOOK, now, List.of()),
        now,
        standings,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        new NationBefore(before.isEmpty() ? 0 : 1, before, null, true, Map.of()),
        Map.of(),
        null,
        null);
  }

  private static PracticeStanding standing(
      int practice, Listed listed, boolean sent, @Nullable Shown shown) {
    LocalDate date = RULEBOOK.payment().crpDate();
    return new PracticeStanding(
        code(practice),
        listed != Listed.NOT || sent,
        date,
        date,
        true,
        null,
        null,
        listed,
        sent,
        null,
        shown == null ? Shown.NOTHING : shown);
  }

  private static OutcomeFacts outcome(
      YearOutcome now, @Nullable YearOutcome before, Map<String, String> regions) {
    return new OutcomeFacts(now, before, null, 0, FrameworkChange.NONE, false, regions, Map.of());
  }

  private static YearOutcome year(int practices, long pounds, long rows) {
    return new YearOutcome(
        new YearOutcome.Paid(
            practices,
            practices * 9_000L,
            BigDecimal.valueOf(pounds),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            0,
            0,
            Map.of()),
        new YearOutcome.Shown(practices, practices * 9_000L, 0, Map.of()),
        rows,
        rows == 0 ? Set.of() : Set.of("values"));
  }

  private static List<Judgement> statistics(
      IntFunction<PracticeStanding> standing, Map<String, String> regions) {
    List<Contribution> nation = practices(300);
    return JudgeStatistics.of(
        facts(nation, nation, standing),
        outcome(year(300, 40_000_000, 1_000_000), year(300, 40_000_000, 1_000_000), regions));
  }

  private static Map<String, String> regions() {
    Map<String, String> regions = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      regions.put(code(i), REGION.formatted(i % 7));
    }
    return regions;
  }

  @Test
  void listsThatPracticesGotOfEachOtherAreHeldThoughTheirSumIsTheSame() {
    assertThat(
            statistics(
                i -> standing(i, Listed.FOR_THE_YEAR, true, shown(i, REGION.formatted(i % 7))),
                regions()))
        .hasSize(2)
        .allMatch(judgement -> judgement.verdict() == Verdict.WITHIN);
    assertThat(
            statistics(
                i ->
                    standing(i, Listed.FOR_THE_YEAR, true, shown(299 - i, REGION.formatted(i % 7))),
                regions()))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .containsExactly(JudgeStatistics.CONTRADICTED);
  }

  /**
   * Under this year's dates, alongside right lists of all ages: in a year before, known by its
   * lists.
   */
  @Test
  void listsByAgeThatAreLastYearsAreHeldWhateverTheirDate() {
    List<Contribution> nation = practices(300);
    GateFacts facts =
        facts(
            nation,
            nation,
            i ->
                standing(
                    i,
                    Listed.FOR_THE_YEAR,
                    true,
                    new Shown(true, null, Map.of("TOTAL", list(i), "18OV", list(i) * 4 / 5))));
    for (int grown : new int[] {0, 7}) {
      Map<String, Map<String, Integer>> lastYear = new HashMap<>();
      for (int i = 0; i < 300; i++) {
        lastYear.put(code(i), Map.of("TOTAL", list(i) - 9, "18OV", list(i) * 4 / 5 - grown));
      }
      YearOutcome year = year(300, 40_000_000, 1_000_000);
      List<Judgement> outside =
          JudgeStatistics.of(
                  facts,
                  new OutcomeFacts(
                      year, year, null, 0, FrameworkChange.NONE, false, Map.of(), lastYear))
              .stream()
              .filter(Judgement::isOutside)
              .toList();
      if (grown > 0) {
        assertThat(outside).isEmpty();
      } else {
        assertThat(outside)
            .singleElement()
            .satisfies(
                judgement -> {
                  assertThat(judgement.name()).isEqualTo(JudgeStatistics.OF_LAST_YEAR);
                  assertThat(judgement.subject())
                      .isEqualTo("300 of 300 practices have exactly last year's lists by age");
                });
      }
    }
  }

  /** Lists of some ages ten times too large, or of nobody, alongside a right list of all. */
  @Test
  void aListOfSomeAgesIsNeitherMoreThanAllNorNobody() {
    for (int wrong : new int[] {0, 10}) {
      assertThat(
              statistics(
                  i ->
                      standing(
                          i,
                          Listed.FOR_THE_YEAR,
                          true,
                          new Shown(
                              true,
                              null,
                              Map.of("TOTAL", list(i), "18OV", wrong * list(i) * 4 / 5))),
                  Map.of()))
          .singleElement()
          .satisfies(
              judgement -> {
                assertThat(judgement.isOutside()).isTrue();
                assertThat(judgement.subject())
                    .isEqualTo(
                        "300 of 300 practices have lists by age that contradict their other lists");
              });
    }
  }

  @Test
  void practicesThatChangedTheirRegionAreHeldAndARegionWithANewCodeIsNot() {
    assertThat(
            statistics(
                i -> standing(i, Listed.FOR_THE_YEAR, true, shown(i, "E4" + i % 7)), regions()))
        .noneMatch(Judgement::isOutside);
    assertThat(
            statistics(
                i ->
                    standing(
                        i, Listed.FOR_THE_YEAR, true, shown(i, REGION.formatted(i * 31 % 300 % 7))),
                regions()))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .containsExactly(JudgeStatistics.OTHER_REGION);
  }

  /** Two regions made of one, and parts of two put together: whole sub-ICB locations move. */
  @Test
  void newRegionsMadeOfWholeSubIcbLocationsMoveNobody() {
    Map<String, String> subIcbs = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      subIcbs.put(code(i), "Q" + i % 21);
    }
    assertThat(
            statistics(
                i -> standing(i, Listed.FOR_THE_YEAR, true, shown(i, "E4" + i % 21 % 5)), subIcbs))
        .hasSize(2)
        .allMatch(judgement -> judgement.verdict() == Verdict.WITHIN);
  }

  /** Known without any history: by the list of practices, or by their published registers. */
  @Test
  void aTwentiethOfPracticesWithoutAnyValueIsHeldInAFirstYear() {
    List<Contribution> nation = practices(300);
    for (Listed listed : List.of(Listed.FOR_THE_YEAR, Listed.NOT)) {
      GateFacts facts =
          facts(nation, List.of(), i -> standing(i, listed, i % 20 != 0, shown(i, "Y01")));
      assertThat(JudgeOutcome.of(facts, outcome(year(300, 38_000_000, 900_000), null, Map.of())))
          .filteredOn(Judgement::isOutside)
          .singleElement()
          .satisfies(
              judgement -> {
                assertThat(judgement.name()).isEqualTo(JudgeOutcome.WITH_VALUES);
                assertThat(judgement.subject()).isEqualTo("15 of 300 that take part sent no value");
              });
    }
  }

  /** A year without values pays nothing: where last year paid, that is a file that is missing. */
  @Test
  void aYearThatPaysNothingWhereTheYearBeforePaidIsHeld() {
    List<Contribution> nation = practices(300);
    GateFacts paying = facts(nation, nation, i -> standing(i, Listed.NOT, false, shown(i, "Y01")));
    GateFacts facts =
        new GateFacts(
            paying.rules(),
            false,
            paying.national(),
            nation,
            paying.standings(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            paying.before(),
            Map.of(),
            null,
            null);
    YearOutcome nothing = year(300, 0, 0);
    assertThat(JudgeOutcome.of(facts, outcome(nothing, year(300, 40_000_000, 1_000_000), Map.of())))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .containsExactly(JudgeOutcome.POUNDS);
    assertThat(JudgeOutcome.of(facts, outcome(nothing, nothing, Map.of())))
        .noneMatch(Judgement::isOutside);
    assertThat(JudgeOutcome.of(facts, outcome(nothing, null, Map.of())))
        .noneMatch(Judgement::isOutside);
  }

  /** A first year knows no list of last year; lists by age in the same file are as wrong. */
  @Test
  void listsThatAreAllTenTimesTooLargeAreHeldInAFirstYear() {
    for (int times : new int[] {1, 10}) {
      List<Contribution> nation = new ArrayList<>();
      practices(300)
          .forEach(
              one ->
                  nation.add(
                      new Contribution(one.practiceCode(), one.crp() * times, one.registers())));
      GateFacts facts = facts(nation, List.of(), i -> standing(i, Listed.FOR_THE_YEAR, true, null));
      assertThat(JudgeFigures.of(facts, new Leverage(facts)))
          .filteredOn(Judgement::isOutside)
          .extracting(Judgement::name, Judgement::subject)
          .containsExactlyElementsOf(
              times == 1
                  ? List.of()
                  : List.of(tuple(NationalYear.AVERAGE_LIST_SIZE, "mean of this year's lists")));
    }
  }

  /** Whatever its list by age says: the largest real practice has half as many. */
  @Test
  void aListThatNoPracticeHasIsHeldThoughAllElseAgrees() {
    List<Contribution> nation = practices(300);
    nation.set(3, new Contribution(code(3), 250_000, Map.of("AF", 5_000)));
    LocalDate date = RULEBOOK.payment().crpDate();
    GateFacts facts =
        facts(
            nation,
            List.of(),
            i ->
                new PracticeStanding(
                    code(i),
                    true,
                    date,
                    date,
                    true,
                    null,
                    null,
                    Listed.FOR_THE_YEAR,
                    true,
                    nation.get(i).crp()));
    assertThat(JudgeInputs.of(facts, List.of()))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .containsExactly("practice_list_" + code(3));
  }

  /** Values all 0: nobody would be paid anything. */
  @Test
  void practicesWithNobodyOnAnyRegisterAreHeldInAFirstYear() {
    for (int without : new int[] {2, 300}) {
      List<Contribution> nation = practices(300);
      for (int i = 0; i < without; i++) {
        nation.set(i, new Contribution(code(i), list(i), Map.of("AF", 0)));
      }
      GateFacts facts =
          facts(nation, List.of(), i -> standing(i, Listed.FOR_THE_YEAR, true, shown(i, "Y01")));
      assertThat(JudgeOutcome.of(facts, outcome(lined(300), null, Map.of())))
          .filteredOn(judgement -> judgement.subject().endsWith("on any register"))
          .extracting(Judgement::isOutside, Judgement::subject)
          .containsExactlyElementsOf(
              without == 2
                  ? List.of()
                  : List.of(tuple(true, "300 of 300 have nobody on any register")));
    }
  }

  /** A year of which every line has a price. */
  private static YearOutcome lined(int practices) {
    YearOutcome year = year(practices, practices * 100_000L, practices * 3_000L);
    YearOutcome.Paid paid = year.paid();
    return new YearOutcome(
        new YearOutcome.Paid(
            paid.practices(),
            paid.patients(),
            paid.totalGbp(),
            paid.correctionsGbp(),
            paid.earnedPoints(),
            paid.availablePoints(),
            practices * 70L,
            0,
            paid.registers()),
        year.statistics(),
        year.valueRows(),
        year.inputs());
  }

  /** One of six may close; four of six do not, and all of two do not. */
  @Test
  void aNationOfFewPracticesIsHeldWhereItShrank() {
    assertThat(left(6, 5)).noneMatch(Judgement::isOutside);
    assertThat(left(2, 1)).noneMatch(Judgement::isOutside);
    assertThat(left(6, 2))
        .filteredOn(Judgement::isOutside)
        .extracting(Judgement::name)
        .contains(JudgeOutcome.PAID, JudgeOutcome.POUNDS, JudgeOutcome.IN_STATISTICS);
    assertThat(left(2, 0)).anyMatch(Judgement::isOutside);
  }

  private static List<Judgement> left(int before, int now) {
    GateFacts facts =
        facts(
            practices(now),
            practices(before),
            i -> standing(i, Listed.FOR_THE_YEAR, i < now, null));
    return JudgeOutcome.of(
        facts,
        outcome(
            year(now, now * 100_000L, now * 3_000L),
            year(before, before * 100_000L, before * 3_000L),
            Map.of()));
  }

  /** ATTACKS 3 in a nation of twelve: by its last list, or by its list by age in a first year. */
  @Test
  void aListWithADigitTooManyIsHeldHoweverSmallTheNationIs() {
    List<Contribution> before = practices(12);
    List<Contribution> now = new ArrayList<>(before);
    now.set(3, new Contribution(code(3), list(3) * 10, before.get(3).registers()));
    GateFacts afterAYear = facts(now, before, i -> standing(i, Listed.FOR_THE_YEAR, true, null));
    LocalDate date = RULEBOOK.payment().crpDate();
    GateFacts firstYear =
        facts(
            now,
            List.of(),
            i ->
                new PracticeStanding(
                    code(i),
                    true,
                    date,
                    date,
                    true,
                    null,
                    null,
                    Listed.FOR_THE_YEAR,
                    true,
                    list(i)));
    for (GateFacts facts : List.of(afterAYear, firstYear)) {
      assertThat(JudgeInputs.of(facts, List.of()))
          .filteredOn(Judgement::isOutside)
          .extracting(Judgement::name)
          .containsExactly("practice_list_" + code(3));
    }
    // By nothing but registers of the few practices themselves it is a doubt.
    GateFacts unknown = facts(now, List.of(), i -> standing(i, Listed.FOR_THE_YEAR, true, null));
    assertThat(JudgeInputs.of(unknown, List.of()))
        .extracting(Judgement::verdict)
        .containsOnly(Verdict.NOTED);
  }
}
