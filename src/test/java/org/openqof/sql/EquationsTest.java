package org.openqof.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.engine.Equation;
import org.openqof.engine.Equation.Difference;
import org.openqof.engine.ExtractPart;
import org.openqof.engine.spark.SparkEngine;
import org.openqof.engine.spark.SparkSessions;
import org.openqof.errors.QofException;
import org.openqof.run.NationalRun;
import org.openqof.run.report.RunReport;
import org.openqof.settings.JobFile;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;

/**
 * The equations in SQL, of the samples: they hold of what a run on Spark wrote; where one row of
 * one table is another, the equation that is about it says so, and a run that finds that publishes
 * nothing.
 */
@SuppressWarnings("NullAway.Init") // the set-up fills the fields before any test
@Slow
class EquationsTest extends JavaDatasetSuiteBase {
  private static final String OF_LINES = "payments-are-the-sums-of-their-lines";

  @TempDir static Path room;
  private static List<Equation> equations;
  private static Map<Table, List<String>> files;
  private static final List<Difference> ofTheRun = new ArrayList<>();
  private static RunReport report;

  @Override
  public SparkSession spark() {
    return SparkForTests.session();
  }

  @BeforeAll
  static void runAndFindOneLineAPennyMore() {
    SparkForTests.session();
    RunSettings settings =
        RunSettings.of(
                JobFile.read(Path.of("jobs/national.yaml")),
                "test",
                name -> Path.of(name).toAbsolutePath().toString())
            .withExtracts(Path.of("data-samples").toAbsolutePath().toString())
            .withLake(room.resolve("lake").toString())
            .withPublished(room.resolve("published").toString())
            .withEngine("spark");
    report =
        new NationalRun(
                settings,
                (given, spark) -> new Watched(new SparkEngine(SparkSessions.open(null))),
                Progress.SILENT)
            .run();
  }

  /**
   * Spark, which of the second year finds a penny too much in a line, once it has answered of what
   * was written.
   */
  private static final class Watched implements Engine {
    private final SparkEngine spark;
    private int years;

    Watched(SparkEngine spark) {
      this.spark = spark;
    }

    @Override
    public String name() {
      return spark.name();
    }

    @Override
    public <R extends Serializable> Assembled<R> assemble(
        List<ExtractPart> parts,
        Reading reading,
        List<String> expected,
        int practicesPerBlock,
        Assembly<R> assembly) {
      return spark.assemble(parts, reading, expected, practicesPerBlock, assembly);
    }

    @Override
    public <R extends Serializable> List<R> blocks(
        Assembled<?> held, int practicesPerBlock, Step<R> step) {
      return spark.blocks(held, practicesPerBlock, step);
    }

    @Override
    public boolean asksEquations() {
      return true;
    }

    @Override
    public List<Difference> ask(List<Equation> asked, Map<Table, List<String>> written) {
      equations = asked;
      files = written;
      List<Difference> differences = spark.ask(asked, written);
      ofTheRun.addAll(differences);
      if (years++ == 0) {
        return differences;
      }
      return spark.ask(
          asked.stream().filter(each -> each.name().equals(OF_LINES)).toList(),
          altered("payment_lines", "achievement_payment_gbp", "coalesce(COLUMN, 0) + 0.01"));
    }

    @Override
    public void close() {
      spark.close();
    }
  }

  /** The files of the version with one row of one table written otherwise, or left out. */
  private static Map<Table, List<String>> altered(String name, String column, String becomes) {
    Table table = Tables.named(name).orElseThrow();
    Dataset<Row> rows =
        SparkForTests.session()
            .read()
            .parquet(
                files.getOrDefault(table, List.of()).stream()
                    .map(file -> new org.apache.hadoop.fs.Path(URI.create(file)).toString())
                    .toArray(String[]::new))
            .coalesce(1);
    String first = "monotonically_increasing_id() = 0";
    Path folder = room.resolve("altered-" + name + "-" + column);
    Dataset<Row> others =
        becomes.equals("left out")
            ? rows.where("not " + first)
            : rows.selectExpr(
                Arrays.stream(rows.schema().fields())
                    .map(
                        field ->
                            field.name().equals(column) ? one(field, first, becomes) : field.name())
                    .toArray(String[]::new));
    others.write().parquet(folder.toString());
    Map<Table, List<String>> all = new HashMap<>(files);
    try (Stream<Path> written = Files.list(folder)) {
      all.put(
          table,
          written
              .filter(file -> file.toString().endsWith(".parquet"))
              .map(file -> file.toUri().toString())
              .toList());
    } catch (java.io.IOException problem) {
      throw new java.io.UncheckedIOException(problem);
    }
    return all;
  }

  private static String one(StructField field, String where, String becomes) {
    return "cast(case when %s then %s else %s end as %s) as %s"
        .formatted(
            where,
            becomes.replace("COLUMN", field.name()),
            field.name(),
            field.dataType().sql(),
            field.name());
  }

  @Test
  void theyHoldOfWhatARunOnSparkWrote() {
    assertThat(equations).hasSize(18).extracting(Equation::name).doesNotHaveDuplicates();
    assertThat(ofTheRun).isEmpty();
    assertThat(files.get(Tables.named("succession_lines").orElseThrow())).isNotNull().isNotEmpty();
  }

