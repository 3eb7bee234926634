package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.errors.QofException;

class ContractDurationTest {

  @ParameterizedTest(name = "{1} to {2} are {3} of {4} days, £100,000 become less {6}")
  @CsvSource({
    "2022-23,2004-04-01,2030-03-31,365,365,2023-03-31,0.00",
    "2023-24,2004-04-01,2030-03-31,366,366,2024-03-31,0.00",
    "2022-23,2004-04-01,2022-09-30,183,365,2022-09-30,-49863.01",
    "2023-24,2004-04-01,2023-09-30,183,366,2023-09-30,-50000.00",
    "2023-24,2024-02-29,2030-03-31,32,366,2024-03-31,-91256.83",
    "2023-24,2023-04-01,2023-04-01,1,366,2023-04-01,-99726.78",
    "2023-24,2024-03-31,2030-03-31,1,366,2024-03-31,-99726.78",
    "2023-24,2023-07-10,2023-12-31,175,366,2023-12-31,-52185.79"
  })
  void bothEndsAreCountedAndALeapYearHasADayMore(
      String year,
      LocalDate from,
      LocalDate to,
      int days,
      int yearDays,
      LocalDate achievement,
      BigDecimal partYear) {
    ContractDuration contract = ContractDuration.of(FinancialYear.of(year), from, to);
    assertThat(contract.contractDays()).isEqualTo(days);
    assertThat(contract.yearDays()).isEqualTo(yearDays);
    assertThat(contract.achievementDate()).isEqualTo(achievement);
    assertThat(contract.partYear(new BigDecimal("100000.00"))).isEqualByComparingTo(partYear);
    assertThat(contract.isWhole()).isEqualTo(days == yearDays);
  }

  @Test
  void aContractOutsideTheYearHasNoDuration() {
    FinancialYear year = FinancialYear.of("2023-24");
    LocalDate before = LocalDate.of(2023, 3, 31);
    LocalDate after = LocalDate.of(2024, 4, 1);
    assertThat(ContractDuration.touches(year, year.start(), year.start())).isTrue();
    assertThat(ContractDuration.touches(year, year.end(), after)).isTrue();
    assertThat(ContractDuration.touches(year, before, before)).isFalse();
    assertThat(ContractDuration.touches(year, after, after)).isFalse();
    assertThat(ContractDuration.touches(year, year.end(), year.start())).isFalse();
    assertThatThrownBy(() -> ContractDuration.of(year, before, before))
        .isInstanceOf(QofException.class);
  }

  @Property
  void aPartOfAYearTakesAwayNothingOrSomethingAndNeverMoreThanAll(
      @ForAll @IntRange(min = 1, max = 366) int days,
      @ForAll @IntRange(max = 40_000_000) int pence) {
    BigDecimal payment = BigDecimal.valueOf(pence, 2);
    ContractDuration contract = new ContractDuration(days, 366, FinancialYear.of("2023-24").end());
    assertThat(contract.partYear(payment)).isBetween(payment.negate(), BigDecimal.ZERO);
    assertThat(ContractDuration.whole(FinancialYear.of("2023-24")).partYear(payment))
        .isEqualByComparingTo("0");
  }
}
