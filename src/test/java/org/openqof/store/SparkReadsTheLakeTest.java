package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.operations.CatalogueScript;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.LocalStorage;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Deciles;
import org.openqof.tables.Field;
import org.openqof.tables.Table;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;

@Tag("spark")
@Slow
class SparkReadsTheLakeTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final Table TABLE = RandomBlocks.TABLE;

  private final SparkSession spark = SparkForTests.session();
  private final Path place;
  private final Lake lake;

  SparkReadsTheLakeTest(@TempDir Path folder) {
    place = folder.resolve("the lake");
    lake = new Lake(place.toUri());
  }

  private void commit(int version, int files, String appId) {
    List<DataFile> staged = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      staged.add(
          lake.stage(
              TABLE,
              YEAR,
              version,
              "p" + file,
              RandomBlocks.of(version, 1 + file * 20, 20 + file * 20, 5)));
    }
    lake.commit(TABLE, YEAR, version, staged, appId);
  }

  private static List<List<String>> rows(int version, int files) {
    List<Block> all = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      all.addAll(RandomBlocks.of(version, 1 + file * 20, 20 + file * 20, 5));
    }
    return RandomBlocks.values(all);
  }

  private Dataset<Row> table() {
    return spark.read().format("delta").load(lake.path(TABLE));
  }

  private String sqlName() {
    return "delta.`" + lake.path(TABLE) + "`";
  }

  /** Spark's rows in the form of {@link RandomBlocks#values}. */
  private List<List<String>> bySpark(int version) {
    List<Row> found =
        table()
            .where("financial_year = '2023-24' AND version = " + version)
            .orderBy("practice_code", "number")
            .selectExpr(
                TABLE.fields().stream()
                    .map(Field::name)
                    .map(name -> "`" + name + "`")
                    .toArray(String[]::new))
            .collectAsList();
    List<List<String>> values = new ArrayList<>();
    for (Row row : found) {
      List<String> texts = new ArrayList<>();
      for (Field field : TABLE.fields()) {
        int at = field.position();
        texts.add(
            row.isNullAt(at)
                ? "(empty)"
                : "="
                    + (row.get(at) instanceof BigDecimal decimal
                        ? decimal.toPlainString()
                        : row.get(at).toString()));
      }
      values.add(texts);
    }
    return values;
  }

  @Test
  void sparkReadsEveryTypeAsItWasWritten() {
    commit(1, 3, "run");
    commit(2, 1, "run");

    assertThat(bySpark(1)).isEqualTo(rows(1, 3));
    assertThat(bySpark(2)).isEqualTo(rows(2, 1));
  }

  @Test
  void anEarlierStateOfATableIsReadAsItWasAndARemovedVersionIsGone() {
    commit(1, 1, "run");
    commit(2, 1, "run");
    long before = lake.deltaVersion(TABLE).orElseThrow();
    commit(3, 1, "run");

    Dataset<Row> then =
        spark.read().format("delta").option("versionAsOf", before).load(lake.path(TABLE));
    assertThat(then.select("version").distinct().count()).isEqualTo(2);
    assertThat(table().select("version").distinct().count()).isEqualTo(3);

    lake.remove(TABLE, YEAR, 1);
    lake.remove(TABLE, YEAR, 1);

    assertThat(bySpark(1)).isEmpty();
    assertThat(bySpark(2)).isEqualTo(rows(2, 1));
    Lake another = new Lake(place.toUri());
    assertThat(another.versions(TABLE, YEAR)).containsExactly(2, 3);
    assertThat(another.holds(TABLE, YEAR, 1)).isFalse();
    // What is kept can still be read at the earlier state.
    assertThat(then.where("version = 2").count()).isEqualTo(rows(2, 1).size());
  }

  /** The descriptor of a table as two programs know it, the later one with more at its end. */
  private static Table gained(int columns) {
    Table.Builder builder =
        Table.named("gained", Table.Layer.GOLD, Table.Tree.STATISTICS, "One row of a practice.");
    Field unused = builder.key().text("practice_code", "Code.");
    Field unusedCount = builder.count("patients", Field.Unit.PATIENTS, "Patients.");
    if (columns > 2) {
      Field unusedRoute = builder.optionalText("paying_route", "Route.");
    }
    if (columns > 3) {
      Field unusedPoints = builder.optionalDecimal("points", 2, Field.Unit.POINTS, "Points.");
    }
    return builder.build();
  }

  private static ContentDigest commitGained(Lake place, int columns) {
    Table table = gained(columns);
    Block rows = new Block(table);
    rows.next().text(table.field("practice_code"), "A81001").count(table.field("patients"), 7);
    if (columns > 2) {
      rows.text(table.field("paying_route"), "thresholds");
    }
    DataFile file = place.stage(table, YEAR, columns, "x", List.of(rows));
    place.commit(table, YEAR, columns, List.of(file), "run" + columns);
    return ContentDigest.of(rows);
  }

  @Test
  void aTableGainsColumnsAndItsEarlierVersionsKeepTheirDigests() {
    ContentDigest first = commitGained(lake, 2);
    ContentDigest second = commitGained(lake, 3);
    ContentDigest last = commitGained(lake, 4);

    Lake now = new Lake(place.toUri());
    Table table = gained(4);
    assertThat(now.read(table, YEAR, 2).has(table.field("paying_route"), 0)).isFalse();
    for (int version = 2; version <= 4; version++) {
      String recorded = List.of(first, second, last).get(version - 2).hex();
      List<DataFile> files = now.filesAsLogged(table, YEAR, version);
      assertThat(ContentCheck.digest(now.storage(), table, files, recorded)).isEqualTo(recorded);
      String other = recorded.replace('a', 'b');
      assertThat(ContentCheck.digest(now.storage(), table, files, other)).isNotEqualTo(other);
    }
    Dataset<Row> bySpark = spark.read().format("delta").load(now.path(table)).orderBy("version");
    assertThat(bySpark.columns())
        .containsExactly(
            "practice_code", "patients", "paying_route", "points", "financial_year", "version");
    assertThat(bySpark.collectAsList())
        .extracting(row -> row.getAs("paying_route"))
        .containsExactly(null, "thresholds", "thresholds");
    // Rewritten by Spark, the files have all columns: the earlier ones' digests are still theirs.
    assertThat(afterARewriting(table, 2, first)).isEqualTo(first.hex());
  }

  private String afterARewriting(Table table, int version, ContentDigest recorded) {
    String path = lake.path(table);
    spark
        .table("delta.`" + path + "`")
        .where("version = " + version)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", "version = " + version)
        .save(path);
    Lake now = new Lake(place.toUri());
    List<DataFile> rewritten = now.filesAsLogged(table, YEAR, version);
    assertThat(rewritten).isNotEmpty();
    return ContentCheck.digest(now.storage(), table, rewritten, recorded.hex());
  }

  /** As two programs know it, the later one with two columns between those of the earlier. */
  private static Table between(boolean later) {
    Table.Builder builder =
        Table.named("between", Table.Layer.GOLD, Table.Tree.STATISTICS, "One row of a practice.");
    Field unused = builder.key().text("practice_code", "Code.");
    if (later) {
      Field unusedRoute = builder.optionalText("paying_route", "Route.");
      Field unusedPoints = builder.optionalDecimal("points", 2, Field.Unit.POINTS, "Points.");
    }
    Field unusedCount = builder.count("patients", Field.Unit.PATIENTS, "Patients.");
    return builder.build();
  }

  @Test
  void columnsAddedBetweenOthersLeaveEarlierVersionsWhatTheyWereAlsoRewritten() {
    List<ContentDigest> recorded = new ArrayList<>();
    for (boolean later : new boolean[] {false, true}) {
      Table table = between(later);
      Block rows = new Block(table);
      rows.next().text(table.field("practice_code"), "A81001").count(table.field("patients"), 7);
      if (later) {
        rows.text(table.field("paying_route"), "thresholds");
      }
      int version = recorded.size() + 1;
      DataFile file = lake.stage(table, YEAR, version, "x", List.of(rows));
      lake.commit(table, YEAR, version, List.of(file), "run" + version);
      recorded.add(ContentDigest.of(rows));
    }
    Table table = between(true);

    assertThat(afterARewriting(table, 1, recorded.get(0))).isEqualTo(recorded.get(0).hex());
    assertThat(afterARewriting(table, 2, recorded.get(1))).isEqualTo(recorded.get(1).hex());
    Lake now = new Lake(place.toUri());
    assertThat(now.read(table, YEAR, 1).countAt(table.field("patients"), 0)).isEqualTo(7);
    // A version that had a route and lost it is not what it was.
    spark
        .table("delta.`" + now.path(table) + "`")
        .where("version = 2")
        .withColumn("paying_route", functions.lit(null).cast("string"))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", "version = 2")
        .save(now.path(table));
    List<DataFile> lost = new Lake(place.toUri()).filesAsLogged(table, YEAR, 2);
    String second = recorded.get(1).hex();
    assertThat(ContentCheck.digest(now.storage(), table, lost, second)).isNotEqualTo(second);
  }

  @Test
  void aTableWithColumnsThatThisProgramDoesNotKnowIsNotWritten() {
    ContentDigest unused = commitGained(lake, 3);

    assertThatThrownBy(() -> commitGained(new Lake(place.toUri()), 2))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("has other columns than this version of OpenQOF writes")
        .hasMessageContaining("lake check");
    assertThat(lake.versions(gained(3), YEAR)).containsExactly(3);
  }

  @Test
  void sparkSeesWhatEachColumnMeans() {
    commit(1, 1, "run");

    for (Field field : TABLE.fields()) {
      StructField column = table().schema().apply(field.name());
      assertThat(column.getComment().get()).isEqualTo(field.sentence());
    }
    assertThat(table().schema().apply("some_decimal").dataType().sql()).isEqualTo("DECIMAL(18,2)");
    assertThat(table().schema().apply("version").dataType().sql()).isEqualTo("INT");
  }

  @Test
  void aCatalogueComesToKnowEveryTableOfTheLakeByTheScript() {
    lake.commit(Deciles.TABLE, YEAR, 1, List.of(), "run");
    List<String> script = new CatalogueScript(lake, "known_by_script").lines();
    assertThat(script).hasSize(2);
    script.forEach(line -> spark.sql(line.substring(0, line.length() - 1)));
    try {
      for (Field field : Deciles.TABLE.fields()) {
        StructField column = spark.table("known_by_script.deciles").schema().apply(field.name());
        assertThat(column.getComment().get()).isEqualTo(field.sentence());
      }
      assertThat(
              spark.sql("describe known_by_script.deciles").collectAsList().stream()
                  .map(row -> row.get(0) + ": " + row.get(2)))
          .contains("rate: " + Deciles.TABLE.field("rate").sentence());
      assertThat(
              spark.sql("describe extended known_by_script.deciles").collectAsList().stream()
                  .map(row -> row.get(0) + ": " + row.get(1)))
          .contains("Comment: " + Deciles.TABLE.sentence());
    } finally {
      spark.sql("drop schema known_by_script cascade");
    }
    assertThat(lake.deltaVersion(Deciles.TABLE)).isPresent();
  }

  @Test
  void sparkSkipsFilesByTheRangesInTheLog() {
    commit(1, 3, "run");

    assertThat(table().inputFiles()).hasSize(3);
    assertThat(table().where("practice_code = 'P00050'").inputFiles()).hasSize(1);
    assertThat(table().where("practice_code = 'P99999'").inputFiles()).isEmpty();
  }

  @Test
  void whatSparkAppendsIsReadBackAndCommitsGoOn() {
    commit(1, 2, "run");
    table()
        .where("version = 1")
        .withColumn("version", functions.lit(7))
        .repartition(3)
        .write()
        .format("delta")
        .mode("append")
        .save(lake.path(TABLE));

    assertThat(lake.versions(TABLE, YEAR)).containsExactly(1, 7);
    assertThat(RandomBlocks.values(lake.read(TABLE, YEAR, 7))).isEqualTo(rows(1, 2));
    assertThat(ContentDigest.of(lake.read(TABLE, YEAR, 7)))
        .isEqualTo(ContentDigest.of(lake.read(TABLE, YEAR, 1)));
    commit(8, 1, "run");
    assertThat(bySpark(8)).isEqualTo(rows(8, 1));
  }

  @Test
  void whatSparkDeletesIsGoneForKernelToo() {
    commit(1, 3, "run");
    spark.sql("DELETE FROM " + sqlName() + " WHERE practice_code = 'P00011'");

    List<List<String>> expected =
        rows(1, 3).stream().filter(row -> !row.get(0).equals("=P00011")).toList();
    assertThat(expected).hasSizeLessThan(rows(1, 3).size());
    assertThat(RandomBlocks.values(lake.read(TABLE, YEAR, 1))).isEqualTo(expected);
  }

  @Test
  void rowsDeletedWithoutRewritingTheirFileAreNeitherReadNorPublished() {
    commit(1, 3, "run");
    spark.sql(
        "ALTER TABLE " + sqlName() + " SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    spark.sql("DELETE FROM " + sqlName() + " WHERE practice_code = 'P00011' AND number < 3");

    List<List<String>> expected =
        rows(1, 3).stream()
            .filter(
                row ->
                    !(row.get(0).equals("=P00011")
                        && row.get(1).compareTo("=3") < 0
                        && row.get(1).length() == 2))
            .toList();
    assertThat(lake.files(TABLE, YEAR, 1))
        .as("the test is about deletion vectors")
        .anyMatch(file -> !file.deletedRows().isEmpty());
    assertThat(RandomBlocks.values(lake.read(TABLE, YEAR, 1))).isEqualTo(expected);

    Publication publication = new Publication(place.resolveSibling("published").toUri());
    try (Publication.Draft draft = publication.begin(YEAR, 1)) {
      assertThat(draft.add(TABLE, lake.files(TABLE, YEAR, 1)).rows()).isEqualTo(expected.size());
      draft.publish(new Manifest.Origin("r", "t", "spark", "1", "d", 1, Map.of(), Map.of()));
    }
  }

  @Test
  void afterSparkHasTidiedUpTheRowsAreTheSame() {
    commit(1, 3, "run");
    DataFile orphan = lake.stage(TABLE, YEAR, 1, "orphan", RandomBlocks.of(9, 1, 5, 5));
    spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    spark.sql("OPTIMIZE " + sqlName());
    spark.sql("VACUUM " + sqlName() + " RETAIN 0 HOURS");

    assertThat(Files.exists(LocalStorage.path(orphan.path()))).isFalse();
    assertThat(lake.files(TABLE, YEAR, 1)).hasSize(1);
    assertThat(RandomBlocks.values(lake.read(TABLE, YEAR, 1))).isEqualTo(rows(1, 3));
    assertThat(bySpark(1)).isEqualTo(rows(1, 3));
  }
}
