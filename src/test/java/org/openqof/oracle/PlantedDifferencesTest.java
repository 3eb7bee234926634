package org.openqof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.testing.Slow;

/**
 * The comparison itself: a publication that is wrong in one place is found out in that place, and
 * one that is right is not.
 */
@Slow
class PlantedDifferencesTest {
  /** The product's tables as the second opinion would fill them. */
  private static final Map<String, String> PUBLISHED =
      Map.of(
          "payment_lines",
          """
          SELECT practice_code, indicator_code, protection, protected_from_year,
            (payment::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS achievement_payment_gbp,
            (earned_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS earned_points,
            (performance_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS performance_points,
            (base_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS base_points,
            paying_route,
            (threshold_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS threshold_points,
            (improvement_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS improvement_points
          FROM lines\
          """,
          "practice_payments",
          """
          SELECT practice_code, lines_priced, lines_not_priced, crp, counted_on AS crp_date,
            'payment_extract' AS crp_basis, achievement_date, contract_days, year_days,
            (earned_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS earned_points,
            (protected_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS protected_points,
            (payment::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS achievement_payment_gbp,
            (part_year::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS part_year_gbp,
            (adjustments::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS adjustments_gbp,
            (total::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS total_achievement_gbp,
            (aspiration_paid::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS aspiration_paid_gbp,
            (due::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS achievement_due_gbp
          FROM practice_totals\
          """,
          "applied_adjustments",
          """
          SELECT practice_code, subject, kind, reason,
            (adjustment::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS adjustment_gbp
          FROM applied\
          """,
          "aspiration_payments",
          """
          SELECT practice_code,
            (base_payment::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS unadjusted_achievement_payment_gbp,
            (annual::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS annual_aspiration_gbp,
            (monthly::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS monthly_aspiration_gbp,
            CASE WHEN is_complete THEN 'standard' ELSE 'estimated' END AS aspiration_status,
            months AS months_paid,
            (paid::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS aspiration_paid_gbp
          FROM aspiration JOIN aspiration_paid USING (practice_code)\
          """,
          "aspiration_schedule",
          """
          SELECT practice_code, month_start,
            (payment::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS aspiration_payment_gbp
          FROM schedule\
          """,
          "national_figures",
          """
          SELECT 'national_prevalence' AS figure, group_code, register::BIGINT AS numerator,
            crp::BIGINT AS denominator, practices
          FROM national\
          """);

  private static Path folder;
  private static NationalOracle oracle;

  /** Two practices, one closed on 16 November; aspiration, a correction, protected points. */
  @BeforeAll
  static void calculate(@TempDir Path room) throws SQLException, IOException {
    folder = room;
    TinyExtract.of("2022-23")
        .practice("Z90001", 10000)
        .practice("Z90002", 5000)
        .register("Z90001", "AF001", 200)
        .register("Z90002", "AF001", 50)
        .in(folder);
    TinyExtract.of("2023-24")
        .practice("Z90001", 10000)
        .participation("Z90002", "20200101", "20231116")
        .population("Z90002", "20231001", 5000)
        .register("Z90001", "AF001", 200)
        .row("Z90002", "20231116", "AF001", "The Register", "50", "20/11/2023,12:00:00,Y")
        .adjusted("Z90001", ",one_off,,1.00,top-up,Commissioner")
        .in(folder);
    oracle = NationalOracle.over(folder).calculate("2022-23").calculate("2023-24");
  }

  @AfterAll
  static void close() throws SQLException {
    oracle.close();
  }

  @Test
  void aPublicationThatSaysTheSameDisagreesInNothing() throws SQLException, IOException {
    assertThat(oracle.disagreements(published("", "", ""))).isEmpty();
  }

