package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqof.input.FieldKind;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.PublishedRegister;
import org.openqof.input.PracticeReference.Source;
import org.openqof.input.ValueFragment;
import org.openqof.nation.NationalYear;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Register;
import org.openqof.rulebook.Rulebook;
import org.openqof.tables.Block;
import org.openqof.tables.NationalFigures;
import org.openqof.testing.Given;

/**
 * Heart failure is paid on two registers: the worked case of {@code docs/method.md}, section 7. Two
 * practices of 10,000 patients with 100 on the heart failure register each; 80 and 30 of them have
 * left ventricular systolic dysfunction.
 *
 * <p>National: 200 ÷ 20,000 = 1 % and 110 ÷ 20,000 = 0.55 %. An index of 10,000 ÷ 9,639; 6 points
 * of £213.43 are £1,328.54 at a factor of 1. HF003 of the first: 0.8 % ÷ 0.55 % = 1.4545…,
 * £1,932.42; of the second 0.3 % ÷ 0.55 % = 0.5454…, £724.66. Together £2,657.08, as by the
 * register of heart failure.
 */
class OwnRegisterTest {
  private static final String FIELD = "Heart Failure (LVSD) Register";
  private static final Rulebook RULEBOOK = Given.RULEBOOK;

  private static PracticeYear practice(String code, int dysfunction) {
    return named(given(code), "HF003", dysfunction).assembled();
  }

  private static Given given(String code) {
    return Given.practice(code, 10_000)
        .register("HF001", 100)
        .fraction("HF003", 100, 100)
        .fraction("HF007", 100, 100);
  }

  private static Given named(Given given, String indicator, int patients) {
    return given.value(
        indicator,
        FIELD,
        FieldKind.REGISTER,
        patients,
        RULEBOOK.year().end(),
        ValueFragment.NO_TIME,
        true);
  }

  private static final PracticeYear MORE = practice("Z90001", 80);
  private static final PracticeYear LESS = practice("Z90002", 30);

  private static NationalYear nation(Rulebook rulebook, PracticeYear... practices) {
    List<Contribution> contributions = new ArrayList<>();
    for (PracticeYear practice : practices) {
      contributions.add(
          new Contribution(
              practice.practiceCode(), 10_000, PracticeRegisters.of(practice, rulebook)));
    }
    return NationalYear.of(rulebook, contributions, List.of());
  }

