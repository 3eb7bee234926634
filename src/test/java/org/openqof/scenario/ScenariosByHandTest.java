package org.openqof.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqof.domain.MoneyRounding;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.LocalDecisions.AdjustmentKind;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.PracticeYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.tables.Block;
import org.openqof.tables.WhatIfFiles;
import org.openqof.testing.Given;
import org.openqof.whatif.scenario.IndicatorChange;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.PriceLines;
import org.openqof.whatif.scenario.PriceScenarios;
import org.openqof.whatif.scenario.PriceScenarios.Priced;
import org.openqof.whatif.scenario.Scenario;
import org.openqof.whatif.scenario.ScenarioReader;
import org.openqof.whatif.scenario.Terms;

/**
 * One practice worked by hand with the regulation's formulas, at £213.43 a point.
 *
 * <p>12,000 patients where the average is 10,000: index 1.2. 1,800 of them have hypertension, 15 %
 * where the nation has 12 %: factor 1.25. So a point of hypertension is worth £213.43 × 1.5 =
 * £320.145 to it, and without the factor £256.116.
 */
class ScenariosByHandTest {
  /** HYP008: 14 points, 40–77 %; 1,040 of 1,600 is 65 %. HYP009: 5 points, 40–80 %; 60 %. */
  private static final PracticeYear PRACTICE =
      Given.practice("Z90001", 12_000)
          .register("HYP001", 1_800)
          .fraction("HYP008", 1_040, 1_600)
          .fraction("HYP009", 120, 200)
          .assembled();

  private static Outcome outcome(String changes) {
    return GivenScenarios.outcomes(GivenScenarios.read(changes), PRACTICE).get(0);
  }

