package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.input.Geography;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.ListSize;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.practice.rows.PaymentRows;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Status;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.tables.Block;
import org.openqof.tables.IndicatorValues;
import org.openqof.tables.PaymentLines;

/**
 * What the framework of 2004 pays alongside clinical indicators, with a small rulebook as an
 * operator would supply it: minimum standards, holistic care, quality practice, additional
 * services.
 */
class FirstFrameworkTest {
  private static final PaymentRules RULES =
      Rulebooks.shipped().load(FinancialYear.of("2004-05")).payment();
  private static final int CRP = 5891;

  @Test
  void holisticCareIsPaidOnTheThirdLowestClinicalArea() {
    // Shares of points: CHD 1, DM 5 ÷ 10, STROKE 8 ÷ 10, EP 0: the third lowest is 0.8.
    List<Indicator> indicators = clinical();
    indicators.add(indicator("HOL 1", "HOL", IndicatorKind.HOLISTIC, 100, null, false));
    PricedPractice priced = price(indicators, counts(100, 50, 80, 0), List.of());
    assertThat(points(priced, "HOL 1")).isEqualByComparingTo("80");
    assertThat(line(priced, "HOL 1").paymentGbp()).isEqualByComparingTo("6200.00");
  }

  @Test
  void breadthWithoutAllThresholdsOrThreeAreasIsNotPriced() {
    List<Indicator> indicators = clinical();
    indicators.add(indicator("HOL 1", "HOL", IndicatorKind.HOLISTIC, 100, null, false));
    indicators.add(indicator("QP 1", "HOL", IndicatorKind.QUALITY_PRACTICE, 30, null, false));
    indicators.add(indicator("CHD 9", "CHD", IndicatorKind.FRACTION, 7, null, false));
    PricedPractice priced = price(indicators, counts(100, 50, 80, 0), List.of());
    assertThat(line(priced, "HOL 1").notPriced()).isEqualTo(NotPriced.THRESHOLDS_MISSING);
    assertThat(line(priced, "QP 1").notPriced()).isEqualTo(NotPriced.AREAS_MISSING);
  }

  @Test
  void aMinimumStandardIsAllOrNothingAndQualityPracticeCountsTheOtherAreas() {
    List<Indicator> indicators = new ArrayList<>();
    Thresholds standard = new Thresholds(BigDecimal.ZERO, BigDecimal.valueOf(80), BigDecimal.ZERO);
    indicators.add(indicator("REC 1", "RECORDS", IndicatorKind.STANDARD, 10, standard, false));
    indicators.add(indicator("MED 1", "MEDICINES", IndicatorKind.STANDARD, 10, standard, false));
    indicators.add(indicator("PE 1", "PE", IndicatorKind.YES_NO, 40, null, false));
    indicators.add(indicator("PE 2", "PE", IndicatorKind.YES_NO, 10, null, false));
    indicators.add(indicator("QP 1", "HOL", IndicatorKind.QUALITY_PRACTICE, 30, null, false));
    List<IndicatorCounts> counts =
        List.of(
            fraction("MED 1", 79, 100),
            new IndicatorCounts("PE 1", null, null, null, null, null, true, null, null),
            fraction("REC 1", 80, 100));
    PricedPractice priced = price(indicators, counts, List.of());
    assertThat(points(priced, "REC 1")).isEqualByComparingTo("10");
    assertThat(points(priced, "MED 1")).isEqualByComparingTo("0");
    // Medicines 0, patient experience 0.8, records 1: the third lowest of three is the highest.
    assertThat(points(priced, "QP 1")).isEqualByComparingTo("30");
  }

