package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationDateTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  @ParameterizedTest(name = "{0} to {1} is counted on {2}: {4}")
  @CsvSource({
    "2004-04-01,2099-03-31,2024-01-01,false,in force when the final quarter begins",
    "2024-01-01,2024-03-31,2024-01-01,false,opened on the very day",
    "2023-04-01,2024-01-01,2024-01-01,false,its last day is the very day",
    "2024-01-02,2024-03-31,2024-01-02,true,opened a day later",
    "2024-03-31,2024-03-31,2024-03-31,true,opened on the last day of the year",
    "2004-04-01,2023-12-31,2023-10-01,false,ended a day earlier",
    "2004-04-01,2023-10-01,2023-10-01,false,ended on the first day of a quarter",
    "2004-04-01,2023-09-30,2023-07-01,false,ended on the last day of a quarter",
    "2004-04-01,2023-04-01,2023-04-01,false,ended on the first day of the year",
    "2023-05-02,2023-06-30,2023-05-02,true,opened and ended within one quarter",
    "2023-04-01,2023-06-30,2023-04-01,false,opened with the quarter in which it ended",
    "2010-04-01,2023-03-31,2024-01-01,false,ended before the year",
    "2024-04-01,2030-03-31,2024-01-01,false,opened after the year",
  })
  void everyContractHasItsDate(
      LocalDate from, LocalDate to, LocalDate date, boolean orFirstLater, String why) {
    assertThat(PopulationDate.of(YEAR, YEAR.startOfFinalQuarter(), from, to))
        .as(why)
        .isEqualTo(new PopulationDate(date, orFirstLater));
  }
}
