package org.openqof.whatif.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.openqof.domain.Ratio;
import org.openqof.statistics.Centile;

/**
 * How the changes of practices are spread.
 *
 * @param tenths the least change, the nine deciles, the largest change, pounds; empty without
 *     practices. Deciles as {@link Centile} has them, half-up to the penny
 * @param bins how many practices change by how much, in equal steps that begin at whole multiples
 */
public record Distribution(List<BigDecimal> tenths, List<Bin> bins) {
  private static final int MOST_BINS = 20;
  private static final int TEN = 10;

  public Distribution {
    tenths = List.copyOf(tenths);
    bins = List.copyOf(bins);
  }

  /**
   * A step of the histogram.
   *
   * @param fromGbp where it begins, pounds; a change of so much belongs to it
   * @param toGbp where it ends; a change of so much belongs to the next
   * @param practices practices in it
   */
  public record Bin(BigDecimal fromGbp, BigDecimal toGbp, int practices) {}

  /**
   * The distribution of some changes.
   *
   * @param changes changes, pounds, in any order
   */
  static Distribution of(List<BigDecimal> changes) {
    if (changes.isEmpty()) {
      return new Distribution(List.of(), List.of());
    }
    List<BigDecimal> sorted = changes.stream().sorted().toList();
    List<Ratio> values = sorted.stream().map(Ratio::of).toList();
    List<BigDecimal> tenths = new ArrayList<>();
    for (int k = 0; k <= TEN; k++) {
      tenths.add(Centile.of(values, BigDecimal.valueOf(k * 10L)).rounded(2));
    }
    return new Distribution(tenths, bins(sorted));
  }

  private static List<Bin> bins(List<BigDecimal> sorted) {
    BigDecimal least = sorted.get(0);
    BigDecimal most = sorted.get(sorted.size() - 1);
    BigDecimal width = width(most.subtract(least));
    BigDecimal from = least.divide(width, 0, RoundingMode.FLOOR).multiply(width);
    List<Bin> bins = new ArrayList<>();
    int next = 0;
    while (next < sorted.size()) {
      BigDecimal to = from.add(width);
      int first = next;
      while (next < sorted.size() && sorted.get(next).compareTo(to) < 0) {
        next++;
      }
      bins.add(new Bin(from, to, next - first));
      from = to;
    }
    return bins;
  }

  /** A round width, 1, 2 or 5 times a power of ten, so that no more than twenty-one bins come. */
  private static BigDecimal width(BigDecimal span) {
    BigDecimal power = BigDecimal.ONE;
    while (true) {
      for (int lead : new int[] {1, 2, 5}) {
        BigDecimal width = power.multiply(BigDecimal.valueOf(lead));
        if (width.multiply(BigDecimal.valueOf(MOST_BINS)).compareTo(span) >= 0) {
          return width;
        }
      }
      power = power.movePointRight(1).setScale(0, RoundingMode.UNNECESSARY);
    }
  }
}
