package org.openqof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.testing.Slow;

/**
 * The second opinion on contracts, protection, corrections and aspiration, worked by hand. In
 * 2023-24 a point is £213.43 and the average list 9,639; in 2024-25 £220.62 and 9,964.
 */
@Slow
class MoneyOracleTest {
  private static final String A = "Z90001";
  private static final String B = "Z90002";
  private static final String C = "Z90003";

  private final Path folder;

  MoneyOracleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A closed on 16 November: 230 of 366 days, and the population of 1 October. */
  private TinyExtract closing() {
    return TinyExtract.of("2023-24")
        .participation(A, "20200101", "20231116")
        .population(A, "20231001", 10000)
        .population(A, "20230701", 9999)
        .population(A, "20240101", 1)
        .row(A, "20231116", "PC001", "The Register", "7", "20/11/2023,12:00:00,Y")
        .row(A, "20231116", "AF001", "The Register", "300", "20/11/2023,12:00:00,Y")
        // Not its final collection.
        .row(A, "20240331", "CHD001", "The Register", "9", "04/04/2024,12:00:00,Y")
        .practice(B, 5000)
        .register(B, "AF001", 50);
  }

  /**
   * Palliative care, 3 points: 6,402,900 / 9,639 = 664.270. Atrial fibrillation, 5 points, against
   * a nation of 50 in 5,000: 5 x 213.43 x 300 x 100 / 9,639 = 3,321.35. Together 398,562 pence;
   * times 230 / 366 is 250,462.1.
   */
  @Test
  void aPracticeThatClosedIsPaidForItsDaysAndIsNoPartOfTheNation()
      throws SQLException, IOException {
    try (NationalOracle oracle = NationalOracle.of(closing().in(folder), "2023-24")) {
      assertThat(oracle.ask("SELECT * FROM national")).containsExactly("AF 50 5000 1");
      assertThat(
              oracle.ask(
                  "SELECT indicator_code, payment FROM lines WHERE practice_code = 'Z90001' AND"
                      + " payment > 0 ORDER BY ALL"))
          .containsExactly("AF001 332135", "PC001 66427");
      assertThat(
              oracle.ask(
                  "SELECT practice_code, crp, counted_on, achievement_date, contract_days,"
                      + " year_days, payment, part_year, total FROM practice_totals ORDER BY ALL"))
          .containsExactly(
              "Z90001 10000 2023-10-01 2023-11-16 230 366 398562 -148100 250462",
              "Z90002 5000 2024-01-01 2024-03-31 366 366 55356 0 55356");
    }
  }

