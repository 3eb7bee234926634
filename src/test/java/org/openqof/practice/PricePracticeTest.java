package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openqof.domain.Ratio;
import org.openqof.input.FieldKind;
import org.openqof.practice.EarnedPoints.NotPriced;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.PricedPractice.Line;
import org.openqof.testing.Given;

class PricePracticeTest {
  private static final NationalValues NATIONAL =
      new NationalValues(
          Ratio.of(9639, 1), Map.of("AF", new Prevalence(Ratio.of(2, 100), Ratio.of(1, 10))));

  @Test
  void anAdjustedIndicatorCarriesIndexAndFactor() {
    // 12 points × 213.43 × 10,000/9,639 × (400/10,000)/0.02
    Map<String, Line> lines =
        lines(Given.practice("Z90001", 10_000).fraction("AF006", 90, 100).register("AF001", 400));
    assertThat(line(lines, "AF006").paymentGbp())
        .isEqualByComparingTo(
            new BigDecimal("12")
                .multiply(new BigDecimal("213.43"))
                .multiply(BigDecimal.valueOf(10_000))
                .multiply(BigDecimal.valueOf(2))
                .divide(BigDecimal.valueOf(9639), 2, RoundingMode.HALF_UP));
  }

  @Test
  void anIndicatorThatIsNotAdjustedCarriesTheIndexOnly() {
    Map<String, Line> lines = lines(Given.practice("Z90001", 9639).fraction("BP002", 90, 100));
    assertThat(line(lines, "BP002").paymentGbp()).isEqualByComparingTo("3201.45");
    assertThat(line(lines, "BP002").factor()).isNull();
  }

  @Test
  void aNumeratorAboveItsDenominatorEarnsAllPointsAsThePaymentServiceAwards() {
    Map<String, Line> lines =
        lines(Given.practice("Z90001", 9639).fraction("AF006", 101, 100).register("AF001", 400));
    assertThat(line(lines, "AF006").earned().points()).isNotNull();
    assertThat(line(lines, "AF006").paymentGbp())
        .isEqualByComparingTo(
            line(
                    lines(
                        Given.practice("Z90001", 9639)
                            .fraction("AF006", 100, 100)
                            .register("AF001", 400)),
                    "AF006")
                .paymentGbp());
  }

  @Test
  void withoutItsRegisterAnAdjustedIndicatorIsNotPriced() {
    Map<String, Line> lines = lines(Given.practice("Z90001", 9639).fraction("AF006", 90, 100));
    assertThat(line(lines, "AF006").notPriced()).isEqualTo(NotPriced.NO_REGISTER);
  }

  @Test
  void anIndicatorThatWasNotSentEarnsNothing() {
    Map<String, Line> lines = lines(Given.practice("Z90001", 9639).register("AF001", 400));
    assertThat(line(lines, "AF006").paymentGbp()).isEqualByComparingTo("0.00");
    assertThat(lines).hasSize(76);
  }

  @Test
  void theTotalIsTheSumOfTheLines() {
    Given given =
        Given.practice("Z90001", 12_345)
            .fraction("AF006", 61, 97)
            .register("AF001", 123)
            .fraction("BP002", 1234, 1999)
            .value("QI013", FieldKind.YES_NO, 1);
    PricedPractice priced = priced(given.assembled());
    List<Line> lines = priced.lines();
    assertThat(priced.achievementPayment())
        .isEqualByComparingTo(
            lines.stream()
                .map(Line::paymentGbp)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    assertThat(line(byCode(lines), "QI013").earned().points()).isNotNull();
  }

  private static Line line(Map<String, Line> lines, String code) {
    return Objects.requireNonNull(lines.get(code), code);
  }

  private static Map<String, Line> lines(Given given) {
    return byCode(priced(given.assembled()).lines());
  }

  private static Map<String, Line> byCode(List<Line> lines) {
    return lines.stream()
        .collect(Collectors.toMap(line -> line.earned().indicator().code(), Function.identity()));
  }

  private static PricedPractice priced(PracticeYear practice) {
    return new PricePractice(Given.RULEBOOK, NATIONAL).price(practice, BigDecimal.ZERO);
  }
}