  @ParameterizedTest(name = "{2} of {0} where {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | achievement_payment_gbp + 0.01 | England:line
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | earned_points - 0.01 | England:line
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | performance_points - 0.01 | line
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | base_points + 0.01 | line
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | NULL AS protection | line
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | 'thresholds' AS paying_route | line
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | 1.00 AS threshold_points | line
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | 1.00 AS improvement_points | line
          payment_lines | practice_code = 'Z90002' AND indicator_code = 'AF001' | '2021-22' AS protected_from_year | line
          payment_lines | indicator_code = 'QI019' | nothing | line:line
          practice_payments | practice_code = 'Z90001' | achievement_payment_gbp + 0.01 | practice
          practice_payments | practice_code = 'Z90001' | earned_points + 0.01 | practice
          practice_payments | practice_code = 'Z90001' | protected_points + 0.01 | practice
          practice_payments | practice_code = 'Z90001' | lines_priced - 1 | practice
          practice_payments | practice_code = 'Z90002' | contract_days + 1 | practice
          practice_payments | practice_code = 'Z90002' | year_days - 1 | practice
          practice_payments | practice_code = 'Z90002' | achievement_date + 1 | practice
          practice_payments | practice_code = 'Z90002' | crp + 1 | practice
          practice_payments | practice_code = 'Z90002' | crp_date + 1 | practice
          practice_payments | practice_code = 'Z90002' | 'commissioner_correction' AS crp_basis | practice
          practice_payments | practice_code = 'Z90002' | part_year_gbp + 0.01 | England:practice
          practice_payments | practice_code = 'Z90001' | adjustments_gbp + 0.01 | England:practice
          practice_payments | practice_code = 'Z90001' | total_achievement_gbp + 0.01 | England:practice
          practice_payments | practice_code = 'Z90001' | aspiration_paid_gbp + 0.01 | England:practice
          practice_payments | practice_code = 'Z90001' | achievement_due_gbp + 0.01 | England:practice
          practice_payments | practice_code = 'Z90002' | nothing | England:practice
          applied_adjustments | true | adjustment_gbp + 0.01 | adjustment
          applied_adjustments | true | nothing | adjustment
          aspiration_payments | practice_code = 'Z90001' | annual_aspiration_gbp + 0.01 | aspiration
          aspiration_payments | practice_code = 'Z90001' | monthly_aspiration_gbp + 0.01 | aspiration
          aspiration_payments | practice_code = 'Z90001' | 'standard' AS aspiration_status | aspiration
          aspiration_payments | practice_code = 'Z90001' | unadjusted_achievement_payment_gbp + 0.01 | aspiration
          aspiration_payments | practice_code = 'Z90002' | months_paid + 1 | aspiration
          aspiration_payments | practice_code = 'Z90002' | aspiration_paid_gbp + 0.01 | aspiration
          aspiration_payments | practice_code = 'Z90002' | nothing | aspiration
          aspiration_schedule | month_start = '2023-05-01' | aspiration_payment_gbp - 0.01 | month:month
          aspiration_schedule | month_start = '2024-03-01' | nothing | month
          national_figures | true | numerator + 1 | national prevalence
          national_figures | true | nothing | national prevalence
          """)
  void onePlantedDifferenceIsSeenWhereItIs(String table, String where, String what, String seen)
      throws SQLException, IOException {
    assertThat(oracle.disagreements(published(table, where, what)))
        .extracting(line -> line.substring(0, line.indexOf(where(line))).strip())
        .containsExactly(seen.split(":", -1));
  }

  /** Where the kind of a disagreement ends: before a practice, a group or a colon. */
  private static String where(String line) {
    return line.startsWith("England") ? ":" : line.startsWith("national") ? "AF" : "Z9";
  }

  /**
   * What the second opinion says as a publication, with one difference: in the rows of a table, a
   * column is another, or nothing is there.
   */
  private static Path published(String table, String where, String what)
      throws SQLException, IOException {
    Path payments = Files.createDirectories(folder.resolve("payments"));
    for (Map.Entry<String, String> tables : PUBLISHED.entrySet()) {
      String rows = "(" + tables.getValue() + ")";
      if (tables.getKey().equals(table)) {
        rows =
            what.equals("nothing")
                ? "(FROM " + rows + " WHERE NOT (" + where + "))"
                : "(SELECT * REPLACE (CASE WHEN %s THEN %s ELSE %s END AS %s) FROM %s)"
                    .formatted(where, value(what), column(what), column(what), rows);
      }
      copy(payments.resolve(tables.getKey() + ".parquet"), "FROM " + rows);
    }
    return payments;
  }

  private static String column(String what) {
    int named = what.indexOf(" AS ");
    return named < 0 ? what.substring(0, what.indexOf(' ')) : what.substring(named + 4);
  }

  private static String value(String what) {
    int named = what.indexOf(" AS ");
    return named < 0 ? what : what.substring(0, named);
  }

  private static void copy(Path file, String query) throws SQLException {
    oracle.run("COPY (" + query + ") TO " + NationalOracle.quoted(file.toString()));
  }
}
