package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The three eras on one invented nation of three practices with 10,000 patients each and 100, 400
 * and 1 of them on the register, worked by hand from the steps of the sources: Management in
 * Practice, 24 November 2008, and GPC News, 21 November 2008, for methods A and B; HSCIC Technical
 * Annex 2011/12 for method C.
 */
class PrevalenceMethodTest {
  private static final List<Ratio> RAW =
      List.of(Ratio.of(100, 10_000), Ratio.of(400, 10_000), Ratio.of(1, 10_000));
  private static final Ratio HIGHEST = Ratio.of(400, 10_000);

  /** More digits than any penny could ask for. */
  private static final MathContext FINE = new MathContext(120);

  @ParameterizedTest(name = "method {0}: practice {2} has the factor {3}, 10 points are £{4}")
  @CsvSource({
    // A: cut-off 0.002; roots 0.1, 0.2 and 0.0447…; their mean 0.1149…
    "SQUARE_ROOT,124.60,0,0.8702680924,1840.70",
    "SQUARE_ROOT,124.60,1,1.7405361849,3681.39",
    "SQUARE_ROOT,124.60,2,0.3891957227,823.18",
    // B: 0.01, 0.04 and the cut-off 0.002; their mean 0.0173…
    "CUT_OFF,126.77,0,0.5769230769,1241.50",
    "CUT_OFF,126.77,1,2.3076923077,4965.98",
    "CUT_OFF,126.77,2,0.1153846154,248.30",
    // C: 501 of 30,000 patients
    "TRUE_PREVALENCE,127.29,0,0.5988023952,1293.86",
    "TRUE_PREVALENCE,127.29,1,2.3952095808,5175.46",
    "TRUE_PREVALENCE,127.29,2,0.0059880240,12.94"
  })
  void eachEraHasItsOwnFactor(
      PrevalenceMethod method, BigDecimal price, int practice, BigDecimal factor, BigDecimal pay) {
    Ratio national = method.rebasesAroundTheMean() ? mean(method) : Ratio.of(100 + 400 + 1, 30_000);
    Ratio found = method.factor(method.transformed(RAW.get(practice), HIGHEST), national);
    assertThat(found.rounded(10)).isEqualByComparingTo(factor);
    assertThat(
            AchievementPayment.toThePenny(
                Ratio.of(BigDecimal.TEN),
                price,
                ContractorPopulationIndex.of(10_000, Ratio.of(5891, 1)),
                found))
        .isEqualByComparingTo(pay);
  }

  private static Ratio mean(PrevalenceMethod method) {
    Ratio sum = Ratio.ZERO;
    for (Ratio raw : RAW) {
      sum = sum.plus(method.transformed(raw, HIGHEST));
    }
    return sum.dividedBy(Ratio.of(RAW.size(), 1));
  }

  @Property
  void theRootIsTheOneWithMoreDigitsToEveryDigitKept(
      @ForAll @IntRange(min = 1, max = 60_000) int register,
      @ForAll @IntRange(min = 1, max = 120_000) int crp) {
    Ratio raw = RawPrevalence.of(register, crp);
    BigDecimal root = PrevalenceMethod.SQUARE_ROOT.transformed(raw, raw).rounded(60);
    BigDecimal finer = raw.numerator().divide(raw.denominator(), FINE).sqrt(FINE);
    assertThat(root.subtract(finer).abs())
        .isLessThan(finer.movePointLeft(PrevalenceMethod.ROOT.getPrecision() - 2));
  }

  @Property
  void noPennyHangsOnTheDigitsThatTheRootLeavesOut(
      @ForAll @IntRange(max = 3_000) int register,
      @ForAll @IntRange(min = 500, max = 60_000) int crp,
      @ForAll @IntRange(min = 1, max = 5_000) int otherRegister,
      @ForAll @IntRange(min = 500, max = 60_000) int otherCrp,
      @ForAll @IntRange(min = 1, max = 10_000) int pointHundredths) {
    Ratio raw = RawPrevalence.of(register, crp);
    Ratio other = RawPrevalence.of(otherRegister, otherCrp);
    Ratio highest = raw.isAbove(other) ? raw : other;
    Ratio points = Ratio.of(BigDecimal.valueOf(pointHundredths, 2));
    BigDecimal price = new BigDecimal("124.60");
    Ratio cpi = ContractorPopulationIndex.of(crp, Ratio.of(5891, 1));
    PrevalenceMethod method = PrevalenceMethod.SQUARE_ROOT;
    Ratio mine = method.transformed(raw, highest);
    Ratio mean = mine.plus(method.transformed(other, highest)).dividedBy(Ratio.of(2, 1));
    Ratio fine = finely(raw, highest);
    Ratio fineMean = fine.plus(finely(other, highest)).dividedBy(Ratio.of(2, 1));
    assertThat(AchievementPayment.toThePenny(points, price, cpi, method.factor(mine, mean)))
        .isEqualByComparingTo(
            AchievementPayment.toThePenny(points, price, cpi, fine.dividedBy(fineMean)));
  }

  /** Method A's steps once more, with three times the digits. */
  private static Ratio finely(Ratio raw, Ratio highest) {
    Ratio cutOff = highest.times(new BigDecimal("0.05"));
    Ratio lifted = cutOff.isAbove(raw) ? cutOff : raw;
    return Ratio.of(lifted.numerator().divide(lifted.denominator(), FINE).sqrt(FINE));
  }
}
