package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;

/** Answers of {@code qof sql} in each format, from each kind of source. */
@SuppressWarnings("NullAway.Init") // the set-up fills the field before any test
@Slow
class SqlCommandTest {
  private static Path room;

  @BeforeAll
  static void run(@TempDir Path folder) {
    SparkForTests.session();
    room = folder;
    Qof.Answer generated =
        Qof.run("generate", "--practices", 5, "--years", "2023-24", "--seed", 3, "--out", at("in"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Qof.Answer ran =
        Qof.run(
            "run",
            "--extracts",
            at("in"),
            "--engine",
            "local",
            "--lake",
            at("lake"),
            "--published",
            at("published"));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  private static Path at(String name) {
    return room.resolve(name);
  }

  private static String ok(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "sql";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--lake";
    all[all.length - 1] = at("lake");
    Qof.Answer answer = Qof.run(all);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return answer.out();
  }

  @Test
  void jsonHoldsNumbersAsNumbersAndNullAsNull() throws Exception {
    String query =
        "select practice_code, crp, cpi, cast(null as string) as nothing, '=1+1' as text"
            + " from qof.current.practice_factors order by practice_code, group_code limit 2";
    JsonNode rows = new ObjectMapper().readTree(ok("--format", "json", query));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).path("crp").isIntegralNumber()).isTrue();
    assertThat(rows.get(0).path("cpi").isNumber()).isTrue();
    assertThat(rows.get(0).path("nothing").isNull()).isTrue();
    assertThat(rows.get(0).path("text").asText()).isEqualTo("=1+1");
    assertThat(ok("--format", "json", "select 1 where false")).isEqualTo("[]\n");
  }

  @Test
  void csvHoldsAllRowsAndNoFormulas() {
    String lines = ok("--format", "csv", "select id, '=1+1' as text from range(1500)");
    assertThat(lines.lines()).hasSize(1501).startsWith("id,text");
    assertThat(lines).doesNotContain(",=1+1").contains("'=1+1");
    assertThat(ok("--format", "csv", "--rows", 3, "select id from range(9)").lines()).hasSize(4);
    assertThat(ok("select id from range(1500)").lines()).hasSize(1001);
  }

  @Test
  void aFileOfQueriesAndStandardInputAreRead() throws Exception {
    Path file = at("queries.sql");
    Files.writeString(
        file, "-- two;\nselect qof.points(60, 100, 45, 80, 15) as p;\nselect ';' as s;\n");
    assertThat(ok("--file", file)).contains("6.43").contains(";");
    InputStream terminal = System.in;
    try {
      System.setIn(new ByteArrayInputStream("select 40 + 2 as n".getBytes(StandardCharsets.UTF_8)));
      assertThat(ok("-")).contains("42");
    } finally {
      System.setIn(terminal);
    }
  }

  @Test
  void anAnswerIsWrittenWholeForOwnerAndGroup() throws Exception {
    Path csv = at("answers").resolve("lines.csv");
    Files.createDirectories(csv.getParent());
    ok("--format", "csv", "--out", csv, "select count(*) as n from qof.current.payment_lines");
    assertThat(Files.readString(csv)).startsWith("n\r\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(csv)))
        .isEqualTo("rw-r-----");
    Path parquet = at("answers").resolve("lines.parquet");
    ok("--format", "parquet", "--out", parquet, "select * from qof.current.payment_lines");
    assertThat(SparkForTests.session().read().parquet(parquet.toString()).count())
        .isEqualTo(Long.parseLong(Files.readString(csv).lines().skip(1).findFirst().orElseThrow()));
  }

  @Test
  void whatCannotBeAnsweredIsSaidWithAWayOut() {
    assertThat(Qof.run("sql", "select * from payment_line", "--lake", at("lake")))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.err()).contains("Did you mean 'payment_lines'?");
            });
    assertThat(Qof.run("sql", "select qof.pionts(1)", "--lake", at("lake")).err())
        .contains("Did you mean 'qof.points'?");
    assertThat(Qof.run("sql", "select qof.cpi(1, 0)", "--lake", at("lake")))
        .satisfies(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(2);
              assertThat(answer.err()).contains("average_list_size is 0");
            });
    assertThat(Qof.run("sql", "--lake", at("lake")).err()).contains("There is no query.");
    assertThat(Qof.run("sql", "-- only this", "--lake", at("lake")).exitCode()).isEqualTo(2);
    assertThat(Qof.run("sql", "select 1; select 2", "--format", "csv", "--lake", at("lake")).err())
        .contains("2 queries");
    assertThat(Qof.run("sql", "select 1", "--format", "parquet", "--lake", at("lake")).err())
        .contains("--out");
    assertThat(
            Qof.run("sql", "select 1", "--file", at("none.sql"), "--lake", at("lake")).exitCode())
        .isEqualTo(2);
  }
}
