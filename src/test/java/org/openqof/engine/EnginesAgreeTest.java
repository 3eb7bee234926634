package org.openqof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.spark.LakeSql;
import org.openqof.job.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.testing.Qof;
import org.openqof.testing.SparkForTests;

/**
 * Both engines, and the stages run one by one, give the same rows and the same content digests;
 * Spark SQL reads the lake and agrees with the core's own totals.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
class EnginesAgreeTest extends JavaDatasetSuiteBase {
  private static final String YEARS = "2022-23,2023-24";

  @TempDir static Path room;
  private static Lake local;
  private static Lake spark;
  private static Lake stages;

  @Override
  public SparkSession spark() {
    return SparkForTests.session();
  }

  @BeforeAll
  static void runThreeWays() {
    SparkForTests.session();
    Path extracts = room.resolve("extracts");
    ok(
        Qof.run(
            "generate",
            "--practices",
            150,
            "--years",
            YEARS,
            "--seed",
            11,
            "--faults",
            "typical",
            "--interim",
            "--out",
            extracts));
    local = lake("local");
    ok(run("jobs/national.yaml", extracts, "local", "local"));
    spark = lake("spark");
    ok(run("jobs/overnight.yaml", extracts, "spark", "spark"));
    stages = lake("stages");
    ok(run("jobs/ingest.yaml", extracts, "stages", "local"));
    ok(run("jobs/recalculate.yaml", extracts, "stages", "spark"));
    ok(run("jobs/publish.yaml", extracts, "stages", "local"));
  }

  private static Qof.Answer run(String job, Path extracts, String name, String engine) {
    return Qof.run(
        "run",
        job,
        "--extracts",
        extracts,
        "--lake",
        room.resolve(name).resolve("lake"),
        "--published",
        room.resolve(name).resolve("published"),
        "--engine",
        engine,
        "--debug");
  }

  private static void ok(Qof.Answer answer) {
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
  }

  private static Lake lake(String name) {
    return new Lake(Place.uri(room.resolve(name).resolve("lake").toString()));
  }

  private static Map<String, String> digests(Lake lake, String year) {
    VersionState published =
        new VersionLog(lake).last(FinancialYear.of(year), State.PUBLISHED).orElseThrow();
    return new TreeMap<>(published.digests());
  }

  @Test
  void everyTableHasTheSameContentDigestOnBothEngines() {
    for (String year : YEARS.split(",")) {
      assertThat(digests(spark, year)).isEqualTo(digests(local, year));
      assertThat(digests(local, year))
          .containsKeys(
              "payment_lines",
              "practice_payments",
              "indicator_values",
              "refused_rows",
              "practice_checks",
              "warnings",
              "area_indicators");
    }
  }

  @Test
  void stagesThatHandOverThroughTheLakeGiveTheSameAsOneRun() {
    for (String year : YEARS.split(",")) {
      assertThat(digests(stages, year)).isEqualTo(digests(local, year));
    }
  }

  @Test
  void theManifestsOfBothPublicationsNameTheSameTablesRowsAndDigests() throws IOException {
    for (String year : YEARS.split(",")) {
      JsonNode ours = manifest("local", year);
      JsonNode theirs = manifest("spark", year);
      assertThat(theirs.path("tables")).isEqualTo(ours.path("tables"));
      assertThat(ours.path("tables")).hasSize(15);
    }
  }

  private static JsonNode manifest(String name, String year) throws IOException {
    return new ObjectMapper()
        .readTree(
            Files.readString(
                room.resolve(name).resolve("published").resolve(year).resolve("1/manifest.json")));
  }

  @Test
  void sparkSqlReadsTheLakeAndLinesPaymentsAndEnglandAgree() {
    SparkSession session = SparkForTests.session();
    LakeSql.register(session, local);
    for (String year : YEARS.split(",")) {
      String where = " where financial_year = '" + year + "' and version = 1";
      BigDecimal lines =
          decimal(session, "select sum(achievement_payment_gbp) from payment_lines" + where);
      BigDecimal payments =
          decimal(session, "select sum(achievement_payment_gbp) from practice_payments" + where);
      assertThat(lines).isEqualByComparingTo(payments).isPositive();

      Dataset<Row> england =
          session.sql(
              "select indicator_code, numerator, denominator, earned_points from area_indicators"
                  + where
                  + " and level = 'england' order by indicator_code");
      Dataset<Row> added =
          session.sql(
              "select indicator_code, sum(numerator) numerator, sum(denominator) denominator,"
                  + " cast(sum(earned_points) as decimal(18,2)) earned_points"
                  + " from practice_indicators"
                  + where
                  + " group by indicator_code order by indicator_code");
      assertThat(england.count()).isPositive();
      assertDataFrameDataEquals(england, added);

      // The register that pays, added up by SQL, is the one behind national prevalence.
      Dataset<Row> national =
          session.sql(
              "select group_code, numerator, denominator from national_figures"
                  + where
                  + " and figure = 'national_prevalence' order by group_code");
      Dataset<Row> summed =
          session.sql(
              "select group_code, sum(register_size) numerator, sum(crp) denominator"
                  + " from practice_factors"
                  + where
                  + " group by group_code order by group_code");
      assertThat(national.count()).isPositive();
      assertDataFrameDataEquals(national, summed);
    }
  }

  private static BigDecimal decimal(SparkSession session, String query) {
    return session.sql(query).first().getDecimal(0);
  }

  @Test
  void everyRowIsAcceptedOrRefused() {
    SparkSession session = SparkForTests.session();
    LakeSql.register(session, local);
    assertThat(
            session
                .sql("select count(*) from files where rows_read != rows_accepted + rows_refused")
                .first()
                .getLong(0))
        .isZero();
    assertThat(
            session
                .sql(
                    "select (select sum(rows_refused) from files where version = 1)"
                        + " - (select count(*) from refused_rows where version = 1)")
                .first()
                .getLong(0))
        .isZero();
  }

  @Test
  void runningAgainOverTheSameExtractsMakesNoNewVersion() {
    Qof.Answer again = run("jobs/national.yaml", room.resolve("extracts"), "local", "local");
    ok(again);
    assertThat(again.out()).contains("is up to date");
    assertThat(new VersionLog(local).published(FinancialYear.of("2023-24")).orElseThrow().version())
        .isEqualTo(1);
  }

  @Test
  void theSqlCommandAnswersByTableName() {
    Qof.Answer answer =
        Qof.run(
            "sql",
            "select p.practice_code, p.achievement_payment_gbp from practice_payments p join"
                + " current_versions using (financial_year, version) order by 1 limit 3",
            "--lake",
            room.resolve("local").resolve("lake"));
    ok(answer);
    assertThat(answer.out().lines()).hasSize(4);
    assertThat(answer.out()).startsWith("practice_code").contains("Z10001");

    Qof.Answer wrong =
        Qof.run("sql", "select x from payment_lines", "--lake", room.resolve("local/lake"));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("The query cannot be run").contains("data-dictionary");
  }
}
