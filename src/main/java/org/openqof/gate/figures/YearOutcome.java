package org.openqof.gate.figures;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.openqof.domain.Ratio;

/**
 * What a year gives as a whole, in payments and in statistics: what the gate sets alongside last
 * year and the current version.
 *
 * @param paid what is paid
 * @param statistics what is in the statistics
 * @param valueRows rows of indicator values that were accepted
 * @param inputs kinds of input that gave any row, as the table of files has them
 */
public record YearOutcome(Paid paid, Shown statistics, long valueRows, Set<String> inputs) {
  public YearOutcome {
    inputs = Set.copyOf(inputs);
  }

  /**
   * What is paid.
   *
   * @param practices practices that are paid
   * @param patients patients of the practices in the national figures
   * @param totalGbp total achievement, pounds
   * @param correctionsGbp corrections of each practice together, added up without their signs,
   *     pounds
   * @param earnedPoints points earned in the lines that were priced
   * @param availablePoints points available in them
   * @param linesPriced lines with a payment
   * @param linesNotPriced lines without one
   * @param registers practices that brought a register, by group
   */
  public record Paid(
      int practices,
      long patients,
      BigDecimal totalGbp,
      BigDecimal correctionsGbp,
      BigDecimal earnedPoints,
      BigDecimal availablePoints,
      long linesPriced,
      long linesNotPriced,
      Map<String, Integer> registers) {
    public Paid {
      registers = Map.copyOf(registers);
    }

    long lines() {
      return linesPriced + linesNotPriced;
    }

    /** Points earned of those available; zero where none are. */
    Ratio pointsRate() {
      return availablePoints.signum() == 0
          ? Ratio.ZERO
          : Ratio.of(earnedPoints).dividedBy(Ratio.of(availablePoints));
    }

    /** Corrections as a share of total achievement, to 8 decimals; all where nothing is paid. */
    BigDecimal correctedRate() {
      if (correctionsGbp.signum() == 0) {
        return BigDecimal.ZERO;
      }
      return totalGbp.signum() <= 0
          ? BigDecimal.ONE
          : Ratio.of(correctionsGbp).dividedBy(Ratio.of(totalGbp)).rounded(8);
    }

    /** Lines without a price of all lines, a fraction to 8 decimals; zero where there are none. */
    BigDecimal notPricedRate() {
      return Ratio.of(linesNotPriced, Math.max(1, lines())).rounded(8);
    }
  }

  /**
   * What is in the statistics.
   *
   * @param practices practices in them
   * @param patients registered patients of these, all ages
   * @param onTheMap practices of these that the year's map of areas has
   * @param lists practices of these with a list, by list type
   */
  public record Shown(int practices, long patients, int onTheMap, Map<String, Integer> lists) {
    public Shown {
      lists = Map.copyOf(lists);
    }
  }
}
