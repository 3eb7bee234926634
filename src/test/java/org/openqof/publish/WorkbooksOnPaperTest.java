package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** What workbooks say to the screen and to paper, read from their parts. */
@Slow
class WorkbooksOnPaperTest {
  private static final SamplePublication SAMPLE = SamplePublication.get();

  /** Parts of a workbook of the samples by name. */
  private static Map<String, String> parts(Path book) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(book.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream stream = zip.getInputStream(entry)) {
          parts.put(entry.getName(), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return parts;
  }

  private static Path book(Path folder, String name) {
    return folder.resolve("workbooks/qof-2324-" + name + ".xlsx");
  }

  private static List<String> all(String regex, String text) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void headersAndAreasStayOnTheScreenAndStandOnEveryPage() throws IOException {
    Map<String, String> regions = parts(book(SAMPLE.folder(), "nat-reg-ach-prev-pca"));
    String sheet = regions.getOrDefault("xl/worksheets/sheet4.xml", "");
    assertThat(sheet)
        .contains("xSplit=\"3\" ySplit=\"5\"", "state=\"frozen\"")
        .contains("fitToPage=\"true\"", "fitToHeight=\"0\"", "orientation=\"landscape\"")
        .contains("paperSize=\"9\"");
    assertThat(regions.get("xl/workbook.xml")).contains("'AF'!$A:$C,'AF'!$1:$5");

    Map<String, String> practices = parts(book(SAMPLE.folder(), "prac-dom-ach"));
    // Seven columns of areas would fill the screen: a practice's own code and name go on paper.
    assertThat(practices.get("xl/worksheets/sheet4.xml"))
        .contains("ySplit=\"5\"")
        .doesNotContain("xSplit=\"7\"");
    assertThat(practices.get("xl/workbook.xml"))
        .contains("'Overall_domain_achievement'!$F:$G,'Overall_domain_achievement'!$1:$5");
  }

  @Test
  void oneOrderOfAreasWhateverIsNoAreaLast() {
    assertThat(codes("nat-reg-ach-prev-pca", "Region ODS code"))
        .containsExactly("ENG", "X01", "X02", "X03", "X04", "X05", "X06", "X07", "UNMAPPED");
    assertThat(codes("icb-limits", "ICB ODS code")).endsWith("UNMAPPED").isNotEmpty();
    assertThat(codes("pcn-ach-prev-pca", "PCN ODS code")).endsWith("U").doesNotContain("UNMAPPED");
  }

  private static List<String> codes(String book, String column) {
    return SAMPLE.workbook(book).rows("AF").stream()
        .map(row -> row.getOrDefault(column, ""))
        .toList();
  }

  @Test
  void chartsDrawWhatTheirTablesHoldAndSayIt() throws IOException {
    Map<String, String> parts = parts(book(SAMPLE.folder(), "nat-reg-ach-prev-pca"));
    Workbook workbook = SAMPLE.workbook("nat-reg-ach-prev-pca");
    List<String> names = workbook.names();
    List<String> charted = names.subList(names.size() - 3, names.size());
    assertThat(charted).containsExactly("Deciles_prevalence", "Deciles_achievement", "Trend");
    for (String name : charted) {
      int number = names.indexOf(name) + 1;
      String chart = parts.getOrDefault("xl/charts/chart" + number + ".xml", "");
      assertThat(parts.get("xl/drawings/drawing" + number + ".xml")).contains(" descr=\"");
      assertThat(parts.get("xl/worksheets/sheet" + number + ".xml"))
          .contains("<drawing r:id=\"rIdChart\"/>");
      assertThat(chart).contains("the axis starts at zero", "<c:min val=\"0\"/>");
      List<String> ranges = all("<c:numRef><c:f>([^<]*)</c:f>", chart);
      List<Map<String, String>> rows = workbook.rows(name);
      assertThat(ranges).isNotEmpty().allMatch(range -> range.startsWith(name + "!$"));
      for (String range : ranges) {
        int column = range.charAt(name.length() + 2) - 'A';
        String header = workbook.headers(name).get(column);
        String series =
            chart.substring(
                chart.indexOf(range), chart.indexOf("</c:numCache>", chart.indexOf(range)));
        assertThat(all("<c:v>([^<]*)</c:v>", series))
            .as(name + " " + header)
            .isEqualTo(
                rows.stream()
                    .map(row -> row.getOrDefault(header, ""))
                    .filter(cell -> !cell.equals(":"))
                    .toList());
        assertThat(range).endsWith("$" + (5 + rows.size()));
      }
    }
  }

  @Test
  void coverAndMetadataStateWhatThePublisherSaysAndNothingElse() throws IOException {
    assertThat(SAMPLE.workbook("icb-limits").text("Cover"))
        .contains("Publisher: not stated", "Contact: not stated", "Status: not stated")
        .contains("Publication date: not stated", "Open Government Licence v3.0");
    Path folder =
        SAMPLE.publish(
            "stated",
            "2023-24",
            "--forms=WORKBOOKS",
            "--publisher=Public body \"A\" <b>",
            "--contact=figures@example.org",
            "--status=Official statistics",
            "--date=2024-10-31",
            "--next-date=2025-10-30",
            "--licence=Licence of A",
            "--licence-address=https://example.org/licence");
    assertThat(Workbook.read(book(folder, "icb-limits")).text("Cover"))
        .contains("Publisher: Public body \"A\" <b>", "Contact: figures@example.org")
        .contains("Status: Official statistics", "Publication date: 2024-10-31")
        .contains("Next publication: 2025-10-30", "Licence: Licence of A")
        .contains("https://example.org/licence")
        .doesNotContain("Open Government", "not stated");
    assertThat(Files.readString(folder.resolve("datapackage.json")))
        .contains("\"Licence of A\"", "\"https://example.org/licence\"", "\"publisher\"")
        .doesNotContain("OGL");
    Qof.Answer wrong =
        Qof.run(
            "publish",
            "--year",
            "2023-24",
            "--lake",
            SAMPLE.lake(),
            "--out",
            "target/none",
            "--licence-address=javascript:1");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("is not a web address");
  }
}
