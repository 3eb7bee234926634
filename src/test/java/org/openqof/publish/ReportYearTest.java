package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.comparison.CompareYears;
import org.openqof.comparison.YearComparison;
import org.openqof.comparison.change.Variant;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.publication.ReportYear;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Place;
import org.openqof.statistics.AreaLevel;
import org.openqof.statistics.Disclosure;
import org.openqof.statistics.Measure;
import org.openqof.store.Lake;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.xml.sax.InputSource;

/**
 * The pages and the comparison of a small invented nation, from its extracts to what people read.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
class ReportYearTest {
  @TempDir static Path room;
  private static Lake lake;
  private static Map<String, String> pages;
  private static String report;

  @BeforeAll
  static void run() throws IOException {
    Path extracts = room.resolve("extracts");
    ok(
        Qof.run(
            "generate",
            "--practices",
            80,
            "--years",
            "2021-22..2023-24",
            "--seed",
            5,
            "--faults",
            "typical",
            "--out",
            extracts));
    ok(
        Qof.run(
            "run",
            "jobs/national.yaml",
            "--extracts",
            extracts,
            "--lake",
            room.resolve("lake"),
            "--published",
            room.resolve("published"),
            "--engine",
            "local"));
    lake = new Lake(Place.uri(room.resolve("lake").toString()));
    pages =
        new ReportYear(lake, Rulebooks.shipped(), Disclosure.AS_PUBLISHED)
            .pages(FinancialYear.of("2023-24"));
    report = pages.getOrDefault("report.html", "");
    String keep = System.getProperty("qof.pages");
    if (keep != null) {
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(Path.of(keep).resolve(page.getKey()), page.getValue());
      }
    }
  }

  private static void ok(Qof.Answer answer) {
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
  }

  @Test
  void thePagesOpenWithoutANetworkAndRunNothing() {
    assertThat(pages).containsOnlyKeys("report.html", "data-quality.html");
    for (String page : pages.values()) {
      assertThat(page.replace("http://www.w3.org/2000/svg", ""))
          .doesNotContain("http://", "https://", "<script", "<img", "<link", "url(", "@import");
    }
  }

  @Test
  void everyLinkLeadsToAPlaceOfThePageOrToItsSister() {
    for (String page : pages.values()) {
      Set<String> ids = all(page, "id=\"([^\"]+)\"");
      for (String link : all(page, "href=\"([^\"]+)\"")) {
        if (link.startsWith("#")) {
          assertThat(ids).contains(link.substring(1));
        } else {
          assertThat(pages).containsKey(link);
        }
      }
      assertThat(all(page, "aria-labelledby=\"([^\"]+)\""))
          .allSatisfy(both -> assertThat(ids).contains(both.split(" ")));
    }
  }

  @Test
  void theReportBeginsWithWhatAReaderInAHurryMustKnow() {
    String report = pages.getOrDefault("report.html", "");
    int first = report.indexOf("<h2 id=\"findings\"");
    assertThat(first).isPositive().isLessThan(report.indexOf("<nav"));
    assertThat(report.substring(first, report.indexOf("<nav")))
        .contains("of all points", "Prevalence that changed most: ")
        .contains("Achievement that changed most: ", " percentage points)")
        .contains("Breaks, not to be compared with 2022-23: prevalence of COPD, prevalence of DEP")
        .contains("lie outside a funnel", "Refused: ", "practices failed a check");
    assertThat(report).contains("<main>", "</main>", "<details><summary>Words of the tables");
    assertThat(report).contains("The upright axis does not start at zero.");
    assertThat(report).contains(">median<", ">decile 1<", ">decile 9<");
  }

  @Test
  void everyIndicatorHasAChartOrIsSaidNotToHaveOne() {
    String report = pages.getOrDefault("report.html", "");
    String without = report.substring(report.indexOf("id=\"not-charted\""));
    Rulebooks.shipped()
        .load(FinancialYear.of("2023-24"))
        .indicators()
        .forEach(
            indicator ->
                assertThat(
                        report.contains(
                                "id=\"deciles-" + indicator.code().toLowerCase(Locale.ROOT) + "\"")
                            ^ without.contains("<td>" + indicator.code() + "</td>"))
                    .as(indicator.code())
                    .isTrue());
  }

  @Test
  void noIdStandsTwice() {
    for (String page : pages.values()) {
      Matcher matcher = Pattern.compile(" id=\"([^\"]+)\"").matcher(page);
      Set<String> seen = new HashSet<>();
      while (matcher.find()) {
        assertThat(seen.add(matcher.group(1))).as(matcher.group(1)).isTrue();
      }
    }
  }

  @Test
  void everyChartIsWellFormedHasATitleAndATableBesideIt() throws Exception {
    Matcher matcher = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL).matcher(report);
    int charts = 0;
    while (matcher.find()) {
      charts++;
      String svg = matcher.group();
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(new InputSource(new StringReader(svg)))
                  .getDocumentElement()
                  .getAttribute("role"))
          .isEqualTo("img");
      assertThat(svg).contains("<title id=").contains("<desc id=").doesNotContain("NaN");
      int end = report.indexOf("</figure>", matcher.end());
      assertThat(report.substring(end, end + 40)).contains("<div class=\"scroll\"");
    }
    assertThat(charts).isGreaterThan(40);
  }

  @Test
  void noPageHoldsMoney() {
    assertThat(report).doesNotContain("£", "_gbp");
  }

  @Test
  void prevalenceOfDepressionIsNeverJoinedAcrossItsRegisterBreak() {
    // Trap D4: an outside index published 10.7 % -> 1.19 % -> 11.6 % before noticing.
    int start = report.indexOf("id=\"group-dep\"");
    String section = report.substring(start, report.indexOf("<h2", start));
    assertThat(section).contains("newly diagnosed").contains("not comparable");
  }

  @Test
  void aSeriesAcrossABreakIsTwoPathsAndADashedLine() {
    int start = report.indexOf("id=\"deciles-chart-hyp008-t\"");
    String svg = report.substring(start, report.indexOf("</svg>", start));
    assertThat(svg).contains(">break<").contains("stroke-dasharray=\"4 4\"");
    Matcher median =
        Pattern.compile("d=\"([^\"]+)\" fill=\"none\" stroke=\"#005eb8\"").matcher(svg);
    assertThat(median.find()).isTrue();
    assertThat(median.group(1).chars().filter(c -> c == 'M').count()).isEqualTo(2);
  }

  @Test
  void theQualityPageNamesCoverageTheRightWayRound() {
    // Fault 13 of the present publication code: the two counts carry each other's label.
    String page = pages.getOrDefault("data-quality.html", "");
    long all = number(page, "practices that a list, map or reference of the year names");
    long eligible = number(page, "practices that could have contributed");
    long contributing = number(page, "practices that contribute to the statistics");
    assertThat(contributing).isPositive().isLessThan(eligible);
    assertThat(eligible).isLessThanOrEqualTo(all);
    assertThat(page).contains("failed a check").contains("AF008").contains("Known limits");
  }

  private static long number(String page, String label) {
    Matcher cell =
        Pattern.compile("<td[^>]*>" + Pattern.quote(label) + "</td><td class=\"n\">([0-9,]+)<")
            .matcher(page);
    assertThat(cell.find()).as(label).isTrue();
    return Long.parseLong(cell.group(1).replace(",", ""));
  }

  @Test
  void aProfileForOtherOutputsHidesSmallCounts() {
    Map<String, String> hidden =
        new ReportYear(lake, Rulebooks.shipped(), new Disclosure(100, 5))
            .pages(FinancialYear.of("2023-24"));
    assertThat(hidden.getOrDefault("report.html", "")).contains("[c]</td>");
  }

  @Test
  void aYearThatTheLakeLacksIsNamedWithThoseItHas() {
    assertThatThrownBy(
            () ->
                new ReportYear(lake, Rulebooks.shipped(), Disclosure.AS_PUBLISHED)
                    .pages(FinancialYear.of("2024-25")))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("holds no results of 2024-25")
        .hasMessageContaining("2021-22, 2022-23, 2023-24.");
  }

  // ------------------------------------------------------------------ qof compare

  private static YearComparison compared(Variant variant, AreaLevel level) {
    return new CompareYears(lake, Rulebooks.shipped())
        .compare(FinancialYear.of("2022-23"), FinancialYear.of("2023-24"), level, variant);
  }

  @Test
  void everyLevelAndVariantAddsUpToEngland() {
    for (Variant variant : Variant.values()) {
      for (AreaLevel level : AreaLevel.values()) {
        assertThat(compared(variant, level).payments().addsUp())
            .as("%s %s", variant, level)
            .isTrue();
      }
    }
  }

  @Test
  void theTotalsComparedAreThoseOfThePaymentLines() {
    YearComparison comparison = compared(Variant.AS_PUBLISHED, AreaLevel.ICB);
    for (String year : List.of("2022-23", "2023-24")) {
      Qof.Answer run =
          Qof.run(
              "compare",
              "2022-23",
              "2023-24",
              "--lake",
              room.resolve("lake"),
              "--json",
              "--variant",
              "as_published",
              "--level",
              "england");
      ok(run);
      assertThat(run.out())
          .contains(
              (year.equals("2022-23")
                      ? comparison.payments().england().change().beforeGbp()
                      : comparison.payments().england().change().afterGbp())
                  .toPlainString());
    }
  }

  @Test
  void ratesThatMayNotBeComparedHaveNoChange() {
    YearComparison comparison = compared(Variant.CURRENT_BOUNDARIES, AreaLevel.ICB);
    assertThat(comparison.rates())
        .allSatisfy(
            rate -> {
              if (rate.comparability() == Comparability.NOT_COMPARABLE) {
                assertThat(rate.change()).isNull();
                assertThat(rate.reason()).isNotEmpty();
              }
            });
    assertThat(comparison.breaks())
        .anyMatch(found -> found.codeAfter().equals("AF008"))
        .anyMatch(
            found -> found.measure() == Measure.RAW_PREVALENCE && found.codeBefore().equals("DEP"));
  }

  @Test
  void theCommandWritesFilesForOwnerAndGroupOnly() throws IOException {
    Path out = room.resolve("out");
    Qof.Answer answer =
        Qof.run(
            "compare",
            "2022-23",
            "2023-24",
            "--lake",
            room.resolve("lake"),
            "--level",
            "sub-icb",
            "--out",
            out);
    ok(answer);
    assertThat(answer.out()).contains("England  £").contains("Biggest movers").contains("Breaks");
    Path folder = out.resolve("2022-23_2023-24");
    assertThat(Files.getPosixFilePermissions(folder).toString()).doesNotContain("OTHERS");
    for (String name :
        List.of(
            "payments_by_area.csv",
            "payments_by_practice.csv",
            "payments_by_indicator.csv",
            "rates_by_area.csv")) {
      assertThat(Files.readString(folder.resolve(name)))
          .startsWith("earlier_year,later_year,variant,")
          .contains("\r\n2022-23,2023-24,current-boundaries,");
    }
  }

  @Test
  void moneyIsNeverWrittenIntoATreeOfStatistics() {
    Path there = room.resolve("published/2023-24/1/statistics/comparison");
    Qof.Answer answer =
        Qof.run("compare", "2022-23", "2023-24", "--lake", room.resolve("lake"), "--out", there);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("is in a tree of statistics");
    assertThat(there).doesNotExist();
  }

  @Test
  void wrongLevelsVariantsAndYearsAreNamed() {
    assertThat(refusal("--level", "county")).contains("'county' is not a value of --level");
    assertThat(refusal("--variant", "old")).contains("as-published, current-boundaries");
    assertThat(Qof.run("compare", "2023-24", "2022-23", "--lake", room.resolve("lake")).err())
        .contains("run backwards");
  }

  private static String refusal(String option, String value) {
    Qof.Answer answer =
        Qof.run("compare", "2022-23", "2023-24", "--lake", room.resolve("lake"), option, value);
    assertThat(answer.exitCode()).isEqualTo(2);
    return answer.err();
  }

  private static Set<String> all(String page, String pattern) {
    Set<String> found = new HashSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
