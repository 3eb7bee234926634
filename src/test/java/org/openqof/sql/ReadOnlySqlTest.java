package org.openqof.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;
import org.openqof.tables.Versions;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;

/** {@code qof sql} reads and does nothing else, whatever the statement looks like. */
@SuppressWarnings("NullAway.Init") // JUnit fills the field before any test
@Slow
class ReadOnlySqlTest {
  @TempDir static Path room;
  private static Map<String, String> before = Map.of();

  @BeforeAll
  static void aLakeOfTheSamples() throws IOException {
    SparkForTests.session();
    Qof.Answer run =
        Qof.run(
            "run",
            "--engine",
            "local",
            "--extracts",
            "data-samples",
            "--years",
            "2022-23",
            "--lake",
            room.resolve("lake"),
            "--published",
            room.resolve("published"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    before = files();
  }

  @AfterAll
  static void nothingIsLeftInTheFolderThatCommandsRunIn() {
    for (String left : new String[] {"spark-warehouse", "metastore_db", "derby.log", "artifacts"}) {
      assertThat(Path.of(left)).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from delta.`LAKE/gold/payment_lines` where financial_year = '2022-23'",
        "/* select */ DELETE FROM payment_lines",
        "update delta.`LAKE/gold/payment_lines` set earned_points = 0",
        "insert into delta.`LAKE/ops/versions` select * from versions",
        "insert overwrite directory 'LAKE/x' using csv select 1",
        "from versions insert into delta.`LAKE/ops/versions` select *",
        "with v as (select * from versions) insert into delta.`LAKE/ops/versions` select * from v",
        "merge into delta.`LAKE/ops/versions` t using versions s on t.version = s.version"
            + " when matched then delete",
        "truncate table delta.`LAKE/ops/versions`",
        "create table t (a int) using delta location 'LAKE/t'",
        "create table t using parquet as select 1 as a",
        "create or replace temporary view payment_lines as select 1 as a",
        "create table identifier('t') (a int) using parquet",
        "create database d",
        "create temporary function f as 'java.lang.String'",
        "drop table delta.`LAKE/ops/versions`",
        "alter table delta.`LAKE/ops/versions` set tblproperties ('delta.appendOnly' = 'false')",
        "optimize delta.`LAKE/gold/payment_lines`",
        "vacuum delta.`LAKE/gold/payment_lines` retain 0 hours",
        "restore table delta.`LAKE/gold/payment_lines` to version as of 0",
        "convert to delta parquet.`LAKE/gold`",
        "fsck repair table delta.`LAKE/gold/payment_lines`",
        "set spark.sql.shuffle.partitions = 7",
        "reset",
        "cache table c as select 1",
        "add jar '/tmp/x.jar'",
        "declare variable v int default 1",
        "execute immediate 'drop table t'",
        "execute immediate 'create table t (a int) using parquet'",
        "begin create table t (a int) using parquet; end",
        "select 1; drop table t",
        "explain delete from payment_lines",
        "select transform(version) using 'touch LAKE/touched' from versions",
        "select * from (select transform(version) using 'touch LAKE/touched' from versions)",
        "select 1 where exists (select transform(version) using 'touch LAKE/t' from versions)",
        "select java_method('java.lang.System', 'setProperty', 'qof.a', 'b')",
        "select reflect('java.lang.System', 'setProperty', 'qof.a', 'b')",
        "select try_reflect('java.lang.System', 'setProperty', 'qof.a', 'b')",
        "select (select identifier('java_' || 'method')('java.lang.System', 'setProperty', 'qof.a',"
            + " 'b'))",
        "with w as (select reflect('java.lang.System', 'setProperty', 'qof.a', 'b') x) select *"
            + " from w",
        "select * from values (reflect('java.lang.System', 'setProperty', 'qof.a', 'b'))",
        "call system.rollback('t', 1)",
        "refresh table versions",
        "analyze table delta.`LAKE/ops/versions` compute statistics",
        "load data local inpath '/etc/passwd' into table versions",
        "msck repair table versions",
        "use default",
      })
  void whatDoesMoreThanReadIsRefusedAndDoesNothing(String statement) throws IOException {
    Qof.Answer answer = sql(statement.replace("LAKE", room.resolve("lake").toString()));
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(2);
    assertThat(answer.err()).contains("quer").contains("What to do:");
    assertThat(files()).isEqualTo(before);
    assertThat(System.getProperty("qof.a")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from payment_lines",
        "select * from payment_lines limit 1",
        "with v as (select version from versions) select * from v union all select 1",
        "select l.version from payment_lines l join versions v using (financial_year) limit 1",
        "select practice_code, row_number() over (order by crp) from practice_factors limit 3",
        "select rank() over w from practice_factors window w as (order by crp) limit 1",
        "select group_code, sum(crp) from practice_factors group by group_code having sum(crp) > 0",
        "select * from values (1, 2), (3, 4) as t(a, b) order by a desc",
        "values (1), (2)",
        "select * from range(3)",
        "select explode(array(1, 2))",
        "select v from versions lateral view explode(array(1)) x as v",
        "select * from (select financial_year, version from versions) pivot (count(version) for"
            + " version in (1))",
        "select 1 where exists (select 1 from versions) and 1 in (select version from versions)",
        "select distinct state from versions except select 'x' intersect select 'y'",
        "from versions |> where version = 1 |> select state",
        "select * from versions tablesample (50 percent)",
        "select * from delta.`LAKE/ops/versions` version as of 0",
        "select * from versions sort by version limit 1 offset 1",
        "select * from versions v, lateral (select v.version + 1)",
        "select group_code, count(*) from practice_factors group by all",
        "describe versions",
        "describe query select 1",
        "show tables",
        "show columns in versions",
        "show functions like 'sum'",
        "describe function sum",
      })
  void whatReadsIsAnswered(String statement) throws IOException {
    Qof.Answer answer = sql(statement.replace("LAKE", room.resolve("lake").toString()));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).isNotBlank();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void noDeltaWriterTakesRowsOutOfTablesThatAreOnlyAddedTo() {
    SparkSession session = SparkForTests.session();
    for (Table table : Tables.onlyAddedTo()) {
      Path folder = room.resolve("lake/ops").resolve(table.name());
      if (table == Versions.TABLE || Files.exists(folder)) {
        assertThatThrownBy(() -> session.sql("delete from delta.`" + folder + "`"))
            .hasMessageContaining("DELTA_CANNOT_MODIFY_APPEND_ONLY");
      }
    }
  }

  @Test
  void theMessageSaysWhatSparkTookTheStatementFor() {
    assertThat(sql("delete from payment_lines").err())
        .contains("This is not a query, and was not run.")
        .contains("DeleteFromTable")
        .contains("Ask with select");
  }

  private static Qof.Answer sql(String statement) {
    return Qof.run("sql", statement, "--lake", room.resolve("lake"));
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(room)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        found.put(
            file.toString(),
            Files.isDirectory(file)
                ? ""
                : Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return found;
  }
}
