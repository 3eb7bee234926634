package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.read.IndicatorReader;
import org.openqof.rulebook.read.Rulebooks;

class RulebookCheckTest {
  private static final String FIRST_ROWS =
      String.join(",", IndicatorReader.COLUMNS)
          + """

          AF001,AF,register,5,inferred,,,,,yes,AF,,no,AF register,mapping-2018-19,
          AF002,AF,fraction,10,inferred,,,,missing,yes,AF,,no,Stroke risk,mapping-2018-19,
          """;

  @Test
  void aCompleteYearIsShownInDetail() {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2025-26"));
    assertThat(lines(rulebook))
        .startsWith(
            "2025-26  complete",
            "  points        564 of 564 in 44 indicators",
            "  prevalence    462 points adjusted, 102 not adjusted",
            "  kinds         44 fraction",
            "  groups        26; 21 of them publish a register",
            "  register      LVSD pays HF003, HF006",
            "  protection    none",
            "  payment       £225.49 a point (confirmed), average list 10,184 (derived), true"
                + " prevalence",
            "  support       points by status: 552 confirmed, 12 consistent",
            "  thresholds    44 confirmed",
            "  missing       nothing",
            "  not confirmed 36 values")
        .contains("    derived      payment     average_list_size")
        .endsWith("  digest        " + rulebook.digest());
  }

  @Test
  void whatAReferenceYearLacksIsNamed(@TempDir Path folder) throws IOException {
    ShippedText.overlay(folder, "2013-14", "payment.yaml", "complete: true", "complete: false");
    ShippedText.overlay(
        folder, "2013-14", "indicators.csv", ShippedText.of("2013-14/indicators.csv"), FIRST_ROWS);
    assertThat(lines(Rulebooks.withOverlay(folder).load(FinancialYear.of("2013-14"))))
        .startsWith("2013-14  reference: good for national figures and factors, not payments")
        .containsSequence(
            "  support       points by status: 5 inferred, 10 missing",
            "  thresholds    1 missing",
            "  missing",
            "    indicators of 885 points",
            "    thresholds, so never priced on performance: AF002");
  }

  @Test
  void aThresholdOfLocalBandsStaysMissing() {
    assertThat(lines(Rulebooks.shipped().load(FinancialYear.of("2011-12"))))
        .contains("    thresholds, so never priced on performance: QP03, QP04, QP05");
  }

  @Test
  void everyUnconfirmedKeyIsShownOnceWithinTheWidthOfAScreen() {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2024-25"));
    List<String> lines = lines(rulebook);
    assertThat(lines).allMatch(line -> line.length() <= 100);
    int from = lines.indexOf("  not confirmed " + rulebook.unconfirmedValues().size() + " values");
    assertThat(from).isPositive();
    long names =
        lines.subList(from + 1, lines.size() - 1).stream()
            .flatMap(line -> List.of(line.strip().split(" +|, ")).stream())
            .filter(word -> word.matches("[A-Z]{2,5}\\d{0,3},?|[a-z]+_[a-z_]+,?"))
            .count();
    assertThat(names).isEqualTo(rulebook.unconfirmedValues().size());
  }

  /** What an indicator is paid by counts: 2020-21's protection as much as its thresholds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2020-21 | 155 confirmed, 46 inferred, 12 consistent, 354 unconfirmed
          2025-26 | 552 confirmed, 12 consistent
          2026-27 | 413 confirmed, 12 inferred, 157 unconfirmed
          """)
  void pointsAreCountedByTheWeakestValueThatTheyRestOn(String year, String points) {
    assertThat(lines(Rulebooks.shipped().load(FinancialYear.of(year))))
        .contains("  support       points by status: " + points);
  }

  @Test
  void allYearsAreShownAtAGlance() {
    Rulebooks shipped = Rulebooks.shipped();
    List<String> lines =
        RulebookCheck.summary(shipped.years().stream().map(shipped::load).toList()).lines();
    assertThat(lines.get(0)).isEqualTo("23 years");
    lines = lines.subList(1, lines.size());
    int width = lines.get(0).length();
    assertThat(lines).hasSize(24);
    assertThat(lines.get(0).split(" +"))
        .startsWith("year", "state", "points", "indicators", "proved", "confirmed")
        .endsWith("missing", "adjusted", "values");
    assertThat(lines.get(1).split(" +")).startsWith("2004-05", "complete", "1050/1050", "149");
    assertThat(lines.get(8).split(" +"))
        .startsWith("2011-12", "complete", "1000/1000", "142")
        .endsWith("15", "655", "234");
    assertThat(lines.get(22).split(" +"))
        .containsExactly(
            "2025-26",
            "complete",
            "564/564",
            "44",
            "0",
            "552",
            "0",
            "0",
            "12",
            "0",
            "0",
            "462",
            "36");
    assertThat(lines).allMatch(line -> line.length() == width);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2020-21 | 139 performance (25), 354 protected (38), 0 reallocated (1), 74 paid in full (4) | 274 protected on 2018-19 (28), 80 protected on 2019-20 (10)
          2021-22 | 246 performance (33), 315 protected (29), 0 reallocated (6), 74 paid in full (4) | 244 protected on 2018-19 (22), 71 protected on 2019-20 (7)
          2023-24 | 81 protected (19)  | 81 protected on 2022-23 (19)
          2024-25 | 212 protected (32) | 212 protected on 2023-24 (32)
          """)
  void theSplitOfAYearWithProtectionIsShown(String year, String split, String bases) {
    assertThat(lines(Rulebooks.shipped().load(FinancialYear.of(year))))
        .containsSequence("  protection    " + split, "    " + bases);
  }

  @Test
  void whatIsPooledAndWhatTheBaseYearDoesNotKnowIsNamed() {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2021-22"));
    assertThat(lines(rulebook))
        .containsSequence(
            "    COPD008, COPD010 by the share of COPD003 + COPD005 of 2018-19",
            "    HF007 by the share of HF003 + HF004 of 2018-19",
            "    MH006 by the share of MH007 of 2018-19");
    Map<String, List<String>> fewer = new TreeMap<>(Rulebooks.shipped().baseCodes(rulebook));
    fewer.remove("AF006");
    assertThat(RulebookCheck.lines(rulebook, fewer))
        .contains("    no predecessor in the base year, so paid on performance: AF006");
  }

  @Test
  void theRoutesOfImprovementAreShown() {
    assertThat(lines(Rulebooks.shipped().load(FinancialYear.of("2026-27"))))
        .contains(
            "  improvement   VI001 by a gain of 5 to 18 percentage points over 2024-25 and 2025-26,"
                + " mean of rates (unconfirmed)");
    assertThat(lines(Rulebooks.shipped().load(FinancialYear.of("2025-26"))))
        .noneMatch(line -> line.contains("improvement"));
  }

  private static List<String> lines(Rulebook rulebook) {
    return RulebookCheck.lines(rulebook, Rulebooks.shipped().baseCodes(rulebook));
  }
}
