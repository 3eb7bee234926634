package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AspirationPaymentTest {

  @ParameterizedTest(name = "{1} % of £{0} are £{2}, £{3} a month and £{4} in the last")
  @CsvSource({
    // Lincolnshire LMC, 2024-25: 80 % of the prior year's unadjusted achievement payment.
    "128400.57,80,102720.46,8560.04,8560.02",
    // BMA, Focus on QOF payments, February 2007: 60 %, index 1.0 in 2006-07.
    "118930.70,60,71358.42,5946.54,5946.48",
    "0.00,70,0.00,0.00,0.00",
    "0.01,70,0.01,0.00,0.01"
  })
  void aShareOfLastYearIsPaidInTwelveMonths(
      BigDecimal before, BigDecimal rate, BigDecimal annual, BigDecimal monthly, BigDecimal last) {
    BigDecimal found = AspirationPayment.annual(before, Ratio.ONE, rate);
    assertThat(found).isEqualByComparingTo(annual);
    assertThat(AspirationPayment.monthly(found)).isEqualByComparingTo(monthly);
    assertThat(AspirationPayment.months(found).get(11)).isEqualByComparingTo(last);
  }

  @Property
  void theMonthsGiveTheYearExactly(@ForAll @IntRange(max = 50_000_000) int pence) {
    BigDecimal annual = BigDecimal.valueOf(pence, 2);
    List<BigDecimal> months = AspirationPayment.months(annual);
    assertThat(months).hasSize(12);
    assertThat(months.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(annual);
  }

  @Test
  void aMonthIsPaidToAContractInForceOnItsFirstDay() {
    FinancialYear year = FinancialYear.of("2023-24");
    LocalDate from = LocalDate.of(2023, 5, 1);
    LocalDate to = LocalDate.of(2024, 2, 29);
    List<Boolean> paid =
        IntStream.range(0, 12)
            .mapToObj(month -> AspirationPayment.isPaid(year, month, from, to))
            .toList();
    assertThat(paid)
        .containsExactly(false, true, true, true, true, true, true, true, true, true, true, false);
    assertThat(AspirationPayment.isPaid(year, 11, from, LocalDate.of(2024, 3, 1))).isTrue();
    assertThat(AspirationPayment.isPaid(year, 1, LocalDate.of(2023, 5, 2), to)).isFalse();
  }

  @Test
  void upratingIsTheRatioOfPricesUntilTheAverageListBeganToMove() {
    // BMA, Focus on QOF payments, 2007: 1.0 in 2006-07, the price having stayed.
    Ratio fixed = Ratio.of(5891, 1);
    assertThat(
            UpratingIndex.PRICE
                .of(new BigDecimal("124.60"), fixed, new BigDecimal("124.60"), fixed)
                .rounded(6))
        .isEqualByComparingTo("1");
    assertThat(
            UpratingIndex.PRICE
                .of(new BigDecimal("130.51"), fixed, new BigDecimal("127.29"), fixed)
                .rounded(6))
        .isEqualByComparingTo("1.025297");
  }

  @ParameterizedTest(name = "{0}: {1} on {2} after {3} on {4} is {5}")
  @CsvSource({
    "2013-14,156.92,6911,133.76,5891,1.0000",
    "2022-23,207.56,9374,201.16,9085,1.0000",
    "2023-24,213.43,9639,207.56,9374,1.0000",
    "2024-25,220.62,9964,213.43,9639,1.0000"
  })
  void upratingForEachPatientIsOneWhereThePriceOnlyFollowsTheList(
      String year,
      BigDecimal price,
      int average,
      BigDecimal before,
      int averageBefore,
      BigDecimal index) {
    assertThat(
            UpratingIndex.PER_PATIENT
                .of(price, Ratio.of(average, 1), before, Ratio.of(averageBefore, 1))
                .rounded(4))
        .as(year)
        .isEqualByComparingTo(index);
  }
}
