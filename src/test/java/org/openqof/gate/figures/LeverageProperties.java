package org.openqof.gate.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.GatePart.Kind;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.nation.NationalPrevalence;
import org.openqof.nation.NationalYear;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;

/** Leaving out by subtraction is leaving out, and only what changed weighs. */
class LeverageProperties {
  private static final Rulebook RULEBOOK = Rulebooks.shipped().load(FinancialYear.of("2024-25"));
  private static final String AF = "AF";
  private static final String WOMEN = "25_64_F";

  @Provide
  Arbitrary<List<Contribution>> nations() {
    return Arbitraries.integers()
        .between(200, 20_000)
        .tuple2()
        .list()
        .ofMinSize(12)
        .ofMaxSize(30)
        .map(
            lists -> {
              List<Contribution> nation = new ArrayList<>();
              for (int i = 0; i < lists.size(); i++) {
                int list = lists.get(i).get1();
                int register = 1 + lists.get(i).get2() % (list / 4);
                nation.add(
                    new Contribution(
                        "P" + i, list, Map.of(AF, register), Map.of(WOMEN, list / 5 + register)));
              }
              return nation;
            });
  }

  private static GateFacts facts(
      List<Contribution> now, List<Contribution> before, Map<String, String> suppliers) {
    return new GateFacts(
        Rulebooks.shipped().gate(),
        true,
        NationalYear.of(RULEBOOK, now, List.of()),
        now,
        List.of(),
        suppliers,
        Map.of(),
        Map.of(),
        Map.of(),
        new NationBefore(before.isEmpty() ? 0 : 1, before, null, true, Map.of()),
        Map.of(AF, Comparability.COMPARABLE),
        null,
        null);
  }

  private static Ratio prevalence(List<Contribution> nation, Set<String> without) {
    List<Contribution> rest =
        nation.stream().filter(one -> !without.contains(one.practiceCode())).toList();
    NationalPrevalence figure = NationalPrevalence.of(AF, rest, RULEBOOK.payment()).orElseThrow();
    return figure.compared().compared();
  }

  private static Ratio share(List<Contribution> nation, Set<String> without) {
    long women = 0;
    long patients = 0;
    for (Contribution practice : nation) {
      if (!without.contains(practice.practiceCode())) {
        women += practice.targets().getOrDefault(WOMEN, 0);
        patients += practice.crp();
      }
    }
    return Ratio.of(women, patients);
  }

  private static void assertSame(Ratio one, Ratio other) {
    assertThat(one.isAbove(other) || other.isAbove(one)).as(one + " and " + other).isFalse();
  }

  @Property(tries = 40)
  void aFigureDividedByAnInfluenceIsTheFigureFormedWithoutThePart(
      @ForAll("nations") List<Contribution> nation) {
    Map<String, String> suppliers = Map.of("P1", "one", "P4", "one", "P7", "one");
    Leverage leverage = new Leverage(facts(nation, List.of(), suppliers));
    for (GatePart part : leverage.parts()) {
      Set<String> practices = leverage.practicesOf(part);
      leverage
          .influence(part, AF)
          .ifPresent(
              factor ->
                  assertSame(
                      prevalence(nation, Set.of()).dividedBy(factor),
                      prevalence(nation, practices)));
      leverage
          .influence(part, WOMEN)
          .ifPresent(
              factor ->
                  assertSame(share(nation, Set.of()).dividedBy(factor), share(nation, practices)));
    }
    assertThat(leverage.practicesOf(new GatePart(Kind.SUPPLIER, "one")))
        .containsExactlyInAnyOrder("P1", "P4", "P7");
  }

  @Property(tries = 40)
  void whatIsAsItWasLastYearWeighsNothing(@ForAll("nations") List<Contribution> nation) {
    Leverage leverage = new Leverage(facts(nation, nation, Map.of("P2", "one", "P3", "one")));
    for (GatePart part : leverage.parts()) {
      for (String figure : List.of(AF, WOMEN)) {
        leverage.influence(part, figure).ifPresent(factor -> assertSame(factor, Ratio.ONE));
      }
    }
  }

