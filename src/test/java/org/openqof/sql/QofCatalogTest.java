package org.openqof.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;

/** The lake and the formulas, as a session with nothing but the two settings finds them. */
@SuppressWarnings("NullAway.Init") // the set-up fills the fields before any test
@Slow
class QofCatalogTest extends JavaDatasetSuiteBase {
  private static SparkSession session;
  private static Path lines;

  @Override
  public SparkSession spark() {
    return session;
  }

  @BeforeAll
  static void runTwice(@TempDir Path room) throws IOException {
    session = SparkForTests.session().newSession();
    session.conf().set("spark.sql.catalog.qof", QofCatalog.class.getName());
    session.conf().set("spark.sql.catalog.qof.lake", room.resolve("lake").toString());
    lines = room.resolve("lake/gold/payment_lines");
    Path extracts = room.resolve("extracts");
    ok(
        Qof.run(
            "generate",
            "--practices",
            24,
            "--years",
            "2022-23,2023-24",
            "--seed",
            5,
            "--contracts",
            "--out",
            extracts));
    Object[] run = {
      "run",
      "--extracts",
      extracts,
      "--engine",
      "local",
      "--lake",
      room.resolve("lake"),
      "--published",
      room.resolve("published")
    };
    ok(Qof.run(run));
    try (Stream<Path> files = Files.walk(extracts)) {
      Path corrections =
          files.filter(file -> file.endsWith("CRP_CORRECTIONS_2324.csv")).findFirst().orElseThrow();
      Files.writeString(
          corrections,
          "Z10001,20240101,9000,list cleaned,R Jones,14/05/2024\n",
          StandardOpenOption.APPEND);
    }
    ok(Qof.run(run));
  }

  private static void ok(Qof.Answer answer) {
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
  }

