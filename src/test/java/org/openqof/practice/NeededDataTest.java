package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.input.FieldKind;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.ManualEntry;
import org.openqof.input.PracticeReference.Source;
import org.openqof.input.ValueFragment;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.Given;

/** What a year's payment needs of a practice. */
class NeededDataTest {

  private static long indicators(Rulebook rulebook, boolean manual) {
    return rulebook.indicators().stream().filter(indicator -> indicator.manual() == manual).count();
  }

  @Test
  void aYearNeedsEveryIndicatorAndEveryAnswer() {
    Completeness nothing =
        new NeededData(Given.RULEBOOK).of(Given.practice("Z90001", 10_000).assembled());

    assertThat(nothing.automaticExpected()).isEqualTo(indicators(Given.RULEBOOK, false));
    assertThat(nothing.manualExpected()).isEqualTo(indicators(Given.RULEBOOK, true)).isEqualTo(6);
    assertThat(nothing.missing()).hasSize(Given.RULEBOOK.indicators().size());
    assertThat(nothing.extraction()).isEqualTo(Completeness.Extraction.NONE);
    assertThat(nothing.aspirationStatus()).isEqualTo(Completeness.AspirationStatus.ESTIMATED);
  }

  /**
   * 2024-25: 19 registers, seven other indicators and six answers are protected; one of the seven,
   * SMOK002, carries the register of its group.
   */
  @Test
  void aProtectedIndicatorNeedsItsRegisterAndNothingElse() {
    Rulebook protectedYear = Rulebooks.shipped().load(FinancialYear.of("2024-25"));

    Completeness nothing =
        new NeededData(protectedYear).of(Given.practice("Z90001", 10_000).assembled());

    assertThat(nothing.manualExpected()).isZero();
    assertThat(nothing.automaticExpected()).isEqualTo(indicators(protectedYear, false) - 6);
    assertThat(nothing.missing()).contains("AF001").doesNotContain("SMOK005", "QI013");
  }

  /** 2020-21: the register that pays HF006 and SMOK005 is delivered with HF003 and SMOK002. */
  @Test
  void aProtectedIndicatorThatCarriesARegisterNeedsThatRegister() {
    NeededData year = new NeededData(Rulebooks.shipped().load(FinancialYear.of("2020-21")));
    Completeness nothing = year.of(Given.practice("Z90001", 10_000).assembled());
    Completeness sent =
        year.of(
            Given.practice("Z90001", 10_000)
                .register("HF003", 40)
                .register("SMOK002", 400)
                .assembled());

    assertThat(nothing.missing()).contains("HF003", "SMOK002").doesNotContain("HF006", "SMOK005");
    assertThat(sent.missing()).doesNotContain("HF003", "SMOK002");
    assertThat(sent.automaticExpected()).isEqualTo(nothing.automaticExpected());
  }

  @Test
  void halfAFractionIsNotSentAndABlankRegisterNeither() {
    Completeness some =
        new NeededData(Given.RULEBOOK)
            .of(
                Given.practice("Z90001", 10_000)
                    .fraction("AF006", 1, 2)
                    .value("AF008", FieldKind.NUMERATOR, 1)
                    .value("AF001", FieldKind.REGISTER, ValueFragment.MISSING)
                    .register("AST005", 0)
                    .assembled());

    assertThat(some.missing()).contains("AF008", "AF001").doesNotContain("AF006", "AST005");
    assertThat(some.automaticReceived()).isEqualTo(2);
    assertThat(some.extraction()).isEqualTo(Completeness.Extraction.AUTOMATIC);
    assertThat(indicatorsOfKind(IndicatorKind.REGISTER)).contains("AF001", "AST005");
  }

  /** A practice without an extract, whose values and answers were all entered. */
  @Test
  void everythingEnteredByHandIsCompleteToo() {
    List<ManualEntry> entries = new ArrayList<>();
    for (Indicator indicator : Given.RULEBOOK.indicators()) {
      switch (indicator.kind()) {
        case REGISTER -> entries.add(entry(indicator, "The Register", FieldKind.REGISTER, 5));
        case YES_NO -> entries.add(entry(indicator, "Yes/No Flag", FieldKind.YES_NO, 1));
        default -> {
          entries.add(entry(indicator, "Numerator", FieldKind.NUMERATOR, 3));
          entries.add(entry(indicator, "Denominator", FieldKind.DENOMINATOR, 4));
        }
      }
    }
    Completeness all =
        new NeededData(Given.RULEBOOK)
            .of(
                Given.practice("Z90001", 10_000)
                    .decided(LocalDecisions.sorted(entries, List.of(), List.of(), null))
                    .assembled());

    assertThat(all.missing()).isEmpty();
    assertThat(all.extraction()).isEqualTo(Completeness.Extraction.MANUAL);
    assertThat(all.aspirationStatus()).isEqualTo(Completeness.AspirationStatus.STANDARD);
  }

  private static ManualEntry entry(Indicator indicator, String field, FieldKind kind, int value) {
    return new ManualEntry(
        indicator.code(),
        field,
        kind,
        Given.YEAR.end(),
        value,
        LocalDecisions.Basis.NO_EXTRACT,
        "A Lane",
        Given.YEAR.end(),
        new Source("entries", 2));
  }

  private static List<String> indicatorsOfKind(IndicatorKind kind) {
    return Given.RULEBOOK.indicators().stream()
        .filter(indicator -> indicator.kind() == kind)
        .map(Indicator::code)
        .toList();
  }
}