  @ParameterizedTest(name = "{0} to {1}: population of {2}, {3}")
  @CsvSource({
    "20200101, 20240331, 2024-01-01, 40",
    "20240101, 20240331, 2024-01-01, 40",
    "20240102, 20240331, 2024-01-20, 45",
    "20240120, 20240331, 2024-01-20, 45",
    // Counted first on 1 April after the year.
    "20240121, 20240331, 2024-04-01, 50",
    "20200101, 20240101, 2024-01-01, 40",
    "20200101, 20231231, 2023-10-01, 30",
    "20200101, 20231001, 2023-10-01, 30",
    "20200101, 20230930, 2023-07-01, 20",
    "20200101, 20230401, 2023-04-01, 10",
  })
  void thePopulationIsThatOfTheDateTheContractAsksFor(
      String from, String to, String date, String patients) throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .participation(A, from, to)
            .population(A, "20240401", 50)
            .population(A, "20240120", 45)
            .population(A, "20240101", 40)
            .population(A, "20231001", 30)
            .population(A, "20230701", 20)
            .population(A, "20230401", 10)
            .row(A, to, "PC001", "The Register", "7", "04/04/2024,12:00:00,Y");
    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      assertThat(oracle.ask("SELECT counted_on, crp FROM participants"))
          .containsExactly(date + " " + patients);
    }
  }

  @Test
  void aPopulationIsCorrectedUnlessTwoCorrectionsContradict() throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .practice(B, 5000)
            .register(A, "PC001", 7)
            .register(B, "PC001", 7)
            .corrected(A, "20240101", 5100)
            .corrected(A, "20230101", 5200)
            .corrected(B, "20240101", 5300)
            .corrected(B, "20240101", 5400);
    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      assertThat(oracle.ask("SELECT practice_code, crp, is_corrected FROM participants ORDER BY 1"))
          .containsExactly("Z90001 5100 true", "Z90002 5000 false");
    }
  }

  @Test
  void whatWasEnteredByHandCountsWhereTheExtractHasNothing() throws SQLException, IOException {
    String shared = "20240331,shared_system,zzz001,02/04/2024";
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .practice(B, 5000)
            .practice(C, 5000)
            .register(A, "PC001", 7)
            .entered(A, "PC001", "The Register", "9", shared)
            .entered(
                A, "QI013", "Yes/No Flag", "1", shared.replace("shared_system", "manual_indicator"))
            // An extracted indicator cannot be answered by hand; a practice without extract can.
            .entered(
                A, "AF006", "Numerator", "9", shared.replace("shared_system", "manual_indicator"))
            .entered(B, "AF006", "Numerator", "8", shared)
            .entered(B, "AF006", "Denominator", "10", shared)
            // Not of the final day.
            .entered(C, "PC001", "The Register", "9", shared.replace("20240331", "20230930"));
    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      assertThat(oracle.ask("SELECT * FROM counts ORDER BY ALL"))
          .containsExactly("Z90001 PC001 - - - 7", "Z90001 QI013 - - 1 -", "Z90002 AF006 8 10 - -");
      assertThat(oracle.ask("SELECT practice_code FROM participants ORDER BY 1"))
          .containsExactly(A, B);
    }
  }

  /**
   * 2018-19 had one indicator of blood pressure in heart disease (CHD002, 17 points from 53 to 93
   * %); 2021-22 has two (CHD008, 12; CHD009, 5). 82 % are 17 x 29 / 40 = 12.325 points then, 12.33
   * x 12 / 17 = 8.704 and 12.33 x 5 / 17 = 3.626 now. Diabetes stands on 2019-20, which nobody
   * calculated.
   */
  private TinyExtract pandemic() throws IOException {
    TinyExtract.of("2018-19")
        .practice(A, 5000)
        .practice(B, 5000)
        .register(A, "HYP001", 50)
        .register(A, "CKD005", 50)
        .register(A, "DM017", 50)
        .register(B, "HYP001", 50)
        .register(B, "CKD005", 50)
        .register(B, "DM017", 50)
        .register(A, "CHD001", 50)
        .register(A, "COPD001", 50)
        .register(A, "HF001", 50)
        .share(A, "CHD002", 82, 100)
        .share(B, "CHD002", 100, 100)
        .share(A, "COPD003", 87, 100)
        .share(A, "COPD005", 90, 100)
        .share(A, "HF003", 100, 100)
        .in(folder);
    return TinyExtract.of("2021-22")
        .practice(A, 5000)
        .practice(B, 5000)
        .practice(C, 5000)
        .register(A, "CHD001", 50)
        .register(B, "CHD001", 50)
        .register(C, "CHD001", 50)
        .share(A, "CHD008", 100, 100)
        .share(B, "CHD008", 1, 100)
        .share(C, "CHD008", 100, 100)
        .share(A, "CAN004", 100, 100)
        .value(B, "QIECD005", "Yes/No Flag", "1")
        .plan(A, "Y")
        .plan(B, "N");
  }

  @Test
  void protectedPointsAreThoseOfTheBaseYearInProportion() throws SQLException, IOException {
    pandemic().in(folder);
    try (NationalOracle oracle = NationalOracle.over(folder)) {
      oracle.calculate("2018-19").calculate("2021-22");
      assertThat(
              oracle.ask(
                  "SELECT practice_code, indicator_code, performance_points, protection,"
                      + " protected_from_year, base_points, earned_points FROM lines WHERE"
                      + " indicator_code IN ('CHD008', 'CHD009', 'CAN004', 'DM012', 'QIECD005')"
                      + " ORDER BY indicator_code, practice_code"))
          .containsExactly(
              "Z90001 CAN004 0 reallocated - - 0",
              "Z90002 CAN004 0 reallocated - - 0",
              "Z90003 CAN004 0 reallocated - - 0",
              "Z90001 CHD008 1200 protected 2018-19 1233 870",
              "Z90002 CHD008 0 no_agreed_plan - - 0",
              "Z90003 CHD008 1200 no_base_year - - 1200",
              "Z90001 CHD009 0 protected 2018-19 1233 363",
              "Z90002 CHD009 0 no_agreed_plan - - 0",
              "Z90003 CHD009 0 no_base_year - - 0",
              "Z90001 DM012 0 no_base_year - - 0",
              "Z90002 DM012 0 no_agreed_plan - - 0",
              "Z90003 DM012 0 no_base_year - - 0",
              "Z90001 QIECD005 0 paid_in_full - - 2700",
              "Z90002 QIECD005 2700 no_agreed_plan - - 2700",
              "Z90003 QIECD005 0 paid_in_full - - 2700");
      // 8.70 points x 201.16 x 5,000 / 9,085 = 963.177, the factor being 1.
      assertThat(
              oracle.ask(
                  "SELECT payment FROM lines WHERE practice_code = 'Z90001' AND indicator_code ="
                      + " 'CHD008'"))
          .containsExactly("96318");
    }
  }

  /**
   * COPD003, 9 x 37 / 40 = 8.325, and all 5 points of COPD005 are 13.33 of 14: 9 x 13.33 / 14 =
   * 8.569 and 2 x 13.33 / 14 = 1.904. All 10 points of HF003 and none of HF004: 7 x 10 / 19 =
   * 3.684.
   */
  @Test
  void recutIndicatorsArePaidByTheShareOfTheirPool() throws SQLException, IOException {
    pandemic().in(folder);
    try (NationalOracle oracle = NationalOracle.over(folder)) {
      oracle.calculate("2018-19").calculate("2021-22");
      assertThat(
              oracle.ask(
                  "SELECT indicator_code, protection, base_points, earned_points FROM lines WHERE"
                      + " practice_code = 'Z90001' AND indicator_code IN ('COPD008', 'COPD010',"
                      + " 'HF007') ORDER BY ALL"))
          .containsExactly(
              "COPD008 protected 1333 190",
              "COPD010 protected 1333 857",
              "HF007 protected 1000 368");
    }
  }

  /** What was paid in 2023-24 was itself protected: 2024-25 pays it on. */
  @Test
  void aBaseYearThatWasProtectedPassesOnWhatItPaid() throws SQLException, IOException {
    TinyExtract.of("2022-23").practice(A, 5000).register(A, "COPD009", 50).in(folder);
    TinyExtract.of("2023-24").practice(A, 5000).register(A, "COPD015", 0).in(folder);
    TinyExtract.of("2024-25").practice(A, 5000).register(A, "COPD015", 40).in(folder);
    try (NationalOracle oracle = NationalOracle.over(folder)) {
      oracle.calculate("2022-23").calculate("2023-24");
      String line =
          "SELECT performance_points, protected_from_year, base_points, earned_points, payment FROM"
              + " lines WHERE indicator_code = 'COPD015'";
      // Nobody is on the register: points, but no money.
      assertThat(oracle.ask(line)).containsExactly("0 2022-23 800 800 0");
      oracle.calculate("2024-25");
      // 8 x 220.62 x 5,000 / 9,964
      assertThat(oracle.ask(line)).containsExactly("800 2023-24 800 800 88567");
    }
  }

  /**
   * A point is worth 213.43 x 10,000 / 9,639 = 221.4234 to A; of atrial fibrillation, with a factor
   * of 2 x 3 / 5 = 1.2, 265.7081.
   */
  @Test
  void pointsAreCorrectedAtThePracticesOwnValueAndRoundedAwayFromZero()
      throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice(A, 10000)
            .practice(B, 5000)
            .register(A, "AF001", 200)
            .register(B, "AF001", 50)
            .adjusted(A, "AF006,commissioner,1.25,,added,Commissioner")
            .adjusted(A, "AF001,dispute,,-0.01,a penny,Commissioner")
            .adjusted(A, ",commissioner,-2.50,,taken,Commissioner")
            .adjusted(A, ",pms_deduction,-100,,baseline,Commissioner")
            .adjusted(A, "QI013,one_off,1,,not adjusted,Commissioner")
            // Refused.
            .adjusted(A, ",one_off,1,,nobody,")
            .adjusted(A, ",one_off,,,nothing,Commissioner")
            .adjusted(A, ",one_off,1,1.00,both,Commissioner")
            .adjusted(A, ",pms_deduction,,0.01,adds,Commissioner")
            .adjusted(A, ",one_off,,1.00,two of them,Commissioner")
            .adjusted(A, ",one_off,,2.00,two of them,Commissioner")
            .adjusted(A, "XX001,one_off,,1.00,unknown,Commissioner")
            // Nobody is on B's register of heart disease, and C is not paid.
            .adjusted(B, "CHD005,commissioner,1,,no register,Commissioner")
            .adjusted(C, ",one_off,,1.00,not paid,Commissioner");
    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      assertThat(
              oracle.ask(
                  "SELECT practice_code, subject, kind, adjustment FROM applied ORDER BY ALL"))
          .containsExactly(
              "Z90001 AF001 dispute -1",
              "Z90001 AF006 commissioner 33214",
              "Z90001 QI013 one_off 22142",
              "Z90001 TOTAL commissioner -55356",
              "Z90001 TOTAL pms_deduction -2214234",
              "Z90002 CHD005 commissioner 0");
      assertThat(oracle.ask("SELECT payment, adjustments, total FROM practice_totals ORDER BY 1"))
          .containsExactly("33214 0 33214", "132854 -2214235 -2081381");
    }
  }

  @Test
  void halfAPennyIsRoundedAwayFromZeroOnBothSides() throws SQLException, IOException {
    try (NationalOracle oracle =
        NationalOracle.of(
            TinyExtract.of("2023-24").practice(A, 1).register(A, "PC001", 1).in(folder),
            "2023-24")) {
      assertThat(
              oracle.ask(
                  "SELECT half_away(5, 10), half_away(-5, 10), half_away(-4, 10), half_away(15,"
                      + " 10), half_away(-15, 10)"))
          .containsExactly("1 -1 0 2 -2");
    }
  }

  /**
   * A sent everything, B only palliative care. Both have 5,000 patients; palliative care is 3 x
   * 213.43 x 5,000 / 9,639 = 332.135. The index of 2024-25 is (220.62 / 9,964) / (213.43 / 9,639) =
   * 0.99996, the rate 80 %: 33,214 x 0.8 is 26,571.2 pence without it.
   */
  @Test
  void aspirationIsAShareOfLastYearPaidInTheMonthsOfTheContract() throws SQLException, IOException {
    TinyExtract before =
        TinyExtract.of("2023-24")
            .practice(A, 5000)
            .practice(B, 5000)
            .practice(C, 5000)
            .register(B, "PC001", 7)
            .register(C, "PC001", 7);
    sendEverything(before, "2023-24");
    before.in(folder);
    TinyExtract.of("2024-25")
        .practice(A, 5000)
        .practice(B, 5000)
        .participation(C, "20200101", "20240930")
        .register(A, "PC001", 7)
        .in(folder);
    try (NationalOracle oracle = NationalOracle.over(folder)) {
      oracle.calculate("2023-24");
      assertThat(oracle.ask("SELECT count(*) FROM aspiration")).containsExactly("0");
      assertThat(oracle.ask("SELECT practice_code, payment FROM practice_totals ORDER BY 1"))
          .containsExactly(A + " 33214", B + " 33214", C + " 33214");
      oracle.calculate("2024-25");
      // 33,214 x 22,062 x 9,639 x 0.8 / (9,964 x 21,343) = 26,570.44
      assertThat(
              oracle.ask(
                  "SELECT practice_code, is_complete, annual, monthly FROM aspiration ORDER BY 1"))
          .containsExactly(
              A + " true 26570 2214", B + " false 26571 2214", C + " false 26571 2214");
      assertThat(oracle.ask("SELECT * FROM aspiration_paid ORDER BY 1"))
          .containsExactly(A + " 26570 12", B + " 26571 12", C + " 13284 6");
      assertThat(
              oracle.ask(
                  "SELECT payment FROM schedule WHERE practice_code = 'Z90001' ORDER BY"
                      + " month_start"))
          .isEqualTo(
              List.of(
                  "2214", "2214", "2214", "2214", "2214", "2214", "2214", "2214", "2214", "2214",
                  "2214", "2216"));
    }
  }

  /** A's values: nobody anywhere but in palliative care, and no to every question. */
  private static void sendEverything(TinyExtract extract, String year) throws IOException {
    Path file = NationalOracle.RULEBOOKS.resolve(year).resolve("indicators.csv");
    for (String line : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
      String code = line.split(",", -1)[0];
      switch (line.split(",", -1)[2]) {
        case "register" -> extract.register(A, code, code.equals("PC001") ? 7 : 0);
        case "yes_no" -> extract.value(A, code, "Yes/No Flag", "0");
        default -> extract.share(A, code, 0, 0);
      }
    }
  }

  @Test
  void anEstimateIsLastYearsAspirationAgain() throws SQLException, IOException {
    for (String year : List.of("2022-23", "2023-24", "2024-25")) {
      TinyExtract.of(year).practice(A, 5000).register(A, "PC001", 7).in(folder);
    }
    try (NationalOracle oracle = NationalOracle.over(folder)) {
      oracle.calculate("2022-23").calculate("2023-24");
      // 3 x 207.56 x 5,000 / 9,374 = 332.13; 70 %.
      assertThat(oracle.ask("SELECT base_payment, annual FROM aspiration"))
          .containsExactly("33213 23249");
      oracle.calculate("2024-25");
      assertThat(oracle.ask("SELECT base_payment, annual FROM aspiration"))
          .containsExactly("33214 23249");
      assertThat(oracle.ask("SELECT total, aspiration_paid, due FROM practice_totals"))
          .containsExactly("33213 23249 9964");
    }
  }
}
