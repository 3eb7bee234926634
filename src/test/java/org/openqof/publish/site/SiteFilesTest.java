package org.openqof.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.testing.Slow;

/** What lies in the folder of the look-up page, against the published statistics it comes from. */
@Slow
class SiteFilesTest {
  private static final int MOST_ROWS = 25_000;
  private static final int MOST_FOOTER = 64 << 10;

  private final SampleSite site = SampleSite.get();

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(site.folder())) {
      return walk.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void everyParquetFileIsFitToBeReadByRanges() throws IOException {
    List<Path> files = files(".parquet");
    assertThat(files).hasSize(2 + 2 * 3);
    for (Path file : files) {
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        for (BlockMetaData group : reader.getRowGroups()) {
          assertThat(group.getRowCount()).as("%s", file).isBetween(1L, (long) MOST_ROWS);
          for (ColumnChunkMetaData column : group.getColumns()) {
            assertThat(column.getCodec()).isEqualTo(CompressionCodecName.SNAPPY);
            PrimitiveType type = column.getPrimitiveType();
            assertThat(type.getPrimitiveTypeName())
                .as("%s %s: a browser has no 64-bit numbers", file, type)
                .isIn(PrimitiveTypeName.INT32, PrimitiveTypeName.BINARY);
            assertThat(
                    column.getStatistics().hasNonNullValue()
                        || column.getStatistics().getNumNulls() == group.getRowCount())
                .isTrue();
          }
        }
      }
    }
  }

  @Test
  void theManifestGivesTheSizeOfEachFileAndItsFooterIsSmall() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    site.manifest().get("figures").forEach(entries::add);
    site.manifest().get("practices_by_subject").forEach(kind -> kind.forEach(entries::add));
    assertThat(entries).hasSize(8);
    for (JsonNode entry : entries) {
      byte[] bytes = Files.readAllBytes(site.folder().resolve(entry.get("path").asText()));
      assertThat(bytes.length).isEqualTo(entry.get("bytes").asInt());
      int footer = entry.get("footer").asInt();
      assertThat(footer).isBetween(100, MOST_FOOTER);
      int length =
          ByteBuffer.wrap(bytes, bytes.length - 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
      assertThat(length + 8).isEqualTo(footer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prevalence", "achievement"})
  void eachRowGroupIsOneBundleAndEachPracticeLiesInOneOfThem(String kind) throws Exception {
    Path file = site.folder().resolve("data/" + kind + ".parquet");
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      int number = 0;
      for (BlockMetaData group : reader.getRowGroups()) {
        Statistics<?> bundle = group.getColumns().get(0).getStatistics();
        assertThat((Object) bundle.genericGetMin()).isEqualTo(number);
        assertThat((Object) bundle.genericGetMax()).isEqualTo(number);
        number++;
      }
      assertThat(number).isGreaterThan(1);
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(
              number(
                  duck,
                  "select count(*) from (select place from 'FILE' where place not like '%:%'"
                      + " group by place having count(distinct bundle) > 1)",
                  file))
          .isZero();
      // Sorted by the whole key: no row comes before one with a smaller key.
      assertThat(
              number(
                  duck,
                  "select count(*) from (select (bundle, place, subject, start_year) as k, lag(k)"
                      + " over (order by file_row_number) as before from read_parquet('FILE',"
                      + " file_row_number = true)) where before >= k",
                  file))
          .isZero();
    }
  }

  @Test
  void theCountsOfPracticesAndAreasAreThoseOfTheLatestYearsStatistics() throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      Path achievement = site.folder().resolve("data/achievement.parquet");
      Path indicators = site.published("2023-24", "statistics/practice_indicators");
      Path areas = site.published("2023-24", "statistics/area_indicators");
      String practices =
          "select practice_code as place, indicator_code as subject, numerator, denominator,"
              + " pca_count from '%s' where denominator is not null";
      String onThePage =
          "select distinct place, subject, numerator, denominator, pca_count from '%s' where"
              + " start_year = 2023";
      assertSame(
          duck,
          onThePage.formatted(achievement) + " and place not like '%:%'",
          practices.formatted(indicators));
      assertSame(
          duck,
          onThePage.formatted(achievement) + " and place like '%:%'",
          ("select level || ':' || area_code, indicator_code, numerator, denominator, pca_count"
                  + " from '%s' where level <> 'england' and area_code not in ('U', 'UNMAPPED')"
                  + " and denominator is not null")
              .formatted(areas));
      Path prevalence = site.folder().resolve("data/prevalence.parquet");
      assertSame(
          duck,
          ("select distinct place, subject, register_size, list_size from '%s' where start_year ="
                  + " 2023 and place not like '%%:%%'")
              .formatted(prevalence),
          ("select practice_code, group_code, register_size, list_size from '%s' where"
                  + " register_size is not null and group_code in (select subject from '%s' where"
                  + " start_year = 2023)")
              .formatted(site.published("2023-24", "statistics/practice_groups"), prevalence));
    }
  }

  @Test
  void earlierYearsAreAddedUpOnTheMapOfTheLatest() throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      JsonNode england = site.json("data/nation-achievement.json.gz").get("DM006").get("2021");
      Path published = site.published("2021-22", "statistics/practice_indicators");
      for (String column : List.of("numerator", "denominator", "pca_count")) {
        long sum =
            number(
                duck,
                "select sum(" + column + ") from 'FILE' where indicator_code = 'DM006'",
                published);
        int at = List.of("numerator", "denominator", "pca_count").indexOf(column);
        assertThat(england.get("england").get(at).asLong()).isEqualTo(sum);
      }
      // Practices that are still there lie in their location of 2023-24 in every year.
      long onThePage =
          number(
              duck,
              "select sum(numerator) from (select distinct place, numerator from 'FILE' where"
                  + " place like 'region:%' and subject = 'DM006' and start_year = 2021)",
              site.folder().resolve("data/achievement.parquet"));
      assertThat(onThePage)
          .isPositive()
          .isLessThanOrEqualTo(england.get("england").get(0).asLong());
    }
  }

  @Test
  void practicesOfSimilarSizeAreTheSumsOfTheirTenth() throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      JsonNode sizes =
          site.json("data/nation-prevalence.json.gz").get("DM").get("2022").get("sizes");
      assertThat(sizes).hasSize(10);
      for (int tenth = 1; tenth <= 10; tenth++) {
        long register =
            number(
                duck,
                "select sum(register_size) from 'FILE' join '"
                    + site.published("2022-23", "statistics/practice_comparators")
                    + "' using (practice_code) where group_code = 'DM' and list_size_tenth = '%02d'"
                        .formatted(tenth),
                site.published("2022-23", "statistics/practice_groups"));
        assertThat(sizes.get(tenth - 1).get(0).asLong()).isEqualTo(register);
      }
    }
  }

  @Test
  void theDirectoryHasEveryPracticeWithStatisticsAndItsPostcode() throws Exception {
    JsonNode directory = site.directory();
    Set<String> published = new HashSet<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String year : List.of("2021-22", "2022-23", "2023-24")) {
        published.addAll(
            texts(
                duck,
                "select practice_code from '%s'"
                    .formatted(site.published(year, "statistics/practice_points"))));
      }
    }
    Set<String> found = new HashSet<>();
    directory.get("codes").forEach(code -> found.add(code.asText()));
    assertThat(found).isEqualTo(published);
    assertThat(directory.get("has_postcodes").asBoolean()).isTrue();
    assertThat(directory.get("postcodes").get(0).asText()).matches("ZZ\\d+ \\d[A-Z]Z");
    int hostile = SampleSite.position(directory, SampleSite.HOSTILE);
    assertThat(directory.get("names").get(hostile).asText()).isEqualTo(SampleSite.HOSTILE_NAME);
  }

  @Test
  void aRenamedAndRedefinedIndicatorIsOneSubjectWithABreak() {
    JsonNode subject = subject("achievement", "AF008");
    assertThat(subject.get("years").get("2023").get("code").asText()).isEqualTo("AF008");
    assertThat(subject.get("years").get("2023").get("break").asBoolean()).isTrue();
    assertThat(subject.get("years").get("2023").get("why").asText())
        .startsWith("2023-24: AF007 became AF008");
    assertThat(subject.get("years").get("2022").get("code").asText()).isEqualTo("AF007");
    assertThat(subject.get("years").get("2022").has("break")).isFalse();
  }

  @Test
  void theRegisterOfDepressionOf2023IsNoPrevalence() {
    JsonNode year = subject("prevalence", "DEP").get("years").get("2023");
    assertThat(year.get("newly").asBoolean()).isTrue();
    assertThat(year.get("break").asBoolean()).isTrue();
  }

  private JsonNode subject(String kind, String id) {
    for (JsonNode subject : site.manifest().get("subjects").get(kind)) {
      if (subject.get("id").asText().equals(id)) {
        return subject;
      }
    }
    throw new AssertionError(id);
  }

  @Test
  void noMoneyGetsIn() throws Exception {
    Set<String> amounts = new HashSet<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      amounts.addAll(
          texts(
              duck,
              "select achievement_payment_gbp::varchar from '%s' where achievement_payment_gbp > 1000"
                  .formatted(site.published("2023-24", "payments/practice_payments"))));
      for (Path file : files(".parquet")) {
        assertThat(texts(duck, "select column_name from (describe from '%s')".formatted(file)))
            .isNotEmpty()
            .allSatisfy(column -> assertThat(column).doesNotContain("gbp", "pay", "price"));
      }
    }
    // Above every percentage, so that an amount and a percentage are never the same digits.
    assertThat(amounts).hasSizeGreaterThan(100);
    int texts = 0;
    for (Path file : files("")) {
      if (Files.isRegularFile(file) && !file.toString().endsWith(".parquet")) {
        String text = text(file);
        texts++;
        assertThat(text).as("%s", file).doesNotContain("£", "_gbp");
        for (String amount : amounts) {
          assertThat(text.contains(amount)).as("%s in %s", amount, file).isFalse();
        }
      }
    }
    assertThat(texts).isGreaterThan(20);
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".gz")) {
      try (GZIPInputStream gzip = new GZIPInputStream(Files.newInputStream(file))) {
        bytes = gzip.readAllBytes();
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aPageNeedsNoScriptStyleOrPictureFromElsewhereAndNoInlineOne() throws IOException {
    for (Path page : files(".html")) {
      String html = Files.readString(page);
      assertThat(html)
          .as("%s", page)
          .contains("default-src 'self'")
          .doesNotContain("http://", "https://", " style=", " onclick=", "<style", "<img")
          .doesNotContain("<!--");
      assertThat(html.replace("<script type=\"module\" src=\"app.js\"></script>", ""))
          .doesNotContain("<script");
    }
  }

  @Test
  void thePagesOfTheBoardsHaveEveryPracticeAndEscapeItsName() throws IOException {
    JsonNode directory = site.directory();
    int hostile = SampleSite.position(directory, SampleSite.HOSTILE);
    JsonNode board =
        directory.get("areas").get("icb").get(directory.get("icb").get(hostile).asInt());
    String page =
        Files.readString(site.folder().resolve("areas/" + board.get(0).asText() + ".html"));
    assertThat(page)
        .contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;=Sons&quot; &lt;script&gt;")
        .contains("<td class=\"nhsuk-table__cell\">" + SampleSite.HOSTILE + "</td>");
    String csv =
        Files.readString(site.folder().resolve("areas/" + board.get(0).asText() + "-2023-24.csv"));
    assertThat(csv)
        .startsWith("practice_code,practice_name,subject_code,numerator,")
        .contains("\r\n" + SampleSite.HOSTILE + ",\"<img src=x onerror=alert(1)> & \"\"=Sons");
  }

  @Test
  void theSameLakeGivesTheSameBytes() throws IOException {
    Path again = site.room().resolve("again");
    site.buildAgain(again);
    try (Stream<Path> walk = Files.walk(site.folder())) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        assertThat(Files.mismatch(file, again.resolve(site.folder().relativize(file).toString())))
            .as("%s", file)
            .isEqualTo(-1);
      }
    }
  }

  private static void assertSame(Connection duck, String one, String other) throws SQLException {
    assertThat(number(duck, "select count(*) from (" + one + ")")).isPositive();
    assertThat(number(duck, "select count(*) from ((" + one + ") except (" + other + "))"))
        .isZero();
    assertThat(number(duck, "select count(*) from ((" + other + ") except (" + one + "))"))
        .isZero();
  }

  private static long number(Connection duck, String query, Path file) throws SQLException {
    return number(duck, query.replace("FILE", file.toString()));
  }

  private static long number(Connection duck, String query) throws SQLException {
    try (ResultSet result = duck.createStatement().executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getLong(1);
    }
  }

  private static List<String> texts(Connection duck, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet result = duck.createStatement().executeQuery(query)) {
      while (result.next()) {
        texts.add(result.getString(1));
      }
    }
    return texts;
  }
}
