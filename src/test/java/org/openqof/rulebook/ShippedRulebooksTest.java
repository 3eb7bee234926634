package org.openqof.rulebook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqof.domain.AchievementPoints;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.domain.PrevalenceMethod;
import org.openqof.domain.ProtectedPoints;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.domain.UpratingIndex;
import org.openqof.rulebook.read.RulebookFolders;
import org.openqof.rulebook.read.Rulebooks;

class ShippedRulebooksTest {
  private static final Rulebooks SHIPPED = Rulebooks.shipped();

  static Stream<FinancialYear> years() {
    return SHIPPED.years().stream();
  }

  @Test
  void everyYearOfTheFrameworkHasARulebook() {
    assertThat(SHIPPED.years())
        .hasSize(23)
        .startsWith(FinancialYear.FIRST)
        .endsWith(FinancialYear.of("2026-27"))
        .isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "2004-05,149,1050",
    "2005-06,149,1050",
    "2006-07,136,1000",
    "2007-08,136,1000",
    "2008-09,129,1000",
    "2009-10,134,1000",
    "2010-11,134,1000",
    "2011-12,142,1000",
    "2012-13,148,1000",
    "2013-14,121,900",
    "2014-15,81,559",
    "2015-16,77,559",
    "2016-17,77,559",
    "2017-18,77,559",
    "2018-19,77,559",
    "2019-20,68,559",
    "2020-21,68,567",
    "2021-22,72,635",
    "2022-23,72,635",
    "2023-24,76,635",
    "2024-25,76,635",
    "2025-26,44,564",
    "2026-27,43,582"
  })
  void pointsOfEveryYearAddUp(String year, int indicators, BigDecimal total) {
    Rulebook rulebook = SHIPPED.load(FinancialYear.of(year));
    assertThat(rulebook.complete()).isTrue();
    assertThat(rulebook.indicators()).hasSize(indicators);
    assertThat(points(rulebook.indicators())).isEqualByComparingTo(total);
    assertThat(rulebook.payment().totalPoints()).isEqualByComparingTo(total);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2004-05 | CL 550, ORG 184, PE 100, AS 36, HOL 100, QPP 30, ACC 50
          2006-07 | CL 655, ORG 181, PE 108, AS 36, HOL 20
          2008-09 | CL 650, ORG 167.5, PE 146.5, AS 36
          2009-10 | CL 697, ORG 167.5, PE 91.5, AS 44
          2011-12 | CL 661, ORG 262, PE 33, AS 44
          2012-13 | CL 669, ORG 254, PE 33, AS 44
          2013-14 | CL 610, PH 113, PHAS 44, QP 100, PE 33
          2014-15 | CL 435, PH 97, PHAS 27
          2018-19 | CL 435, PH 97, PHAS 27
          2026-27 | CL 437, PH 70, PHVI 64, PHAS 11
          """)
  void pointsOfEveryDomainAddUp(String year, String domains) {
    Rulebook rulebook = SHIPPED.load(FinancialYear.of(year));
    for (String domain : domains.split(", ")) {
      String[] part = domain.split(" ");
      assertThat(
              points(
                  rulebook.indicators().stream()
                      .filter(
                          indicator ->
                              rulebook
                                  .group(indicator.groupCode())
                                  .orElseThrow()
                                  .domainCode()
                                  .equals(part[0]))
                      .toList()))
          .as(domain)
          .isEqualByComparingTo(part[1]);
    }
  }

  @ParameterizedTest
  @MethodSource("years")
  void aYearSpeaksOnlyForItself(FinancialYear year) {
    Rulebook rulebook = SHIPPED.load(year);
    PaymentRules payment = rulebook.payment();
    assertThat(rulebook.year()).isEqualTo(year);
    assertThat(payment.crpDate()).isEqualTo(year.startOfFinalQuarter());
    assertThat(payment.prevalenceDay())
        .isEqualTo(
            year.startYear() <= 2007 ? LocalDate.of(year.startYear() + 1, 2, 14) : year.end());
    if (year.startYear() <= 2012) {
      assertThat(payment.averageListDate()).isNull();
      assertThat(payment.averageListSize().value()).isEqualTo(5891);
    } else {
      assertThat(payment.averageListDate()).isEqualTo(year.previous().startOfFinalQuarter());
    }
    assertThat(payment.prevalenceMethod())
        .isEqualTo(
            year.startYear() <= 2008
                ? PrevalenceMethod.SQUARE_ROOT
                : year.startYear() == 2009
                    ? PrevalenceMethod.CUT_OFF
                    : PrevalenceMethod.TRUE_PREVALENCE);
    assertThat(rulebook.digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void noTwoYearsHaveTheSameDigest() {
    assertThat(years().map(SHIPPED::load).map(Rulebook::digest)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("years")
  void everyAdjustedIndicatorOfACompleteYearHasARegisterToAdjustBy(FinancialYear year) {
    Rulebook rulebook = SHIPPED.load(year);
    for (Indicator indicator : rulebook.indicators()) {
      assertThat(rulebook.groupsByCode()).containsKey(indicator.groupCode());
      assertThat(indicator.prevalenceGroup() != null).isEqualTo(indicator.prevalenceAdjusted());
      if (rulebook.complete() && indicator.prevalenceAdjusted()) {
        String code = requireNonNull(indicator.prevalenceGroup());
        if (rulebook.register(code).isPresent()) {
          continue;
        }
        Group group = rulebook.group(code).orElseThrow();
        assertThat(group.registerIndicator()).isNotBlank();
        assertThat(group.registerField()).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("years")
  void everyValueNamesASourceThatIsHeld(FinancialYear year) {
    Rulebook rulebook = SHIPPED.load(year);
    Set<String> keys = SHIPPED.citations().keySet();
    Stream<String> cited =
        Stream.of(
                rulebook.indicators().stream().map(Indicator::citation),
                rulebook.protections().stream().map(Protection::citation),
                Stream.of(
                    rulebook.payment().pointValueGbp().citation(),
                    rulebook.payment().averageListSize().citation(),
                    rulebook.payment().aspirationRatePercent().citation()))
            .flatMap(citations -> citations);
    assertThat(cited)
        .allSatisfy(citation -> assertThat(keys).containsAll(List.of(citation.split(" "))));
  }

  @Test
  void everySourceIsUsed() throws IOException {
    Set<String> used = new HashSet<>();
    for (FinancialYear year : SHIPPED.years()) {
      for (String file : ShippedText.files(year)) {
        used.addAll(Arrays.asList(ShippedText.of(year, file).split("[\\s,]+")));
      }
    }
    for (String file : RulebookFolders.SHARED_FILES.subList(1, 5)) {
      used.addAll(Arrays.asList(ShippedText.of(file).split("[\\s,]+")));
    }
    assertThat(used).containsAll(SHIPPED.citations().keySet());
  }

  @Test
  void indexNamesExactlyTheFoldersThere() throws IOException {
    try (InputStream index =
        ShippedRulebooksTest.class.getResourceAsStream("/rulebook/years.txt")) {
      assertThat(index).isNotNull();
      assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactlyElementsOf(years().map(FinancialYear::toString).toList());
    }
  }

  @Test
  void pointsCarryingPrevalenceIn2025AreThosePublished() {
    // Insight Solutions, QOF income 2025/26: 462 points weighted by prevalence, 102 not.
    List<Indicator> indicators = SHIPPED.load(FinancialYear.of("2025-26")).indicators();
    assertThat(points(indicators.stream().filter(Indicator::prevalenceAdjusted).toList()))
        .isEqualByComparingTo("462");
    assertThat(points(indicators.stream().filter(i -> !i.prevalenceAdjusted()).toList()))
        .isEqualByComparingTo("102");
  }

  @ParameterizedTest
  @CsvSource({
    "2020-21,PERFORMANCE,25,139",
    "2020-21,PROTECTED,38,354",
    "2020-21,PAID_IN_FULL,4,74",
    "2023-24,PROTECTED,19,81",
    "2024-25,PROTECTED,32,212",
    "2021-22,PROTECTED,29,315",
    "2021-22,PERFORMANCE,33,246",
    "2021-22,PAID_IN_FULL,4,74",
    "2021-22,REALLOCATED,6,0"
  })
  void protectedPointsAreThoseAnnounced(
      String year, Protection.Treatment treatment, int indicators, BigDecimal points) {
    Rulebook rulebook = SHIPPED.load(FinancialYear.of(year));
    Map<String, Indicator> byCode = rulebook.indicatorsByCode();
    List<Indicator> treated =
        rulebook.protections().stream()
            .filter(protection -> protection.treatment() == treatment)
            .map(protection -> byCode.get(protection.indicatorCode()))
            .toList();
    assertThat(treated).hasSize(indicators).doesNotContainNull();
    assertThat(points(treated)).isEqualByComparingTo(points);
  }

  @Test
  void diabetesAndHypertensionOf2021ArePaidOn2019() {
    List<Protection> protections =
        SHIPPED.load(FinancialYear.of("2021-22")).protections().stream()
            .filter(protection -> protection.treatment() == Protection.Treatment.PROTECTED)
            .toList();
    assertThat(protections)
        .allSatisfy(
            protection ->
                assertThat(protection.baseYear())
                    .isEqualTo(
                        FinancialYear.of(
                            protection.indicatorCode().matches("(DM|HYP)\\d+")
                                ? "2019-20"
                                : "2018-19")));
  }

  @ParameterizedTest
  @MethodSource("years")
  void settingsOfMoneyAreThoseOfTheEra(FinancialYear year) {
    PaymentRules payment = SHIPPED.load(year).payment();
    boolean first = year.startYear() <= 2012;
    assertThat(payment.targetPopulationFactor()).isEqualTo(first);
    assertThat(payment.upratingIndex().value())
        .isEqualTo(first ? UpratingIndex.PRICE : UpratingIndex.PER_PATIENT);
    assertThat(payment.protectedPointsScaling()).isEqualTo(ProtectedPoints.BY_MAXIMUM);
    assertThat(payment.protectionNeedsPlan()).isEqualTo(year.startYear() == 2021);
  }

  @ParameterizedTest
  @MethodSource("years")
  void onlyVaccinationOf2021And2022PaysAStep(FinancialYear year) {
    Set<String> steps =
        SHIPPED.load(year).indicators().stream()
            .filter(indicator -> indicator.kind() == IndicatorKind.STEP)
            .map(Indicator::code)
            .collect(Collectors.toSet());
    assertThat(steps)
        .isEqualTo(
            switch (year.startYear()) {
              case 2021, 2022 -> Set.of("VI001", "VI002", "VI003", "VI004");
              default -> Set.of();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2021-22,AF007,25,40,70,UNCONFIRMED",
    "2021-22,VI003,18,87,95,DERIVED",
    "2021-22,AST006,15,45,80,CONFIRMED",
    "2022-23,AST006,15,45,80,INFERRED",
    "2023-24,VI003,18,81,96,CONFIRMED",
    "2023-24,MH021,6,50,90,UNCONFIRMED",
    "2023-24,CHOL002,16,20,35,CONSISTENT",
    "2024-25,CHOL003,14,70,95,CONFIRMED",
    "2025-26,HYP008,38,40,85,CONFIRMED",
    "2025-26,CHOL004,44,20,50,CONFIRMED",
    "2014-15,AST003,20,45,70,CONFIRMED",
    "2004-05,CHD 4,4,25,90,CONFIRMED",
    "2012-13,DM31,10,40,65,CONFIRMED",
    "2013-14,HF003,10,60,100,CONFIRMED",
    "2018-19,HF003,10,60,100,INFERRED",
    "2018-19,BP002,15,50,90,INFERRED",
    "2018-19,SMOK005,25,56,96,CONSISTENT",
    "2018-19,MH009,1,50,90,UNCONFIRMED",
    "2019-20,HF003,10,60,100,INFERRED",
    "2019-20,CHD008,12,40,77,CONSISTENT",
    "2020-21,HF003,6,60,92,UNCONFIRMED",
    "2026-27,CD001,41,40,90,CONFIRMED",
    "2026-27,AF006,12,40,95,UNCONFIRMED",
    "2026-27,VI003,18,81,96,CONFIRMED"
  })
  void thresholdsAreThoseOfTheSources(
      String year,
      String code,
      BigDecimal points,
      BigDecimal lower,
      BigDecimal upper,
      Status status) {
    Indicator indicator = indicator(year, code);
    assertThat(indicator.availablePoints()).isEqualByComparingTo(points);
    assertThat(indicator.thresholdStatus()).isEqualTo(status);
    Thresholds thresholds = requireNonNull(indicator.thresholds());
    assertThat(thresholds.lowerPercent()).isEqualByComparingTo(lower);
    assertThat(thresholds.upperPercent()).isEqualByComparingTo(upper);
    assertThat(indicator.priceable()).isTrue();
  }

  @Test
  void aThresholdThatNoSourceGivesIsNeverAssumed() {
    for (String code : List.of("QP03", "QP04", "QP05")) {
      Indicator local = indicator("2011-12", code);
      assertThat(local.thresholds()).as(code).isNull();
      assertThat(local.thresholdStatus()).isEqualTo(Status.MISSING);
      assertThat(local.priceable()).isFalse();
    }
  }

  @Test
  void mmrOf2021EarnsThePublishedPointsAtNinetyOnePointOnePercent() {
    // Management in Practice, 12 October 2022: 91.1 % of VI002 are 9.4 points.
    Indicator indicator = indicator("2021-22", "VI002");
    Thresholds thresholds = requireNonNull(indicator.thresholds());
    assertThat(
            AchievementPoints.forFraction(indicator.availablePoints(), thresholds, 911, 1000)
                .rounded(2))
        .isEqualByComparingTo("9.42");
    assertThat(
            AchievementPoints.forFraction(indicator.availablePoints(), thresholds, 900, 1000)
                .rounded(2))
        .isEqualByComparingTo("7");
  }

  @Test
  void fullAchievementOfNineThousandPatientsIn2020IsWhatLentellsPrints() {
    // Lentells, QOF changes 2020/21: list of 9,000, average prevalence, 112,992 pounds.
    Rulebook rulebook = SHIPPED.load(FinancialYear.of("2020-21"));
    PaymentRules payment = rulebook.payment();
    assertThat(
            payment
                .totalPoints()
                .multiply(payment.pointValueGbp().value())
                .multiply(BigDecimal.valueOf(9000))
                .divide(
                    BigDecimal.valueOf(payment.averageListSize().value()), 0, RoundingMode.HALF_UP))
        .isEqualByComparingTo("112992");
  }

  @Test
  void registersServePaymentOrPublicationAsTheYearSays() {
    Map<String, Group> groups = SHIPPED.load(FinancialYear.of("2023-24")).groupsByCode();
    assertThat(groups.values().stream().filter(Group::publishesPrevalence)).hasSize(21);
    Group smoking = group(groups, "SMOK");
    assertThat(smoking.publishesPrevalence()).isFalse();
    assertThat(smoking.registerIndicator()).isEqualTo("SMOK002");
    assertThat(smoking.registerField()).isEqualTo("Smoking Register");
    assertThat(group(groups, "CHOL").registerIndicator()).isEqualTo("CHOL001");
    assertThat(group(groups, "HF").registerField()).isEqualTo("Heart Failure Register");
    assertThat(groups).doesNotContainKey("LVSD");
    assertThat(group(groups, "PC").zeroRegisterReducesMaximum()).isFalse();
    assertThat(indicator("2023-24", "HF001").prevalenceGroup()).isEqualTo("HF");
    assertThat(indicator("2023-24", "HF003").prevalenceGroup()).isEqualTo("LVSD");
    assertThat(indicator("2023-24", "SMOK005").prevalenceGroup()).isEqualTo("SMOK");
    assertThat(indicator("2023-24", "SMOK004").prevalenceAdjusted()).isFalse();
    assertThat(indicator("2023-24", "PC001").prevalenceAdjusted()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("years")
  void depressionCountsNewDiagnosesIn2023Only(FinancialYear year) {
    Rulebook rulebook = SHIPPED.load(year);
    assertThat(rulebook.groups().stream().filter(Group::newlyDiagnosed).map(Group::code))
        .isEqualTo(year.startYear() == 2023 ? List.of("DEP") : List.of());
  }

  @Test
  void registersOf2025GivePrevalenceThoughTheyScoreNoPoints() {
    Rulebook rulebook = SHIPPED.load(FinancialYear.of("2025-26"));
    assertThat(rulebook.groups().stream().filter(Group::publishesPrevalence)).hasSize(21);
    assertThat(rulebook.group("AF").orElseThrow().registerIndicator()).isEqualTo("AF001");
    assertThat(rulebook.indicatorsByCode()).doesNotContainKey("AF001");
  }

  @ParameterizedTest
  @CsvSource({
    "2011-12,1.0253",
    "2013-14,1.0000",
    "2014-15,0.9752",
    "2015-16,1.0000",
    "2023-24,1.0000",
    "2026-27,1.0000"
  })
  void theUpratingIndexOfEachYearIsThatOfPriceAndList(String year, BigDecimal index) {
    PaymentRules now = SHIPPED.load(FinancialYear.of(year)).payment();
    PaymentRules then = SHIPPED.load(FinancialYear.of(year).previous()).payment();
    assertThat(
            now.upratingIndex()
                .value()
                .of(
                    now.pointValueGbp().value(),
                    Ratio.of(now.averageListSize().value(), 1),
                    then.pointValueGbp().value(),
                    Ratio.of(then.averageListSize().value(), 1))
                .rounded(4))
        .isEqualByComparingTo(index);
  }

  @Test
  void jointCardiovascularIndicatorsCarryOneRegister() {
    for (String code : List.of("CD001", "CD002")) {
      assertThat(indicator("2026-27", code).groupCode()).isEqualTo("CD");
      assertThat(indicator("2026-27", code).prevalenceGroup()).isEqualTo("CHD");
    }
    Rulebook rulebook = SHIPPED.load(FinancialYear.of("2026-27"));
    assertThat(rulebook.unconfirmedValues())
        .extracting(UnconfirmedValue::key)
        .contains("groups.CD", "indicators.CD001.prevalence", "indicators.CD002.prevalence");
    assertThat(rulebook.unsupportedIndicators())
        .containsExactlyInAnyOrder(
            "AF006", "CD001", "CD002", "DM037", "NDH003", "VI001", "VI002", "VI003");
  }

  @ParameterizedTest
  @CsvSource({
    "2015-16,TOTAL,18OV",
    "2014-15,TOTAL,16OV",
    "2019-20,TOTAL,18OV",
    "2020-21,06OV,18OV",
    "2025-26,06OV,18OV",
    "2026-27,05OV,18OV"
  })
  void listTypesChangeWithTheYears(String year, String asthma, String obesity) {
    Rulebook rulebook = SHIPPED.load(FinancialYear.of(year));
    assertThat(rulebook.group("AST").orElseThrow().listType()).isEqualTo(asthma);
    assertThat(rulebook.group("OB").orElseThrow().listType()).isEqualTo(obesity);
    assertThat(rulebook.group("CVDPP").isPresent()).isEqualTo(year.compareTo("2020-21") < 0);
    assertThat(rulebook.group("NDH").isPresent()).isEqualTo(year.compareTo("2020-21") >= 0);
  }

  @Test
  void valuesWithoutAnOutrightSourceAreNamedWithTheirSupport() {
    List<UnconfirmedValue> values = SHIPPED.load(FinancialYear.of("2021-22")).unconfirmedValues();
    assertThat(values)
        .contains(
            new UnconfirmedValue(
                "indicators.AF007.thresholds",
                Status.UNCONFIRMED,
                "no-text-found",
                Set.of("AF007")),
            new UnconfirmedValue("payment.money_rounding", Status.UNCONFIRMED, "choice-money"))
        .extracting(UnconfirmedValue::status)
        .doesNotContain(Status.CONFIRMED);
    assertThat(SHIPPED.load(FinancialYear.of("2025-26")).unconfirmedValues())
        .contains(
            new UnconfirmedValue("payment.average_list_size", Status.DERIVED, "price-per-patient"));
    assertThat(SHIPPED.load(FinancialYear.of("2011-12")).unconfirmedValues())
        .contains(
            new UnconfirmedValue(
                "indicators.QP03.thresholds", Status.MISSING, "guidance-2011-12", Set.of("QP03")));
  }

  private static Group group(Map<String, Group> groups, String code) {
    return requireNonNull(groups.get(code), code);
  }

  private static Indicator indicator(String year, String code) {
    return SHIPPED.load(FinancialYear.of(year)).indicator(code).orElseThrow();
  }

  private static BigDecimal points(List<Indicator> indicators) {
    return indicators.stream()
        .map(Indicator::availablePoints)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
