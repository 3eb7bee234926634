package org.openqof.recalculation;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Set;
import org.openqof.practice.SettledPoints.Settlement;
import org.openqof.tables.AppliedAdjustments;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;

/**
 * Sums of payments, read back from the rows themselves, so that equations check what is written.
 *
 * @param linesGbp achievement payments of all lines
 * @param achievementGbp achievement payments of all practices
 * @param unsupportedGbp of those, of indicators with a value that neither a source nor a published
 *     figure supports
 * @param protectedLines lines paid on points of a base year
 * @param protectedPoints points of those lines
 * @param linesWithoutBaseYear protected lines paid on own performance for want of a base year
 * @param linesWithoutPlan lines paid on own performance because no plan was agreed
 * @param partYearPractices practices whose contract does not cover the whole year
 * @param partYearGbp what that takes away
 * @param adjustments corrections applied
 * @param appliedGbp what they move, by correction
 * @param adjustmentsGbp what they move, by practice
 * @param adjustmentsLeftOut corrections of practices that are not paid
 * @param totalAchievementGbp total achievement of all practices
 * @param aspirationPaidGbp aspiration paid to them
 * @param achievementDueGbp what is due to them
 * @param practicesThatDoNotAddUp practices whose columns do not give their total or what is due
 */
public record PaidMoney(
    BigDecimal linesGbp,
    BigDecimal achievementGbp,
    BigDecimal unsupportedGbp,
    long protectedLines,
    BigDecimal protectedPoints,
    long linesWithoutBaseYear,
    long linesWithoutPlan,
    int partYearPractices,
    BigDecimal partYearGbp,
    int adjustments,
    BigDecimal appliedGbp,
    BigDecimal adjustmentsGbp,
    int adjustmentsLeftOut,
    BigDecimal totalAchievementGbp,
    BigDecimal aspirationPaidGbp,
    BigDecimal achievementDueGbp,
    int practicesThatDoNotAddUp)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

  static final PaidMoney NONE =
      new PaidMoney(
          NOTHING, NOTHING, NOTHING, 0, NOTHING, 0, 0, 0, NOTHING, 0, NOTHING, NOTHING, 0, NOTHING,
          NOTHING, NOTHING, 0);

  /**
   * The sums over rows of the three payment tables.
   *
   * @param unsupported codes of indicators with a value that nothing supports
   */
  static PaidMoney of(
      Block lines,
      Block practices,
      Block adjustments,
      int adjustmentsLeftOut,
      Set<String> unsupported) {
    long linePence = 0;
    long unsupportedPence = 0;
    long protectedLines = 0;
    long protectedHundredths = 0;
    long withoutBase = 0;
    long withoutPlan = 0;
    for (int row = 0; row < lines.rows(); row++) {
      boolean paid = lines.has(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row);
      long pence = paid ? lines.unscaledAt(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row) : 0;
      linePence += pence;
      if (pence != 0 && unsupported.contains(lines.textAt(PaymentLines.INDICATOR_CODE, row))) {
        unsupportedPence += pence;
      }
      String how = lines.textOrNull(PaymentLines.PROTECTION, row);
      if (how == null) {
        continue;
      }
      if (how.equals(Settlement.PROTECTED.word()) && paid) {
        protectedLines++;
        protectedHundredths += lines.unscaledAt(PaymentLines.EARNED_POINTS, row);
      } else if (how.equals(Settlement.NO_BASE_YEAR.word())) {
        withoutBase++;
      } else if (how.equals(Settlement.NO_AGREED_PLAN.word())) {
        withoutPlan++;
      }
    }
    long achievement = 0;
    long partYear = 0;
    long corrections = 0;
    long total = 0;
    long aspiration = 0;
    long due = 0;
    int parts = 0;
    int wrong = 0;
    for (int row = 0; row < practices.rows(); row++) {
      long achieved = practices.unscaledAt(PracticePayments.ACHIEVEMENT_PAYMENT_GBP, row);
      long part = practices.unscaledAt(PracticePayments.PART_YEAR_GBP, row);
      long corrected = practices.unscaledAt(PracticePayments.ADJUSTMENTS_GBP, row);
      long together = practices.unscaledAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row);
      long paid = practices.unscaledAt(PracticePayments.ASPIRATION_PAID_GBP, row);
      long left = practices.unscaledAt(PracticePayments.ACHIEVEMENT_DUE_GBP, row);
      achievement += achieved;
      partYear += part;
      corrections += corrected;
      total += together;
      aspiration += paid;
      due += left;
      parts +=
          practices.countAt(PracticePayments.CONTRACT_DAYS, row)
                  < practices.countAt(PracticePayments.YEAR_DAYS, row)
              ? 1
              : 0;
      wrong += achieved + part + corrected == together && together - paid == left ? 0 : 1;
    }
    long applied = 0;
    for (int row = 0; row < adjustments.rows(); row++) {
      applied += adjustments.unscaledAt(AppliedAdjustments.ADJUSTMENT_GBP, row);
    }
    return new PaidMoney(
        pounds(linePence),
        pounds(achievement),
        pounds(unsupportedPence),
        protectedLines,
        pounds(protectedHundredths),
        withoutBase,
        withoutPlan,
        parts,
        pounds(partYear),
        adjustments.rows(),
        pounds(applied),
        pounds(corrections),
        adjustmentsLeftOut,
        pounds(total),
        pounds(aspiration),
        pounds(due),
        wrong);
  }

  private static BigDecimal pounds(long pence) {
    return BigDecimal.valueOf(pence, 2);
  }

  /** Both together. */
  PaidMoney plus(PaidMoney other) {
    return new PaidMoney(
        linesGbp.add(other.linesGbp),
        achievementGbp.add(other.achievementGbp),
        unsupportedGbp.add(other.unsupportedGbp),
        protectedLines + other.protectedLines,
        protectedPoints.add(other.protectedPoints),
        linesWithoutBaseYear + other.linesWithoutBaseYear,
        linesWithoutPlan + other.linesWithoutPlan,
        partYearPractices + other.partYearPractices,
        partYearGbp.add(other.partYearGbp),
        adjustments + other.adjustments,
        appliedGbp.add(other.appliedGbp),
        adjustmentsGbp.add(other.adjustmentsGbp),
        adjustmentsLeftOut + other.adjustmentsLeftOut,
        totalAchievementGbp.add(other.totalAchievementGbp),
        aspirationPaidGbp.add(other.aspirationPaidGbp),
        achievementDueGbp.add(other.achievementDueGbp),
        practicesThatDoNotAddUp + other.practicesThatDoNotAddUp);
  }
}