  private static IndicatorChange indicator(Outcome outcome, String code) {
    return outcome.indicators().stream()
        .filter(change -> change.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static void paid(Outcome outcome, String code, String before, String after) {
    assertThat(indicator(outcome, code).baseLines().paymentGbp())
        .as(code + " in the base year")
        .isEqualByComparingTo(before);
    assertThat(indicator(outcome, code).scenarioLines().paymentGbp())
        .as(code + " in the scenario")
        .isEqualByComparingTo(after);
  }

  @Test
  void aHigherUpperThresholdLowersPointsInProportion() {
    // Base: 14 × (65 − 40) ÷ (77 − 40) = 9.459… → 9.46 points, × £320.145 = £3,028.5717.
    // At 90: 14 × (65 − 40) ÷ (90 − 40) = 7.00 points, × £320.145 = £2,241.015.
    Outcome outcome = outcome("changes: {indicators: {HYP008: {upper_threshold: 90}}}");

    paid(outcome, "HYP008", "3028.57", "2241.02");
    paid(outcome, "HYP009", "800.36", "800.36");
    assertThat(outcome.england().changeGbp()).isEqualByComparingTo("-787.55");
    assertThat(outcome.england().losers()).isEqualTo(1);
    assertThat(outcome.scenario().changes()).containsExactly("HYP008 thresholds 40–77 → 40–90 %");
    assertThat(outcome.linesPricedAnew()).as("one line, and no other").isEqualTo(1);
  }

  /** Where money is rounded once a practice, exact lines are added up, in the scenario as well. */
  @Test
  void aYearThatRoundsEachTotalIsRoundedSoInAScenarioToo() {
    // Base: £1,920.87 + £3,028.5717 + £800.3625 = £5,749.8042. At 84: 14 × 25 ÷ 44 = 7.954… → 7.95
    // points, × £320.145 = £2,545.15275; in all £5,266.38525, which is £5,266.39, where lines
    // rounded one by one add up to £5,266.38.
    Map<String, String> texts = new HashMap<>(Rulebooks.shipped().texts(Given.YEAR));
    texts.computeIfPresent(
        Given.YEAR + "/payment.yaml",
        (name, text) ->
            text.replaceFirst("(money_rounding:\\s+value: )per_indicator", "$1per_total"));
    Rulebook perTotal = Rulebooks.withTexts(Given.YEAR, texts).load(Given.YEAR);
    assertThat(perTotal.payment().moneyRounding()).isEqualTo(MoneyRounding.PER_TOTAL);
    Scenario scenario =
        ScenarioReader.read(
                List.of(
                    new ScenarioReader.Source(
                        "what/one.yaml", "changes: {indicators: {HYP008: {upper_threshold: 84}}}")),
                perTotal,
                new GivenScenarios.Known(List.of()))
            .get(0);
    PriceScenarios pricing =
        new PriceScenarios(
            new Terms(perTotal, GivenScenarios.NATION, BaseYearPoints.none()),
            GivenScenarios.PAID,
            List.of(
                new Priced(
                    scenario,
                    new Terms(scenario.rulebook(), GivenScenarios.NATION, BaseYearPoints.none()))));
    Outcome outcome = Outcome.of(pricing, List.of(pricing.price(List.of(PRACTICE)))).get(0);

    assertThat(outcome.england().baseGbp()).isEqualByComparingTo("5749.80");
    assertThat(outcome.england().changeGbp()).isEqualByComparingTo("-483.41");
  }

  @Test
  void withoutPrevalenceEveryPointHasTheValueOfTheListAlone() {
    // 9.46 × £256.116 = £2,422.857; the register's 6 points £1,536.696 for £1,920.87;
    // HYP009 2.50 × £256.116 = £640.29 for £800.3625.
    Outcome outcome = outcome("changes: {prevalence_adjustment: off}");

    paid(outcome, "HYP008", "3028.57", "2422.86");
    paid(outcome, "HYP001", "1920.87", "1536.70");
    paid(outcome, "HYP009", "800.36", "640.29");
    assertThat(outcome.england().changeGbp())
        .isEqualByComparingTo(new BigDecimal("-605.71").add(new BigDecimal("-544.24")));
  }

  @Test
  void thePointsOfARetiredIndicatorGoToAnother() {
    // 19 × 25 ÷ 37 = 12.837… → 12.84 points, × £320.145 = £4,110.6618; HYP009 pays nothing.
    Outcome outcome = outcome("changes: {indicators: {HYP009: {retired: yes, points_to: HYP008}}}");

    paid(outcome, "HYP008", "3028.57", "4110.66");
    paid(outcome, "HYP009", "800.36", "0");
    assertThat(outcome.england().changeGbp()).isEqualByComparingTo("281.73");
    assertThat(indicator(outcome, "HYP009").after()).isNull();
    assertThat(outcome.scenario().changes())
        .containsExactly("HYP009 retired, its 5 points to HYP008");
  }

  @Test
  void aCorrectionInPointsOfARetiredIndicatorGoesWithIt() {
    // 2 points of HYP009 × £320.145 = £640.29 in the base year. Retired, neither its line nor its
    // correction is left: −£800.36 − £640.29.
    PracticeYear corrected =
        Given.practice("Z90001", 12_000)
            .register("HYP001", 1_800)
            .fraction("HYP009", 120, 200)
            .decided(
                LocalDecisions.sorted(
                    List.of(),
                    List.of(
                        new Adjustment(
                            "HYP009",
                            AdjustmentKind.COMMISSIONER,
                            new BigDecimal("2"),
                            null,
                            "late coding",
                            "A. Smith",
                            LocalDate.of(2024, 5, 1),
                            new Source("decisions", 2))),
                    List.of(),
                    null))
            .assembled();
    Outcome outcome =
        GivenScenarios.outcomes(
                GivenScenarios.read("changes: {indicators: {HYP009: {retired: yes}}}"), corrected)
            .get(0);

    assertThat(outcome.england().changeGbp()).isEqualByComparingTo("-1440.65");
  }

  @Test
  void aRetiredRegisterStillGivesTheFactor() {
    Outcome outcome = outcome("changes: {indicators: {HYP001: {retired: yes}}}");

    paid(outcome, "HYP001", "1920.87", "0");
    paid(outcome, "HYP008", "3028.57", "3028.57");
  }

  @Test
  void aNewIndicatorTakesTheCountsOfAnother() {
    // 10 points, 50–70 %: 10 × (65 − 50) ÷ 20 = 7.50 points, × £320.145 = £2,401.0875.
    Outcome outcome =
        outcome(
            """
            changes:
              indicators:
                HYP999:
                  like: HYP008
                  values_of: HYP008
                  points: 10
                  lower_threshold: 50
                  upper_threshold: 70
            """);

    paid(outcome, "HYP999", "0", "2401.09");
    assertThat(indicator(outcome, "HYP999").before()).isNull();
    assertThat(outcome.england().changeGbp()).isEqualByComparingTo("2401.09");
  }

  @Test
  void aPracticeThatIsLeftOutIsDueNothingAndIsNoLoser() {
    Outcome outcome = outcome("changes: {practices: {exclude: [Z90001]}}");

    assertThat(outcome.england().leftOut()).isEqualTo(1);
    assertThat(outcome.england().losers()).isZero();
    assertThat(outcome.england().scenarioGbp()).isEqualByComparingTo("0");
    assertThat(outcome.distribution().tenths()).isEmpty();
    paid(outcome, "HYP008", "3028.57", "0");
  }

  @Test
  void oneMorePatientIsWorthTheDifferenceOfTwoPaymentsToThePenny() {
    // Base: 1,041 of 1,600 is 65.0625 %: 9.483… → 9.48 points, £3,034.9746; 6.40 more.
    // At 90: 14 × 25.0625 ÷ 50 = 7.0175 → 7.02 points, £2,247.4179; 6.40 more.
    // To the upper threshold: 77 % of 1,600 is 1,232, 90 % is 1,440.
    PriceScenarios pricing =
        GivenScenarios.pricing(
            GivenScenarios.read("changes: {indicators: {HYP008: {upper_threshold: 90}}}"));

    Block rows = new PriceLines(pricing, 0).rows(List.of(PRACTICE));

    int row = row(rows, "HYP008");
    assertThat(rows.decimalAt(WhatIfFiles.LINE_BASE_GBP, row)).isEqualByComparingTo("3028.57");
    assertThat(rows.decimalAt(WhatIfFiles.LINE_SCENARIO_GBP, row)).isEqualByComparingTo("2241.02");
    assertThat(rows.decimalAt(WhatIfFiles.LINE_CHANGE_GBP, row)).isEqualByComparingTo("-787.55");
    assertThat(rows.decimalAt(WhatIfFiles.BASE_NEXT_PATIENT_GBP, row)).isEqualByComparingTo("6.40");
    assertThat(rows.decimalAt(WhatIfFiles.SCENARIO_NEXT_PATIENT_GBP, row))
        .isEqualByComparingTo("6.40");
    assertThat(rows.countAt(WhatIfFiles.BASE_TO_LOWER, row)).isZero();
    assertThat(rows.countAt(WhatIfFiles.BASE_TO_UPPER, row)).isEqualTo(192);
    assertThat(rows.countAt(WhatIfFiles.SCENARIO_TO_UPPER, row)).isEqualTo(400);
    assertThat(rows.has(WhatIfFiles.BASE_NEXT_PATIENT_GBP, row(rows, "HYP001")))
        .as("a register has no next patient")
        .isFalse();
  }

  private static int row(Block rows, String code) {
    for (int row = 0; row < rows.rows(); row++) {
      if (rows.textAt(WhatIfFiles.LINE_INDICATOR, row).equals(code)) {
        return row;
      }
    }
    throw new AssertionError("no row of " + code);
  }
}
