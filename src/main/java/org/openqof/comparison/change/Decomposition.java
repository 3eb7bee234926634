package org.openqof.comparison.change;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.openqof.domain.Ratio;

/**
 * What of the change of one payment line is owed to each of its five factors: price × index ×
 * prevalence factor × points available × share of them earned.
 *
 * <p>Each factor is owed the mean of its effects over all 120 orders in which the five could change
 * one after the other (the Shapley value), so that no order is preferred and the parts add up. The
 * mean weighs the products of the other four by how many of them have changed already: 12, 3, 2, 3
 * and 12 sixtieths for none to four. Source: Shapley, Contributions to the Theory of Games II,
 * 1953; Shorrocks, Journal of Economic Inequality 2013;11:99-126.
 *
 * <p>All in decimals, carried to eight places. Each part is rounded half-up to the penny; the pence
 * that are then missing from the change, at most three, go to the largest part. Anything beyond
 * that is not owed to these factors and is {@link Part#OTHER}.
 */
final class Decomposition {
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);
  private static final BigDecimal[] WEIGHTS = {
    BigDecimal.valueOf(12),
    BigDecimal.valueOf(3),
    BigDecimal.valueOf(2),
    BigDecimal.valueOf(3),
    BigDecimal.valueOf(12)
  };
  private static final Part[] FACTORS = {
    Part.PRICES, Part.LISTS, Part.PREVALENCE, Part.POINTS, Part.ACHIEVEMENT
  };
  private static final long ROUNDING_PENCE = 3;

  // A millionth of a penny: numbers then fit 64 bits, and nothing that is rounded to a penny moves.
  private static final int CARRIED_DECIMALS = 8;

  // Lines of one practice and group share three of the factors: kept until one of them changes.
  private final BigDecimal[] before = new BigDecimal[3];
  private final BigDecimal[] after = new BigDecimal[3];
  private final BigDecimal[][] ofFactor = new BigDecimal[3][3];
  private final BigDecimal[] ofPoints = new BigDecimal[2];
  private boolean held;

  /** Adds the change of a line that both years price. */
  void add(LineFactors earlier, LineFactors later, Change change) {
    hold(earlier, later);
    BigDecimal first = earlier.earnedPoints();
    BigDecimal last = later.earnedPoints();
    BigDecimal laterShare = scaled(last, earlier.availablePoints(), later.availablePoints(), first);
    BigDecimal earlierShare =
        scaled(first, later.availablePoints(), earlier.availablePoints(), last);
    BigDecimal mixed = laterShare.add(earlierShare);
    long[] pence = new long[FACTORS.length];
    for (int k = 0; k < 3; k++) {
      BigDecimal[] weights = ofFactor[k];
      pence[k] =
          pence(
              first
                  .multiply(weights[0])
                  .add(mixed.multiply(weights[1]))
                  .add(last.multiply(weights[2])));
    }
    pence[3] =
        pence(
            earlierShare
                .subtract(first)
                .multiply(ofPoints[0])
                .add(last.subtract(laterShare).multiply(ofPoints[1])));
    pence[4] =
        pence(
            laterShare
                .subtract(first)
                .multiply(ofPoints[0])
                .add(last.subtract(earlierShare).multiply(ofPoints[1])));
    change.addBefore(earlier.pence());
    change.addAfter(later.pence());
    long missing = later.pence() - earlier.pence();
    int largest = 0;
    for (int k = 0; k < pence.length; k++) {
      missing -= pence[k];
      if (Math.abs(pence[k]) > Math.abs(pence[largest])) {
        largest = k;
      }
    }
    if (Math.abs(missing) <= ROUNDING_PENCE) {
      pence[largest] += missing;
    } else {
      change.add(Part.OTHER, missing);
    }
    for (int k = 0; k < pence.length; k++) {
      change.add(FACTORS[k], pence[k]);
    }
  }

  /**
   * Points earned at another year's points available: points × other / own. An indicator that had
   * no points has no share either; it is given the other year's, so that all is owed to points.
   */
  private static BigDecimal scaled(
      BigDecimal points, BigDecimal other, BigDecimal own, BigDecimal ofOther) {
    if (own.signum() == 0) {
      return ofOther;
    }
    return own.compareTo(other) == 0
        ? points
        : new Ratio(points.multiply(other), own).rounded(CARRIED_DECIMALS);
  }

  private void hold(LineFactors earlier, LineFactors later) {
    BigDecimal[] theirs = {earlier.pointValueGbp(), earlier.cpi(), apdf(earlier, later)};
    BigDecimal[] ours = {later.pointValueGbp(), later.cpi(), apdf(later, earlier)};
    if (held && same(before, theirs) && same(after, ours)) {
      return;
    }
    held = true;
    System.arraycopy(theirs, 0, before, 0, theirs.length);
    System.arraycopy(ours, 0, after, 0, ours.length);
    for (int k = 0; k < 3; k++) {
      int x = (k + 1) % 3;
      int y = (k + 2) % 3;
      BigDecimal[] others = {
        before[x].multiply(before[y]),
        before[x].multiply(after[y]).add(after[x].multiply(before[y])),
        after[x].multiply(after[y])
      };
      BigDecimal moved = after[k].subtract(before[k]);
      for (int changed = 0; changed < 3; changed++) {
        ofFactor[k][changed] = carried(moved.multiply(weighted(others, changed)));
      }
    }
    BigDecimal[] all = {
      before[0].multiply(before[1]).multiply(before[2]),
      after[0]
          .multiply(before[1])
          .multiply(before[2])
          .add(before[0].multiply(after[1]).multiply(before[2]))
          .add(before[0].multiply(before[1]).multiply(after[2])),
      after[0]
          .multiply(after[1])
          .multiply(before[2])
          .add(after[0].multiply(before[1]).multiply(after[2]))
          .add(before[0].multiply(after[1]).multiply(after[2])),
      after[0].multiply(after[1]).multiply(after[2])
    };
    ofPoints[0] = carried(weighted(all, 0));
    ofPoints[1] = carried(weighted(all, 1));
  }

  /** A line without its register has no factor: it is given the other year's, so none changes. */
  private static BigDecimal apdf(LineFactors of, LineFactors other) {
    BigDecimal known = of.apdf() == null ? other.apdf() : of.apdf();
    return known == null ? BigDecimal.ONE : known;
  }

  private static boolean same(BigDecimal[] left, BigDecimal[] right) {
    for (int i = 0; i < left.length; i++) {
      if (left[i].compareTo(right[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Products by how many of their factors have changed, weighed with so many more changed. */
  private static BigDecimal weighted(BigDecimal[] products, int changed) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < products.length; i++) {
      sum = sum.add(products[i].multiply(WEIGHTS[i + changed]));
    }
    return sum;
  }

  private static BigDecimal carried(BigDecimal sixtieths) {
    return sixtieths.divide(SIXTY, CARRIED_DECIMALS, RoundingMode.HALF_UP);
  }

  private static long pence(BigDecimal pounds) {
    return pounds.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
