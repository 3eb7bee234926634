package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.input.Geography;
import org.openqof.input.LocalDecisions;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.BaseYearPoints.Base;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;

/**
 * Income protection as the shipped rulebooks have it, through the pricing of one practice. Splits:
 * BMA toolkit (2020-21), BMA QOF page (2021-22), NHS England letter (2023-24), Primary Care IT
 * (2024-25), Insight Solutions (2025-26).
 */
class IncomeProtectionTest {
  private static final Rulebooks SHIPPED = Rulebooks.shipped();
  private static final FinancialYear BASE = FinancialYear.of("2022-23");

  @ParameterizedTest(name = "{0}: {1} on performance, {2} protected, {3} in full")
  @CsvSource({"2021-22,246,315,74", "2023-24,554,81,0", "2024-25,423,212,0", "2025-26,564,0,0"})
  void aPracticeWithAllPointsNowAndThenIsPaidThePublishedSplit(
      String year, BigDecimal performance, BigDecimal protectedPoints, BigDecimal inFull) {
    Rulebook rulebook = rulebook(year);
    PricedPractice priced = price(rulebook, fullBases(rulebook), counts(rulebook, 100, 50), null);
    Map<String, BigDecimal> split = split(priced);
    assertThat(split.getOrDefault("performance", BigDecimal.ZERO))
        .isEqualByComparingTo(performance);
    assertThat(split.getOrDefault("protected", BigDecimal.ZERO))
        .isEqualByComparingTo(protectedPoints);
    assertThat(split.getOrDefault("paid_in_full", BigDecimal.ZERO)).isEqualByComparingTo(inFull);
    assertThat(priced.lines()).allMatch(line -> line.notPriced() == null);
    // Every factor is 1 but the index, so that all points together are worth points × price.
    assertThat(priced.achievementPayment())
        .isEqualByComparingTo(
            rulebook.payment().totalPoints().multiply(rulebook.payment().pointValueGbp().value()));
  }

  @Test
  void registersScreeningAndInfluenzaOf2020ArePaidOnPerformance() {
    Rulebook rulebook = rulebook("2020-21");
    PricedPractice priced = price(rulebook, fullBases(rulebook), counts(rulebook, 100, 50), null);
    Map<String, BigDecimal> split = split(priced);
    assertThat(split.get("protected")).isEqualByComparingTo("354");
    assertThat(split.get("paid_in_full")).isEqualByComparingTo("74");
    // 81 for registers, 58 for screening and influenza.
    assertThat(split.get("performance")).isEqualByComparingTo("139");
    assertThat(priced.lines()).allMatch(line -> line.notPriced() == null);
    // In proportion from the lower threshold on, where nothing is paid as a block: 12 x 0 / 40.
    PricedPractice at57 = price(rulebook, fullBases(rulebook), counts(rulebook, 57, 50), null);
    assertThat(line(at57, "COPD007").paymentGbp()).isEqualByComparingTo("0.00");
    // 12 x 20 / 40 points at £194.83
    PricedPractice at77 = price(rulebook, fullBases(rulebook), counts(rulebook, 77, 50), null);
    assertThat(line(at77, "COPD007").paymentGbp()).isEqualByComparingTo("1168.98");
  }

  @Test
  void pointsOf2025SplitByPrevalenceAsPublished() {
    Rulebook rulebook = rulebook("2025-26");
    PricedPractice priced = price(rulebook, BaseYearPoints.none(), counts(rulebook, 100, 50), null);
    BigDecimal adjusted = BigDecimal.ZERO;
    BigDecimal unadjusted = BigDecimal.ZERO;
    for (Line line : priced.lines()) {
      BigDecimal points = Objects.requireNonNull(line.settled().points()).rounded(2);
      if (line.factor() != null) {
        adjusted = adjusted.add(points);
      } else {
        unadjusted = unadjusted.add(points);
      }
    }
    assertThat(adjusted).isEqualByComparingTo("462");
    assertThat(unadjusted).isEqualByComparingTo("102");
  }

  @Test
  void pointsAreThoseOfTheBaseYearAndMoneyIsThatOfThisYear() {
    Rulebook rulebook = rulebook("2023-24");
    BaseYearPoints bases = of2022("AF001");
    bases.put("Z90001", BASE, "AF001", 0);
    Line line = line(price(rulebook, bases, counts(rulebook, 100, 50), null), "AF001");
    assertThat(Objects.requireNonNull(line.earned().points()).rounded(2)).isEqualByComparingTo("5");
    assertThat(line.paymentGbp()).isEqualByComparingTo("0.00");
    assertThat(line.settled().how()).isEqualTo(SettledPoints.Settlement.PROTECTED);
    bases.put("Z90001", BASE, "AF001", 500);
    Line other = line(price(rulebook, bases, counts(rulebook, 0, 25), null), "AF001");
    // 5 points × £213.43 × index 1 × (25 ÷ 9,639) ÷ (50 ÷ 9,639)
    assertThat(other.paymentGbp()).isEqualByComparingTo("533.58");
  }