  private static Line line(Rulebook rulebook, PracticeYear practice, String indicator) {
    NationalValues national = nation(rulebook, MORE, LESS).values();
    return new PricePractice(rulebook, national)
        .price(practice, BigDecimal.ZERO).lines().stream()
            .filter(line -> line.earned().indicator().code().equals(indicator))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void eachRegisterPaysItsOwnIndicators() {
    assertThat(line(RULEBOOK, MORE, "HF003").paymentGbp()).isEqualByComparingTo("1932.42");
    assertThat(line(RULEBOOK, LESS, "HF003").paymentGbp()).isEqualByComparingTo("724.66");
    // 7 points at a factor of 1.
    assertThat(line(RULEBOOK, MORE, "HF007").paymentGbp()).isEqualByComparingTo("1549.96");
    assertThat(line(RULEBOOK, LESS, "HF007").paymentGbp()).isEqualByComparingTo("1549.96");
  }

  /** The reading before: the register of the group pays all. */
  @Test
  void aRegisterThatDoesNotPayLeavesItsIndicatorsToThatOfTheGroup() {
    Rulebook before =
        RULEBOOK.withIndicators(
            RULEBOOK.indicators().stream()
                .map(i -> "LVSD".equals(i.prevalenceGroup()) ? i.adjustedBy("HF") : i)
                .toList());
    assertThat(line(before, MORE, "HF003").paymentGbp()).isEqualByComparingTo("1328.54");
    assertThat(line(before, LESS, "HF003").paymentGbp()).isEqualByComparingTo("1328.54");
  }

  @Test
  void itIsANationalFigureWithARowOfItsOwn() {
    Block rows = nation(RULEBOOK, MORE, LESS).rows();
    int found = -1;
    for (int row = 0; row < rows.rows(); row++) {
      found = rows.textAt(NationalFigures.GROUP_CODE, row).equals("LVSD") ? row : found;
    }
    assertThat(rows.decimalAt(NationalFigures.FIGURE_VALUE, found)).isEqualByComparingTo("0.0055");
    assertThat(rows.unscaledAt(NationalFigures.NUMERATOR, found)).isEqualTo(110);
    assertThat(rows.unscaledAt(NationalFigures.DENOMINATOR, found)).isEqualTo(20_000);
    assertThat(rows.countAt(NationalFigures.PRACTICES, found)).isEqualTo(2);
  }

  @Test
  void itIsTakenFromAnyOfItsIndicatorsTheFirstNamedFirst() {
    assertThat(register(named(given("Z90001"), "HF006", 41))).isEqualTo(41);
    assertThat(register(named(named(given("Z90001"), "HF006", 41), "HF003", 40))).isEqualTo(40);
  }

  /** Silence is not an answer: neither the group's register nor a denominator stands in. */
  @Test
  void anExtractWithoutItLeavesItsLinesWithoutAPrice() {
    PracticeYear without = given("Z90003").register("HF003", 99).assembled();
    assertThat(register(given("Z90003").register("HF003", 99))).isNull();
    assertThat(line(RULEBOOK, without, "HF003").paymentGbp()).isNull();
    assertThat(line(RULEBOOK, without, "HF003").notPriced()).isEqualTo(NotPriced.NO_REGISTER);
    assertThat(line(RULEBOOK, without, "HF007").paymentGbp()).isNotNull();
  }

  @Test
  void inPublishedDataThePatientsItsIndicatorsAskAboutStandForIt() {
    PracticeYear extracted =
        Given.practice("Z90004", 10_000)
            .fraction("HF003", 40, 50)
            .value("HF003", FieldKind.PCAS, 8)
            .fraction("HF006", 30, 40)
            .value("HF006", FieldKind.PCAS, 9)
            .assembled();

    assertThat(PracticeRegisters.of(extracted, RULEBOOK)).doesNotContainKey("LVSD");
    assertThat(PracticeRegisters.of(published(extracted), RULEBOOK))
        .containsAllEntriesOf(Map.of("HF", 100, "LVSD", 58));
  }

  /** A number of adjustments that is not there is not 0. */
  @Test
  void whereTheAdjustmentsOfAnIndicatorAreNotKnownNothingStandsIn() {
    PracticeYear lacking =
        published(
            Given.practice("Z90004", 10_000)
                .fraction("HF003", 40, 50)
                .fraction("HF006", 30, 40)
                .value("HF006", FieldKind.PCAS, 9)
                .assembled());

    assertThat(PracticeRegisters.of(lacking, RULEBOOK))
        .containsEntry("HF", 100)
        .doesNotContainKey("LVSD");
    assertThat(line(RULEBOOK, lacking, "HF003").paymentGbp()).isNull();
    assertThat(line(RULEBOOK, lacking, "HF003").notPriced()).isEqualTo(NotPriced.NO_REGISTER);
  }

  /** The same practice, its register of heart failure from a published file. */
  private static PracticeYear published(PracticeYear extracted) {
    PracticeReference reference = extracted.reference();
    return new PracticeYear(
        extracted.year(),
        new PracticeReference(
            reference.practiceCode(),
            reference.name(),
            reference.participation(),
            reference.organisation(),
            reference.geography(),
            reference.population(),
            reference.lists(),
            List.of(new PublishedRegister("HF", 100, "TOTAL", 10_000, new Source("p", 2))),
            null),
        extracted.values(),
        extracted.counts());
  }

  @Test
  void anExplanationShowsBothRegistersAndTheSource() {
    PricePractice pricing = new PricePractice(RULEBOOK, nation(RULEBOOK, MORE, LESS).values());
    Trace trace = pricing.trace(MORE, pricing.price(MORE, BigDecimal.ZERO));

    assertThat(trace.line("HF003"))
        .filteredOn(step -> step.name().startsWith("register"))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.name()).isEqualTo("register of LVSD");
              assertThat(step.formula())
                  .isEqualTo(
                      "80 patients: Heart failure due to left ventricular systolic dysfunction; 100"
                          + " are on the register of HF");
              assertThat(step.citation()).isEqualTo("nhsd-qof-extract-layout hf-lvsd-amounts");
              assertThat(step.sources()).hasSize(1);
            });
  }

  @Test
  void everyIndicatorOfARegisterThatPaysIsAdjustedByIt() {
    for (Register register : RULEBOOK.registers()) {
      assertThat(register.pays()).isTrue();
      assertThat(
              RULEBOOK.indicators().stream()
                  .filter(i -> register.code().equals(i.prevalenceGroup()))
                  .map(Indicator::code))
          .containsExactlyElementsOf(register.indicators());
    }
  }

  private static @Nullable Integer register(Given given) {
    return PracticeRegisters.of(given.assembled(), RULEBOOK).get("LVSD");
  }
}
