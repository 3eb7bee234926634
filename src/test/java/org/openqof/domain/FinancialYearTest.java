package org.openqof.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.errors.QofException;

class FinancialYearTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  @Test
  void aYearRunsFromAprilToMarch() {
    assertThat(YEAR.start()).isEqualTo(LocalDate.of(2023, 4, 1));
    assertThat(YEAR.end()).isEqualTo(LocalDate.of(2024, 3, 31));
    assertThat(YEAR.startOfFinalQuarter()).isEqualTo(LocalDate.of(2024, 1, 1));
  }

  @Test
  void aLeapFinancialYearHas366Days() {
    assertThat(YEAR.days()).isEqualTo(366);
    assertThat(YEAR.previous().days()).isEqualTo(365);
  }

  @Test
  void everyFormIsTheSameYear() {
    assertThat(FinancialYear.of("2023/24")).isEqualTo(YEAR);
    assertThat(FinancialYear.ofShortForm("QOF2324")).contains(YEAR);
    assertThat(FinancialYear.ofShortForm("2324")).contains(YEAR);
    assertThat(YEAR).hasToString("2023-24");
    assertThat(FinancialYear.containing(LocalDate.of(2024, 3, 31))).isEqualTo(YEAR);
    assertThat(FinancialYear.containing(LocalDate.of(2024, 4, 1))).isEqualTo(YEAR.next());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023", "2023-25", "23-24", "1999-00", "", "2023-24-25"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> FinancialYear.of(text))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("2023-24");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QOF2325", "0304", "QOF23", "x2324", "9900"})
  void codesThatAreNoYearAreEmpty(String text) {
    assertThat(FinancialYear.ofShortForm(text)).isEmpty();
  }
}