  @Test
  void anEmptyRegisterPaysNothingForProtectedPoints() {
    Rulebook rulebook = rulebook("2023-24");
    Line line = line(price(rulebook, fullBases(rulebook), counts(rulebook, 100, 0), null), "AF001");
    assertThat(Objects.requireNonNull(line.settled().points()).rounded(2))
        .isEqualByComparingTo("5");
    assertThat(line.notPriced()).isNull();
    assertThat(line.paymentGbp()).isEqualByComparingTo("0.00");
    // Palliative care is not adjusted for prevalence: its protected points are paid all the same.
    assertThat(
            line(price(rulebook, fullBases(rulebook), counts(rulebook, 100, 0), null), "PC001")
                .paymentGbp())
        .isEqualByComparingTo("640.29");
  }

  @Test
  void protectedPointsWithoutARegisterAreNotPriced() {
    Rulebook rulebook = rulebook("2023-24");
    Line line = line(price(rulebook, fullBases(rulebook), List.of(), null), "AF001");
    assertThat(line.notPriced()).isEqualTo(NotPriced.NO_REGISTER);
  }

  @Test
  void withoutABaseYearThePracticeIsPaidOnItsOwnPerformance() {
    Rulebook rulebook = rulebook("2023-24");
    for (BaseYearPoints bases : List.of(BaseYearPoints.none(), ofAnotherPractice(rulebook))) {
      Line line = line(price(rulebook, bases, counts(rulebook, 100, 50), null), "AF001");
      assertThat(line.settled().how()).isEqualTo(SettledPoints.Settlement.NO_BASE_YEAR);
      assertThat(line.paymentGbp()).isEqualByComparingTo("1067.15");
    }
  }

  /** Each treatment, with a plan and without one, with points of the base year and without. */
  @ParameterizedTest
  @ValueSource(strings = {"2021-22", "2023-24"})
  void howALineIsSettledFollowsFromItsTreatmentThePlanAndTheBaseYearInThisOrder(String year) {
    Rulebook rulebook = rulebook(year);
    Set<Treatment> seen = EnumSet.noneOf(Treatment.class);
    for (boolean agreed : new boolean[] {true, false}) {
      for (BaseYearPoints bases : List.of(fullBases(rulebook), BaseYearPoints.none())) {
        PricedPractice priced =
            price(rulebook, bases, counts(rulebook, 60, 50), agreed ? null : noPlan());
        for (Protection protection : rulebook.protections()) {
          seen.add(protection.treatment());
          boolean needed = rulebook.payment().protectionNeedsPlan() && !agreed;
          Settlement expected =
              switch (protection.treatment()) {
                case PERFORMANCE -> null;
                case REALLOCATED -> Settlement.REALLOCATED;
                case PAID_IN_FULL -> needed ? Settlement.NO_AGREED_PLAN : Settlement.PAID_IN_FULL;
                case PROTECTED ->
                    needed
                        ? Settlement.NO_AGREED_PLAN
                        : bases.origin(protection.indicatorCode()) == null
                            ? Settlement.NO_BASE_YEAR
                            : Settlement.PROTECTED;
              };
          assertThat(line(priced, protection.indicatorCode()).settled().how())
              .as("%s, plan agreed: %s", protection, agreed)
              .isEqualTo(expected);
        }
      }
    }
    assertThat(seen)
        .isEqualTo(
            year.equals("2021-22")
                ? EnumSet.allOf(Treatment.class)
                : EnumSet.of(Treatment.PROTECTED));
  }

  private static LocalDecisions noPlan() {
    return new LocalDecisions(
        List.of(),
        List.of(),
        List.of(),
        new LocalDecisions.AgreedPlan(
            false, "A. Commissioner", LocalDate.of(2022, 3, 1), new Source("plans", 2)));
  }

  /** An indicator of five points in 2022-23. */
  private static BaseYearPoints of2022(String code) {
    BaseYearPoints bases = new BaseYearPoints(Map.of(code, new Base(BASE, List.of(code))));
    bases.available(BASE, code, new BigDecimal("5"));
    return bases;
  }

  private static BaseYearPoints ofAnotherPractice(Rulebook rulebook) {
    BaseYearPoints bases = of2022("AF001");
    bases.put("Z90002", BASE, "AF001", 500);
    assertThat(rulebook.indicatorsByCode()).containsKey("AF001");
    return bases;
  }

