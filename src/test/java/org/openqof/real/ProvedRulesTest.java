package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.PlantedRules;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/** What {@code qof rulebook prove} finds in points that were really awarded. */
@Slow
class ProvedRulesTest {
  private static final String ASTHMA = "achievement/asthma_2014-15_practice_indicator.csv";
  private static final String COPD = "achievement/copd_2021-22_practice_indicator.csv";
  private static final String CCGS = "achievement/ccg_group_points_2016-17_to_2018-19.csv";
  private static final String HEADER =
      "PRACTICE_CODE,INDICATOR_CODE,REGISTER,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR,PCAS\n";

  @TempDir Path room = Path.of("");

  /** Test A: without thresholds in the rulebook, the points of all practices give them. */
  @Test
  void theAsthmaPointsOf201415ProveTheirThresholdsByThemselves() {
    Path blank = without("2014-15", "AST002", "AST003", "AST004");
    String report = prove("2014-15", RealData.file(ASTHMA), "--rulebook", blank).out();
    assertThat(report)
        .containsPattern("AST001 +proved +7,779: 4 points, all points for a register")
        .containsPattern("AST002 +proved +7,777: 45–80 %, the rulebook has none")
        .containsPattern("AST003 +proved +7,778: 45–70 %, the rulebook has none")
        .containsPattern("AST004 +proved +7,756: 45–80 %, the rulebook has none")
        .containsPattern("denominator 0 +proved +26: a denominator of zero earns nothing")
        .contains("half-up to two decimals")
        .doesNotContain("contradicted");
  }

  /** Test G: the register rule is found, and thresholds of protected indicators are not proved. */
  @Test
  void theCopdPointsOf202122ProveTheRegisterAndNoProtectedThreshold() {
    StringBuilder rows = new StringBuilder(HEADER);
    for (NamedCsvRecord row : RealData.rows(COPD)) {
      String practice = row.getField("practice_code");
      rows.append(
          "%s,COPD009,%s,%s,,,%n"
              .formatted(
                  practice, whole(row, "copd_register_2021_22"), row.getField("copd009_points")));
      for (String indicator : new String[] {"copd008", "copd010"}) {
        rows.append(
            "%s,%s,,%s,%s,%s,0%n"
                .formatted(
                    practice,
                    indicator.toUpperCase(Locale.ROOT),
                    row.getField(indicator + "_points"),
                    whole(row, indicator + "_numerator"),
                    whole(row, indicator + "_denominator")));
      }
    }
    Qof.Answer answer = prove("2021-22", write("ACHIEVEMENT_2122.csv", rows));
    assertThat(answer.out())
        .containsPattern("COPD009 +proved +6,470: 8 points, all points for a register")
        .containsPattern("COPD008 +not judged +income protection: points of 2018-19 are paid")
        .containsPattern("COPD010 +not judged +income protection: points of 2018-19 are paid");
    assertThat(answer.exitCode()).isZero();
  }

  /**
   * Test G: of COPD007 of 2020-21 only the points are known, as the rest of 31 points after 8 for
   * the register and the protected ones; the registers of 60 and fewer prove 57–97 without a step.
   */
  @Test
  void smallRegistersProveTheFluThresholdsOf202021WithoutCounts() {
    StringBuilder rows = new StringBuilder(HEADER);
    for (NamedCsvRecord row : RealData.rows(COPD)) {
      if (row.getField("copd_points_2020_21_of_31").isEmpty()
          || row.getField("copd008_points").isEmpty()
          || row.getField("copd010_points").isEmpty()) {
        continue;
      }
      BigDecimal points =
          new BigDecimal(row.getField("copd_points_2020_21_of_31"))
              .subtract(new BigDecimal("8"))
              .subtract(new BigDecimal(row.getField("copd008_points")))
              .subtract(new BigDecimal(row.getField("copd010_points")));
      if (points.signum() >= 0) {
        rows.append(
            "%s,COPD007,%s,%s,,,%n"
                .formatted(
                    row.getField("practice_code"),
                    whole(row, "copd_register_2020_21"),
                    points.toPlainString()));
      }
    }
    Path blank = without("2020-21", "COPD007");
    String report =
        prove("2020-21", write("ACHIEVEMENT_2021.csv", rows), "--rulebook", blank).out();
    assertThat(report)
        .containsPattern("COPD007 +proved +\\d+: 57–97 %, by \\d+ small registers without counts");
  }

  /** Sums over CCGs prove the points of most groups and no threshold. */
  @Test
  void sumsOverCcgsProveThePointsOfGroupsAndNoThreshold() {
    String report = prove("2016-17", RealData.file(CCGS)).out();
    assertThat(report)
        .containsPattern("AF sums +proved +207: 29 points of the group, which all practices of 83")
        .containsPattern("EP sums +proved +207: 1 point of the group, which all practices of 159")
        .containsPattern("DM sums +agrees +207: 86 points of the group, as would any from 85.19")
        .containsPattern("MH sums +agrees +207: 26 points of the group, as would any from 25.99")
        .contains("no practice with awarded points")
        .doesNotContain("contradicted");
    assertThat(report.lines().filter(line -> line.contains(" sums ")).count()).isEqualTo(25);

    Path fewer =
        PlantedRules.write(
            room.resolve("fewer"),
            "2016-17",
            (code, cells) -> {
              if (code.equals("AF001")) {
                cells.put("available_points", "4");
              } else if (code.equals("EP001")) {
                cells.put("available_points", "2");
              }
            });
    Qof.Answer wrong = prove("2016-17", RealData.file(CCGS), "--rulebook", fewer);
    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.out())
        .containsPattern("AF sums +contradicted .*28 points.*needed: at least 29.00")
        .containsPattern("EP sums +agrees +207: 2 points of the group, as would any from 1.00");
  }

  private static String whole(NamedCsvRecord row, String column) {
    String value = row.getField(column);
    return value.isEmpty() ? "" : String.valueOf(new BigDecimal(value).intValueExact());
  }

  /** The rulebook of a year without the thresholds of some indicators. */
  private Path without(String year, String... codes) {
    return PlantedRules.write(
        room.resolve("blank"),
        year,
        (code, cells) -> {
          if (List.of(codes).contains(code)) {
            PlantedRules.withoutThresholds(cells);
          }
        });
  }

  private Path write(String name, CharSequence text) {
    Path file = room.resolve("files").resolve(name);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static Qof.Answer prove(String year, Path extracts, Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("rulebook", "prove", "--year", year, "--extracts", extracts));
    all.addAll(List.of(more));
    return Qof.run(all.toArray());
  }
}
