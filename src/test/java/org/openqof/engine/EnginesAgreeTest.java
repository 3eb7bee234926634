package org.openqof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.spark.SparkEngine;
import org.openqof.settings.Place;
import org.openqof.sql.LakeSql;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.ManualEntries;
import org.openqof.tables.PracticeFactors;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;
import org.openqof.testing.WideGate;

/**
 * Both engines, and the stages run one by one, give the same rows and the same content digests;
 * Spark SQL reads the lake and agrees with the core's own totals.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
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
    fillIn(extracts);
    local = lake("local");
    ok(run("jobs/national.yaml", extracts, "local", "local"));
    spark = lake("spark");
    ok(run("jobs/overnight.yaml", extracts, "spark", "spark"));
    stages = lake("stages");
    ok(run("jobs/ingest.yaml", extracts, "stages", "local"));
    SparkForTests.session().conf().set(SparkEngine.EQUATIONS, "true");
    Qof.Answer recalculated = run("jobs/recalculate.yaml", extracts, "stages", "spark");
    SparkForTests.session().conf().set(SparkEngine.EQUATIONS, "false");
    ok(recalculated);
    assertThat(recalculated.err()).containsPattern("2023-24 +equations in SQL .*18 hold");
    ok(run("jobs/publish.yaml", extracts, "stages", "local"));
  }

  /** What people enter and decide about 2023-24, sound and not. */
  private static void fillIn(Path extracts) {
    Path folder = extracts.resolve("2023-24/decisions");
    file(
        folder.resolve("MANUAL_ENTRY_2324.csv"),
        """
        QUALITY_SERVICE,ORG_CODE,IND_CODE,FIELD_NAME,VALUE,ACH_DATE,BASIS,ENTERED_BY,ENTERED_ON
        QOF2324,Z10001,QI018,Yes/No Flag,Y,20240331,manual_indicator,J Smith,02/04/2024
        QOF2324,Z10002,AF006,Numerator,3,20240331,shared_system,J Smith,02/04/2024
        QOF2324,Z10003,AF006,Numerator,3,20240331,manual_indicator,J Smith,02/04/2024
        QOF2324,Z10003,XX001,Numerator,3,20240331,no_extract,J Smith,02/04/2024
        """);
    file(
        folder.resolve("ADJUSTMENTS_2324.csv"),
        """
        QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,APPROVED_ON
        QOF2324,Z10001,,commissioner,,-120.50,late codes,R Jones,14/05/2024
        QOF2324,Z10001,,commissioner,,-120.50,late codes,R Jones,14/05/2024
        QOF2324,Z10002,AF006,dispute,1.25,,upheld,R Jones,14/05/2024
        QOF2324,Z10003,,one_off,,10,top-up,R Jones,14/05/2024
        QOF2324,Z10003,,one_off,,20,top-up,R Jones,14/05/2024
        """);
    file(
        folder.resolve("CRP_CORRECTIONS_2324.csv"),
        """
        PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION,REASON,APPROVER,APPROVED_ON
        Z10001,20240101,9000,list cleaned,R Jones,14/05/2024
        """);
    file(
        folder.resolve("SUCCESSIONS_2324.csv"),
        """
        FROM_PRACTICE,TO_PRACTICE,SUCCESSION_DATE,SHARE
        Z10004,Z10001,20231001,0.6
        Z10004,Z10002,20231001,0.4
        Z10005,Z10001,20231001,0.9
        """);
    file(
        folder.resolve("AGREED_PLANS_2324.csv"),
        """
        QUALITY_SERVICE,PRACTICE_CODE,PLAN_AGREED,APPROVER,DECIDED_ON
        QOF2324,Z10001,N,R Jones,14/05/2024
        """);
  }

  private static void file(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Qof.Answer run(
      String job, Path extracts, String name, String engine, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("run", job));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "--extracts",
            extracts,
            "--lake",
            room.resolve(name).resolve("lake"),
            "--published",
            room.resolve(name).resolve("published"),
            "--engine",
            engine,
            "--debug"));
    return Qof.run(arguments.toArray());
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
      assertThat(digests(local, "2023-24"))
          .containsKeys("aspiration_payments", "aspiration_schedule", "succession_results");
      assertThat(digests(local, year))
          .containsKeys(
              "payment_lines",
              "practice_payments",
              "indicator_values",
              "refused_rows",
              "practice_checks",
              "warnings",
              "area_indicators",
              "practice_completeness",
              "interim_progress");
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
      assertThat(ours.path("tables").size()).isGreaterThanOrEqualTo(12);
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
    SparkSession session =
        sparkWith(
            "payment_lines practice_payments area_indicators practice_indicators national_figures practice_factors");
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

  /** The session with views of the local lake's tables of these names. */
  private static SparkSession sparkWith(String tables) {
    return LakeSql.allVersions(SparkForTests.session(), local).withTablesOf(tables).session();
  }

  private static BigDecimal decimal(SparkSession session, String query) {
    return session.sql(query).first().getDecimal(0);
  }

  @Test
  void everyRowIsAcceptedOrRefused() {
    SparkSession session = sparkWith("files refused_rows");
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
  void factorsWithSquareRootAreTheSameOnBothEnginesAndThoseWorkedByHand() throws IOException {
    // Method A as in PrevalenceMethodTest: 100, 400 and 1 of 10,000 patients.
    Path extracts = Files.createDirectories(room.resolve("method-a"));
    StringBuilder practices =
        new StringBuilder(
            "QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT\n");
    StringBuilder populations =
        new StringBuilder("PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION\n");
    StringBuilder values =
        new StringBuilder(
            "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,DEFAULT_VALUES_USED,"
                + "SUBMIT_USER_ID,SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION\n");
    int[] registers = {100, 400, 1};
    for (int i = 0; i < registers.length; i++) {
      String code = "Z1000" + (i + 1);
      practices.append("QOF0405,").append(code).append(",Elm,S001,20040401,20050331\n");
      populations.append(code).append(",20050101,10000\n");
      values
          .append("QOF0405,Quality and Outcomes Framework,")
          .append(code)
          .append(",20050331,CHD 1,CHD Register,")
          .append(registers[i])
          .append(",None,AUTOMATED,04/04/2005,12:00:00,Y\n");
    }
    Files.writeString(extracts.resolve("FINAL_PRACTICE_LIST_0405.csv"), practices);
    Files.writeString(extracts.resolve("CONTRACTOR_REGISTERED_POPULATION_0405.csv"), populations);
    Files.writeString(extracts.resolve("INDICATOR_VALUES_0405.csv"), values);
    ok(run("jobs/national.yaml", extracts, "a-local", "local"));
    ok(run("jobs/national.yaml", extracts, "a-spark", "spark"));
    assertThat(digests(lake("a-spark"), "2004-05")).isEqualTo(digests(lake("a-local"), "2004-05"));
    Block factors = lake("a-local").read(PracticeFactors.TABLE, FinancialYear.of("2004-05"), 1);
    assertThat(factors.rows()).isEqualTo(3);
    String[] expected = {"0.8702680924", "1.7405361849", "0.3891957227"};
    for (int row = 0; row < 3; row++) {
      assertThat(factors.canonicalAt(PracticeFactors.APDF, row)).isEqualTo(expected[row]);
    }
  }

  /** Contracts inside the year, mergers, splits, collections by hand, corrections and states. */
  @Test
  void aNationWhoseContractsDoNotSpanTheYearIsTheSameOnBothEngines() {
    Path extracts = room.resolve("contracts");
    ok(
        Qof.run(
            "generate",
            "--practices",
            40,
            "--years",
            YEARS,
            "--seed",
            3,
            "--contracts",
            "--out",
            extracts));
    // The list of one practice contradicts its list by age: the gate would hold the year.
    List<Object> wide = List.of("--rulebook", WideGate.in(room.resolve("gate")));
    ok(run("jobs/national.yaml", extracts, "contracts-local", "local", wide.toArray()));
    ok(run("jobs/overnight.yaml", extracts, "contracts-spark", "spark", wide.toArray()));
    for (String year : YEARS.split(",")) {
      assertThat(digests(lake("contracts-spark"), year))
          .isEqualTo(digests(lake("contracts-local"), year))
          .containsKeys(
              "manual_entries",
              "applied_adjustments",
              "population_corrections",
              "succession_results",
              "succession_lines");
    }
  }

  @Test
  void whatPeopleFilledInIsFrozenOrRefusedAndBackFromTheLakeIsTheSame() {
    FinancialYear year = FinancialYear.of("2023-24");
    assertThat(digests(local, "2023-24"))
        .containsKeys(
            "manual_entries",
            "adjustments",
            "population_corrections",
            "successions",
            "agreed_plans");
    Block entries = local.read(ManualEntries.TABLE, year, 1);
    List<String> uses = new ArrayList<>();
    for (int row = 0; row < entries.rows(); row++) {
      uses.add(
          entries.textAt(ManualEntries.PRACTICE_CODE, row)
              + " "
              + entries.textAt(ManualEntries.VALUE_USE, row));
    }
    assertThat(uses).hasSize(2).contains("Z10002 superseded");

    SparkSession session = sparkWith("refused_rows practices population_corrections");
    assertThat(
            session
                .sql(
                    "select concat(layout, ' ', line_number, ' ', reasons) from refused_rows"
                        + " where layout in ('manual_entry', 'adjustments', 'successions')"
                        + " order by layout, line_number")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(
            "adjustments 5 R29",
            "adjustments 6 R29",
            "manual_entry 4 R26",
            "manual_entry 5 R27",
            "successions 4 R24");
    assertThat(
            session
                .sql(
                    "select cast(crp as string) || ' ' || crp_basis || ' of ' ||"
                        + " cast(extract_crp > 0 as string) from practices join"
                        + " population_corrections using (financial_year, version, practice_code, crp)"
                        + " where practice_code = 'Z10001' and version = 1")
                .first()
                .getString(0))
        .isEqualTo("9000 commissioner_correction of true");

    Qof.Answer asked =
        Qof.run(
            "sql",
            "select f.file_name, r.line_number, r.explanation from refused_rows r join files f"
                + " using (financial_year, version, file_digest)",
            "--lake",
            room.resolve("local").resolve("lake"));
    ok(asked);
    assertThat(asked.out())
        .as("the query of docs/inputs.md")
        .contains("ADJUSTMENTS_2324.csv")
        .contains("decide which one is meant");
  }

  @Test
  void theReportCountsWhatItLeftOutAndChangesOfStateMakeNoVersion() {
    Path extracts = room.resolve("extracts");
    Qof.Answer first = run("jobs/national.yaml", extracts, "again", "local");
    ok(first);
    assertThat(first.out())
        .contains(
            "left out of what people filled in: 2 rows of adjustments, 2 rows of manual_entry,"
                + " 1 rows of successions; table refused_rows says why and what to do");
    file(
        extracts.resolve("2023-24/decisions/STATE_CHANGES_2324.csv"),
        """
        QUALITY_SERVICE,PRACTICE_CODE,STATE,VERSION,CHANGED_BY,CHANGED_AT,REASON
        QOF2324,Z10001,declared,,J Smith,2024-06-03T09:15:00,agreed with the practice
        """);
    Qof.Answer second = run("jobs/national.yaml", extracts, "again", "local");
    ok(second);
    assertThat(second.out())
        .contains("2022-23  version 1 is up to date")
        .contains("2023-24  version 1 is up to date");
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
