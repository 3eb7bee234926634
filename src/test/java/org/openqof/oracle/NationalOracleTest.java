package org.openqof.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.testing.Slow;

/** The second opinion itself, on extracts of a few practices with answers worked by hand. */
@Slow
class NationalOracleTest {
  private static final String A = "Z90001";
  private static final String B = "Z90002";
  private static final String C = "Z90003";

  private final Path folder;

  NationalOracleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<String> ask(TinyExtract extract, String year, String query)
      throws SQLException, IOException {
    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), year)) {
      return oracle.ask(query);
    }
  }

  private List<String> points(TinyExtract extract, String year, String indicator)
      throws SQLException, IOException {
    return ask(
        extract,
        year,
        "SELECT earned_points FROM lines WHERE practice_code = '%s' AND indicator_code = '%s'"
            .formatted(A, indicator));
  }

  @ParameterizedTest(name = "{1} of {2} patients in {0}: {3} hundredths")
  @CsvSource({
    // AF006: 12 points, 40 to 90 %.
    "AF006, 65, 100, 600",
    "AF006, 40, 100, 0",
    "AF006, 39, 100, 0",
    "AF006, 90, 100, 1200",
    "AF006, 100, 100, 1200",
    "AF006, 0, 100, 0",
    "AF006, 0, 0, 0",
    // 12 x (0.421875 - 0.4) / 0.5 = 0.525 exactly: the half goes up.
    "AF006, 27, 64, 53",
    // 12 x (2/3 - 0.4) / 0.5 = 6.4
    "AF006, 2, 3, 640",
    // More treated than there are: all points, as were really awarded in two such cases of 2014-15.
    "AF006, 101, 100, 1200",
    "AF006, 5, 0, 0",
    // VI001 is a plain share in 2023-24: 18 x (92.5 - 89) / (96 - 89) = 9.
    "VI001, 37, 40, 900",
  })
  void aShareEarnsPointsInAStraightLineBetweenItsThresholds(
      String indicator, int numerator, int denominator, String hundredths)
      throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .register(A, "AF001", 50)
            .share(A, indicator, numerator, denominator);

    assertThat(points(extract, "2023-24", indicator)).containsExactly(hundredths);
  }

  @ParameterizedTest(name = "{1} of {2} children in {0}: {3} hundredths")
  @CsvSource({
    // VI001: 3 points at 90 %, then 3 more for every further percent (worked example W16).
    "VI001, 89, 100, 0",
    "VI001, 90, 100, 300",
    "VI001, 93, 100, 1200",
    "VI001, 95, 100, 1800",
    // VI002: 91.1 % was published as 9.4 points (worked example W14).
    "VI002, 911, 1000, 942",
    // VI003: 7 points at 87 %, 8.375 at 88 % (worked example W15).
    "VI003, 88, 100, 838",
    "VI004, 50, 100, 0",
  })
  void aStepEarnsItsBlockAtTheLowerThreshold(
      String indicator, int numerator, int denominator, String hundredths)
      throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2022-23").practice(A, 5000).share(A, indicator, numerator, denominator);

    assertThat(points(extract, "2022-23", indicator)).containsExactly(hundredths);
  }

  /** The worked case of {@code docs/method.md}, section 7: 80 and 30 of 100 each. */
  @Test
  void heartFailureIsPaidOnTwoRegisters() throws SQLException, IOException {
    TinyExtract extract = TinyExtract.of("2023-24");
    for (String practice : List.of(A, B)) {
      extract
          .practice(practice, 10_000)
          .register(practice, "HF001", 100)
          .register(practice, "HF003", practice.equals(A) ? 80 : 30)
          .share(practice, "HF003", 100, 100)
          .share(practice, "HF007", 100, 100);
    }

    assertThat(
            ask(
                extract,
                "2023-24",
                "SELECT practice_code || ' ' || indicator_code || ' ' || payment FROM lines"
                    + " WHERE payment > 0 AND indicator_code IN ('HF003', 'HF007') ORDER BY ALL"))
        .containsExactly(
            A + " HF003 193242", A + " HF007 154996", B + " HF003 72466", B + " HF007 154996");
  }

  @Test
  void aRegisterAndAnAnswerEarnAllOrNothing() throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .register(A, "AF001", 1)
            .register(A, "LD004", 0)
            .value(A, "QI013", "Yes/No Flag", "1")
            .value(A, "QI014", "Yes/No Flag", "0")
            .value(A, "QI016", "Yes/No Flag", "Yes");

    assertThat(
            ask(
                extract,
                "2023-24",
                "SELECT indicator_code, earned_points FROM lines WHERE indicator_code IN"
                    + " ('AF001', 'LD004', 'AST005', 'QI013', 'QI014', 'QI016', 'QI017')"
                    + " ORDER BY indicator_code"))
        .containsExactly(
            "AF001 500", "AST005 0", "LD004 0", "QI013 2700", "QI014 0", "QI016 1000", "QI017 0");
  }

  @Test
  void everyParticipantHasALineForEveryIndicatorOfTheYear() throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .practice(B, 6000)
            .register(A, "AF001", 1)
            .register(B, "AF001", 1);

    assertThat(
            ask(
                extract,
                "2023-24",
                "SELECT (SELECT count(*) FROM lines), (SELECT sum(available_points) FROM"
                    + " indicators)"))
        .containsExactly("152 63500");
  }

  /**
   * Atrial fibrillation, 5 points at £213.43, average list 9,639. Registers 200 of 10,000 and 50 of
   * 5,000, so 250 of 15,000 in the nation: factors 1.2 and 0.6. 12,805,800 / 9,639 = 1,328.540; and
   * 3,201,450 / 9,639 = 332.135. Palliative care, 3 points, is not adjusted: 6,402,900 / 9,639 =
   * 664.270.
   */
  @Test
  void thePaymentIsPointsTimesPriceTimesIndexTimesFactor() throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 10000)
            .practice(B, 5000)
            .register(A, "AF001", 200)
            .register(B, "AF001", 50)
            .register(A, "PC001", 7);

    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      assertThat(
              oracle.ask(
                  "SELECT practice_code, indicator_code, earned_points, payment FROM lines"
                      + " WHERE payment > 0 ORDER BY ALL"))
          .containsExactly(
              "Z90001 AF001 500 132854", "Z90001 PC001 300 66427", "Z90002 AF001 500 33214");
      assertThat(oracle.ask("SELECT * FROM national WHERE group_code = 'AF'"))
          .containsExactly("AF 250 15000 2");
      assertThat(
              oracle.ask(
                  "SELECT practice_code, earned_points, payment, lines_priced, lines_not_priced"
                      + " FROM practice_totals ORDER BY ALL"))
          .containsExactly("Z90001 800 199281 76 0", "Z90002 500 33214 76 0");
      assertThat(oracle.ask("SELECT practices, earned_points, payment FROM england"))
          .containsExactly("2 1300 232495");
    }
  }

  /** As above with a third practice: 250 of 16,000, so 5 x 213.43 x 200 x 64 / 9,639. */
  @Test
  void aRegisterOfNobodyCountsInTheNationAndEarnsNothing() throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 10000)
            .practice(B, 5000)
            .practice(C, 1000)
            .register(A, "AF001", 200)
            .register(B, "AF001", 50)
            .register(C, "AF001", 0)
            .share(C, "AF006", 90, 100);

    assertThat(
            ask(
                extract,
                "2023-24",
                "SELECT practice_code, earned_points, payment FROM lines WHERE indicator_code ="
                    + " 'AF001' OR (practice_code = 'Z90003' AND earned_points > 0) ORDER BY ALL"))
        .containsExactly("Z90001 500 141711", "Z90002 500 35428", "Z90003 0 0", "Z90003 1200 0");
  }

  @Test
  void aRegisterThatWasNotSentLeavesTheNationAndItsPointsUnpriced()
      throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 10000)
            .practice(B, 5000)
            .register(A, "AF001", 200)
            .share(B, "AF006", 90, 100)
            .share(B, "AF008", 1, 100);

    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      assertThat(oracle.ask("SELECT * FROM national")).containsExactly("AF 200 10000 1");
      assertThat(
              oracle.ask(
                  "SELECT indicator_code, earned_points, payment FROM lines WHERE practice_code ="
                      + " 'Z90002' AND starts_with(indicator_code, 'AF') ORDER BY ALL"))
          .containsExactly("AF001 0 0", "AF006 1200 -", "AF008 0 0");
      assertThat(oracle.ask("SELECT lines_not_priced FROM practice_totals ORDER BY practice_code"))
          .containsExactly("0", "1");
    }
  }

  @Test
  void theLastSubmissionCountsEvenWhereItIsSmaller() throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            // Not the last, though later and larger.
            .value(A, "AF001", "The Register", "90", "20/04/2024,10:00:00,N")
            .value(A, "AF001", "The Register", "50", "02/04/2024,10:00:00,Y")
            // Both last: the 13th is after the 12th.
            .value(A, "CHD001", "The Register", "41", "13/04/2024,08:00:00,Y")
            .value(A, "CHD001", "The Register", "99", "12/04/2024,23:00:00,Y")
            // One day: the later time.
            .value(A, "DEM001", "The Register", "99", "12/04/2024,09:05:00,Y")
            .value(A, "DEM001", "The Register", "42", "12/04/2024,17:40:00,Y")
            // One moment: the later line.
            .value(A, "EP001", "The Register", "99", "12/04/2024,09:05:00,Y")
            .value(A, "EP001", "The Register", "43", "12/04/2024,09:05:00,Y")
            // None is the last: the latest.
            .value(A, "HF001", "The Register", "44", "01/05/2024,09:00:00,N")
            .value(A, "HF001", "The Register", "99", "30/04/2024,09:00:00,N")
            // A last submission without numerator takes the earlier numerator with it.
            .value(A, "AF006", "Numerator", "90", "01/04/2024,09:00:00,N")
            .value(A, "AF006", "Denominator", "99", "01/04/2024,09:00:00,N")
            .value(A, "AF006", "Denominator", "100", "02/04/2024,09:00:00,Y");

    assertThat(
            ask(
                extract,
                "2023-24",
                "SELECT indicator_code, register, numerator, denominator FROM counts ORDER BY ALL"))
        .containsExactly(
            "AF001 50 - -",
            "AF006 - - 100",
            "CHD001 41 - -",
            "DEM001 42 - -",
            "EP001 43 - -",
            "HF001 44 - -");
  }

  @Test
  void interimCollectionsAndManagementInformationAreNeverPaid() throws SQLException, IOException {
    String sent = "04/10/2023,12:00:00,Y";
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .practice(B, 5000)
            .practice(C, 5000)
            .register(A, "AF001", 50)
            .row(A, "20230930", "CHD001", "The Register", "50", sent)
            .row(B, "20230930", "AF001", "The Register", "50", sent)
            .register(C, "COPD009MI1", 50);

    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      assertThat(oracle.ask("SELECT practice_code, indicator_code FROM counts"))
          .containsExactly("Z90001 AF001");
      assertThat(oracle.ask("SELECT practice_code FROM participants")).containsExactly("Z90001");
    }
  }

  @Test
  void onlyPracticesThatTakePartOn31MarchWithPatientsAndValuesMakeTheNation()
      throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .register(A, "AF001", 50)
            // The same line again is the same practice.
            .participation(A, "20230401", "20240331")
            .participation(B, "20230401", "20240330")
            .population(B, "20240101", 5000)
            .register(B, "AF001", 50)
            .practice(C, 0)
            .register(C, "AF001", 50)
            .participation("Z90004", "20230401", "20240331")
            // Registered only a year before.
            .population("Z90004", "20230101", 5000)
            .register("Z90004", "AF001", 50)
            .population("Z90005", "20240101", 5000)
            .register("Z90005", "AF001", 50)
            .practice("Z90006", 5000)
            // Begins in the middle of the year, ends after it.
            .participation("Z90007", "20231001", "20250331")
            .population("Z90007", "20240101", 7000)
            .register("Z90007", "AF001", 70);

    assertThat(ask(extract, "2023-24", "SELECT practice_code, crp FROM participants ORDER BY ALL"))
        .containsExactly("Z90001 5000", "Z90007 7000");
  }

  @Test
  void aRowThatCannotBeReadIsRefusedAndTheOthersStay() throws SQLException, IOException {
    String start = "QOF2324,Quality and Outcomes Framework," + A + ",20240331,";
    String sent = ",None,AUTOMATED,05/04/2024,12:00:00,Y";
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .register(A, "AF001", 50)
            .line(start + "AF001,The Register,1O0" + sent)
            .line(start + "AF001,The Register,-51" + sent)
            .line(start + "AF001,The Register,51.5" + sent)
            .line(start + "AF001,The Register,99999999999" + sent)
            .line(start + "AF001,The Register,51\"" + sent)
            .line(start + "AF001,The Register,51,None,AUTOMATED")
            .line(start + "AF001,The Register,51" + sent + ",Y")
            .line(start + "AF001,The Register,51,None,AUTOMATED,31/02/2024,12:00:00,Y")
            .line(start + "AF001,The Register,51,None,AUTOMATED,05/04/2024,12:00:00,")
            .line("QOF2324,Quality and Outcomes Framework,,20240331,AF001,The Register,51" + sent)
            .line(start + "CHD001,\"The, \"\"good\"\" Register\",\"60\"" + sent)
            .line(start + "DEM001,The Register,70.0" + sent)
            .line(start + "LD004,The Register," + sent);

    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      assertThat(oracle.ask("SELECT indicator_code, register FROM counts ORDER BY ALL"))
          .containsExactly("AF001 50", "CHD001 60", "DEM001 70", "LD004 -");
      // Two lines never had the right columns, eight more were read and refused. A blank is none.
      assertThat(
              oracle.ask(
                  "SELECT (SELECT count(*) FROM lines_sent), (SELECT count(*) FROM rows_accepted)"))
          .containsExactly("12 4");
    }
  }

  @Test
  void halfAPennyIsRoundedUpAndLessIsNot() throws SQLException, IOException {
    Path rulebook = rulebook("0.01", "100", "published");
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 100)
            .practice(B, 99)
            .practice(C, 300)
            .register(A, "XX001", 1)
            .register(B, "XX001", 1)
            .register(C, "XX001", 1);

    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24", rulebook)) {
      // 0.50, 0.495 and 1.50 pence.
      assertThat(oracle.ask("SELECT practice_code, payment FROM lines ORDER BY ALL"))
          .containsExactly("Z90001 1", "Z90002 0", "Z90003 2");
    }
  }

  @Test
  void aYearWithOtherRulesIsRefused() throws IOException {
    Path rulebook = rulebook("0.01", "100", "computed");
    Path extracts = TinyExtract.of("2023-24").practice(A, 100).in(folder);

    assertThatThrownBy(() -> NationalOracle.of(extracts, "2023-24", rulebook).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not know the rules of 2023-24");
  }

  /** The widest line a nation can have: all numbers above any that occur. */
  @ParameterizedTest
  @CsvSource({
    "10000, 30000, 200000, 80000000, 10000, 25000000",
    "9999, 29999, 199999, 79999999, 9639, 24999999",
    "1, 1, 1, 1, 99999, 99999999",
  })
  void productsOfNationalSizeAreExact(
      long points, long price, long register, long nation, long average, long nationalRegister)
      throws SQLException, IOException {
    BigInteger above =
        BigInteger.valueOf(points)
            .multiply(BigInteger.valueOf(price))
            .multiply(BigInteger.valueOf(register))
            .multiply(BigInteger.valueOf(nation));
    BigInteger below =
        BigInteger.valueOf(100 * average).multiply(BigInteger.valueOf(nationalRegister));
    BigDecimal expected =
        new BigDecimal(above).divide(new BigDecimal(below), 0, RoundingMode.HALF_UP);
    TinyExtract extract = TinyExtract.of("2023-24").practice(A, 100).register(A, "AF001", 1);

    assertThat(
            ask(
                extract,
                "2023-24",
                "SELECT half_up(%d::HUGEINT * %d * %d * %d, 100 * %d::HUGEINT * %d)"
                    .formatted(points, price, register, nation, average, nationalRegister)))
        .containsExactly(expected.toPlainString());
  }

  private Path rulebook(String price, String average, String payingAverage) throws IOException {
    Path rulebook = Files.createDirectories(folder.resolve("rulebook"));
    Files.writeString(
        rulebook.resolve("indicators.csv"),
        """
        indicator_code,group_code,kind,available_points,lower_threshold_percent,\
        upper_threshold_percent,points_at_lower_threshold,prevalence_adjusted,prevalence_group,manual
        XX001,XX,register,0.5,,,,no,,no
        """);
    Files.writeString(rulebook.resolve("groups.csv"), "group_code,register_indicator\nXX,XX001\n");
    Files.writeString(
        rulebook.resolve("protection.csv"), "indicator_code,treatment,base_year,citation\n");
    Files.writeString(
        rulebook.resolve("payment.yaml"),
        """
        point_value_gbp:
          value: %s
        average_list_size:
          value: %s
          date: 2023-01-01
        prevalence_method:
          value: true_prevalence
        national_prevalence:
          value: ratio_of_sums
        paying_average:
          value: %s
        points_rounding:
          value: two_decimals
        money_rounding:
          value: per_indicator
        """
            .formatted(price, average, payingAverage));
    return rulebook;
  }
}
