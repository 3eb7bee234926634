package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.Protection;
import org.openqof.rulebook.Protection.Treatment;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.Warnings;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * Income protection over three years that follow each other, as a user runs them: 2023-24 on
 * 2022-23, and 2024-25 on 2023-24.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
class ProtectedYearsTest {
  @TempDir static Path room;
  private static Qof.Answer first;

  @BeforeAll
  static void runThreeYears() {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            40,
            "--years",
            "2022-23..2024-25",
            "--seed",
            5,
            "--out",
            room.resolve("extracts"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    first = run("lake", "2022-23..2024-25");
  }

  private static Qof.Answer run(String lake, String years) {
    Qof.Answer answer =
        Qof.run(
            "run",
            "--extracts",
            room.resolve("extracts"),
            "--lake",
            room.resolve(lake),
            "--published",
            room.resolve(lake + "-published"),
            "--engine",
            "local",
            "--years",
            years);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  private static Lake lake(String name) {
    return new Lake(Place.uri(room.resolve(name).toString()));
  }

  private static int version(String name, String year) {
    return new VersionLog(lake(name)).published(FinancialYear.of(year)).orElseThrow().version();
  }

  private static Block lines(String name, String year) {
    return lake(name).read(PaymentLines.TABLE, FinancialYear.of(year), version(name, year));
  }

  @Test
  @Order(1)
  void registersOf2023ArePaidOnThePointsPaidFor2022() {
    assertThat(protectedLines("2022-23", "2023-24")).isEqualTo(40 * 19);
  }

  @Test
  @Order(2)
  void thirtyTwoIndicatorsOf2024ArePaidOnThePointsPaidFor2023() {
    assertThat(protectedLines("2023-24", "2024-25")).isEqualTo(41 * 32);
    // Points of a register of 2024-25 are those of 2023-24, which were those of 2022-23.
    Map<String, BigDecimal> twoYearsBefore = earned("2022-23");
    Block lines = lines("lake", "2024-25");
    for (int row = 0; row < lines.rows(); row++) {
      String practice = lines.textAt(PaymentLines.PRACTICE_CODE, row);
      if (lines.textAt(PaymentLines.INDICATOR_CODE, row).equals("COPD015")
          && twoYearsBefore.containsKey(practice + " COPD009")) {
        assertThat(lines.decimalOrNull(PaymentLines.EARNED_POINTS, row))
            .isEqualByComparingTo(
                Objects.requireNonNull(twoYearsBefore.get(practice + " COPD009")));
      }
    }
  }

  /** Checks every protected line of a year against the base year's lines; how many there are. */
  private static int protectedLines(String base, String year) {
    SortedMap<String, List<String>> codes =
        Rulebooks.shipped().baseCodes(Rulebooks.shipped().load(FinancialYear.of(year)));
    Map<String, BigDecimal> paid = earned(base);
    Map<String, BigDecimal> available = new HashMap<>();
    Block before = lines("lake", base);
    for (int row = 0; row < before.rows(); row++) {
      available.put(
          before.textAt(PaymentLines.INDICATOR_CODE, row),
          before.decimalOrNull(PaymentLines.AVAILABLE_POINTS, row));
    }
    Block lines = lines("lake", year);
    int found = 0;
    for (int row = 0; row < lines.rows(); row++) {
      String indicator = lines.textAt(PaymentLines.INDICATOR_CODE, row);
      // No indicator of these years is pooled.
      String code = codes.containsKey(indicator) ? codes.get(indicator).get(0) : null;
      BigDecimal points = paid.get(lines.textAt(PaymentLines.PRACTICE_CODE, row) + " " + code);
      // One practice opens each year, and has no points of the year before.
      assertThat(lines.textOrNull(PaymentLines.PROTECTION, row))
          .as(indicator)
          .isEqualTo(code == null ? null : points == null ? "no_base_year" : "protected");
      if (code == null || points == null) {
        assertThat(lines.textOrNull(PaymentLines.PROTECTED_FROM_YEAR, row)).isNull();
        assertThat(lines.decimalOrNull(PaymentLines.EARNED_POINTS, row))
            .isEqualByComparingTo(lines.decimalOrNull(PaymentLines.PERFORMANCE_POINTS, row));
        continue;
      }
      found++;
      assertThat(lines.textOrNull(PaymentLines.PROTECTED_FROM_YEAR, row)).isEqualTo(base);
      assertThat(lines.textOrNull(PaymentLines.BASE_INDICATOR_CODE, row)).isEqualTo(code);
      assertThat(lines.decimalOrNull(PaymentLines.BASE_POINTS, row)).isEqualByComparingTo(points);
      assertThat(lines.decimalOrNull(PaymentLines.EARNED_POINTS, row))
          .isEqualByComparingTo(
              points
                  .multiply(
                      Objects.requireNonNull(
                          lines.decimalOrNull(PaymentLines.AVAILABLE_POINTS, row)))
                  .divide(Objects.requireNonNull(available.get(code)), 2, RoundingMode.HALF_UP));
    }
    return found;
  }

  private static Map<String, BigDecimal> earned(String year) {
    Map<String, BigDecimal> earned = new TreeMap<>();
    Block lines = lines("lake", year);
    for (int row = 0; row < lines.rows(); row++) {
      earned.put(
          lines.textAt(PaymentLines.PRACTICE_CODE, row)
              + " "
              + lines.textAt(PaymentLines.INDICATOR_CODE, row),
          lines.decimalOrNull(PaymentLines.EARNED_POINTS, row));
    }
    return earned;
  }

  @Test
  @Order(3)
  void theReportCountsProtectedLinesAndTotals() {
    assertThat(first.out())
        .contains("protection    760 lines on ")
        .contains("on own performance 19 without a base year, 0 without an agreed plan")
        .contains("protection    1,312 lines on ")
        .contains("achievement   £")
        .doesNotContain("is not in the lake");
    Block payments = lake("lake").read(PracticePayments.TABLE, FinancialYear.of("2024-25"), 1);
    for (int row = 0; row < payments.rows(); row++) {
      assertThat(payments.decimalOrNull(PracticePayments.PROTECTED_POINTS, row))
          .isBetween(BigDecimal.ZERO, new BigDecimal("212"));
      assertThat(payments.countAt(PracticePayments.CONTRACT_DAYS, row)).isEqualTo(365);
      assertThat(payments.decimalOrNull(PracticePayments.TOTAL_ACHIEVEMENT_GBP, row))
          .isEqualByComparingTo(
              payments.decimalOrNull(PracticePayments.ACHIEVEMENT_PAYMENT_GBP, row));
    }
  }

  @Test
  @Order(4)
  void aYearAloneIsPaidOnItsOwnPerformanceAndSaysSo() {
    Qof.Answer alone = run("alone", "2023-24");
    assertThat(alone.out())
        .contains(
            "2022-23 is not in the lake: 19 protected indicators (81 points) are paid on own"
                + " performance")
        .contains("on own performance 779 without a base year");
    Block lines = lines("alone", "2023-24");
    int without = 0;
    for (int row = 0; row < lines.rows(); row++) {
      if ("no_base_year".equals(lines.textOrNull(PaymentLines.PROTECTION, row))) {
        without++;
        assertThat(lines.decimalOrNull(PaymentLines.EARNED_POINTS, row))
            .isEqualByComparingTo(lines.decimalOrNull(PaymentLines.PERFORMANCE_POINTS, row));
      }
    }
    assertThat(without).isEqualTo(779);
    // One practice alone without its base year is a doubt; a base year that lacks for all is not.
    assertThat(warnings("alone")).doesNotContain("W09");
    assertThat(warnings("lake")).containsOnlyOnce("W09");
    // The base year comes later: the year is another one then.
    run("alone", "2022-23..2023-24");
    assertThat(version("alone", "2023-24")).isEqualTo(2);
    assertThat(lines("alone", "2023-24").textOrNull(PaymentLines.PROTECTED_FROM_YEAR, 0))
        .isEqualTo("2022-23");
  }

  private static List<String> warnings(String name) {
    Block rows = lake(name).read(Warnings.TABLE, FinancialYear.of("2023-24"), 1);
    return Stream.iterate(0, row -> row < rows.rows(), row -> row + 1)
        .map(row -> rows.textAt(Warnings.WARNING_CODE, row))
        .toList();
  }

  @Test
  @Order(5)
  void aScenarioThatMovesTheBaseYearSaysWhatHasNoForebearThereAndWhatThatIsWorth()
      throws IOException {
    FinancialYear year = FinancialYear.of("2024-25");
    FinancialYear earlier = FinancialYear.of("2022-23");
    Rulebook rulebook = Rulebooks.shipped().load(year);
    Lineage lineage = Rulebooks.shipped().lineage();
    List<String> without =
        rulebook.protections().stream()
            .filter(each -> each.treatment() == Treatment.PROTECTED)
            .map(Protection::indicatorCode)
            .filter(code -> lineage.codeIn(earlier, code, year).isEmpty())
            .sorted()
            .toList();
    assertThat(without).contains("MH021", "QI013").hasSize(7);
    Path older = room.resolve("older.yaml");
    Files.writeString(older, "changes: {protection_base_year: 2022-23}\n");
    // What own performance pays for them, asked for outright.
    Path own = room.resolve("own.yaml");
    StringBuilder unprotected = new StringBuilder("changes:\n  indicators:\n");
    without.forEach(code -> unprotected.append("    " + code + ": {protected_from: none}\n"));
    Files.writeString(own, unprotected.toString());

    Qof.Answer answer =
        Qof.run("what-if", older, own, "--base", year, "--lake", room.resolve("lake"), "--json");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    JsonNode tables = new ObjectMapper().readTree(answer.out());
    Map<String, JsonNode> moved = new TreeMap<>();
    Map<String, BigDecimal> paid = new TreeMap<>();
    for (JsonNode row : tables.path("what_if_indicators")) {
      String code = row.path("indicator_code").asText();
      if (row.path("scenario").asText().equals("older")) {
        moved.put(code, row);
      } else {
        paid.put(code, row.path("scenario_payment_gbp").decimalValue());
        assertThat(row.path("scenario_without_base_year").asInt()).as("protects no more").isZero();
      }
    }
    JsonNode scenario = tables.path("what_if_scenarios").get(0);
    String notices = scenario.path("notices").asText();
    BigDecimal together = BigDecimal.ZERO;
    for (String code : without) {
      JsonNode row = Objects.requireNonNull(moved.get(code), code);
      BigDecimal pounds = Objects.requireNonNull(paid.get(code), code);
      assertThat(row.path("scenario_without_base_year").asInt()).as(code).isEqualTo(42);
      assertThat(row.path("scenario_without_base_year_gbp").decimalValue())
          .as(code)
          .isEqualByComparingTo(pounds)
          .isPositive();
      assertThat(notices).contains("%s, 42 practices, £%,.2f".formatted(code, pounds));
      together = together.add(pounds);
    }
    assertThat(notices)
        .contains(
            "2022-23 has no points for these, nor for a predecessor: £%,.2f are paid on own"
                .formatted(together))
        // Two practices opened since; in the base year it is the one that opened last.
        .contains("practices that have no points of 2022-23 are paid £")
        .doesNotContain("AF001");
    JsonNode register = Objects.requireNonNull(moved.get("AF001"));
    assertThat(register.path("base_without_base_year").asInt()).isEqualTo(1);
    assertThat(register.path("scenario_without_base_year").asInt()).isEqualTo(2);
    assertThat(tables.path("what_if_scenarios").get(1).path("notices").isNull()).isTrue();
  }

  @Test
  @Order(6)
  void runningTwiceChangesNothing() {
    Qof.Answer again = run("lake", "2022-23..2024-25");
    assertThat(again.out()).contains("2022-23  version 1 is up to date");
    assertThat(again.out()).contains("2023-24  version 1 is up to date");
    assertThat(again.out()).contains("2024-25  version 1 is up to date");
  }

  @Test
  @Order(7)
  void aChangeOfABaseYearRecalculatesEveryYearThatHangsOnItThoughItsFilesAreGone()
      throws IOException {
    emptyARegisterOf2022();
    removeValues("2324");
    removeValues("2425");
    assertThat(run("lake", "2022-23..2024-25").out())
        .contains("made because the year before, 2022-23, changed")
        .contains("made because the year before, 2023-24, changed");
    for (String year : List.of("2022-23", "2023-24", "2024-25")) {
      assertThat(version("lake", year)).as(year).isEqualTo(2);
    }
    assertThat(earned("2022-23").get("Z10001 AF001")).isEqualByComparingTo("0");
    assertThat(earned("2023-24").get("Z10001 AF001")).isEqualByComparingTo("0");
    assertThat(earned("2024-25").get("Z10001 AF001")).isEqualByComparingTo("0");
  }

  /** Takes what says how a year's practices did out of the extracts. */
  private static void removeValues(String shortYear) throws IOException {
    try (Stream<Path> files = Files.walk(room.resolve("extracts"))) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith("INDICATOR_") && name.contains(shortYear)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Writes 0 for the atrial fibrillation register of one practice in the extract of 2022-23. */
  private static void emptyARegisterOf2022() throws IOException {
    Path file;
    try (Stream<Path> files = Files.walk(room.resolve("extracts"))) {
      file =
          files
              .filter(
                  path -> String.valueOf(path.getFileName()).startsWith("INDICATOR_VALUES_2223"))
              .findFirst()
              .orElseThrow();
    }
    boolean packed = String.valueOf(file.getFileName()).endsWith(".gz");
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                packed
                    ? new GZIPInputStream(Files.newInputStream(file))
                    : Files.newInputStream(file),
                StandardCharsets.UTF_8))) {
      lines = reader.lines().toList();
    }
    StringBuilder changed = new StringBuilder();
    int emptied = 0;
    for (String line : lines) {
      if (line.contains(",Z10001,") && line.contains(",AF001,") && line.contains("Register,")) {
        emptied++;
        changed.append(line.replaceFirst("(Register\"?),\"?\\d+\"?,", "$1,0,")).append('\n');
      } else {
        changed.append(line).append('\n');
      }
    }
    assertThat(emptied).isPositive();
    try (OutputStream out =
        packed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
      out.write(changed.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
