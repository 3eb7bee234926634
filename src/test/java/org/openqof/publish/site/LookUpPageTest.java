package org.openqof.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.site.PageBundle;
import org.openqof.statistics.Rate;
import org.openqof.tables.PracticeIndicators;
import org.openqof.testing.LakeRows;
import org.openqof.testing.OpenedPages;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.Tools;

/**
 * The look-up page as people use it: bundled, served, opened in headless Chromium at the width of a
 * desk and of a phone. {@code src/test/site/browser.mjs} says what was done; here is said what must
 * hold.
 */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before any test
@Slow
class LookUpPageTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long MOST_BYTES = 400_000;
  private static final int MOST_REQUESTS = 10;

  /** Its code became AF008 in 2023-24, by a break of definition. */
  private static final String BROKEN = "AF008";

  private static SampleSite site;
  private static JsonNode seen;
  private static JsonNode directory;
  private static String code;
  private static String next;
  private static String gone;
  private static String address;

  @BeforeAll
  static void use() throws Exception {
    Path chromium = Tools.need("chromium", "chromium");
    Tools.need("node", "nodejs");
    Tools.need("npm", "npm");
    site = SampleSite.get();
    Path folder = site.room().resolve("bundled");
    PageBundle bundle = PageBundle.ofThisProject();
    site.build(bundle.files(), folder);
    directory = site.directory();
    choosePractices();
    try (SiteServer server = SiteServer.start(folder, 0)) {
      address = server.address();
      Path wishes = site.room().resolve("wishes.json");
      Files.write(wishes, MAPPER.writeValueAsBytes(wishes(chromium)));
      seen = OpenedPages.run("browser", bundle.work().toAbsolutePath(), wishes);
    }
  }

  /** Pages of the publication, which need no server. */
  @Test
  void axeFindsNothingOnThePagesOfThePublicationAndTheyFitTheScreen() throws Exception {
    Path out = site.room().resolve("pages");
    Qof.Answer made =
        Qof.run(
            "publish", "--year", "2023-24", "--lake", site.lake(), "--out", out, "--forms=PAGES");
    assertThat(made.exitCode()).as(made.err()).isZero();
    TreeMap<String, Path> pages = new TreeMap<>();
    for (String page : List.of("report", "data-quality")) {
      pages.put(page, out.resolve("2023-24").resolve(page + ".html"));
    }
    OpenedPages.areWell(pages, site.room());
  }

  /** One practice, another whose figures lie in another row group, and one that has closed. */
  private static void choosePractices() {
    code = "Z10010";
    JsonNode bundles = directory.get("bundles").get("prevalence");
    int mine = bundles.get(SampleSite.position(directory, code)).asInt();
    for (int i = 0; i < directory.get("codes").size(); i++) {
      JsonNode note = directory.get("notes").get(directory.get("codes").get(i).asText());
      if (bundles.get(i).asInt() > mine && note == null) {
        next = directory.get("codes").get(i).asText();
      }
      if (note != null && note.has("closed") && note.has("to") && note.has("last")) {
        gone = directory.get("codes").get(i).asText();
      }
    }
  }

  private static String of(String column, String practice) {
    return directory.get(column).get(SampleSite.position(directory, practice)).asText();
  }

  private static List<String> queries() {
    String postcode = of("postcodes", code);
    return List.of(
        of("names", code),
        of("names", code).toLowerCase(Locale.ROOT).substring(0, 5),
        code,
        code.toLowerCase(Locale.ROOT),
        postcode,
        postcode.replace(" ", "").toLowerCase(Locale.ROOT),
        postcode.substring(0, postcode.indexOf(' ')),
        "no such practice");
  }

  private static ObjectNode wishes(Path chromium) {
    ObjectNode wishes = MAPPER.createObjectNode();
    wishes
        .put("address", address)
        .put("chromium", chromium.toString())
        .put("code", code)
        .put("next", next)
        .put("gone", gone)
        .put("name", of("names", code))
        .put("hostile", SampleSite.HOSTILE)
        .put("broken", BROKEN)
        .put("indicator", "DM006")
        .put("register", "DM")
        .put("year", "2022-23");
    queries().forEach(wishes.putArray("queries")::add);
    String pictures = System.getProperty("qof.pictures");
    if (pictures != null) {
      wishes.put("pictures", pictures);
    }
    return wishes;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  @Test
  void nothingGoesWrongAndNoOtherHostIsAsked() {
    assertThat(texts(seen.get("problems"))).isEmpty();
    assertThat(texts(seen.get("hosts"))).containsExactly(address);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 375})
  void theFirstChartIsThereWithinTheBudget(int width) {
    JsonNode visit = seen.get("at" + width);
    assertThat(visit.get("first").get("requests").asInt())
        .as(visit.get("first").toString())
        .isLessThanOrEqualTo(MOST_REQUESTS);
    assertThat(visit.get("first").get("bytes").asLong()).isLessThanOrEqualTo(MOST_BYTES);
    assertThat(visit.get("label").asText()).contains("This practice ").contains("England ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 375})
  void theNextPracticeIsExactlyOneRequest(int width) {
    JsonNode visit = seen.get("at" + width);
    assertThat(texts(visit.get("next").get("paths"))).containsExactly("/data/prevalence.parquet");
    assertThat(visit.get("heading").asText()).isEqualTo(of("names", next));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 375})
  void axeFindsNothing(int width) {
    JsonNode visit = seen.get("at" + width);
    for (JsonNode page :
        List.of(
            visit.get("home"),
            visit.get("results"),
            visit.get("practice"),
            visit.get("areas").get(0),
            visit.get("areas").get(1))) {
      assertThat(texts(page.get("violations"))).isEmpty();
      assertThat(page.get("passes").asInt()).isGreaterThan(15);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 375})
  void noLabelIsCutNoTextIsTinyAndThePageIsNoWiderThanItsScreen(int width) {
    for (String when : List.of("cut", "cutAtBreak")) {
      JsonNode cut = seen.get("at" + width).get(when);
      assertThat(cut.get("texts").asInt()).isGreaterThan(10);
      assertThat(texts(cut.get("outside"))).isEmpty();
      assertThat(texts(cut.get("small"))).isEmpty();
      assertThat(cut.get("wider").asBoolean()).isFalse();
    }
  }

  @Test
  void noLineIsDrawnAcrossABreak() {
    JsonNode visit = seen.get("at1000");
    assertThat(visit.get("breaks").asInt()).isEqualTo(1);
    assertThat(texts(visit.get("paths")))
        .hasSize(3)
        .allSatisfy(
            path -> {
              // Two years before the break are one stroke, the year after it another.
              assertThat(path.chars().filter(sign -> sign == 'M').count()).isEqualTo(2);
              assertThat(path.chars().filter(sign -> sign == 'L').count()).isEqualTo(1);
            });
  }

  @Test
  void practicesAreFoundByNameCodeAndFullOrHalfPostcode() {
    JsonNode found = seen.get("found");
    for (String query : queries().subList(0, 7)) {
      assertThat(texts(found.get(query))).as(query).contains(code);
    }
    assertThat(texts(found.get(code))).containsExactly(code);
    assertThat(texts(found.get(of("postcodes", code)))).first().isEqualTo(code);
    assertThat(texts(found.get("no such practice"))).isEmpty();
    assertThat(seen.get("nothing").asText()).startsWith("No practice found for");
    assertThat(seen.get("tooShort").asText()).startsWith("Enter at least two letters");
  }

  @Test
  void everythingCanBeDoneByKeyboard() {
    assertThat(texts(seen.get("keyboard")))
        .containsExactly("nhsuk-skip-link", "query", "heading", "subject");
    assertThat(seen.get("resultsClosed").asBoolean()).isTrue();
    assertThat(seen.get("afterArrow").asText()).startsWith("#" + code + "?subject=");
  }

  @Test
  void anAddressGivesAnotherVisitorTheSameView() {
    JsonNode shared = seen.get("shared");
    assertThat(shared.get("hash").asText())
        .isEqualTo("#" + code + "?subject=DM006&measure=pca_rate&year=2022-23&level=pcn");
    assertThat(texts(shared.get("choices"))).containsExactly("DM006", "pca_rate", "pcn", "2022-23");
    assertThat(shared.get("same").asBoolean()).isTrue();
    assertThat(shared.get("title").asText()).startsWith(of("names", code));
  }

  @Test
  void whatAnAddressGetsWrongIsPutRight() {
    assertThat(texts(seen.get("mended")))
        .containsExactly("AST", "raw_prevalence", "sub_icb", "2023-24");
    assertThat(seen.get("unknown").asText())
        .contains("No practice with published figures has the code “NOWHERE”");
  }

  @Test
  void theCsvFileHoldsWhatTheStatisticsHold() throws IOException {
    assertThat(seen.get("csvName").asText()).isEqualTo(code + "-DM006-pca_rate.csv");
    List<NamedCsvRecord> rows = rows(seen.get("csv").asText());
    LakeRows lake = new LakeRows(site.lake());
    int practiceRows = 0;
    for (NamedCsvRecord row : rows) {
      BigDecimal rate =
          Rate.of(Long.valueOf(row.getField("events")), Long.valueOf(row.getField("base")));
      assertThat(row.getField("percent"))
          .isEqualTo(
              rate == null
                  ? ""
                  : rate.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString());
      if (row.getField("level").equals("practice")) {
        practiceRows++;
        Map<String, String> held =
            lake.of(PracticeIndicators.TABLE, row.getField("financial_year"), 1).stream()
                .filter(fields -> code.equals(fields.get("practice_code")))
                .filter(fields -> "DM006".equals(fields.get("indicator_code")))
                .findFirst()
                .orElseThrow();
        assertThat(row.getField("events")).isEqualTo(held.get("pca_count"));
        assertThat(Long.parseLong(row.getField("base")))
            .isEqualTo(
                Long.parseLong(held.getOrDefault("pca_count", ""))
                    + Long.parseLong(held.getOrDefault("denominator", "")));
      }
    }
    assertThat(practiceRows).isEqualTo(3);
    assertThat(rows.stream().map(row -> row.getField("level")).distinct())
        .containsExactly(
            "practice", "pcn", "sub_icb", "icb", "region", "list_size_tenth", "england");
  }

  @Test
  void theCsvFileOfARegisterHasTheCountsOfEngland() throws IOException {
    JsonNode england =
        site.json("data/nation-prevalence.json.gz").get("DM").get("2023").get("england");
    assertThat(rows(seen.get("registerCsv").asText()))
        .filteredOn(
            row ->
                row.getField("level").equals("england")
                    && row.getField("financial_year").equals("2023-24"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getField("events")).isEqualTo(england.get(0).asText());
              assertThat(row.getField("base")).isEqualTo(england.get(1).asText());
            });
  }

  private static List<NamedCsvRecord> rows(String csv) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv);
        Stream<NamedCsvRecord> rows = reader.stream()) {
      return rows.toList();
    }
  }

  @Test
  void aNameFullOfMarkupIsShownAsText() {
    JsonNode hostile = seen.get("hostile");
    assertThat(hostile.get("heading").asText()).isEqualTo(SampleSite.HOSTILE_NAME);
    assertThat(hostile.get("result").asText()).isEqualTo(SampleSite.HOSTILE_NAME);
    assertThat(hostile.get("title").asText()).startsWith(SampleSite.HOSTILE_NAME);
    assertThat(hostile.get("made").asInt()).isZero();
  }

  @Test
  void aPracticeThatClosedSaysSoAndWhereItsPatientsWent() {
    JsonNode note = directory.get("notes").get(gone);
    String successor = note.get("to").get(0).get("practice").asText();
    assertThat(seen.get("gone").asText())
        .contains("as the day this practice closed")
        .contains("It has no figures after " + note.get("last").asText())
        .contains(successor);
  }

  @Test
  void withoutJavaScriptThePagesOfTheBoardsAreThere() {
    assertThat(texts(seen.get("withoutScript")))
        .hasSize(directory.get("areas").get("icb").size())
        .allSatisfy(link -> assertThat(link).matches("areas/\\w+\\.html"));
    assertThat(seen.get("areaPage").asText())
        .contains("Prevalence, 2023-24", "Indicators, 2023-24", "Practices", "(CSV)");
  }

  @Test
  void aFailingNetworkIsSaidAndTheNextTryIsNotSpoiled() {
    assertThat(seen.get("failed").asText()).startsWith("The figures could not be fetched.");
    assertThat(seen.get("recovered").asText()).isEqualTo(of("names", next));
  }
}
