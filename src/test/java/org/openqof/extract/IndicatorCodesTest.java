package org.openqof.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;

class IndicatorCodesTest {
  static Stream<FinancialYear> years() {
    return Rulebooks.shipped().years().stream();
  }

  @ParameterizedTest
  @CsvSource({
    "2004-05,CHD 1,CHD 1",
    "2004-05,CHD1,CHD 1",
    "2004-05,CHD01,CHD 1",
    "2004-05,CHD001,CHD 1",
    "2004-05,chd 1,CHD 1",
    "2004-05,RECORD3,Records 3",
    "2004-05,INFORM03,Information 3",
    "2004-05,Access,ACCESS",
    "2006-07,OBESIT01,OB 1",
    "2006-07,SMOKE01,SMOKING 1",
    "2011-12,EPILEPSY 5,EPILEP05",
    "2011-12,THYROID 1,THYROI01",
    "2023-24,AF 1,AF001",
    "2023-24,COPD009MI1,COPD009MI1",
    "2023-24,XYZ 9,XYZ 9"
  })
  void oneIndicatorIsKnownInAllTheWaysItIsWritten(String year, String written, String code) {
    assertThat(codes(FinancialYear.of(year)).of(written)).isEqualTo(code);
  }

  @ParameterizedTest
  @MethodSource("years")
  void noTwoIndicatorsOfAYearAreTakenForOne(FinancialYear year) {
    IndicatorCodes codes = codes(year);
    for (Indicator indicator : Rulebooks.shipped().load(year).indicators()) {
      assertThat(codes.of(indicator.code())).isEqualTo(indicator.code());
      // Written another way it is itself, so that its form is not that of a second one.
      String other = indicator.code().toLowerCase(Locale.ROOT);
      assertThat(codes.of(other)).isEqualTo(indicator.code());
    }
  }

  @Test
  void aCodeThatCouldBeTwoIndicatorsStaysAsItIsWritten() {
    IndicatorCodes codes = new IndicatorCodes(Set.of("CHD01", "CHD001", "DM02"));
    assertThat(codes.of("CHD 1")).isEqualTo("CHD 1");
    assertThat(codes.of("CHD01")).isEqualTo("CHD01");
    assertThat(codes.of("DM2")).isEqualTo("DM02");
  }

  private static IndicatorCodes codes(FinancialYear year) {
    Rulebook rulebook = Rulebooks.shipped().load(year);
    return new IndicatorCodes(rulebook.indicators().stream().map(Indicator::code).toList());
  }
}
