package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.openqof.tables.Field;
import org.openqof.tables.PracticePoints;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;

/** The queries of docs/reading-the-results.md, run as they stand there over the samples. */
@Slow
class ReadingTheResultsTest {
  private static final Path PAGE = Path.of("docs/reading-the-results.md");
  private static final Pattern QUERY =
      Pattern.compile("<!-- run: duckdb (\\d+) rows -->\\n```sql\\n(.*?)```", Pattern.DOTALL);

  private static List<List<String>> ask(Statement statement, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    for (String part : sql.split(";\\s*\\n")) {
      if (part.isBlank() || !statement.execute(part)) {
        continue;
      }
      rows.clear();
      try (ResultSet found = statement.getResultSet()) {
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          List<String> row = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            row.add(String.valueOf(found.getObject(column)));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  @Test
  void everyQueryOfThePageForDuckDbRunsAndGivesWhatItSays() throws IOException, SQLException {
    SamplePublication sample = SamplePublication.get();
    Matcher query = QUERY.matcher(Files.readString(PAGE));
    int run = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      while (query.find()) {
        String sql =
            query
                .group(2)
                .replace("published/", sample.published() + "/")
                .replace("publication/", sample.folder().getParent() + "/");
        assertThat(ask(statement, sql))
            .as(query.group(2))
            .hasSize(Integer.parseInt(query.group(1)));
        run++;
      }
    }
    assertThat(run).isGreaterThanOrEqualTo(4);
  }

  @Test
  void everyPublishedFileTellsItsYearAndVersionAndWhatItsColumnsMean() throws Exception {
    Path published = SamplePublication.get().published();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        var files = Files.walk(published)) {
      List<Path> parquet = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      assertThat(parquet).hasSizeGreaterThan(40);
      for (Path file : parquet) {
        Path within = published.relativize(file);
        assertThat(
                ask(
                    statement,
                    "select distinct financial_year, version from read_parquet('" + file + "')"))
            .as(file.toString())
            .isEqualTo(
                List.of(List.of(within.getName(0).toString(), within.getName(1).toString())));
        // Readers that look at statistics find them for both, and for every column of the key.
        assertThat(
                ask(
                    statement,
                    "select count(*) from parquet_metadata('"
                        + file
                        + "') where path_in_schema in ('financial_year', 'version') and"
                        + " (stats_min_value is null or stats_max_value is null)"))
            .as(file.toString())
            .isEqualTo(List.of(List.of("0")));
        assertThat(
                ask(
                    statement,
                    "select count(*) from parquet_schema('"
                        + file
                        + "') as s where s.num_children is null and not exists (select 1 from"
                        + " parquet_kv_metadata('"
                        + file
                        + "') k where decode(k.key) = 'openqof.sentence.' || s.name)"))
            .as(file.toString())
            .isEqualTo(List.of(List.of("0")));
      }
    }
  }

  @Test
  void sparkFindsTheCommentOfEveryColumnOfAPublishedFile() {
    Path file =
        SamplePublication.get().published().resolve("2023-24/1/statistics/practice_points.parquet");
    StructType schema = SparkForTests.session().read().parquet(file.toString()).schema();

    for (Field field : PracticePoints.TABLE.fields()) {
      assertThat(schema.apply(field.name()).getComment().get())
          .as(field.name())
          .isEqualTo(field.sentence());
    }
    assertThat(schema.apply("financial_year").getComment().get())
        .isEqualTo("Financial year the row belongs to.");
  }
}
