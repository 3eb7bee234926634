package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.tables.Block;
import org.openqof.tables.PaymentLines;
import org.openqof.tables.PointsDifferences;
import org.openqof.tables.PracticePayments;
import org.openqof.tables.RefusedRows;
import org.openqof.tables.Table;
import org.openqof.testing.Qof;

/**
 * The relief of the swine influenza year: thresholds of PE7 and PE8 lowered for the practices that
 * a commissioner names, in a generated 2009-10 whose survey answers are written by hand.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
class ThresholdReliefTest {
  private static final FinancialYear YEAR = FinancialYear.of("2009-10");
  private static final String HEADER =
      "QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,APPROVED_ON\n";

  /**
   * One practice: whether it has the relief, patients of 1,000 who said yes to PE7 and PE8, and
   * points worked by hand. PE7: 23.5 points, 70 to 90 % or 60 to 80 %; PE8: 35 points, 60 to 90 %
   * or 40 to 70 %.
   */
  private record Worked(
      String practice, boolean relief, int pe7, String pe7Points, int pe8, String pe8Points) {}

  private static final List<Worked> TABLE =
      List.of(
          new Worked("Z10001", false, 650, "0.00", 450, "0.00"),
          new Worked("Z10002", false, 700, "0.00", 600, "0.00"),
          new Worked("Z10003", false, 750, "5.88", 650, "5.83"),
          new Worked("Z10004", false, 800, "11.75", 700, "11.67"),
          new Worked("Z10005", false, 900, "23.50", 900, "35.00"),
          new Worked("Z10006", true, 599, "0.00", 399, "0.00"),
          new Worked("Z10007", true, 600, "0.00", 400, "0.00"),
          new Worked("Z10008", true, 650, "5.88", 450, "5.83"),
          new Worked("Z10009", true, 750, "17.63", 650, "29.17"),
          new Worked("Z10010", true, 800, "23.50", 700, "35.00"));

  @TempDir static Path room;
  private static String report;

  @BeforeAll
  static void generateAndRun() throws IOException {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            TABLE.size(),
            "--years",
            YEAR,
            "--seed",
            3,
            "--out",
            room.resolve("extracts"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    Path payment = room.resolve("extracts").resolve(YEAR.toString()).resolve("payment");
    rewrite(payment.resolve("INDICATOR_VALUES_0910.csv"), ThresholdReliefTest::value);
    rewrite(payment.resolve("INDICATOR_ACHIEVED_POINTS_0910.csv"), ThresholdReliefTest::award);
    run("without", room.resolve("extracts"));
    StringBuilder granted = new StringBuilder(HEADER);
    TABLE.stream()
        .filter(Worked::relief)
        .forEach(worked -> granted.append(row("QOF0910", worked.practice(), "", "")));
    granted.append(row("QOF0910", "Z99999", "", ""));
    granted.append(row("QOF0910", "Z10001", "PE07", ""));
    granted.append(row("QOF0910", "Z10002", "", "11.75"));
    Files.writeString(payment.resolve("ADJUSTMENTS_0910.csv"), granted);
    report = run("lake", room.resolve("extracts"));
  }

  private static String row(String service, String practice, String indicator, String points) {
    return "%s,%s,%s,threshold_relief,%s,,vaccinated 50.7 %% or more,R Jones,14/05/2010%n"
        .formatted(service, practice, indicator, points);
  }

  @Test
  void thresholdsAreLoweredForPracticesThatWereGrantedReliefAndNoOthers() {
    Map<String, BigDecimal> points = points("lake");
    for (Worked worked : TABLE) {
      assertThat(points.get(worked.practice() + " PE07"))
          .as("%s, PE7", worked)
          .isEqualByComparingTo(worked.pe7Points());
      assertThat(points.get(worked.practice() + " PE08"))
          .as("%s, PE8", worked)
          .isEqualByComparingTo(worked.pe8Points());
    }
    // The awarded points are those of the table: the relief explains every one of them.
    assertThat(read("lake", PointsDifferences.TABLE).rows()).isZero();
  }

  @Test
  void withoutTheDecisionNobodyHasRelief() {
    Map<String, BigDecimal> points = points("without");
    assertThat(points.get("Z10009 PE07")).isEqualByComparingTo("5.88");
    assertThat(points.get("Z10009 PE08")).isEqualByComparingTo("5.83");
    assertThat(points.get("Z10003 PE07")).isEqualByComparingTo("5.88");
    // Six awards of the relieved practices are more than their points, and are named.
    assertThat(read("without", PointsDifferences.TABLE).rows()).isEqualTo(6);
  }

  @Test
  void reliefMovesPointsAndIsNoCorrectionOfItsOwn() {
    Block payments = read("lake", PracticePayments.TABLE);
    for (int row = 0; row < payments.rows(); row++) {
      assertThat(payments.decimalOrNull(PracticePayments.ADJUSTMENTS_GBP, row)).isZero();
    }
  }

  @Test
  void explainSaysWhoGrantedItAndWhatItLowered() throws IOException {
    List<String> relieved = steps("Z10009");
    assertThat(relieved)
        .contains(
            "relief of thresholds: both thresholds are 10 percentage points lower: vaccinated"
                + " 50.7 % or more, approved by R Jones on 2010-05-14 = 60 and 80 %")
        .anyMatch(
            step ->
                step.contains(
                    "750 of 1,000 = 75.0000 %, thresholds 60 and 80 %: 23.5 × (75.0000 − 60) ÷ (80"
                        + " − 60)"));
    assertThat(steps("Z10003")).noneMatch(step -> step.contains("relief"));
  }

  /** At 80 to 90 %, and 70 to 80 % with relief, four practices lose and Z10010 keeps all points. */
  @Test
  void aScenarioLowersItsOwnThresholdsForThem() throws IOException {
    Path scenario = room.resolve("higher.yaml");
    Files.writeString(
        scenario, "changes: {indicators: {PE07: {lower_threshold: 80, upper_threshold: 90}}}\n");
    Qof.Answer whatIf =
        Qof.run("what-if", scenario, "--base", YEAR, "--lake", room.resolve("lake"), "--json");
    assertThat(whatIf.exitCode()).as(whatIf.err()).isZero();
    assertThat(whatIf.out()).contains("\"winners\":0,\"losers\":4,\"unchanged\":6");
  }

  @Test
  void anUnknownPracticeAnIndicatorAndPointsAreRefused() {
    assertThat(report).contains("R28 (1), R30 (2)").contains("3 rows of adjustments");
    Block rows = read("lake", RefusedRows.TABLE);
    List<String> reasons = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      reasons.add(rows.textAt(RefusedRows.EXPLANATION, row));
    }
    assertThat(reasons)
        .hasSize(3)
        .anyMatch(reason -> reason.contains("R28 PRACTICE_CODE"))
        .anyMatch(reason -> reason.contains("R30 IND_CODE: no relief of thresholds"))
        .anyMatch(reason -> reason.contains("R30 POINTS: no relief of thresholds"));
  }

  private static List<String> steps(String practice) throws IOException {
    Qof.Answer explained =
        Qof.run("explain", practice, "--year", YEAR, "--lake", room.resolve("lake"), "--json");
    assertThat(explained.exitCode()).as(explained.err()).isZero();
    JsonNode line = null;
    for (JsonNode one : new ObjectMapper().readTree(explained.out()).path("lines")) {
      line = one.path("indicator_code").asText().equals("PE07") ? one : line;
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

  private interface Cells {
    void write(String[] cells, Worked worked, boolean pe7);
  }

  private static void value(String[] cells, Worked worked, boolean pe7) {
    if (cells[5].equals("Denominator")) {
      cells[6] = "1000";
    } else if (cells[5].equals("Numerator")) {
      cells[6] = Integer.toString(pe7 ? worked.pe7() : worked.pe8());
    }
  }

  private static void award(String[] cells, Worked worked, boolean pe7) {
    cells[4] = pe7 ? worked.pe7Points() : worked.pe8Points();
  }

  /** Writes what the table says into the rows of PE07 and PE08. */
  private static void rewrite(Path file, Cells cells) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(",", -1);
      for (Worked worked : TABLE) {
        boolean pe7 = line.contains("," + worked.practice() + ",") && line.contains(",PE07,");
        boolean pe8 = line.contains("," + worked.practice() + ",") && line.contains(",PE08,");
        if (pe7 || pe8) {
          cells.write(parts, worked, pe7);
        }
      }
      lines.add(String.join(",", parts));
    }
    Files.write(file, lines);
  }

  private static Map<String, BigDecimal> points(String lake) {
    Block lines = read(lake, PaymentLines.TABLE);
    Map<String, BigDecimal> points = new TreeMap<>();
    for (int row = 0; row < lines.rows(); row++) {
      BigDecimal earned = lines.decimalOrNull(PaymentLines.EARNED_POINTS, row);
      if (earned != null) {
        points.put(
            lines.textAt(PaymentLines.PRACTICE_CODE, row)
                + " "
                + lines.textAt(PaymentLines.INDICATOR_CODE, row),
            earned);
      }
    }
    return points;
  }

  private static Block read(String name, Table table) {
    Lake lake = new Lake(Place.uri(room.resolve(name).toString()));
    return lake.read(table, YEAR, new VersionLog(lake).published(YEAR).orElseThrow().version());
  }

  private static String run(String lake, Path extracts) {
    Qof.Answer answer =
        Qof.run(
            "run",
            "--extracts",
            extracts,
            "--lake",
            room.resolve(lake),
            "--published",
            room.resolve(lake + "-published"),
            "--engine",
            "local");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer.out();
  }
}
