package org.openqof.comparison.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.statistics.AreaLevel;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;

/** What a change is owed to, against the mean over all orders worked out by brute force. */
class DecompositionTest {
  private static final Part[] FACTORS = {
    Part.PRICES, Part.LISTS, Part.PREVALENCE, Part.POINTS, Part.ACHIEVEMENT
  };

  private static LineFactors line(
      String price, String cpi, String apdf, String points, String earned) {
    BigDecimal paid =
        new BigDecimal(price)
            .multiply(new BigDecimal(cpi))
            .multiply(new BigDecimal(apdf))
            .multiply(new BigDecimal(earned));
    return new LineFactors(
        new BigDecimal(price),
        new BigDecimal(cpi),
        new BigDecimal(apdf),
        new BigDecimal(points),
        new BigDecimal(earned),
        paid.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static Change decomposed(LineFactors earlier, LineFactors later) {
    Change change = new Change();
    new Decomposition().add(earlier, later, change);
    return change;
  }

  @Test
  void aChangeOfOneFactorIsOwedToItAlone() {
    Change change =
        decomposed(line("200", "1.1", "0.9", "20", "15"), line("210", "1.1", "0.9", "20", "15"));
    assertThat(change.gbp(Part.PRICES)).isEqualByComparingTo("148.50");
    for (Part part : Part.values()) {
      if (part != Part.PRICES) {
        assertThat(change.gbp(part)).isZero();
      }
    }
  }

  @Test
  void twoFactorsShareWhatTheyMoveTogetherInHalves() {
    // 100 × 1 to 110 × 1.2: 10 for the price alone, 20 for the list alone, 2 for both together.
    Change change = decomposed(line("100", "1", "1", "1", "1"), line("110", "1.2", "1", "1", "1"));
    assertThat(change.gbp(Part.PRICES)).isEqualByComparingTo("11.00");
    assertThat(change.gbp(Part.LISTS)).isEqualByComparingTo("21.00");
  }

  @Test
  void moreAvailablePointsAtTheSameShareAreOwedToPoints() {
    Change change = decomposed(line("100", "1", "1", "10", "5"), line("100", "1", "1", "20", "10"));
    assertThat(change.gbp(Part.POINTS)).isEqualByComparingTo("500.00");
    assertThat(change.gbp(Part.ACHIEVEMENT)).isZero();
  }

  @Test
  void anIndicatorThatScoredNothingBeforeIsOwedToPoints() {
    Change change = decomposed(line("100", "1", "1", "0", "0"), line("100", "1", "1", "8", "6"));
    assertThat(change.gbp(Part.POINTS)).isEqualByComparingTo("600.00");
  }

  @Test
  void anAmountThatTheFactorsDoNotExplainIsOther() {
    LineFactors later =
        new LineFactors(
            new BigDecimal("100"),
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.TEN,
            BigDecimal.ONE,
            70_000);
    Change change = decomposed(line("100", "1", "1", "10", "1"), later);
    assertThat(change.gbp(Part.OTHER)).isEqualByComparingTo("600.00");
    assertThat(change.addsUp()).isTrue();
  }

  @Property(tries = 500)
  void partsAreTheMeanOverAllOrdersAndAddUpToThePenny(
      @ForAll @IntRange(min = 15_000, max = 25_000) int price1,
      @ForAll @IntRange(min = 15_000, max = 25_000) int price2,
      @ForAll @IntRange(min = 1, max = 40_000) int cpi1,
      @ForAll @IntRange(min = 1, max = 40_000) int cpi2,
      @ForAll @IntRange(min = 0, max = 50_000) int apdf1,
      @ForAll @IntRange(min = 0, max = 50_000) int apdf2,
      @ForAll @IntRange(min = 1, max = 39) int points1,
      @ForAll @IntRange(min = 1, max = 39) int points2,
      @ForAll @IntRange(min = 0, max = 100) int share1,
      @ForAll @IntRange(min = 0, max = 100) int share2) {
    LineFactors earlier = line(price1, cpi1, apdf1, points1, share1);
    LineFactors later = line(price2, cpi2, apdf2, points2, share2);
    Change change = decomposed(earlier, later);
    assertThat(change.addsUp()).isTrue();
    assertThat(change.changeGbp())
        .isEqualByComparingTo(BigDecimal.valueOf(later.pence() - earlier.pence(), 2));
    assertThat(change.gbp(Part.OTHER)).isZero();
    BigDecimal[] expected = meanOverOrders(factors(earlier), factors(later));
    for (int k = 0; k < FACTORS.length; k++) {
      // Three pence at most go to the largest part, half a penny is rounding.
      assertThat(change.gbp(FACTORS[k]).subtract(expected[k]).abs())
          .as(FACTORS[k].word())
          .isLessThanOrEqualTo(new BigDecimal("0.036"));
    }
  }

  private static LineFactors line(int price, int cpi, int apdf, int points, int share) {
    return line(
        BigDecimal.valueOf(price, 2).toPlainString(),
        BigDecimal.valueOf(cpi, 4).toPlainString(),
        BigDecimal.valueOf(apdf, 4).toPlainString(),
        Integer.toString(points),
        BigDecimal.valueOf((long) points * share, 2).toPlainString());
  }

  private static BigDecimal[] factors(LineFactors line) {
    return new BigDecimal[] {
      line.pointValueGbp(),
      line.cpi(),
      line.apdf(),
      line.availablePoints(),
      line.earnedPoints().divide(line.availablePoints(), MathContext.DECIMAL128)
    };
  }

  /** All 120 orders, one factor after the other. */
  private static BigDecimal[] meanOverOrders(BigDecimal[] before, BigDecimal[] after) {
    BigDecimal[] sums = {
      BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO
    };
    permute(new int[] {0, 1, 2, 3, 4}, 0, before, after, sums);
    for (int k = 0; k < sums.length; k++) {
      sums[k] = sums[k].divide(BigDecimal.valueOf(120), MathContext.DECIMAL128);
    }
    return sums;
  }

  private static void permute(
      int[] order, int from, BigDecimal[] before, BigDecimal[] after, BigDecimal[] sums) {
    if (from == order.length) {
      BigDecimal[] now = before.clone();
      for (int k : order) {
        BigDecimal was = product(now);
        now[k] = after[k];
        sums[k] = sums[k].add(product(now).subtract(was));
      }
      return;
    }
    for (int i = from; i < order.length; i++) {
      int[] swapped = order.clone();
      swapped[from] = order[i];
      swapped[i] = order[from];
      permute(swapped, from + 1, before, after, sums);
    }
  }

  private static BigDecimal product(BigDecimal[] factors) {
    BigDecimal product = BigDecimal.ONE;
    for (BigDecimal factor : factors) {
      product = product.multiply(factor);
    }
    return product;
  }

  /** A line of AF006, 12 points, in a practice of index 1; adjusted for prevalence. */
  private static Block paymentLine(
      @Nullable String apdf,
      String earned,
      String own,
      @Nullable String protection,
      String payment) {
    return new Block(PaymentLines.TABLE)
        .next()
        .text(PaymentLines.PRACTICE_CODE, "Z90001")
        .text(PaymentLines.INDICATOR_CODE, "AF006")
        .text(PaymentLines.PREVALENCE_GROUP, "AF")
        .decimal(PaymentLines.AVAILABLE_POINTS, new BigDecimal("12"))
        .decimal(PaymentLines.POINT_VALUE_GBP, new BigDecimal("200"))
        .decimal(PaymentLines.CPI, BigDecimal.ONE)
        .decimal(PaymentLines.APDF, apdf == null ? null : new BigDecimal(apdf))
        .decimal(PaymentLines.EARNED_POINTS, new BigDecimal(earned))
        .decimal(PaymentLines.PERFORMANCE_POINTS, new BigDecimal(own))
        .text(PaymentLines.PROTECTION, protection)
        .decimal(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, new BigDecimal(payment));
  }

  private static Change england(Block earlier, Block later) {
    FinancialYear first = FinancialYear.of("2022-23");
    FinancialYear second = FinancialYear.of("2023-24");
    YearMap map = new YearMap(second, Map.of(), List.of());
    return new ComparePayments(
            new YearLines(first, earlier),
            new YearLines(second, later),
            Rulebooks.shipped().lineage())
        .compare(Variant.AS_PUBLISHED, Division.of(AreaLevel.ENGLAND), map, map)
        .england()
        .change();
  }

  @Test
  void aLineWithoutItsRegisterHasNoFactorThatCouldHaveChanged() {
    // Nothing was sent, nor the register; then 10 of 12 points at a factor of 1.5: £3,000.
    Change change =
        england(
            paymentLine(null, "0", "0", null, "0.00"),
            paymentLine("1.5", "10", "10", null, "3000.00"));
    assertThat(change.gbp(Part.ACHIEVEMENT)).isEqualByComparingTo("3000.00");
    assertThat(change.gbp(Part.PREVALENCE)).isZero();
    assertThat(change.addsUp()).isTrue();
  }

  @Test
  void protectionTakesNothingFromALineThatWouldNotHaveBeenPriced() {
    // No points of the base year, 10 of its own, and no register: own performance pays nothing.
    Change change =
        england(
            paymentLine(null, "0", "10", "protected", "0.00"),
            paymentLine("1.5", "10", "10", null, "3000.00"));
    assertThat(change.gbp(Part.PROTECTION)).isZero();
    assertThat(change.gbp(Part.ACHIEVEMENT)).isEqualByComparingTo("3000.00");
    assertThat(change.addsUp()).isTrue();
  }
}
