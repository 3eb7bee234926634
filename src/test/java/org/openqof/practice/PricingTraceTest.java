package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.BaseYearPoints.Base;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.practice.Trace.Step;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.Given;

class PricingTraceTest {
  private static final NationalValues NATIONAL =
      new NationalValues(
          Ratio.of(9639, 1), Map.of("AF", new Prevalence(Ratio.of(2, 100), Ratio.of(1, 10))));

  /** Stands for the practice where a step is asked for. */
  private static final String PRACTICE = "";

  private Trace trace = new Trace(List.of(), Map.of(), List.of());

  @Test
  void everyLineEndsInItsPaymentAndThePracticeInWhatItIsDue() {
    PricedPractice priced = priced();
    for (Line line : priced.lines()) {
      Step last = last(line.earned().indicator().code(), "achievement payment");
      BigDecimal payment = line.paymentGbp();
      assertThat(last.result()).isEqualTo(payment == null ? "" : payment.toPlainString());
    }
    assertThat(last(PRACTICE, "achievement payment").result())
        .isEqualTo(priced.achievementPayment().toPlainString());
    assertThat(last(PRACTICE, "part of the year").formula())
        .endsWith("× 183 ÷ 366 days, less £" + priced.achievementPayment());
    Step end = trace.settlement().get(trace.settlement().size() - 1);
    assertThat(end.name()).isEqualTo("achievement due");
    assertThat(end.result()).isEqualTo(priced.achievementDue().toPlainString());
  }

  @Test
  void eachStepOfALineNamesItsFormulaAndWhereItWasRead() {
    priced();
    assertThat(trace.line("AF006").stream().map(Step::name))
        .containsExactly(
            "points of own performance",
            "register of AF",
            "raw prevalence",
            "national prevalence of AF",
            "adjusted practice disease factor",
            "points paid",
            "achievement payment");
    Step points = last("AF006", "points of own performance");
    assertThat(points.formula())
        .isEqualTo(
            "61 of 97 = 62.8866 %, thresholds 40 and 90 %: 12 × (62.8866 − 40) ÷ (90 − 40), of 12"
                + " points");
    assertThat(points.result()).isEqualTo("5.4927835052");
    assertThat(points.sources()).containsExactlyInAnyOrder(source(2), source(3));
    assertThat(last("AF006", "points paid").result()).isEqualTo("5.49");
    assertThat(last("AF006", "register of AF").sources()).containsExactly(source(4));
    assertThat(last("AF006", "adjusted practice disease factor").result()).isEqualTo("2");
    assertThat(last("AF006", "achievement payment").formula())
        .isEqualTo("5.49 × £213.43 × 1.0374520178 × 2 = 2431.2287581699, half-up to the penny");
    assertThat(last("AF006", "achievement payment").result()).isEqualTo("2431.23");
    assertThat(last(PRACTICE, "contractor registered population").sources())
        .containsExactly(new Source("crp", 2));
  }

  /** AF006: 12 points, 40 to 90 %. */
  @ParameterizedTest
  @CsvSource({
    "39, : below the lower one, 0.00",
    "40, : 12 × (40.0000 − 40) ÷ (90 − 40), 0.00",
    "89, : 12 × (89.0000 − 40) ÷ (90 − 40), 11.76",
    "90, : all points, 12.00",
    "91, : all points, 12.00"
  })
  void atAndAroundAThresholdTheFormulaIsTheOneThatGivesThePoints(
      int numerator, String formula, String points) {
    PracticeYear practice =
        Given.practice("Z90001", 10_000)
            .fraction("AF006", numerator, 100)
            .register("AF001", 400)
            .assembled();
    traced(practice);
    assertThat(last("AF006", "points of own performance").formula())
        .endsWith("thresholds 40 and 90 %" + formula + ", of 12 points");
    assertThat(last("AF006", "points paid").result()).isEqualTo(points);
  }

  @Test
  void aProtectedLineSaysFromWhichYearAndCode() {
    priced();
    Step step = last("AF001", "income protection");
    assertThat(step.formula()).isEqualTo("4.00 points of AF001 in 2022-23 × 5 ÷ 5");
    assertThat(step.result()).isEqualTo("4.00");
    assertThat(step.citation()).isEqualTo("protected-2023-24");
    assertThat(last("AST005", "income protection").formula())
        .isEqualTo("no points of 2022-23 are known: own performance");
  }

  @Test
  void anAdjustmentIsToldWithItsApproverAndLine() {
    priced();
    Step step = last(PRACTICE, "adjustment");
    assertThat(step.formula())
        .isEqualTo("dispute, in pounds: Settled, approved by A. Commissioner on 2024-06-01");
    assertThat(step.result()).isEqualTo("12.34");
    assertThat(step.sources()).containsExactly(new Source("adjustments", 5));
  }

  @Test
  void everyCitationIsAKeyThatIsHeldOrASectionOfTheMethod() {
    priced();
    Set<String> keys = new HashSet<>(Rulebooks.shipped().citations().keySet());
    List<Step> steps = new ArrayList<>(trace.practice());
    trace.lines().values().forEach(steps::addAll);
    steps.addAll(trace.settlement());
    assertThat(steps).hasSizeGreaterThan(100);
    for (Step step : steps) {
      String citation = step.citation();
      if (citation != null && !citation.matches("method \\d+")) {
        assertThat(keys).containsAll(List.of(citation.split(" ")));
      }
    }
  }

  private static Source source(int line) {
    return new Source("file", line);
  }

  private static Given given() {
    return Given.practice("Z90001", 10_000)
        .participating(LocalDate.of(2023, 10, 1), LocalDate.of(2024, 3, 31))
        .fraction("AF006", 61, 97)
        .register("AF001", 400)
        .decided(
            new LocalDecisions(
                List.of(),
                List.of(
                    new Adjustment(
                        Adjustment.TOTAL,
                        LocalDecisions.AdjustmentKind.DISPUTE,
                        null,
                        new BigDecimal("12.34"),
                        "Settled",
                        "A. Commissioner",
                        LocalDate.of(2024, 6, 1),
                        new Source("adjustments", 5))),
                List.of(),
                null));
  }

  private static BaseYearPoints bases() {
    FinancialYear then = FinancialYear.of("2022-23");
    BaseYearPoints bases =
        new BaseYearPoints(
            Map.of(
                "AF001", new Base(then, List.of("AF001")),
                "AST005", new Base(then, List.of("AST005"))));
    bases.available(then, "AF001", new BigDecimal("5"));
    bases.put("Z90001", then, "AF001", 400);
    return bases;
  }

  private PricedPractice priced() {
    return traced(given().assembled());
  }

  private PricedPractice traced(PracticeYear practice) {
    PricePractice pricing = new PricePractice(Given.RULEBOOK, NATIONAL, bases());
    PricedPractice priced = pricing.price(practice, new BigDecimal("100.00"));
    trace = pricing.trace(practice, priced);
    return priced;
  }

  private Step last(String subject, String name) {
    List<Step> steps = new ArrayList<>(trace.line(subject));
    if (subject.equals(PRACTICE)) {
      steps.addAll(trace.practice());
      steps.addAll(trace.settlement());
    }
    return steps.stream()
        .filter(step -> step.name().equals(name))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
