package org.openqof.domain;

import java.math.BigDecimal;

/**
 * The QOF uprating index, by which last year's payment is brought to this year's price before
 * aspiration is taken from it.
 *
 * <p>Source: BMA, "Focus on QOF payments" (2007): 1.0 in 2006-07, because the price of a point had
 * not changed. Its definition since 2013-14 is not sourced; then the price rose by 17 % only
 * because the average list was restated (see {@code docs/interpretations.md}, I11).
 */
public enum UpratingIndex {
  /** The price of a point divided by last year's, to 2012-13. */
  PRICE {
    @Override
    public Ratio of(
        BigDecimal price, Ratio averageListSize, BigDecimal priceBefore, Ratio averageBefore) {
      return new Ratio(price, priceBefore);
    }
  },
  /**
   * The price of a point for each patient of the average list divided by last year's, from 2013-14;
   * 1 to four decimals in every year from then on.
   */
  PER_PATIENT {
    @Override
    public Ratio of(
        BigDecimal price, Ratio averageListSize, BigDecimal priceBefore, Ratio averageBefore) {
      return Ratio.of(price)
          .dividedBy(averageListSize)
          .dividedBy(Ratio.of(priceBefore).dividedBy(averageBefore));
    }
  };

  /**
   * The index, exact.
   *
   * @param price price of a point, pounds
   * @param averageListSize national average list size, patients
   * @param priceBefore price of a point of the year before, pounds, above 0
   * @param averageBefore national average list size of the year before, patients
   */
  public abstract Ratio of(
      BigDecimal price, Ratio averageListSize, BigDecimal priceBefore, Ratio averageBefore);
}
