package org.openqof.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.extract.form.Codes;
import org.openqof.extract.form.Dates;
import org.openqof.extract.form.Numbers;

class NumbersAndDatesTest {

  @ParameterizedTest
  @CsvSource({"0,0", "106,106", "112.0,112", "112.000,112", "007,7", "+5,5", "-0,0", "12.,12"})
  void aCountMayHaveAnEmptyFraction(String text, long count) {
    assertThat(count(text)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "11.37,1137",
    "12,1200",
    "0.5,50",
    "4.350,435",
    "972.4399999999999,97244",
    "3.1800000000000002,318",
    "0.0,0",
    ".5,50"
  })
  void pointsAreHundredthsAndBinaryNoiseIsNoFraction(String text, long hundredths) {
    assertThat(Numbers.hundredths(Given.bytes(text), 0, text.length())).isEqualTo(hundredths);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1,2", "1e5", "--1", "1.2.3", ".", "-", " 1", "0x1", "½"})
  void whatIsNoNumberIsSaidSo(String text) {
    byte[] bytes = Given.bytes(text);
    assertThat(Numbers.count(bytes, 0, bytes.length)).isEqualTo(Numbers.NOT_A_NUMBER);
    assertThat(Numbers.hundredths(bytes, 0, bytes.length)).isEqualTo(Numbers.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @CsvSource({"1.5", "0.0001", "99.99999999999999999999"})
  void aCountHasNoFraction(String text) {
    assertThat(count(text)).isEqualTo(Numbers.NOT_INTEGRAL);
  }

  @ParameterizedTest
  @CsvSource({"1.234", "0.005", "7.1299"})
  void pointsHaveTwoDecimals(String text) {
    assertThat(Numbers.hundredths(Given.bytes(text), 0, text.length()))
        .isEqualTo(Numbers.NOT_INTEGRAL);
  }

  @ParameterizedTest
  @CsvSource({"-1", "-0.5", "-99999999999999999999"})
  void belowZeroIsNegative(String text) {
    assertThat(count(text)).isEqualTo(Numbers.NEGATIVE);
  }

  @ParameterizedTest
  @CsvSource({"100000000", "99999999999999999999999999", "4294967296"})
  void moreThanAnyCountIsOutOfRange(String text) {
    assertThat(count(text)).isEqualTo(Numbers.OUT_OF_RANGE);
  }

  @Property
  void everyCountIsReadBack(@ForAll @IntRange(min = 0, max = 99_999_999) int count) {
    assertThat(count("" + count)).isEqualTo(count);
    assertThat(count(count + ".0")).isEqualTo(count);
  }

  @Property
  void everyDateIsReadBackInEveryForm(@ForAll @IntRange(min = 0, max = 60_000) int days) {
    LocalDate date = LocalDate.of(1950, 1, 1).plusDays(days);
    int y = date.getYear();
    int m = date.getMonthValue();
    int d = date.getDayOfMonth();
    for (String text :
        new String[] {
          "%04d%02d%02d".formatted(y, m, d),
          "%02d/%02d/%04d".formatted(d, m, y),
          "%04d-%02d-%02d".formatted(y, m, d),
          "%02d%s%04d".formatted(d, date.getMonth().name().substring(0, 3), y),
          "%02d%s%04d"
              .formatted(d, date.getMonth().name().substring(0, 3).toLowerCase(Locale.ROOT), y)
        }) {
      assertThat(Dates.day(Given.bytes(text), 0, text.length())).isEqualTo(date.toEpochDay());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20240230",
        "31/02/2024",
        "2024-13-01",
        "04/13/2024",
        "99999999",
        "2024033",
        "01/02/24",
        "2024-03-31T23:00:00Z",
        "31-Mat-24",
        "12345",
        "31XXX2024",
        "31ANF2024",
        "20240331x",
        "abcdefgh",
        "00000000",
        "ab/cd/efgh"
      })
  void aDateThatDoesNotExistIsNone(String text) {
    assertThat(Dates.day(Given.bytes(text), 0, text.length())).isEqualTo(Dates.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "2023-04-01 00:00:00",
    "2023-04-01T00:00:00.000",
    "01/04/2023 00:00",
    "1/4/2023",
    "01-Apr-23",
    "1 April 2023",
    "01-04-2023",
    "2023/04/01",
    "45017",
    "45017.0",
    "\u00a001/04/2023\u200b"
  })
  void datesAreReadAsDatabasesAndSpreadsheetsWriteThem(String text) {
    byte[] bytes = Given.bytes(text);
    assertThat(Dates.day(bytes, 0, bytes.length)).isEqualTo(LocalDate.of(2023, 4, 1).toEpochDay());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"1,234;1234", "12,345,678;12345678", "1,234.0;1234", "\u00a01234;1234"})
  void thousandsMayHaveCommas(String text, long count) {
    byte[] bytes = Given.bytes(text);
    assertThat(Numbers.count(bytes, 0, bytes.length)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,23", "12,34,567", ",123", "1234,567", "1,2345"})
  void aCommaElsewhereIsNoNumber(String text) {
    assertThat(count(text)).isEqualTo(Numbers.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @CsvSource({"11:19:50,40790", "00:00:00,0", "23:59:59,86399", "11:19,40740"})
  void timesAreSecondsOfTheDay(String text, int second) {
    assertThat(Dates.second(Given.bytes(text), 0, text.length())).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"24:00:00", "11:60:00", "11-19-50", "1:1", "", "aa:bb:cc"})
  void aTimeThatDoesNotExistIsNone(String text) {
    assertThat(Dates.second(Given.bytes(text), 0, text.length())).isEqualTo(Dates.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "AF001,true",
    "COPD009MI1,true",
    "CVDPP001,true",
    "CHD 10,true",
    "af001,false",
    "AF,false",
    "001,false",
    "'AF001 ',false",
    "AF-001,false",
    "ABCDEFGHIJKLMNOP00001,false"
  })
  void indicatorCodesAreLettersAndDigits(String code, boolean right) {
    assertThat(Codes.isIndicator(code)).isEqualTo(right);
  }

  private static long count(String text) {
    return Numbers.count(Given.bytes(text), 0, text.length());
  }
}
