package org.openqof.publish.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.publish.Workbook;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * Every cell of the official files and workbooks of a small nation, against what the publisher's
 * rules and the sources of limits and deciles give in plain SQL: before, in and after the year of
 * newly diagnosed depression, with empty registers, zero denominators, refused and closed
 * practices, and practices without a network.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
class ContractSuiteTest {
  @TempDir static Path room;

  private static PublisherRules rules;

  @BeforeAll
  static void runAndPublishOnce() throws Exception {
    Path in = room.resolve("in");
    Files.createDirectories(in);
    SmallNation.write(in);
    Qof.Answer run =
        Qof.run(
            "run",
            "--extracts",
            in,
            "--lake",
            room.resolve("lake"),
            "--published",
            room.resolve("published"),
            "--engine",
            "local");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    for (String year : List.of("2023-24", "2024-25")) {
      Qof.Answer made =
          Qof.run(
              "publish",
              "--year",
              year,
              "--lake",
              room.resolve("lake"),
              "--out",
              room.resolve("o"));
      assertThat(made.exitCode()).as(made.err()).isZero();
    }
    rules = PublisherRules.of(in, SmallNation.YEARS);
  }

  private static List<String> csv(String year, String file) throws IOException {
    String name = file + "_" + year.substring(2, 4) + year.substring(5) + ".csv";
    List<String> lines = Files.readAllLines(room.resolve("o").resolve(year).resolve("csv/" + name));
    return lines.subList(1, lines.size());
  }

