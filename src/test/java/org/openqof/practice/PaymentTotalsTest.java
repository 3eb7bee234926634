package org.openqof.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqof.domain.Ratio;
import org.openqof.input.FieldKind;
import org.openqof.input.LocalDecisions;
import org.openqof.input.LocalDecisions.Adjustment;
import org.openqof.input.LocalDecisions.AdjustmentKind;
import org.openqof.input.PracticeReference.Source;
import org.openqof.practice.NationalValues.Prevalence;
import org.openqof.practice.rows.PaymentRows;
import org.openqof.tables.AppliedAdjustments;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;
import org.openqof.testing.Given;

/** What stands between the lines of a practice and what it is due. */
class PaymentTotalsTest {
  private static final NationalValues NATIONAL =
      new NationalValues(
          Ratio.of(9639, 1), Map.of("AF", new Prevalence(Ratio.of(2, 100), Ratio.of(1, 10))));
  private static final LocalDate YEAR_END = LocalDate.of(2024, 3, 31);

  @Test
  void aPartOfTheYearIsTakenOffTheTotalAndNotOffTheLines() {
    PricedPractice whole = price(practice(), BigDecimal.ZERO);
    PricedPractice part =
        price(
            practice().participating(LocalDate.of(2023, 10, 1), LocalDate.of(2030, 3, 31)),
            BigDecimal.ZERO);
    assertThat(part.lines()).isEqualTo(whole.lines());
    assertThat(part.achievementPayment()).isEqualByComparingTo(whole.achievementPayment());
    assertThat(part.contract().contractDays()).isEqualTo(183);
    assertThat(part.contract().yearDays()).isEqualTo(366);
    // 366 ÷ 2 days: half, and half a penny is rounded up before the difference is taken
    assertThat(part.totalAchievement())
        .isEqualByComparingTo(
            new Ratio(whole.achievementPayment(), BigDecimal.valueOf(2)).rounded(2));
  }

  @Test
  void aClosedPracticeIsPaidForItsDaysFromTheCollectionOfItsLastDay() {
    LocalDate end = LocalDate.of(2023, 9, 30);
    Given closed =
        Given.practice("Z90001", 9639)
            .participatingUntil(end)
            .value("BP002", "Numerator", FieldKind.NUMERATOR, 90, end, 0, true)
            .value("BP002", "Denominator", FieldKind.DENOMINATOR, 100, end, 0, true)
            .fraction("BP002", 10, 100);
    PricedPractice priced = price(closed, BigDecimal.ZERO);
    assertThat(priced.contract().achievementDate()).isEqualTo(end);
    assertThat(priced.achievementPayment()).isEqualByComparingTo("3201.45");
    assertThat(priced.partYear()).isEqualByComparingTo("-1600.72");
    assertThat(priced.totalAchievement()).isEqualByComparingTo("1600.73");
  }

  @Test
  void moreAspirationThanAchievementIsAnOverpayment() {
    PricedPractice priced = price(practice(), new BigDecimal("99999.99"));
    assertThat(priced.achievementDue())
        .isEqualByComparingTo(priced.totalAchievement().subtract(new BigDecimal("99999.99")))
        .isNegative();
  }

  @Test
  void pointsOfAnAdjustmentAreWorthWhatThePracticesOwnPointsAre() {
    // 213.43 × 10,000 ÷ 9,639 = 221.4234…; with the factor of AF, (400 ÷ 10,000) ÷ 0.02, twice that
    assertThat(moved("TOTAL", "1")).isEqualByComparingTo("221.42");
    assertThat(moved("BP002", "-2.5")).isEqualByComparingTo("-553.56");
    assertThat(moved("AF006", "1")).isEqualByComparingTo("442.85");
    assertThat(moved("AF006", "-100")).isEqualByComparingTo("-44284.68");
    // Asthma sent no register, so its points are worth nothing here, as they are in its line.
    assertThat(moved("AST007", "1")).isEqualByComparingTo("0.00");
  }

  private static BigDecimal moved(String subject, String points) {
    PricedPractice priced =
        price(
            practice().decided(decided(adjustment(subject, new BigDecimal(points), null, 2))),
            BigDecimal.ZERO);
    return priced.adjustments().get(0).pounds();
  }

