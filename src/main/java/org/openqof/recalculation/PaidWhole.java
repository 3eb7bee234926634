package org.openqof.recalculation;

import java.io.Serializable;
import java.math.BigDecimal;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.PracticePayments;

/**
 * Sums over rows of {@code practice_payments}: what a year pays as a whole, this year's while it is
 * priced and another version's as the lake has it.
 *
 * @param practices practices
 * @param totalPence total achievement, pence
 * @param correctionsPence corrections of each practice together, added up without their signs,
 *     pence
 * @param earnedHundredths points earned in priced lines, hundredths
 * @param availableHundredths points available in them, hundredths
 * @param linesPriced lines with a payment
 * @param linesNotPriced lines without one
 */
record PaidWhole(
    int practices,
    long totalPence,
    long correctionsPence,
    long earnedHundredths,
    long availableHundredths,
    long linesPriced,
    long linesNotPriced)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static final PaidWhole NONE = new PaidWhole(0, 0, 0, 0, 0, 0, 0);

  /** The columns that are summed. */
  static Selection columns() {
    return Selection.of(
        PracticePayments.PRACTICE_CODE,
        PracticePayments.TOTAL_ACHIEVEMENT_GBP,
        PracticePayments.ADJUSTMENTS_GBP,
        PracticePayments.EARNED_POINTS,
        PracticePayments.AVAILABLE_POINTS,
        PracticePayments.LINES_PRICED,
        PracticePayments.LINES_NOT_PRICED);
  }

  static PaidWhole of(Block practices) {
    long pence = 0;
    long corrections = 0;
    long earned = 0;
    long available = 0;
    long priced = 0;
    long notPriced = 0;
    for (int row = 0; row < practices.rows(); row++) {
      pence += practices.unscaledAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row);
      corrections += Math.abs(practices.unscaledAt(PracticePayments.ADJUSTMENTS_GBP, row));
      earned += practices.unscaledAt(PracticePayments.EARNED_POINTS, row);
      available += practices.unscaledAt(PracticePayments.AVAILABLE_POINTS, row);
      priced += practices.countAt(PracticePayments.LINES_PRICED, row);
      notPriced += practices.countAt(PracticePayments.LINES_NOT_PRICED, row);
    }
    return new PaidWhole(
        practices.rows(), pence, corrections, earned, available, priced, notPriced);
  }

  PaidWhole plus(PaidWhole other) {
    return new PaidWhole(
        practices + other.practices,
        totalPence + other.totalPence,
        correctionsPence + other.correctionsPence,
        earnedHundredths + other.earnedHundredths,
        availableHundredths + other.availableHundredths,
        linesPriced + other.linesPriced,
        linesNotPriced + other.linesNotPriced);
  }

  BigDecimal totalGbp() {
    return BigDecimal.valueOf(totalPence, 2);
  }

  BigDecimal correctionsGbp() {
    return BigDecimal.valueOf(correctionsPence, 2);
  }

  BigDecimal earnedPoints() {
    return BigDecimal.valueOf(earnedHundredths, 2);
  }

  BigDecimal availablePoints() {
    return BigDecimal.valueOf(availableHundredths, 2);
  }
}
