package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.errors.QofException;
import org.openqof.rulebook.GateRules.Limit;
import org.openqof.rulebook.GateRules.Range;
import org.openqof.rulebook.read.Rulebooks;

class GateRulesTest {
  private static final GateRules SHIPPED = Rulebooks.shipped().gate();

  @TempDir Path folder = Path.of("");

  @Test
  void theChancePartShrinksWithTheRootOfThePractices() {
    Range few = SHIPPED.range(Limit.LAST_RUN_CHANGE, "AF", Limit.PART_SAMPLING, 100, false);
    Range many = SHIPPED.range(Limit.LAST_RUN_CHANGE, "AF", Limit.PART_SAMPLING, 6_400, false);
    // 1 % and 8 % over 10; 1 % and 8 % over 80.
    assertThat(few.high()).isEqualByComparingTo("0.018");
    assertThat(few.low()).isEqualByComparingTo("-0.018");
    assertThat(many.high()).isEqualByComparingTo("0.011");
  }

  @Test
  void aRangeHoldsItsEnds() {
    Range range = new Range(new BigDecimal("-0.01"), new BigDecimal("0.02"));
    assertThat(range.holds(new BigDecimal("-0.01000000"))).isTrue();
    assertThat(range.holds(new BigDecimal("0.02"))).isTrue();
    assertThat(range.holds(new BigDecimal("-0.01000001"))).isFalse();
    assertThat(range.holds(new BigDecimal("0.02000001"))).isFalse();
  }

  @Test
  void aRegisterWithALimitOfItsOwnIsNotHeldToTheGeneralOne() {
    assertThat(SHIPPED.range(Limit.PREVALENCE_YEAR_CHANGE, "AF", null, 400, false).high())
        .isEqualByComparingTo("0.14");
    assertThat(SHIPPED.range(Limit.PREVALENCE_YEAR_CHANGE, "OST", null, 400, false).high())
        .isEqualByComparingTo("0.40");
  }

  @Test
  void aRegisterComparedWithCareMayMoveTwiceAsFar() {
    assertThat(SHIPPED.range(Limit.PREVALENCE_YEAR_CHANGE, "AF", null, 400, true))
        .isEqualTo(new Range(new BigDecimal("-0.120000"), new BigDecimal("0.280000")));
  }

  @Test
  void onePracticeMayMoveAFigureByTwentyFiveAverageShares() {
    assertThat(SHIPPED.mostOfOnePractice("AF", 6_400, true)).isEqualByComparingTo("0.003906");
    assertThat(SHIPPED.mostOfOnePractice("AF", 6_400, false)).isEqualByComparingTo("0.007813");
  }

  @Test
  void anOperatorsFileTakesThePlaceOfOursAndChangesNoRulebook() throws IOException {
    Files.writeString(
        folder.resolve("gate.yaml"),
        ShippedText.of("gate.yaml")
            .replace("least_practices: { value: 100", "least_practices: { value: 7"));
    Rulebooks own = Rulebooks.withOverlay(folder);
    assertThat(own.gate().leastPractices()).isEqualTo(7);
    assertThat(own.load(own.years().get(0)).digest())
        .isEqualTo(Rulebooks.shipped().load(own.years().get(0)).digest());
  }

  @Test
  void allProblemsOfAGateFileAreToldTogether() throws IOException {
    Files.writeString(
        folder.resolve("gate.yaml"),
        ShippedText.of("gate.yaml")
            .replace("least_practices: { value: 100", "least_practices: { value: none")
            .replace("same_lists_percent:", "same_list_percent:"));
    Rulebooks own = Rulebooks.withOverlay(folder);
    QofException refusal = catchThrowableOfType(QofException.class, own::gate);
    assertThat(String.join("\n", refusal.details()))
        .contains("least_practices.value: 'none' is not a number.")
        .contains("same_list_percent: the key is unknown.")
        .contains("Did you mean 'same_lists_percent'?")
        .contains("same_lists_percent.value: '' is not a number.");
  }
}