  @Test
  void aRunThatFindsADifferencePublishesNothingAndSaysWhereAndHowToAskAgain() {
    assertThat(report.exitCode()).isEqualTo(QofException.Kind.CHECKS.exitCode());
    assertThat(room.resolve("published/2022-23/latest.json")).exists();
    assertThat(room.resolve("published/2023-24/latest.json")).doesNotExist();
    assertThat(String.join("\n", report.lines()))
        .containsPattern(
            "CHECK FAILED +payments-are-the-sums-of-their-lines \\(The achievement payment of a"
                + " practice is the sum of its lines, and England's of all lines., in SQL; tables"
                + " payment_lines, practice_payments\\) Z\\d{5}: expected [0-9.]+, found [0-9.]+; ask"
                + " again: ./qof sql --year 2023-24 --version 1 --file"
                + " src/main/resources/equations/payments-are-the-sums-of-their-lines.sql --lake"
                + " file:.*/lake");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rows-are-accepted-or-refused | files | rows_accepted | COLUMN + 1",
        "refused-rows-are-those-of-their-files | refused_rows | file_digest | 'none'",
        "values-accepted-are-kept | indicator_values | value | left out",
        "practices-with-values-are-priced-or-refused | practice_payments | practice_code | left out",
        "national-registers-are-those-of-practices | practice_factors | register_size | COLUMN + 1",
        "adjustments-are-those-applied | applied_adjustments | adjustment_gbp | COLUMN + 0.01",
        "totals-are-payments-part-years-and-adjustments | practice_payments | part_year_gbp | COLUMN - 0.01",
        "due-is-the-total-less-aspiration | practice_payments | achievement_due_gbp | COLUMN + 0.01",
        "aspiration-is-its-monthly-payments | aspiration_schedule | aspiration_payment_gbp | COLUMN + 0.01",
        "twelve-months-are-the-annual-aspiration | aspiration_payments | annual_aspiration_gbp | COLUMN + 0.01",
        "payments-take-off-the-aspiration-paid | aspiration_payments | aspiration_paid_gbp | COLUMN + 0.01",
        "a-succession-leaves-the-payment | succession_results | achievement_payment_gbp | COLUMN + 0.01",
        "areas-are-their-practices | area_points | practices | COLUMN + 1",
        "registers-of-areas-are-those-of-practices | area_groups | register_size | coalesce(COLUMN, 0) + 1",
        "counts-of-areas-are-those-of-practices | area_indicators | numerator | coalesce(COLUMN, 0) + 1",
        "the-run-s-own-equations-hold | reconciliation | left_side | COLUMN + 1",
        "payments-are-the-sums-of-their-lines | practice_payments | achievement_payment_gbp | COLUMN + 0.01",
        "results-with-succession-are-the-sums-of-their-lines | succession_lines | achievement_payment_with_succession_gbp | coalesce(COLUMN, 0) + 0.01"
      })
  void oneRowThatIsAnotherIsFound(String name, String table, String column, String becomes) {
    Equation equation =
        equations.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    List<Difference> found =
        new AskedEquations(spark()).ask(List.of(equation), altered(table, column, becomes));
    assertThat(found).as(name).hasSizeBetween(1, 2);
    assertThat(found.get(0).expected()).isNotEqualTo(found.get(0).found());
  }

  /** A table that is not there must not be a side that nothing is compared with. */
  @ParameterizedTest
  @CsvSource({
    "national-registers-are-those-of-practices, national_figures",
    "national-registers-are-those-of-practices, practice_factors",
    "payments-are-the-sums-of-their-lines, payment_lines",
    "areas-are-their-practices, area_points",
    "values-accepted-are-kept, reconciliation"
  })
  void aTableThatIsLostIsADifference(String name, String table) {
    Equation equation =
        equations.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    Map<Table, List<String>> lost = new HashMap<>(files);
    lost.put(Tables.named(table).orElseThrow(), List.of());
    assertThat(new AskedEquations(spark()).ask(List.of(equation), lost)).isNotEmpty();
  }

  /** What the message asks an auditor to do; the lake itself is right here. */
  @Test
  void anAuditorAsksAgainOfAVersionThatWasNotPublished() {
    Qof.Answer again =
        Qof.run(
            "sql",
            "--lake",
            room.resolve("lake"),
            "--year",
            "2023-24",
            "--version",
            1,
            "--file",
            "src/main/resources/equations/payments-are-the-sums-of-their-lines.sql",
            "--format",
            "csv");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out().lines().findFirst()).contains("subject,expected,found");
    assertThat(again.out().lines().skip(1))
        .hasSize(53)
        .allSatisfy(
            line -> {
              String[] cells = line.split(",");
              assertThat(cells[1]).isEqualTo(cells[2]);
            });
    LakeSql sql =
        LakeSql.ofVersion(
            spark().newSession(),
            new Lake(room.resolve("lake").toUri()),
            FinancialYear.of("2023-24"),
            1);
    LakeSql unused = sql.withTablesOf("area_lists practice_points");
    assertDataFrameDataEquals(
        sql.session()
            .sql(
                "select list_size from area_lists where level = 'england' and patient_list_type = 'TOTAL'"),
        sql.session().sql("select sum(list_size) as list_size from practice_points"));
    assertThat(Qof.run("sql", "--lake", room.resolve("lake"), "--version", 1, "select 1").err())
        .contains("--version needs --year");
    assertThatThrownBy(
            () ->
                LakeSql.ofVersion(
                    spark(),
                    new Lake(room.resolve("lake").toUri()),
                    FinancialYear.of("2023-24"),
                    null))
        .hasMessageContaining("no published version of 2023-24");
    assertThatThrownBy(
            () ->
                LakeSql.ofVersion(
                    spark(),
                    new Lake(room.resolve("lake").toUri()),
                    FinancialYear.of("2023-24"),
                    99))
        .as("of a version that is not there everything would hold")
        .hasMessageContaining("99");
  }
}
