package org.openqof.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.openqof.domain.Ratio;

/**
 * A centile in exact decimals, for figures from which money follows: {@link Decile} says the same
 * in floating point.
 *
 * <p>With {@code n} values in ascending order from 0 to {@code n − 1}, centile {@code p} lies at
 * position {@code p (n − 1) / 100}, interpolated between the two neighbours. Source: Hyndman and
 * Fan, The American Statistician 1996;50:361-365, definition 7. See {@code docs/method.md}, "What
 * if".
 */
public final class Centile {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Centile() {}

  /**
   * The centile, exact.
   *
   * @param sorted values in ascending order, at least one
   * @param percent which centile, 0 (the least value) to 100 (the largest)
   */
  public static Ratio of(List<Ratio> sorted, BigDecimal percent) {
    if (sorted.isEmpty() || percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
      throw new IllegalArgumentException(
          "no centile " + percent + " of " + sorted.size() + " values");
    }
    BigDecimal position = percent.multiply(BigDecimal.valueOf(sorted.size() - 1L)).divide(HUNDRED);
    int below = position.setScale(0, RoundingMode.FLOOR).intValueExact();
    BigDecimal share = position.subtract(BigDecimal.valueOf(below));
    Ratio least = sorted.get(below);
    if (share.signum() == 0) {
      return least;
    }
    return least.times(BigDecimal.ONE.subtract(share)).plus(sorted.get(below + 1).times(share));
  }
}