  @Property(tries = 100)
  void anAdjustmentMovesExactlyItsOwnAmountAndNothingElse(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = -900_000, max = 900_000) Integer> pence,
      @ForAll @IntRange(min = 1, max = 366) int days) {
    LocalDate from = YEAR_END.minusDays(days - 1L);
    Adjustment[] adjustments = new Adjustment[pence.size()];
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < adjustments.length; i++) {
      BigDecimal amount = BigDecimal.valueOf(pence.get(i), 2);
      sum = sum.add(amount);
      adjustments[i] = adjustment(i % 2 == 0 ? Adjustment.TOTAL : "AF006", null, amount, i + 2);
    }
    BigDecimal paid = new BigDecimal("1234.56");
    PricedPractice without = price(practice().participating(from, YEAR_END), paid);
    PricedPractice with =
        price(practice().participating(from, YEAR_END).decided(decided(adjustments)), paid);
    assertThat(with.lines()).isEqualTo(without.lines());
    assertThat(with.achievementPayment()).isEqualByComparingTo(without.achievementPayment());
    assertThat(with.partYear()).isEqualByComparingTo(without.partYear());
    assertThat(with.totalAchievement().subtract(without.totalAchievement()))
        .isEqualByComparingTo(sum);
    assertThat(with.achievementDue().subtract(without.achievementDue())).isEqualByComparingTo(sum);
  }

  @Test
  void theRowsAddUpAndShowEachAdjustmentWithItsSource() {
    Given given =
        practice()
            .participating(LocalDate.of(2023, 10, 1), LocalDate.of(2030, 3, 31))
            .decided(
                decided(
                    adjustment(Adjustment.TOTAL, null, new BigDecimal("-100.10"), 2),
                    adjustment("AF006", new BigDecimal("1"), null, 3)));
    PracticeYear practice = given.assembled();
    PaymentRows rows = new PaymentRows(Given.RULEBOOK, NATIONAL);
    PricedPractice priced = price(given, new BigDecimal("500.00"));
    rows.add(practice, priced);
    Block payments = rows.payments();
    long lines = 0;
    for (int row = 0; row < rows.lines().rows(); row++) {
      lines += rows.lines().unscaledAt(PaymentLines.ACHIEVEMENT_PAYMENT_GBP, row);
    }
    long part = payments.unscaledAt(PracticePayments.PART_YEAR_GBP, 0);
    long adjusted = payments.unscaledAt(PracticePayments.ADJUSTMENTS_GBP, 0);
    assertThat(payments.unscaledAt(PracticePayments.ACHIEVEMENT_PAYMENT_GBP, 0)).isEqualTo(lines);
    assertThat(adjusted).isEqualTo(-10_010 + 44_285);
    assertThat(payments.unscaledAt(PracticePayments.TOTAL_ACHIEVEMENT_GBP, 0))
        .isEqualTo(lines + part + adjusted);
    assertThat(payments.unscaledAt(PracticePayments.ACHIEVEMENT_DUE_GBP, 0))
        .isEqualTo(lines + part + adjusted - 50_000);
    assertThat(payments.countAt(PracticePayments.CONTRACT_DAYS, 0)).isEqualTo(183);
    Block adjustments = rows.adjustments();
    assertThat(adjustments.rows()).isEqualTo(2);
    assertThat(adjustments.textAt(AppliedAdjustments.SUBJECT, 1)).isEqualTo("AF006");
    assertThat(adjustments.countAt(AppliedAdjustments.LINE_NUMBER, 1)).isEqualTo(3);
    assertThat(adjustments.decimalOrNull(AppliedAdjustments.ADJUSTMENT_GBP, 0))
        .isEqualByComparingTo("-100.10");
  }

  private static Given practice() {
    return Given.practice("Z90001", 10_000)
        .fraction("AF006", 61, 97)
        .register("AF001", 400)
        .fraction("BP002", 1234, 1999)
        .fraction("AST007", 90, 100);
  }

  private static LocalDecisions decided(Adjustment... adjustments) {
    return new LocalDecisions(List.of(), List.of(adjustments), List.of(), null);
  }

  private static Adjustment adjustment(
      String subject, @Nullable BigDecimal points, @Nullable BigDecimal amount, int line) {
    return new Adjustment(
        subject,
        AdjustmentKind.COMMISSIONER,
        points,
        amount,
        "Register restored",
        "A. Commissioner",
        LocalDate.of(2024, 5, 2),
        new Source("adjustments", line));
  }

  private static PricedPractice price(Given given, BigDecimal aspirationPaid) {
    return new PricePractice(Given.RULEBOOK, NATIONAL).price(given.assembled(), aspirationPaid);
  }
}