  @Property(tries = 40)
  void withoutThePartThatFellShortTheFigureIsThatOfLastYear(
      @ForAll("nations") List<Contribution> before) {
    Map<String, String> suppliers = Map.of("P0", "late", "P5", "late", "P6", "late");
    List<Contribution> now = new ArrayList<>();
    for (Contribution practice : before) {
      boolean late = suppliers.containsKey(practice.practiceCode());
      Map<String, Integer> registers = new TreeMap<>(practice.registers());
      registers.replaceAll((group, patients) -> late ? patients / 2 : patients);
      now.add(new Contribution(practice.practiceCode(), practice.crp(), registers));
    }
    Leverage leverage = new Leverage(facts(now, before, suppliers));
    leverage
        .influence(new GatePart(Kind.SUPPLIER, "late"), AF)
        .ifPresent(
            factor ->
                assertSame(
                    prevalence(now, Set.of()).dividedBy(factor), prevalence(before, Set.of())));
  }

  @Example
  void thePracticesThatAreMissingWeighByWhatTheyBroughtLastYear() {
    List<Contribution> before = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      before.add(new Contribution("P" + i, 1000, Map.of(AF, i == 9 ? 110 : 10)));
    }
    List<Contribution> now = before.subList(0, 9);
    List<PracticeStanding> standings = new ArrayList<>();
    before.forEach(
        practice ->
            standings.add(
                new PracticeStanding(
                    practice.practiceCode(),
                    true,
                    RULEBOOK.payment().crpDate(),
                    RULEBOOK.payment().crpDate(),
                    true,
                    null,
                    null,
                    PracticeStanding.Listed.FOR_THE_YEAR,
                    true,
                    null)));
    GateFacts facts = facts(now, before, new HashMap<>());
    Leverage leverage =
        new Leverage(
            new GateFacts(
                facts.rules(),
                true,
                facts.national(),
                now,
                standings,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                facts.before(),
                facts.comparability(),
                null,
                null));
    assertThat(leverage.practicesOf(GatePart.MISSING)).containsExactly("P9");
    // 90 of 9,000 are left of 200 of 10,000: half of the figure went with one practice.
    assertSame(leverage.influence(GatePart.MISSING, AF).orElseThrow(), Ratio.of(1, 2));
  }

  /** What the gate judges, but for the lists: a nation of these tests has last year's again. */
  private static List<Judgement> figures(GateFacts facts, Leverage leverage) {
    return JudgeFigures.of(facts, leverage).stream()
        .filter(judgement -> judgement.comparison() != Comparison.SAME_LISTS)
        .toList();
  }

  /** 120 practices alike, 100 of 1,000 on one register and 50 on another; the second as given. */
  private static List<Contribution> alike(Map<String, Integer> registers) {
    List<Contribution> nation = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      nation.add(new Contribution("P%03d".formatted(i), 1000, registers));
    }
    return nation;
  }

  private static void assertHeldForAtrialFibrillation(List<Contribution> now) {
    GateFacts facts = facts(now, alike(Map.of(AF, 50, "DM", 100)), Map.of("P000", "one"));
    Leverage leverage = new Leverage(facts);
    List<Judgement> judged = figures(facts, leverage);
    assertThat(judged)
        .filteredOn(Judgement::isOutside)
        .singleElement()
        .satisfies(
            judgement -> {
              assertThat(judgement.name()).isEqualTo(AF);
              assertThat(judgement.change()).isEqualByComparingTo("-1");
              assertSame(Objects.requireNonNull(judgement.comparedWith()), Ratio.of(5, 100));
            });
    assertThat(FindCauses.of(facts, leverage, judged)).isNotEmpty();
    assertThat(leverage.heaviest(Kind.PRACTICE, AF, 5)).isNotEmpty();
  }

  @Example
  void aRegisterThatEverybodySendsEmptyHoldsTheYear() {
    assertHeldForAtrialFibrillation(alike(Map.of(AF, 0, "DM", 100)));
  }

  @Example
  void aRegisterOfLastYearThatNobodySendsHoldsTheYear() {
    assertHeldForAtrialFibrillation(alike(Map.of("DM", 100)));
  }

  @Example
  void aTargetPopulationThatIsEmptyEverywhereHoldsTheYear() {
    GateFacts facts = facts(inTarget(0), inTarget(200), Map.of("P000", "one"));
    Leverage leverage = new Leverage(facts);
    List<Judgement> judged = figures(facts, leverage);
    assertThat(judged)
        .filteredOn(Judgement::isOutside)
        .singleElement()
        .satisfies(
            judgement -> {
              assertThat(judgement.name()).isEqualTo(WOMEN);
              assertThat(judgement.change()).isEqualByComparingTo("-1");
              assertSame(Objects.requireNonNull(judgement.comparedWith()), Ratio.of(1, 5));
            });
    assertThat(FindCauses.of(facts, leverage, judged)).isNotEmpty();
  }

  private static List<Contribution> inTarget(int women) {
    return alike(Map.of("DM", 100)).stream()
        .map(
            practice ->
                new Contribution(
                    practice.practiceCode(),
                    practice.crp(),
                    practice.registers(),
                    Map.of(WOMEN, women)))
        .toList();
  }

  /** The nation of {@link #alike} without atrial fibrillation in the practices given. */
  private static List<Contribution> without(Set<String> practices) {
    return alike(Map.of(AF, 50, "DM", 100)).stream()
        .map(
            practice ->
                practices.contains(practice.practiceCode())
                    ? new Contribution(practice.practiceCode(), 1000, Map.of("DM", 100))
                    : practice)
        .toList();
  }

  @Example
  void aRegisterThatOneSupplierDropsHoldsTheYearAndTheSupplierIsNamedFirst() {
    Map<String, String> suppliers = new HashMap<>();
    Set<String> dropping = new TreeSet<>();
    for (int i = 0; i < 120; i++) {
      String code = "P%03d".formatted(i);
      suppliers.put(code, i % 5 == 0 ? "late" : i % 2 == 0 ? "one" : "other");
      if (i % 5 == 0) {
        dropping.add(code);
      }
    }
    GateFacts facts = facts(without(dropping), without(Set.of()), suppliers);
    Leverage leverage = new Leverage(facts);
    List<Judgement> judged = figures(facts, leverage);
    assertThat(judged)
        .filteredOn(Judgement::isOutside)
        .singleElement()
        .satisfies(
            judgement -> {
              assertThat(judgement.name()).isEqualTo(AF);
              assertThat(judgement.comparison()).isEqualTo(Comparison.WITHOUT_REGISTER);
              assertThat(judgement.change()).isEqualByComparingTo("0.2");
              // 2 % and 50 % over the root of 120.
              assertThat(judgement.high()).isEqualByComparingTo("0.065644");
              assertThat(judgement.subject()).isEqualTo("24 of 120 that sent it last year");
            });
    assertThat(FindCauses.of(facts, leverage, judged))
        .first()
        .satisfies(
            cause -> {
              assertThat(cause.words()).isEqualTo("supplier late");
              assertThat(cause.practices()).isEqualTo(24);
              assertThat(cause.explained()).isEqualByComparingTo("1");
              assertThat(cause.evidence())
                  .contains("24 of them sent AF last year and not this year");
            });
  }

  @Example
  void aRegisterThatPracticesOfNoOnePartDropIsPutDownToTheNation() {
    Set<String> dropping = Set.of("P001", "P010", "P020", "P030", "P040", "P050", "P060", "P070");
    GateFacts facts = facts(without(dropping), without(Set.of()), Map.of("P001", "one"));
    Leverage leverage = new Leverage(facts);
    assertThat(FindCauses.of(facts, leverage, figures(facts, leverage)))
        .filteredOn(cause -> cause.part() == null)
        .singleElement()
        .satisfies(
            cause ->
                assertThat(cause.evidence())
                    .containsExactly("AF was not sent by 8 of 120 that sent it last year"));
  }

  @Example
  void aRegisterThatOnePracticeDropsIsShownAndHoldsNothing() {
    GateFacts facts = facts(without(Set.of("P007")), without(Set.of()), Map.of("P007", "one"));
    List<Judgement> judged = figures(facts, new Leverage(facts));
    assertThat(judged).noneMatch(Judgement::isOutside);
    assertThat(judged)
        .filteredOn(judgement -> judgement.comparison() == Comparison.WITHOUT_REGISTER)
        .extracting(Judgement::name, Judgement::subject)
        .containsExactly(tuple(AF, "1 of 120 that sent it last year"));
  }

  @Example
  void practicesThatBringNoRegisterAtAllAreMissingAndNotWithoutOne() {
    List<Contribution> now = new ArrayList<>(without(Set.of()));
    now.replaceAll(
        practice ->
            practice.practiceCode().endsWith("5")
                ? new Contribution(practice.practiceCode(), 1000, Map.of())
                : practice);
    GateFacts facts = facts(now, without(Set.of()), Map.of());
    assertThat(figures(facts, new Leverage(facts)))
        .noneMatch(judgement -> judgement.comparison() == Comparison.WITHOUT_REGISTER);
  }
}
