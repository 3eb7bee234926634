package org.openqof.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.openqof.domain.Ratio;

class CentileTest {
  private static BigDecimal centile(String percent, Ratio... sorted) {
    return Centile.of(List.of(sorted), new BigDecimal(percent)).rounded(6);
  }

  @Example
  void betweenTwoNeighboursItIsInterpolated() {
    // Position 75 × (4 − 1) ÷ 100 = 2.25: a quarter of the way from the third to the fourth.
    assertThat(centile("75", Ratio.of(1, 2), Ratio.of(3, 5), Ratio.of(7, 10), Ratio.of(9, 10)))
        .isEqualByComparingTo("0.75");
  }

  @Example
  void theEndsAreTheLeastAndTheLargest() {
    Ratio third = Ratio.of(1, 3);
    Ratio half = Ratio.of(1, 2);
    assertThat(Centile.of(List.of(third, half), BigDecimal.ZERO)).isEqualTo(third);
    assertThat(Centile.of(List.of(third, half), BigDecimal.valueOf(100))).isEqualTo(half);
    assertThat(Centile.of(List.of(third), BigDecimal.valueOf(75))).isEqualTo(third);
  }

  @Property(tries = 200)
  void itIsTheDecileOfTheStatistics(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 1_000) Integer> thousandths,
      @ForAll @IntRange(min = 1, max = 9) int decile) {
    List<Integer> sorted = thousandths.stream().sorted().toList();
    Ratio exact =
        Centile.of(
            sorted.stream().map(value -> Ratio.of(value, 1_000)).toList(),
            BigDecimal.valueOf(decile * 10L));

    assertThat(exact.rounded(12).doubleValue())
        .isCloseTo(
            Decile.of(sorted.stream().mapToDouble(value -> value / 1000.0).toArray())[decile - 1],
            within(1e-11));
  }
}
