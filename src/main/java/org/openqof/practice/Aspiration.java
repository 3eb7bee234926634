package org.openqof.practice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.AspirationPayment;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.Ratio;
import org.openqof.input.PracticeReference.Participation;
import org.openqof.practice.AspirationTerms.Base;
import org.openqof.practice.Completeness.AspirationStatus;
import org.openqof.tables.AspirationPayments;
import org.openqof.tables.AspirationSchedule;
import org.openqof.tables.Block;

/**
 * One practice's aspiration in one year: standard where the data of the year before is complete,
 * otherwise estimated, and paid for the months on whose first day the contract is in force.
 *
 * <p>Source: CQRS QOF payments page for the two states; the estimate is ours: the annual aspiration
 * of the year before without uprating, or, where there was none, the rate applied to what was
 * achieved, without uprating (see {@code docs/interpretations.md}, I7).
 *
 * @param terms what it is worked out from
 * @param base what the lake holds of the practice's year before; null when nothing
 * @param status standard or estimated
 * @param uprating the uprating index that was applied
 * @param annualGbp aspiration of a whole year, pounds
 * @param basis how the amount was found, in words
 */
public record Aspiration(
    AspirationTerms terms,
    @Nullable Base base,
    AspirationStatus status,
    Ratio uprating,
    BigDecimal annualGbp,
    String basis) {
  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  public static Aspiration of(AspirationTerms terms, String practiceCode) {
    Base base = terms.bases().get(practiceCode);
    BigDecimal achieved = base == null ? null : base.unadjustedAchievementGbp();
    BigDecimal rate = terms.ratePercent();
    if (base != null && base.complete() && achieved != null) {
      return new Aspiration(
          terms,
          base,
          AspirationStatus.STANDARD,
          terms.uprating(),
          AspirationPayment.annual(achieved, terms.uprating(), rate),
          "unadjusted achievement payment of %s, times uprating index, times rate"
              .formatted(terms.baseYear()));
    }
    BigDecimal before = base == null ? null : base.annualBeforeGbp();
    if (before != null && before.signum() > 0) {
      return estimated(
          terms, base, before, "annual aspiration of %s, unchanged".formatted(terms.baseYear()));
    }
    if (achieved != null) {
      return estimated(
          terms,
          base,
          AspirationPayment.annual(achieved, Ratio.ONE, rate),
          "incomplete achievement payment of %s, times rate".formatted(terms.baseYear()));
    }
    return estimated(terms, base, NOTHING, "no achievement payment of " + terms.baseYear());
  }

  private static Aspiration estimated(
      AspirationTerms terms, @Nullable Base base, BigDecimal annual, String basis) {
    return new Aspiration(terms, base, AspirationStatus.ESTIMATED, Ratio.ONE, annual, basis);
  }

  /**
   * Adds the rows of {@code aspiration_payments} and {@code aspiration_schedule}.
   *
   * @param contract first and last day of the contract; null stands for the whole year
   * @return what is paid in the months of the contract, pounds
   */
  public BigDecimal addTo(
      Block payments,
      Block schedule,
      String practiceCode,
      FinancialYear year,
      @Nullable Participation contract) {
    LocalDate from = contract == null ? year.start() : contract.from();
    LocalDate to = contract == null ? year.end() : contract.to();
    List<BigDecimal> months = AspirationPayment.months(annualGbp);
    BigDecimal paid = NOTHING;
    int monthsPaid = 0;
    for (int month = 0; month < months.size(); month++) {
      if (!AspirationPayment.isPaid(year, month, from, to)) {
        continue;
      }
      monthsPaid++;
      paid = paid.add(months.get(month));
      if (annualGbp.signum() > 0) {
        schedule
            .next()
            .text(AspirationSchedule.PRACTICE_CODE, practiceCode)
            .date(AspirationSchedule.MONTH_START, year.start().plusMonths(month))
            .decimal(AspirationSchedule.ASPIRATION_PAYMENT_GBP, months.get(month));
      }
    }
    payments
        .next()
        .text(AspirationPayments.PRACTICE_CODE, practiceCode)
        .text(AspirationPayments.BASE_YEAR, base == null ? null : terms.baseYear().toString())
        .decimal(
            AspirationPayments.UNADJUSTED_ACHIEVEMENT_PAYMENT_GBP,
            base == null ? null : base.unadjustedAchievementGbp())
        .decimal(AspirationPayments.UPRATING_INDEX, uprating.rounded(10))
        .decimal(AspirationPayments.ASPIRATION_RATE, terms.ratePercent().movePointLeft(2))
        .decimal(AspirationPayments.ANNUAL_ASPIRATION_GBP, annualGbp)
        .decimal(AspirationPayments.MONTHLY_ASPIRATION_GBP, AspirationPayment.monthly(annualGbp))
        .text(AspirationPayments.ASPIRATION_STATUS, status.word())
        .text(AspirationPayments.BASIS, basis)
        .count(AspirationPayments.MONTHS_PAID, monthsPaid)
        .decimal(AspirationPayments.ASPIRATION_PAID_GBP, paid);
    return paid;
  }
}