  private static String points(String hundredths) {
    String text = new BigDecimal(hundredths).movePointLeft(2).stripTrailingZeros().toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-24", "2024-25"})
  void everyRowOfAchievementIsThatOfThePublisher(String year) throws IOException {
    List<String> expected = new ArrayList<>();
    for (List<String> row :
        rules.ask(
            "select p, i, r, published, newly, n, d, a, earned, kind, g, carrier from pts join ind"
                + " using (y, i, g) join grp using (y, g) left join cnt using (y, p, i) where y = '"
                + year
                + "' order by p, i")) {
      boolean east = row.get(0).compareTo("Z90006") <= 0;
      String start =
          (east ? "X01,E40000001,EAST_OF_ENGLAND," : "X02,E40000002,SOUTH_WEST,")
              + row.get(0)
              + ","
              + row.get(1)
              + ",";
      if (row.get(1).equals(row.get(11)) && "yes".equals(row.get(3))) {
        String measure = "yes".equals(row.get(4)) ? "NEWLY_DIAGNOSED," : "REGISTER,";
        expected.add(start + measure + row.get(2) + ".0");
      }
      if (row.get(9).equals("fraction") || row.get(9).equals("step")) {
        expected.add(start + "NUMERATOR," + row.get(5) + ".0");
        expected.add(start + "DENOMINATOR," + row.get(6) + ".0");
        expected.add(start + "PCAS," + row.get(7) + ".0");
      }
      expected.add(start + "ACHIEVED_POINTS," + points(row.get(8)));
    }
    assertThat(csv(year, "ACHIEVEMENT")).isEqualTo(expected).hasSizeGreaterThan(2_400);
    List<String> regions = new ArrayList<>(csv(year, "ACHIEVEMENT_EAST_OF_ENGLAND"));
    regions.addAll(csv(year, "ACHIEVEMENT_SOUTH_WEST"));
    assertThat(regions).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-24", "2024-25"})
  void theSmallFilesAreThoseOfThePublisherRowByRow(String year) throws IOException {
    List<String> prevalence = new ArrayList<>();
    List<String> organisations = new ArrayList<>();
    List<String> earned = new ArrayList<>();
    for (List<String> row :
        rules.ask(
            "select p, g, r, list from reg join grp using (y, g) where y = '"
                + year
                + "' and reg.published = 'yes' order by p, g")) {
      prevalence.add(
          "%s,%s,%s.0,%s,%s"
              .formatted(
                  row.get(0),
                  row.get(1),
                  row.get(2),
                  row.get(3),
                  Ages.of(row.get(3)).list(rules, year, "practice", row.get(0))));
    }
    for (List<String> row :
        rules.ask("select distinct p from pub where y = '" + year + "' order by p")) {
      String p = row.get(0);
      BigDecimal most = figure(year, "practice", p, "ALL", "available");
      BigDecimal lost = rules.figure(year, "practice", p, "ALL", "lost");
      String revised = plain(lost == null ? most : most.subtract(lost));
      organisations.add(p + "," + revised);
      earned.add(
          "%s,Practice %d,%s,635,%s"
              .formatted(
                  p,
                  Integer.parseInt(p.substring(4)),
                  plain(figure(year, "practice", p, "ALL", "earned")),
                  revised));
    }
    assertThat(csv(year, "PREVALENCE")).isEqualTo(prevalence).hasSizeGreaterThan(200);
    assertThat(csv(year, "ORGANISATION_REFERENCE"))
        .isEqualTo(organisations)
        .contains("Z90007,617", "Z90001,635");
    assertThat(csv(year, "Achievement_points_by_practice")).isEqualTo(earned);
    assertThat(csv(year, "PRACTICE_PCA_UNSUP"))
        .containsExactlyElementsOf(
            rules
                .ask(
                    "select p, i, f, v from sent join pub using (y, p) join ind using (y, i) where"
                        + " y = '"
                        + year
                        + "' and f like 'PCAZ%' order by p, i, f")
                .stream()
                .map(row -> String.join(",", row))
                .toList());
    assertThat(csv(year, "MAPPING_NHS_GEOGRAPHIES"))
        .isEqualTo(
            Files.readAllLines(
                    room.resolve("in")
                        .resolve(year)
                        .resolve(
                            "MAPPING_NHS_GEOGRAPHIES_"
                                + year.substring(2, 4)
                                + year.substring(5)
                                + ".csv"))
                .stream()
                .filter(
                    line -> organisations.stream().anyMatch(o -> line.contains(o.substring(0, 6))))
                .toList())
        .anyMatch(line -> line.contains(",U,Unallocated,Z90005,"));
  }

  @Test
  void refusedAndClosedPracticesAreNamedAndCounted() throws IOException {
    assertThat(csv("2023-24", "PRACTICE_VALIDATION_OUTCOMES"))
        .containsExactly(
            "Z90011,2,Practice closed before 1 April after the year",
            "Z90011,3,Practice status on 31 March <> Active",
            "Z90012,4,Practice number of registered patients not available within 3 months of 31"
                + " March");
    assertThat(csv("2023-24", "Coverage")).containsExactly("10,12,83.33");
    assertThat(csv("2023-24", "Practice_status"))
        .hasSize(12)
        .contains(
            "Z90001,Practice 1,A,1974-04-01,,true,",
            "Z90011,Practice 11,C,1974-04-01,2024-02-28,false,2 3",
            "Z90012,Practice 12,A,1974-04-01,,false,4");
    assertThat(csv("2024-25", "PRACTICE_VALIDATION_OUTCOMES"))
        .noneMatch(line -> line.startsWith("Z90012"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-24", "2024-25"})
  void everyCellOfEverySheetIsThatOfThePublisher(String year) throws IOException {
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    Map<String, Set<String>> apart = new TreeMap<>();
    try (Stream<Path> files = Files.list(room.resolve("o").resolve(year).resolve("workbooks"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        Workbook workbook = Workbook.read(file);
        for (String sheet : workbook.names().subList(3, workbook.names().size())) {
          ExpectedCells expected = new ExpectedCells(rules, year, name, sheet);
          for (Map<String, String> row : workbook.rows(sheet)) {
            for (String header : workbook.headers(sheet)) {
              String cell = row.getOrDefault(header, "");
              boolean charted = sheet.matches("Deciles_.*|Trend");
              String kind =
                  charted
                      ? expected.checkCharted(row, header, cell)
                      : expected.check(row, header, cell);
              if (charted || name.contains("deciles") || name.contains("limits")) {
                seen.merge("of spread " + kind, 1, Integer::sum);
              }
              seen.merge(kind, 1, Integer::sum);
              if (kind.equals("z") && header.startsWith("Change") && name.contains("nat-reg")) {
                apart.computeIfAbsent(header, any -> new TreeSet<>()).add(sheet);
              }
              if (kind.startsWith("wrong")) {
                wrong.add("%s %s %s: %s".formatted(name, sheet, header, kind));
              }
            }
          }
        }
      }
    }
    assertThat(wrong.stream().limit(20)).as("%d cells differ", wrong.size()).isEmpty();
    assertThat(apart).isEqualTo(notComparable(year));
    // What is compared is most of it, and each kind of cell really occurs.
    assertThat(new LinkedHashMap<>(seen)).containsKeys("number", "text", ":", "z");
    assertThat(seen.get("number")).isGreaterThan(15_000);
    // Nine practices of 2023-24 are large enough to compare, ten of 2024-25: the least there can
    // be.
    assertThat(seen.get("of spread number")).isGreaterThan(year.equals("2023-24") ? 1_500 : 3_000);
  }

  /** Sheets by the heading of a change that says that the two years may not be compared. */
  private static Map<String, Set<String>> notComparable(String year) {
    // Indicators redefined or new; registers of chronic lung disease and obesity redefined in
    // 2023-24; depression of all patients again in 2024-25.
    Set<String> indicators =
        year.equals("2023-24")
            ? Set.of("AF", "AST", "CHD", "CHOL", "DM", "HF", "HYP", "MH", "STIA")
            : Set.of("CHOL");
    return Map.of(
        "Change in prevalence (percentage points)",
        year.equals("2023-24") ? Set.of("COPD", "OB") : Set.of("DEP"),
        "Change in score (percentage points)",
        indicators,
        "Change in PCA rate (percentage points)",
        indicators);
  }

  @Test
  void eachYearOfDepressionStandsUnderItsOwnHeading() {
    assertThat(depression("2023-24"))
        .contains("Register, 2022-23", "Prevalence (%), 2022-23", "Newly diagnosed, 2023-24")
        .doesNotContain("Newly diagnosed, 2022-23", "Register, 2023-24", "Prevalence (%), 2023-24");
    assertThat(depression("2024-25"))
        .contains("Newly diagnosed, 2023-24", "Register, 2024-25", "Prevalence (%), 2024-25")
        .doesNotContain("Newly diagnosed, 2024-25", "Register, 2023-24", "Prevalence (%), 2023-24");
  }

  private static List<String> depression(String year) {
    String name =
        "workbooks/qof-%s%s-nat-reg-ach-prev-pca.xlsx"
            .formatted(year.substring(2, 4), year.substring(5));
    return Workbook.read(room.resolve("o").resolve(year).resolve(name)).headers("DEP");
  }

  private static BigDecimal figure(
      String year, String level, String area, String subject, String measure) {
    BigDecimal found = rules.figure(year, level, area, subject, measure);
    assertThat(found).as(String.join(" ", year, level, area, subject, measure)).isNotNull();
    return found == null ? BigDecimal.ZERO : found;
  }

  private static String plain(BigDecimal hundredths) {
    return hundredths.movePointLeft(2).stripTrailingZeros().toPlainString();
  }
}