  @Test
  void withoutAnAgreedPlanNothingIsProtectedIn2021AndImprovementIsPaidByAnswer() {
    Rulebook rulebook = rulebook("2021-22");
    LocalDecisions noPlan = noPlan();
    List<IndicatorCounts> none = counts(rulebook, 0, 50);
    PricedPractice without = price(rulebook, fullBases(rulebook), none, noPlan);
    assertThat(line(without, "AST007").settled().how())
        .isEqualTo(SettledPoints.Settlement.NO_AGREED_PLAN);
    assertThat(line(without, "AST007").paymentGbp()).isEqualByComparingTo("0.00");
    assertThat(line(without, "QIECD005").paymentGbp()).isEqualByComparingTo("0.00");
    // Points that were moved to other indicators stay there.
    assertThat(line(without, "AF007").earned().indicator().availablePoints())
        .isEqualByComparingTo("25");
    PricedPractice with = price(rulebook, fullBases(rulebook), none, null);
    assertThat(line(with, "AST007").paymentGbp()).isEqualByComparingTo("4023.20");
    assertThat(line(with, "QIECD005").paymentGbp()).isEqualByComparingTo("5431.32");
    // 2023-24 asks for no plan.
    Rulebook later = rulebook("2023-24");
    assertThat(
            line(price(later, fullBases(later), counts(later, 0, 50), noPlan), "AF001")
                .settled()
                .how())
        .isEqualTo(SettledPoints.Settlement.PROTECTED);
  }

  @Test
  void baseYearCodesFollowTheLineage() {
    assertThat(SHIPPED.baseCodes(rulebook("2023-24")))
        .hasSize(19)
        .containsEntry("COPD015", List.of("COPD009"))
        .containsEntry("OB003", List.of("OB002"))
        .containsEntry("AF001", List.of("AF001"));
    assertThat(SHIPPED.baseCodes(rulebook("2021-22")))
        .containsEntry("STIA010", List.of("STIA003"))
        .containsEntry("STIA011", List.of("STIA003"))
        .containsEntry("DM019", List.of("DM019"))
        .containsEntry("COPD008", List.of("COPD003", "COPD005"))
        .containsEntry("COPD010", List.of("COPD003", "COPD005"))
        .containsEntry("HF007", List.of("HF003", "HF004"))
        .containsEntry("MH006", List.of("MH007"));
    assertThat(SHIPPED.baseCodes(rulebook("2025-26"))).isEmpty();
  }

  @Test
  void whereOneIndicatorBecameTwoEachTakesItsShareOfThePointsAvailable() {
    Rulebook rulebook = rulebook("2021-22");
    FinancialYear then = FinancialYear.of("2018-19");
    Base base = new Base(then, List.of("STIA003"));
    BaseYearPoints bases = new BaseYearPoints(Map.of("STIA010", base, "STIA011", base));
    bases.available(then, "STIA003", new BigDecimal("5"));
    bases.put("Z90001", then, "STIA003", 410);
    PricedPractice priced = price(rulebook, bases, counts(rulebook, 100, 50), null);
    // 4.10 of 5 points: 2.46 of 3 and 1.64 of 2
    assertThat(line(priced, "STIA010").paymentGbp()).isEqualByComparingTo("494.85");
    assertThat(line(priced, "STIA011").paymentGbp()).isEqualByComparingTo("329.90");
  }

  /**
   * COPD003 and COPD005 of 2018-19 pay COPD008 and COPD010 by one fraction of 14 points, each
   * rounded by itself; one without the other pays neither.
   */
  @Test
  void recutIndicatorsShareTheFractionOfTheirPool() {
    Rulebook rulebook = rulebook("2021-22");
    FinancialYear then = FinancialYear.of("2018-19");
    Base pool = new Base(then, List.of("COPD003", "COPD005"));
    BaseYearPoints bases = new BaseYearPoints(Map.of("COPD008", pool, "COPD010", pool));
    bases.available(then, "COPD003", new BigDecimal("9"));
    bases.put("Z90001", then, "COPD003", 831);
    List<IndicatorCounts> counts = counts(rulebook, 100, 50);
    assertThat(line(price(rulebook, bases, counts, null), "COPD010").settled().how())
        .isEqualTo(SettledPoints.Settlement.NO_BASE_YEAR);
    bases.available(then, "COPD005", new BigDecimal("5"));
    assertThat(line(price(rulebook, bases, counts, null), "COPD010").settled().how())
        .isEqualTo(SettledPoints.Settlement.NO_BASE_YEAR);
    bases.put("Z90001", then, "COPD005", 497);
    PricedPractice priced = price(rulebook, bases, counts, null);
    // 13.28 of 14 points: 8.54 of 9 and 1.90 of 2, at £201.16
    assertThat(line(priced, "COPD010").paymentGbp()).isEqualByComparingTo("1717.91");
    assertThat(line(priced, "COPD008").paymentGbp()).isEqualByComparingTo("382.20");
    SettledPoints settled = line(priced, "COPD010").settled();
    assertThat(settled.basePoints()).isEqualByComparingTo("13.28");
    assertThat(Objects.requireNonNull(settled.origin()).indicatorCodes())
        .containsExactly("COPD003", "COPD005");
    assertThat(settled.origin().availablePoints()).isEqualByComparingTo("14");
  }

