package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.openqof.testing.LakeRows.amount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.tables.InterimProgress;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.Warnings;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;
import org.openqof.testing.WholeExtract;

/**
 * The route of improvement as a user runs it: two base years, and the year that pays the gain over
 * them. Bands of 5 to 18, 23 and 30 percentage points; thresholds of 89, 86 and 81 to 96 %.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
class ImprovementYearsTest {
  private static final String FIRST = "2024-25";
  private static final String SECOND = "2025-26";
  private static final String YEAR = "2026-27";
  private static final String SUMMER = "20260630";
  private static final String AUTUMN = "20260930";
  private static final int AVERAGE = 10_295;

  @TempDir static Path room;
  private static Qof.Answer answer;
  private static LakeRows lake;

  @BeforeAll
  static void runThreeYears() throws IOException {
    Path extracts = room.resolve("extracts");
    baseYears(extracts);
    WholeExtract.of(YEAR)
        .practice("Z90001", AVERAGE, 90)
        .collection("Z90001", SUMMER, AVERAGE, 22)
        .collection("Z90001", AUTUMN, AVERAGE, 90)
        .practice("Z90002", AVERAGE, 88)
        .practice("Z90003", AVERAGE, 95)
        .practice("Z90004", AVERAGE, 95)
        .in(extracts);
    answer = run(extracts, "lake", "local");
    lake = new LakeRows(room.resolve("lake"));
  }

  /** Z90003 opened in the second year; of Z90004 more children were treated than eligible. */
  private static void baseYears(Path extracts) throws IOException {
    WholeExtract.of(FIRST)
        .practice("Z90001", AVERAGE, 80)
        .practice("Z90002", AVERAGE, 50)
        .practice("Z90004", AVERAGE, 80)
        .value("Z90004", "VI001", "Numerator", "105")
        .in(extracts);
    WholeExtract.of(SECOND)
        .practice("Z90001", AVERAGE, 80)
        .practice("Z90002", AVERAGE, 70)
        .practice("Z90003", AVERAGE, 80)
        .practice("Z90004", AVERAGE, 80)
        .in(extracts);
  }

  private static Qof.Answer run(Path extracts, String into, String engine) {
    Qof.Answer given =
        Qof.run(
            "run",
            "--engine",
            engine,
            "--extracts",
            extracts,
            "--lake",
            room.resolve(into),
            "--published",
            room.resolve(into + "-published"),
            "--debug");
    assertThat(given.exitCode()).as(given.out() + given.err()).isZero();
    return given;
  }

  private static List<Map<String, String>> lines(LakeRows of, String practice) {
    return of.of(PaymentLines.TABLE, YEAR, 1, practice).stream()
        .filter(row -> row.getOrDefault("indicator_code", "").matches("VI00[123]"))
        .toList();
  }

  /**
   * Z90001, from 80 to 90 %: by thresholds 18 / 7, 18 x 4 / 10 and 18 x 9 / 15; by improvement 18 x
   * 5 / 13, 18 x 5 / 18 and 18 x 5 / 25. Z90002, from 60 to 88 %: 0, 18 x 2 / 10 and 18 x 7 / 15;
   * all 18, all 18 and 18 x 23 / 25.
   */
  @Test
  void eachLineIsPaidByTheHigherRoute() {
    assertThat(lines(lake, "Z90001"))
        .extracting(
            row -> row.get("paying_route"),
            row -> row.get("baseline_achievement"),
            row -> row.get("threshold_points"),
            row -> row.get("improvement_points"),
            row -> row.get("earned_points"))
        .containsExactly(
            tuple("improvement", "0.8000000000", "2.57", "6.92", "6.92"),
            tuple("thresholds", "0.8000000000", "7.20", "5.00", "7.20"),
            tuple("thresholds", "0.8000000000", "10.80", "3.60", "10.80"));
    assertThat(lines(lake, "Z90002"))
        .extracting(
            row -> row.get("paying_route"),
            row -> row.get("baseline_achievement"),
            row -> row.get("threshold_points"),
            row -> row.get("improvement_points"),
            row -> row.get("earned_points"))
        .containsExactly(
            tuple("improvement", "0.6000000000", "0.00", "18.00", "18.00"),
            tuple("improvement", "0.6000000000", "3.60", "18.00", "18.00"),
            tuple("improvement", "0.6000000000", "8.40", "16.56", "16.56"));
    // No other indicator has a second route.
    assertThat(lake.of(PaymentLines.TABLE, YEAR, 1))
        .filteredOn(row -> row.containsKey("paying_route"))
        .hasSize(4 * 3);
  }

  @Test
  void aPracticeOfAverageSizeIsPaidItsPointsAtThePriceOfTheYear() {
    // 6.92 x 227.95, index 1 and no prevalence factor
    assertThat(amount(lines(lake, "Z90001").get(0), PaymentLines.ACHIEVEMENT_PAYMENT_GBP))
        .isEqualByComparingTo("1577.41");
  }

  @Test
  void withoutABaselineTheThresholdsAlonePayAndTheReportCountsThem() {
    assertThat(lines(lake, "Z90003"))
        .extracting(
            row -> row.get("paying_route"),
            row -> row.get("earned_points"),
            row -> row.get("baseline_achievement"))
        .containsExactly(
            tuple("no_baseline", "15.43", null),
            tuple("no_baseline", "16.20", null),
            tuple("no_baseline", "16.80", null));
    assertThat(answer.out())
        .contains(
            "improvement   VI001: 2 practices by improvement, 22.35 points more than by"
                + " thresholds; 2 by thresholds, 2 of them without a baseline")
        .contains(
            "improvement   VI003: 1 practice by improvement, 8.16 points more than by thresholds;"
                + " 3 by thresholds, 1 of them without a baseline; for 2 all points are out of"
                + " reach (reach in improvement.csv)");
  }

  @Test
  void aBaselineYearThatTreatedMoreThanWereEligibleIsNamedAndNotUsed() {
    assertThat(lines(lake, "Z90004").get(0).get("paying_route")).isEqualTo("no_baseline");
    assertThat(lines(lake, "Z90004").get(1).get("paying_route")).isEqualTo("thresholds");
    assertThat(lake.of(Warnings.TABLE, YEAR, 1))
        .filteredOn(row -> "W11".equals(row.get("warning_code")))
        .extracting(row -> row.get("practice_code"), row -> row.get("message"))
        .containsExactly(
            tuple(
                "Z90004",
                "improvement baseline: 105 of 100 in %s are not used, 80 of 100 in %s"
                    .formatted(FIRST, SECOND)));
  }

  @Test
  void explainShowsBothRoutesAndWhichPays() throws IOException {
    Qof.Answer explained =
        Qof.run("explain", "Z90001", "--year", YEAR, "--lake", room.resolve("lake"), "--json");
    assertThat(explained.exitCode()).as(explained.err()).isZero();
    // From 80 % nobody can gain 30: the baseline is above 100 less the band of VI003.
    assertThat(steps(explained, "VI003"))
        .contains(
            "improvement baseline: 80 of 100 in %s, 80 of 100 in %s, mean of the rates; above 70 %%, from where a gain of 30 is out of reach = 0.8"
                .formatted(FIRST, SECOND));
    assertThat(steps(explained, "VI001"))
        .anyMatch(step -> step.startsWith("points by thresholds: 90 of 100 = 90.0000 %"))
        .contains(
            "improvement baseline: 80 of 100 in %s, 80 of 100 in %s, mean of the rates = 0.8"
                .formatted(FIRST, SECOND),
            "points by improvement: gain of 10.0000 percentage points, nothing below 5, all 18"
                + " points at 18 = 6.9230769231",
            "points of own performance: the higher of both routes: improvement = 6.9230769231");
  }

  private static List<String> steps(Qof.Answer explained, String indicator) throws IOException {
    JsonNode line = null;
    for (JsonNode one : new ObjectMapper().readTree(explained.out()).path("lines")) {
      line = one.path("indicator_code").asText().equals(indicator) ? one : line;
    }
    List<String> steps = new ArrayList<>();
    for (JsonNode step : Objects.requireNonNull(line).path("steps")) {
      steps.add(
          step.path("name").asText()
              + ": "
              + step.path("formula").asText()
              + " = "
              + step.path("result").asText());
    }
    return steps;
  }

  /** A gain of 10 within 5 to 15: 18 x 5 / 10 = 9.00, which is 2.08 x 227.95 more. */
  @Test
  void aScenarioCanChangeTheBandAndSwitchTheRouteOff() throws IOException {
    Path band = Files.writeString(room.resolve("band.yaml"), scenario("upper_gain: 15"));
    Path off = Files.writeString(room.resolve("off.yaml"), scenario("improvement: off"));
    Path wrong = Files.writeString(room.resolve("wrong.yaml"), scenario("upper_gain: 5"));
    assertThat(whatIf(band).out())
        .contains("VI001 gains 5–18 → 5–15 percentage points")
        .contains("474.14");
    // 6.92 - 2.57 and 18 points less, at 227.95.
    assertThat(whatIf(off).out())
        .contains("VI001 is paid by its thresholds alone")
        .contains("5,094.68");
    assertThat(whatIf(wrong).err())
        .contains("gains of 5 and 5 percentage points are impossible for VI001");
  }

  private static String scenario(String change) {
    return "changes: {indicators: {VI001: {" + change + "}}}\n";
  }

  private static Qof.Answer whatIf(Path scenario) {
    return Qof.run("what-if", scenario, "--base", YEAR, "--lake", room.resolve("lake"));
  }

  /**
   * 90 % in the autumn: 6.92 points of VI001, and 2.57 where no baseline is there. 22 % after 91 of
   * 365 days: nothing by either route, and 88 % forecast for 31 March. VI001 then has 18 x 3 / 13
   * by improvement and nothing by thresholds; VI002 and VI003 have more by thresholds.
   */
  @Test
  void interimCollectionsHaveProgressAndAForecastWithTheRoute() throws IOException {
    Path alone = room.resolve("alone");
    WholeExtract.of(YEAR)
        .practice("Z90001", AVERAGE, 90)
        .collection("Z90001", SUMMER, AVERAGE, 22)
        .collection("Z90001", AUTUMN, AVERAGE, 90)
        .in(alone);
    Qof.Answer said = run(alone, "alone-lake", "local");
    assertThat(
            amount(progress("lake", "2026-09-30"), InterimProgress.EARNED_POINTS)
                .subtract(
                    amount(progress("alone-lake", "2026-09-30"), InterimProgress.EARNED_POINTS)))
        .isEqualByComparingTo("4.35");
    Map<String, String> summer = progress("lake", "2026-06-30");
    Map<String, String> withoutBaseline = progress("alone-lake", "2026-06-30");
    assertThat(amount(summer, InterimProgress.EARNED_POINTS))
        .isEqualByComparingTo(amount(withoutBaseline, InterimProgress.EARNED_POINTS));
    assertThat(
            amount(summer, InterimProgress.FORECAST_POINTS)
                .subtract(amount(withoutBaseline, InterimProgress.FORECAST_POINTS)))
        .isEqualByComparingTo("4.15");
    // 4.15 x 227.95, index 1 and no prevalence factor
    assertThat(
            amount(summer, InterimProgress.FORECAST_GBP)
                .subtract(amount(withoutBaseline, InterimProgress.FORECAST_GBP)))
        .isBetween(new BigDecimal("945.98"), new BigDecimal("946.00"));
    assertThat(said.out())
        .contains(
            FIRST
                + " is not in the lake: the improvement baselines of VI001, VI002, VI003 lack it"
                + " (54 points)");
  }

  private static Map<String, String> progress(String name, String collection) {
    return new LakeRows(room.resolve(name))
        .of(InterimProgress.TABLE, YEAR, 1, "Z90001").stream()
            .filter(row -> collection.equals(row.get("achievement_date")))
            .findFirst()
            .orElseThrow();
  }

  /** 90 of 100 is a gain of 10 percentage points over 80 %. */
  @Test
  void theAchievementSummarySaysWhichRoutePaidAndShowsBoth() throws IOException {
    Qof.Answer summary =
        Qof.run(
            "report",
            "achievement-summary",
            "--practice",
            "Z90001",
            "--year",
            YEAR,
            "--lake",
            room.resolve("lake"),
            "--format",
            "csv");
    assertThat(summary.exitCode()).as(summary.err()).isZero();
    List<String> rows = summary.out().lines().toList();
    String heading =
        rows.stream().filter(row -> row.contains("paying_route")).findFirst().orElseThrow();
    List<String> columns = List.of(heading.split(",", -1));
    String[] line =
        rows.stream()
            .filter(row -> row.contains(",VI001,"))
            .findFirst()
            .orElseThrow()
            .split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    assertThat(line[columns.indexOf("paying_route")]).isEqualTo("improvement");
    assertThat(new BigDecimal(line[columns.indexOf("baseline_achievement")]))
        .isEqualByComparingTo("0.8");
    assertThat(new BigDecimal(line[columns.indexOf("improvement_gain")]))
        .isEqualByComparingTo("0.1");
    assertThat(line[columns.indexOf("threshold_points")]).isEqualTo("2.57");
    assertThat(line[columns.indexOf("improvement_points")]).isEqualTo("6.92");
  }

  @Test
  void bothEnginesAgree() throws IOException {
    SparkForTests.session();
    run(room.resolve("extracts"), "spark-lake", "spark");
    assertThat(new LakeRows(room.resolve("spark-lake")).digests(YEAR))
        .isEqualTo(lake.digests(YEAR));
  }

  @Test
  void anImpossibleRouteIsRefusedByName() throws IOException {
    Path folder = room.resolve("wrong-rulebooks");
    Files.createDirectories(folder.resolve(YEAR));
    Files.writeString(
        folder.resolve(YEAR).resolve("improvement.csv"),
        """
        indicator_code,lower_gain,upper_gain,points_at_lower_gain,reach,baseline_years,average,years_needed,rounding,mergers,status,citation
        VI001,18,5,0,as_written,2024-25 2025-26,mean_of_rates,all,exact,own_counts,unconfirmed,improvement-2026-27
        VI009,5,23,0,as_written,2024-25 2025-26,mean_of_rates,all,exact,own_counts,unconfirmed,improvement-2026-27
        VI003,5,30,19,as_written,2026-27 2025-26,mean,all,exact,own_counts,unconfirmed,improvement-2026-27
        """);
    Qof.Answer refused = Qof.run("rulebook", "check", "--year", YEAR, "--rulebook", folder);
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err())
        .contains("gains of 18 and 5 percentage points cannot be used.")
        .contains("the indicator 'VI009' is not in indicators.csv.")
        .contains("19 points are more than the 18 available for VI003.")
        .contains("the baseline year 2026-27 is not before 2026-27, or stands twice.")
        .contains("'mean' is not a kind of average");
  }
}