  /** Every file of the table's folder, its log among them. */
  private static List<String> filesOfLines() throws IOException {
    try (Stream<Path> files = Files.walk(lines)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static List<Row> rows(String query) {
    return session.sql(query).collectAsList();
  }

  private static Row one(String query) {
    List<Row> rows = rows(query);
    assertThat(rows).as(query).hasSize(1);
    return rows.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qof.points(60, 100, 45, 80, 15) | 6.43",
        "qof.points(80, 100, 45, 80, 15) | 15.00",
        "qof.points(44, 100, 45, 80, 15) | 0.00",
        "qof.points(0, 0, 45, 80, 15) | 0.00",
        "qof.points(45, 100, 45, 80, 15, 5) | 5.00",
        "qof.standard_points(9, 10, 90, 4) | 4.00",
        "qof.standard_points(8, 10, 90, 4) | 0.00",
        "qof.register_points(1, 2) | 2.00",
        "qof.register_points(0, 2) | 0.00",
        "qof.answer_points(true, 10) | 10.00",
        "qof.improvement_points(68, 100, 100, 200, 5, 18, 26) | 26.00",
        "qof.improvement_points(56, 100, 100, 200, 5, 18, 26) | 2.00",
        "qof.protected_points(5.5, 11, 6) | 3.00",
        "qof.cpi(9000, 8000.5) | 1.12492969189425660896",
        "qof.apdf(100, 10000, 300, 60000) | 2.00000000000000000000",
        "qof.apdf(100, 10000, 0, 60000) | 0.00000000000000000000",
        "qof.payment(10, 200.5, 1.5, 1) | 3007.50",
        "qof.payment(10, 200, 9000, 16000, 2) | 2250.00",
        "qof.payment(10, 200, 9000, 16000, 2, 90, 0.02, 1) | 1125.00",
        "qof.round_gbp(2.345) | 2.35",
        "qof.round_gbp(-2.345) | -2.35",
        "qof.wilson_lower(0, 10) | 0.0000000000",
        "qof.wilson_upper(10, 10) | 1.0000000000",
        "qof.wilson_lower(81, 263) | 0.2552885199",
        "qof.wilson_upper(81, 263) | 0.3662095770",
      })
  void formulasAreExact(String call, BigDecimal wanted) {
    assertThat(one("select " + call).getDecimal(0)).as(call).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qof.points(null, 100, 45, 80, 15)",
        "qof.cpi(9000, null)",
        "qof.payment(1, 200, 1, null)",
        "qof.wilson_lower(1, 0)",
        "qof.answer_points(null, 1)"
      })
  void nothingKnownGivesNull(String call) {
    assertThat(one("select " + call).isNullAt(0)).as(call).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qof.points(-1, 100, 45, 80, 15) | The numerator",
        "qof.points(1, 100, 80, 45, 15) | thresholds",
        "qof.cpi(1, 0) | average_list_size is 0",
        "qof.apdf(1, 0, 1, 1) | crp is 0",
        "qof.payment(1, 2D, 1, 1) | Write cast(... as decimal(18,4))",
        "qof.points(1.5, 100, 45, 80, 15) | numerator is given as decimal",
        "qof.points(1, 100) | Write qof.points(numerator, denominator, lower_percent,",
        "qof.pionts(1) | pionts"
      })
  void whatAFormulaDoesNotAllowIsSaid(String call, String wanted) {
    assertThatThrownBy(() -> rows("select " + call))
        .satisfies(
            problem -> {
              StringBuilder all = new StringBuilder();
              for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
                all.append(cause.getMessage()).append('\n');
              }
              assertThat(all.toString()).containsIgnoringCase(wanted);
            });
  }

  /**
   * Every payment line of two years, priced again in SQL from the accepted values, the national
   * figures and each line's rules.
   */
  @Test
  void everyPaymentLineIsPricedAgainInSql() throws Exception {
    String query =
        new String(
            QofCatalogTest.class.getResourceAsStream("/sql/reprice.sql").readAllBytes(),
            StandardCharsets.UTF_8);
    session
        .sql("select * from values " + blocks() + " as t(financial_year, indicator_code, at_lower)")
        .createOrReplaceTempView("blocks");
    Dataset<Row> repriced = session.sql(query);
    Dataset<Row> published =
        session.sql(
            "select financial_year, practice_code, indicator_code, performance_points,"
                + " achievement_payment_gbp from qof.current.payment_lines"
                + " where achievement_payment_gbp is not null"
                + " order by financial_year, practice_code, indicator_code");
    assertThat(published.count()).isGreaterThan(1_500);
    assertDataFrameDataEquals(published, repriced);
  }

  /** What step indicators pay at their lower threshold, which no table of the lake holds. */
  private static String blocks() {
    return Stream.of("2022-23", "2023-24")
        .flatMap(
            year ->
                Rulebooks.shipped().load(FinancialYear.of(year)).indicators().stream()
                    .filter(indicator -> indicator.kind() == IndicatorKind.STEP)
                    .map(
                        indicator ->
                            "('%s', '%s', %s)"
                                .formatted(
                                    year,
                                    indicator.code(),
                                    Objects.requireNonNull(indicator.thresholds())
                                        .pointsAtLower()
                                        .toPlainString())))
        .collect(Collectors.joining(", "));
  }

  @Test
  void showsWhatThereIs() {
    assertThat(rows("show tables in qof").stream().map(row -> row.getString(1)))
        .contains("payment_lines", "indicator_values", "versions");
    assertThat(rows("show namespaces in qof")).hasSize(1);
    assertThat(rows("show views in qof.current").stream().map(row -> row.getString(1)))
        .contains("payment_lines", "versions");
    assertThat(rows("show user functions in qof").stream().map(row -> row.getString(0)))
        .anyMatch(name -> name.endsWith("points"));
    assertThat(
            rows("describe qof.current.payment_lines").stream()
                .filter(row -> row.getString(0).equals("cpi"))
                .map(row -> row.getString(2)))
        .containsExactly("Contractor population index, shown to 10 decimals.");
    assertThat(
            rows("describe qof.payment_lines").stream()
                .filter(row -> row.getString(0).equals("cpi"))
                .map(row -> row.getString(2)))
        .containsExactly("Contractor population index, shown to 10 decimals.");
    session.table("qof.payment_lines").createOrReplaceTempView("lines");
    assertThat(one("select count(*) from lines").getLong(0)).isPositive();
  }

  @Test
  void currentVersionsAreThePublishedOnes() {
    assertDataFrameDataEquals(
        session.sql(
            "select financial_year, version, count(*) as n from qof.payment_lines"
                + " join qof.current.versions using (financial_year, version)"
                + " group by financial_year, version order by financial_year"),
        session.sql(
            "select financial_year, version, count(*) as n from qof.current.payment_lines"
                + " group by financial_year, version order by financial_year"));
    assertThat(
            one("select version from qof.current.versions where financial_year = '2023-24'").get(0))
        .isEqualTo(2);
    assertThat(
            one("select count(distinct version) from qof.current.indicator_values where financial_year = '2023-24'")
                .getLong(0))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into qof.payment_lines select * from qof.payment_lines",
        "insert overwrite qof.payment_lines select * from qof.payment_lines limit 1",
        "delete from qof.payment_lines",
        "delete from qof.payment_lines where version = 1",
        "update qof.payment_lines set cpi = 1",
        "merge into qof.payment_lines a using qof.payment_lines b on a.cpi = b.crp when matched then"
            + " delete",
        "truncate table qof.payment_lines",
        "optimize qof.payment_lines",
        "optimize qof.payment_lines where version = 1 zorder by (practice_code)",
        "reorg table qof.payment_lines apply (purge)",
        "vacuum qof.payment_lines",
        "vacuum qof.payment_lines retain 0 hours dry run",
        "restore table qof.payment_lines to version as of 0",
        "generate symlink_format_manifest for table qof.payment_lines",
        "alter table qof.payment_lines add column x int",
        "alter table qof.payment_lines drop column cpi",
        "alter table qof.payment_lines rename column cpi to x",
        "alter table qof.payment_lines rename to qof.mine",
        "alter table qof.payment_lines set tblproperties ('delta.appendOnly' = 'true')",
        "alter table qof.payment_lines unset tblproperties ('delta.appendOnly')",
        "alter table qof.payment_lines cluster by (practice_code)",
        "alter table qof.payment_lines add constraint positive check (cpi > 0)",
        "alter table qof.payment_lines drop feature deletionVectors",
        "alter table qof.payment_lines drop partition (version = 1)",
        "comment on table qof.payment_lines is 'mine'",
        "alter table qof.payment_lines alter column cpi comment 'mine'",
        "comment on namespace qof.current is 'mine'",
        "analyze table qof.payment_lines compute statistics",
        "drop table qof.payment_lines",
        "create table qof.mine (a int) using delta",
        "create table qof.mine using delta as select 1 as a",
        "create or replace table qof.payment_lines (a int) using delta",
        "create table qof.mine shallow clone qof.payment_lines",
        "create view qof.mine as select 1",
        "create or replace view qof.current.payment_lines as select 1",
        "alter view qof.current.payment_lines as select 1",
        "drop view qof.current.payment_lines",
        "create namespace qof.mine",
        "drop namespace qof.current",
        "alter namespace qof.current set dbproperties ('a' = 'b')"
      })
  void nothingCanBeChangedThroughIt(String statement) throws IOException {
    List<String> before = filesOfLines();
    assertThatThrownBy(() -> rows(statement))
        .as(statement)
        .satisfies(
            problem ->
                assertThat(problem.getMessage())
                    .containsAnyOf(
                        "This catalogue only reads: a run alone changes the lake",
                        // Spark's own words, before it asks the catalogue.
                        "ANALYZE TABLE is not supported",
                        "does not support partition management"));
    assertThat(filesOfLines()).as(statement).isEqualTo(before);
  }
}