  private static Rulebook rulebook(String year) {
    return SHIPPED.load(FinancialYear.of(year));
  }

  /** All points of every protected indicator in its base year. */
  private static BaseYearPoints fullBases(Rulebook rulebook) {
    Map<String, Base> resting = new TreeMap<>();
    for (Protection protection : rulebook.protections()) {
      FinancialYear base = protection.baseYear();
      if (base != null) {
        resting.put(
            protection.indicatorCode(), new Base(base, List.of(protection.indicatorCode())));
      }
    }
    BaseYearPoints bases = new BaseYearPoints(resting);
    resting.forEach(
        (code, base) -> {
          BigDecimal available = rulebook.indicator(code).orElseThrow().availablePoints();
          bases.available(base.year(), code, available);
          bases.put("Z90001", base.year(), code, available.movePointRight(2).intValueExact());
        });
    return bases;
  }

  /** The same share and the same register for every indicator, and every answer yes. */
  private static List<IndicatorCounts> counts(Rulebook rulebook, int percent, int register) {
    Map<String, IndicatorCounts> counts = new TreeMap<>();
    for (Group group : rulebook.groups()) {
      String carrier = group.registerIndicator();
      if (carrier != null) {
        counts.put(
            carrier,
            new IndicatorCounts(carrier, null, null, register, "Register", null, null, null, null));
      }
    }
    for (Indicator indicator : rulebook.indicators()) {
      String field =
          rulebook.registers().stream()
              .filter(own -> own.indicators().contains(indicator.code()))
              .map(Register::field)
              .findFirst()
              .orElse("Register");
      counts.put(
          indicator.code(),
          new IndicatorCounts(
              indicator.code(), percent, 100, register, field, null, percent == 100, null, null));
    }
    return new ArrayList<>(counts.values());
  }

  /** A practice of average size in a nation whose registers hold 50 patients a practice. */
  private static PricedPractice price(
      Rulebook rulebook,
      BaseYearPoints bases,
      List<IndicatorCounts> counts,
      @Nullable LocalDecisions decisions) {
    int average = rulebook.payment().averageListSize().value();
    Map<String, Prevalence> prevalence = new HashMap<>();
    for (Group group : rulebook.groups()) {
      prevalence.put(group.code(), new Prevalence(Ratio.of(50, average), Ratio.of(50, average)));
    }
    for (Register own : rulebook.registers()) {
      prevalence.put(own.code(), new Prevalence(Ratio.of(50, average), Ratio.of(50, average)));
    }
    PracticeReference reference =
        new PracticeReference(
            "Z90001",
            "Elm Surgery",
            null,
            null,
            Geography.NONE,
            new Population(
                average,
                rulebook.payment().crpDate(),
                Population.Basis.PAYMENT_EXTRACT,
                new Source("crp", 2)),
            List.of(),
            List.of(),
            null,
            decisions == null ? LocalDecisions.NONE : decisions);
    PracticeYear practice =
        new PracticeYear(rulebook.year(), reference, new Block(IndicatorValues.TABLE), counts);
    return new PricePractice(rulebook, new NationalValues(Ratio.of(average, 1), prevalence), bases)
        .price(practice, BigDecimal.ZERO);
  }

  private static Line line(PricedPractice priced, String code) {
    return priced.lines().stream()
        .filter(line -> line.earned().indicator().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** Points paid by how they were settled; lines that are not priced left out. */
  private static Map<String, BigDecimal> split(PricedPractice priced) {
    Map<String, BigDecimal> split = new TreeMap<>();
    for (Line line : priced.lines()) {
      Ratio points = line.settled().points();
      if (points != null) {
        SettledPoints.Settlement how = line.settled().how();
        split.merge(how == null ? "performance" : how.word(), points.rounded(2), BigDecimal::add);
      }
    }
    return split;
  }
}
