package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AchievementPointsProperties {

  @Property
  void pointsNeverFallWhenTheNumeratorRises(
      @ForAll @IntRange(max = 99) int lower,
      @ForAll @IntRange(min = 1, max = 100) int width,
      @ForAll @IntRange(min = 1, max = 40) int available,
      @ForAll @IntRange(max = 5) int base,
      @ForAll @IntRange(min = 1, max = 5_000) int denominator,
      @ForAll @IntRange(max = 4_999) int numerator) {
    Thresholds thresholds = thresholds(lower, width, Math.min(base, available));
    BigDecimal max = BigDecimal.valueOf(available);
    Ratio fewer = AchievementPoints.forFraction(max, thresholds, numerator, denominator);
    Ratio more = AchievementPoints.forFraction(max, thresholds, numerator + 1, denominator);
    assertThat(fewer.isAbove(more)).isFalse();
  }

  @Property
  void pointsLieBetweenNoneAndAll(
      @ForAll @IntRange(max = 99) int lower,
      @ForAll @IntRange(min = 1, max = 100) int width,
      @ForAll @IntRange(min = 1, max = 40) int available,
      @ForAll @IntRange(max = 5_000) int denominator,
      @ForAll @IntRange(max = 5_000) int numerator) {
    BigDecimal max = BigDecimal.valueOf(available);
    BigDecimal points =
        AchievementPoints.forFraction(max, thresholds(lower, width, 0), numerator, denominator)
            .rounded(2);
    assertThat(points).isBetween(BigDecimal.ZERO, max);
  }

  @Property
  void theListSizeCancelsInThePayment(
      @ForAll @IntRange(min = 1, max = 4_000) int points,
      @ForAll @IntRange(min = 1, max = 100_000) int crp,
      @ForAll @IntRange(max = 20_000) int register,
      @ForAll @IntRange(min = 1, max = 5_000_000) int nationalRegister,
      @ForAll @IntRange(min = 1, max = 60_000_000) int nationalList) {
    Ratio earned = Ratio.of(BigDecimal.valueOf(points, 2));
    BigDecimal price = new BigDecimal("213.43");
    Ratio average = Ratio.of(9639, 1);
    Ratio national = Ratio.of(nationalRegister, nationalList);
    Ratio factor =
        PrevalenceMethod.TRUE_PREVALENCE.factor(RawPrevalence.of(register, crp), national);
    // qof-rules 2.4: payment = points × price × (register ÷ national prevalence) ÷ average list
    Ratio withoutList =
        earned.times(price).times(Ratio.of(register, 1).dividedBy(national)).dividedBy(average);
    assertThat(
            AchievementPayment.toThePenny(
                earned, price, ContractorPopulationIndex.of(crp, average), factor))
        .isEqualByComparingTo(withoutList.rounded(2));
  }

  private static Thresholds thresholds(int lower, int width, int base) {
    return new Thresholds(
        BigDecimal.valueOf(lower),
        BigDecimal.valueOf(Math.min(100, lower + width)),
        BigDecimal.valueOf(base));
  }
}
