package org.openqof.whatif.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.openqof.domain.AchievementPoints;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.practice.PricedPractice;
import org.openqof.scenario.GivenScenarios;
import org.openqof.testing.Given;

class PriceScenariosProperties {
  private static final List<Scenario> SCENARIOS =
      List.of(
          one("changes: {}"),
          one(
              "changes: {indicators: {HYP008: {upper_threshold: 90}, AF006: {lower_threshold: 10}}}"),
          one("changes: {point_value_gbp: 426.86}"),
          one("changes: {average_list_size: 9000}"),
          one("changes: {prevalence_adjustment: off}"),
          one("changes: {indicators: {HYP009: {retired: yes, points_to: HYP008}}}"),
          one("changes: {indicators: {AF008: {retired: yes}, HYP: {prevalence_adjustment: off}}}"),
          one("changes: {indicators: {X1: {like: AF006, values_of: HYP008, points: 9}}}"),
          one("changes: {indicators: {all: {lower_threshold: +5}, HYP008: {points: -2.5}}}"),
          one("changes: {protection_base_year: none}"));

  private static Scenario one(String text) {
    return GivenScenarios.read(text).get(0);
  }

  /** A practice with a few counts, a part of the year, and corrections in points and pounds. */
  private static PracticeYear practice(List<Integer> counts) {
    Given given =
        Given.practice("Z90001", 1 + counts.get(0) * 20)
            .register("HYP001", counts.get(1))
            .register("AF001", counts.get(2));
    int index = 3;
    for (String code : List.of("HYP008", "HYP009", "AF006", "AF008")) {
      int denominator = counts.get(index++);
      given.fraction(code, Math.min(denominator, counts.get(index++)), denominator);
    }
    if (counts.get(11) % 3 == 0) {
      given.participating(Given.YEAR.start().plusDays(counts.get(11) % 300), Given.YEAR.end());
    }
    if (counts.get(11) % 2 == 0) {
      given.decided(decisions(List.of(points("AF008", "1.25"), points("HYP008", "-0.5"))));
    }
    return given.assembled();
  }

  private static LocalDecisions decisions(List<Adjustment> adjustments) {
    LocalDecisions none = LocalDecisions.NONE;
    return new LocalDecisions(none.manualEntries(), adjustments, none.successions(), none.plan());
  }

  private static Adjustment points(String subject, String points) {
    return new Adjustment(
        subject,
        LocalDecisions.AdjustmentKind.DISPUTE,
        new BigDecimal(points),
        null,
        "upheld",
        "R Jones",
        Given.YEAR.end(),
        new Source("decisions", 2));
  }

  /** Every line priced, whether its terms changed or not. */
  private static PricedPractice whole(PracticeYear practice, PriceScenarios pricing, int scenario) {
    PracticeYear lent = PriceScenarios.lent(practice, pricing.scenarios().get(scenario));
    var price = pricing.terms(scenario).pricing();
    return price.price(
        lent, PracticeRegisters.of(practice, Given.RULEBOOK), price.points(lent), BigDecimal.ZERO);
  }

  @Property(tries = 150)
  void linesThatAreReusedGiveWhatWholePracticesGive(
      @ForAll @Size(12) List<@IntRange(max = 900) Integer> counts) {
    PracticeYear practice = practice(counts);
    PriceScenarios pricing = GivenScenarios.pricing(SCENARIOS);

    List<Outcome> outcomes = Outcome.of(pricing, List.of(pricing.price(List.of(practice))));

    for (int i = 0; i < SCENARIOS.size(); i++) {
      PricedPractice whole = whole(practice, pricing, i);
      Outcome outcome = outcomes.get(i);
      assertThat(outcome.practices().get(0).scenarioGbp())
          .as(SCENARIOS.get(i).changes().toString())
          .isEqualTo(whole.totalAchievement());
      BigDecimal lines = BigDecimal.ZERO;
      for (IndicatorChange change : outcome.indicators()) {
        lines = lines.add(change.scenarioLines().paymentGbp());
      }
      assertThat(lines).isEqualByComparingTo(whole.achievementPayment());
    }
  }

  @Property(tries = 100)
  void aScenarioThatChangesNothingChangesNoPenny(
      @ForAll @Size(12) List<@IntRange(max = 900) Integer> counts) {
    Outcome outcome = GivenScenarios.outcomes(List.of(one("changes: {}")), practice(counts)).get(0);

    assertThat(outcome.linesPricedAnew()).isZero();
    assertThat(outcome.practices().get(0).scenarioGbp())
        .isEqualTo(outcome.practices().get(0).baseGbp());
    assertThat(outcome.indicators()).noneMatch(IndicatorChange::isTouched);
  }

  @Property(tries = 100)
  void raisingAnUpperThresholdNeverRaisesPoints(
      @ForAll @Size(12) List<@IntRange(max = 900) Integer> counts,
      @ForAll @IntRange(min = 41, max = 99) int upper) {
    List<Outcome> outcomes =
        GivenScenarios.outcomes(
            GivenScenarios.read(
                "changes: {indicators: {HYP008: {upper_threshold: %d..%d step 1}}}"
                    .formatted(upper, upper + 1)),
            practice(counts));

    assertThat(points(outcomes.get(1))).isLessThanOrEqualTo(points(outcomes.get(0)));
    assertThat(outcomes.get(1).england().scenarioGbp())
        .isLessThanOrEqualTo(outcomes.get(0).england().scenarioGbp());
  }

  private static BigDecimal points(Outcome outcome) {
    return outcome.indicators().stream()
        .filter(change -> change.code().equals("HYP008"))
        .map(change -> change.scenarioLines().points())
        .findFirst()
        .orElseThrow();
  }

  @Property(tries = 100)
  void aDoubledPriceDoublesEveryLineButForTheRounding(
      @ForAll @Size(12) List<@IntRange(max = 900) Integer> counts) {
    Outcome outcome =
        GivenScenarios.outcomes(
                List.of(one("changes: {point_value_gbp: 426.86}")), practice(counts))
            .get(0);

    for (IndicatorChange change : outcome.indicators()) {
      // Half a penny rounded up at the lower price is a penny too much when doubled.
      assertThat(
              change
                  .scenarioLines()
                  .paymentGbp()
                  .subtract(change.baseLines().paymentGbp().multiply(BigDecimal.valueOf(2)))
                  .abs())
          .as(change.code())
          .isLessThanOrEqualTo(new BigDecimal("0.01"));
    }
  }

  @Property(tries = 200)
  void patientsToAThresholdAreTheFewestThatReachIt(
      @ForAll @IntRange(max = 5_000) int numerator,
      @ForAll @IntRange(min = 1, max = 5_000) int denominator,
      @ForAll @IntRange(min = 1, max = 1_000) int tenths) {
    BigDecimal percent = BigDecimal.valueOf(tenths, 1);
    long patients = AchievementPoints.patientsTo(percent, numerator, denominator);

    assertThat(reaches(percent, numerator + patients, denominator)).isTrue();
    assertThat(patients == 0 || !reaches(percent, numerator + patients - 1, denominator)).isTrue();
  }

  private static boolean reaches(BigDecimal percent, long numerator, long denominator) {
    return BigDecimal.valueOf(100 * numerator)
            .compareTo(percent.multiply(BigDecimal.valueOf(denominator)))
        >= 0;
  }
}
