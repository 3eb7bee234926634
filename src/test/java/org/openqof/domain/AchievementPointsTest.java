package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqof.errors.QofException;

class AchievementPointsTest {
  private static final Thresholds FORTY_TO_NINETY =
      new Thresholds(BigDecimal.valueOf(40), BigDecimal.valueOf(90), BigDecimal.ZERO);
  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  @Test
  void halfwayBetweenThresholdsEarnsHalfThePoints() {
    assertThat(points(65, 100)).isEqualByComparingTo("6.00");
  }

  @Test
  void exactlyAtTheLowerThresholdEarnsNothing() {
    assertThat(points(40, 100)).isEqualByComparingTo("0");
  }

  @Test
  void exactlyAtTheUpperThresholdEarnsAll() {
    assertThat(points(90, 100)).isEqualByComparingTo("12");
  }

  @Test
  void onePatientBelowTheUpperThresholdEarnsLessThanAll() {
    assertThat(points(89_999, 100_000)).isEqualByComparingTo("12.00");
    assertThat(AchievementPoints.forFraction(TWELVE, FORTY_TO_NINETY, 89_999, 100_000).rounded(6))
        .isEqualByComparingTo("11.999760");
  }

  @Test
  void anEmptyDenominatorEarnsNothing() {
    assertThat(points(0, 0)).isEqualByComparingTo("0");
  }

  @Test
  void halfAHundredthIsRoundedUp() {
    // 40 % + 50 % × 0.0416…: 0.005 points exactly
    Thresholds wide = new Thresholds(BigDecimal.ZERO, BigDecimal.valueOf(100), BigDecimal.ZERO);
    Ratio points = AchievementPoints.forFraction(BigDecimal.ONE, wide, 1, 200);
    assertThat(PointsRounding.TWO_DECIMALS.shown(points)).isEqualByComparingTo("0.01");
  }

  @Test
  void anEmptyRegisterEarnsNothingAndOnePatientEarnsAll() {
    assertThat(AchievementPoints.forRegister(TWELVE, 0).rounded(2)).isEqualByComparingTo("0");
    assertThat(AchievementPoints.forRegister(TWELVE, 1).rounded(2)).isEqualByComparingTo("12");
  }

  @Test
  void negativeCountsAreRefused() {
    assertThatThrownBy(() -> points(-1, 5))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("The numerator is -1");
  }

  @Test
  void impossibleThresholdsAreRefused() {
    assertThatThrownBy(
            () -> new Thresholds(BigDecimal.valueOf(90), BigDecimal.valueOf(40), BigDecimal.ZERO))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("90")
        .hasMessageContaining("rulebook");
  }

  @Test
  void thresholdsMayTouchTheEnds() {
    assertThat(new Thresholds(BigDecimal.ZERO, BigDecimal.valueOf(100), BigDecimal.ZERO))
        .isNotNull();
  }

  private static BigDecimal points(long numerator, long denominator) {
    return AchievementPoints.forFraction(TWELVE, FORTY_TO_NINETY, numerator, denominator)
        .rounded(2);
  }

  @Test
  void aMinimumStandardIsAllOrNothing() {
    BigDecimal standard = BigDecimal.valueOf(80);
    assertThat(AchievementPoints.forStandard(TWELVE, standard, 80, 100).rounded(2))
        .isEqualByComparingTo("12");
    assertThat(AchievementPoints.forStandard(TWELVE, standard, 7999, 10_000).rounded(2))
        .isEqualByComparingTo("0");
    assertThat(AchievementPoints.forStandard(TWELVE, standard, 0, 0).rounded(2))
        .isEqualByComparingTo("0");
  }

  @Test
  void breadthOfCareIsPaidInProportionToTheThirdLowestArea() {
    BigDecimal holistic = BigDecimal.valueOf(100);
    List<Ratio> shares =
        List.of(
            Ratio.of(95, 100), Ratio.of(40, 100), Ratio.ONE, Ratio.of(62, 100), Ratio.of(55, 100));
    assertThat(AchievementPoints.forBreadth(holistic, shares).rounded(2))
        .isEqualByComparingTo("62");
    assertThat(
            AchievementPoints.forBreadth(
                    holistic, List.of(Ratio.ONE, Ratio.ZERO, Ratio.ZERO, Ratio.of(1, 2)))
                .rounded(2))
        .isEqualByComparingTo("50");
    assertThatThrownBy(() -> AchievementPoints.forBreadth(holistic, List.of(Ratio.ONE, Ratio.ONE)))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("third-lowest area");
  }
}