  @Test
  void anAdditionalServiceCarriesTheTargetPopulationFactor() {
    List<Indicator> indicators =
        List.of(indicator("CS 1", "CS", IndicatorKind.YES_NO, 10, null, false));
    List<IndicatorCounts> counts =
        List.of(new IndicatorCounts("CS 1", null, null, null, null, null, true, null, null));
    List<ListSize> women =
        List.of(new ListSize("25_64_F", LocalDate.of(2005, 1, 1), 1767, new Source("lists", 2)));
    PricedPractice priced = price(indicators, counts, women);
    // 10 points × £77.50 × index 1 × (1,767 ÷ 5,891) ÷ 0.25
    assertThat(line(priced, "CS 1").paymentGbp()).isEqualByComparingTo("929.84");
    PaymentRows rows = new PaymentRows(rulebook(indicators), national());
    rows.add(practice(counts, women), priced);
    assertThat(rows.lines().decimalOrNull(PaymentLines.TARGET_POPULATION_FACTOR, 0))
        .isEqualByComparingTo("1.1997962994");
    Line without = line(price(indicators, counts, List.of()), "CS 1");
    assertThat(without.notPriced()).isEqualTo(NotPriced.NO_TARGET_POPULATION);
    assertThat(without.paymentGbp()).isNull();
    assertThat(line(price(indicators, List.of(), List.of()), "CS 1").paymentGbp())
        .isEqualByComparingTo("0.00");
  }

  private static List<Indicator> clinical() {
    Thresholds all = new Thresholds(BigDecimal.ZERO, BigDecimal.valueOf(100), BigDecimal.ZERO);
    List<Indicator> indicators = new ArrayList<>();
    for (String group : List.of("CHD", "DM", "STROKE", "EP")) {
      indicators.add(indicator(group + " 2", group, IndicatorKind.FRACTION, 10, all, false));
    }
    return indicators;
  }

  private static List<IndicatorCounts> counts(int chd, int dm, int stroke, int ep) {
    return List.of(
        fraction("CHD 2", chd, 100),
        fraction("DM 2", dm, 100),
        fraction("EP 2", ep, 100),
        fraction("STROKE 2", stroke, 100));
  }

  private static IndicatorCounts fraction(String code, int numerator, int denominator) {
    return new IndicatorCounts(code, numerator, denominator, null, null, null, null, null, null);
  }

  private static Indicator indicator(
      String code,
      String group,
      IndicatorKind kind,
      int points,
      @Nullable Thresholds thresholds,
      boolean adjusted) {
    return new Indicator(
        code,
        group,
        kind,
        BigDecimal.valueOf(points),
        thresholds,
        Status.CONFIRMED,
        adjusted,
        adjusted ? group : null,
        null,
        kind == IndicatorKind.YES_NO,
        code,
        "bma-2007");
  }

  private static Rulebook rulebook(List<Indicator> indicators) {
    List<Group> groups = new ArrayList<>();
    Map<String, String> domains =
        Map.of(
            "CHD",
            "CL",
            "DM",
            "CL",
            "STROKE",
            "CL",
            "EP",
            "CL",
            "RECORDS",
            "ORG",
            "MEDICINES",
            "ORG",
            "PE",
            "PE",
            "CS",
            "AS",
            "HOL",
            "ORG");
    domains.forEach(
        (code, domain) ->
            groups.add(
                new Group(
                    code,
                    code,
                    domain,
                    domain,
                    "TOTAL",
                    null,
                    null,
                    false,
                    false,
                    false,
                    code.equals("CS") ? "25_64_F" : null)));
    return new Rulebook(
        FinancialYear.FIRST, true, RULES, indicators, groups, List.of(), "0".repeat(64));
  }

  private static NationalValues national() {
    return new NationalValues(Ratio.of(5891, 1), Map.of(), Map.of("25_64_F", Ratio.of(25, 100)));
  }

  private static PracticeYear practice(List<IndicatorCounts> counts, List<ListSize> lists) {
    return new PracticeYear(
        FinancialYear.FIRST,
        new PracticeReference(
            "Z90001",
            "Elm Surgery",
            null,
            null,
            Geography.NONE,
            new Population(
                CRP,
                LocalDate.of(2005, 1, 1),
                Population.Basis.PAYMENT_EXTRACT,
                new Source("crp", 2)),
            lists,
            List.of(),
            null),
        new Block(IndicatorValues.TABLE),
        counts);
  }

  private static PricedPractice price(
      List<Indicator> indicators, List<IndicatorCounts> counts, List<ListSize> lists) {
    return new PricePractice(rulebook(indicators), national())
        .price(practice(counts, lists), BigDecimal.ZERO);
  }

  private static Line line(PricedPractice priced, String code) {
    return priced.lines().stream()
        .filter(line -> line.earned().indicator().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal points(PricedPractice priced, String code) {
    return Objects.requireNonNull(line(priced, code).settled().points()).rounded(2);
  }
}
