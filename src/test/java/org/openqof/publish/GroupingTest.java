package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * Practices put into groups by a file of two columns: the samples published and compared by them.
 * The boards of the map, given as a file, must give what the boards give.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
class GroupingTest {
  private static final SamplePublication SAMPLE = SamplePublication.get();
  private static final List<String> LONG =
      List.of("achievement", "prevalence", "points", "adjustments", "lists");

  @TempDir static Path room;
  private static Path boards;
  private static Path byBoard;
  private static Path byWhole;

  @BeforeAll
  static void publishByBoardsGivenAsAFile() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("practice_code,board");
    for (NamedCsvRecord row :
        SamplePublication.rows(
            Path.of("data-samples/2023-24/payment/MAPPING_NHS_GEOGRAPHIES_2324.csv"))) {
      lines.add(row.getField("PRACTICE_CODE") + "," + row.getField("ICB_ODS_CODE"));
    }
    boards = Files.write(room.resolve("boards.csv"), lines);
    byBoard =
        SAMPLE.publish(
            "by-board", "2023-24", "--groups", boards.toString(), "--forms", "long,workbooks");
    lines = new ArrayList<>(List.of("practice_code,grouping"));
    for (NamedCsvRecord row : SAMPLE.rows("long/practice_comparators_2324.csv")) {
      lines.add(row.getField("practice_code") + ",Whole");
    }
    lines.addAll(List.of("Z10001,Pair", "Z10003,Pair"));
    byWhole =
        SAMPLE.publish(
            "by-whole",
            "2023-24",
            "--groups",
            Files.write(room.resolve("whole.csv"), lines).toString(),
            "--groups-overlap",
            "--forms",
            "long,workbooks");
  }

  private static Path file(String... lines) throws IOException {
    Path file = Files.createTempFile(room, "grouping", ".csv");
    return Files.write(file, List.of(lines));
  }

  private static Qof.Answer published(Path groups, String... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "publish",
                "--year",
                "2023-24",
                "--lake",
                SAMPLE.lake(),
                "--out",
                room.resolve("refused"),
                "--forms",
                "long",
                "--groups",
                groups));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  /** Rows of a long file whose first columns are these values, without them. */
  private static List<List<String>> rows(Path folder, String file, String... first) {
    List<List<String>> rows = new ArrayList<>();
    for (NamedCsvRecord row :
        SamplePublication.rows(folder.resolve("long/" + file + "_2324.csv"))) {
      List<String> fields = row.getFields();
      if (fields.subList(0, first.length).equals(List.of(first))) {
        rows.add(fields.subList(first.length, fields.size()));
      }
    }
    return rows;
  }

  private static Map<String, String> values(Path folder, String file, String level) {
    Map<String, String> values = new HashMap<>();
    for (NamedCsvRecord row :
        SamplePublication.rows(folder.resolve("long/" + file + "_2324.csv"))) {
      if (row.getField("level").equals(level)) {
        values.put(
            row.getField("area_code").replace("UNMAPPED", "UNALLOCATED")
                + " "
                + row.getFields().subList(3, row.getFieldCount()),
            "");
      }
    }
    return values;
  }

  @Test
  void theBoardsGivenAsGroupsHaveEveryFigureOfTheBoards() {
    for (String file : LONG) {
      Map<String, String> groups = values(byBoard, file, "group");
      assertThat(groups).as(file).hasSizeGreaterThan(20);
      assertThat(groups.keySet()).as(file).isEqualTo(values(byBoard, file, "icb").keySet());
    }
  }

  @Test
  void theWorkbookOfGroupsHasEnglandAndWhatTheWorkbookOfBoardsHas() {
    Workbook groups = Workbook.read(byBoard.resolve("workbooks/qof-2324-group-ach-prev-pca.xlsx"));
    Workbook icbs = SAMPLE.workbook("icb-ach-prev-pca");
    for (String sheet : List.of("AF", "DM", "CS", "QIWW")) {
      Map<String, Map<String, String>> expected = new TreeMap<>();
      for (Map<String, String> row : icbs.rows(sheet)) {
        Map<String, String> figures = new TreeMap<>(row);
        String code = figures.remove("ICB ODS code");
        figures.keySet().removeAll(Set.of("ICB ONS code", "ICB name"));
        // Last year's practices that are gone follow their neighbours on a map, and no file.
        figures.keySet().removeIf(GroupingTest::isOfTwoYears);
        expected.put(String.valueOf(code), figures);
      }
      Map<String, Map<String, String>> found = new TreeMap<>();
      for (Map<String, String> row : groups.rows(sheet)) {
        Map<String, String> figures = new TreeMap<>(row);
        String group = String.valueOf(figures.remove("Group"));
        figures.keySet().removeIf(GroupingTest::isOfTwoYears);
        found.put(group.startsWith("In no group") ? "UNMAPPED" : group, figures);
      }
      assertThat(found.remove("England")).as(sheet).isNotNull();
      assertThat(found).as(sheet).isEqualTo(expected);
    }
  }

  @Test
  void theBoardsGivenAsGroupsHaveTheLimitsOfTheBoardsAlsoInTheirWorkbook() {
    for (String board : List.of("I001", "I004", "I007")) {
      assertThat(rows(byBoard, "area_intervals", "group", board))
          .as(board)
          .hasSize(174)
          .isEqualTo(rows(byBoard, "area_intervals", "icb", board));
    }
    assertThat(rows(byBoard, "area_intervals", "group", "UNALLOCATED"))
        .isEqualTo(rows(byBoard, "area_intervals", "icb", "UNMAPPED"));
    // Newly diagnosed patients are a count, all else proportions.
    assertThat(rows(byBoard, "area_intervals", "group", "I001"))
        .extracting(row -> row.get(row.size() - 1))
        .contains("wilson", "byar");
    Workbook groups = Workbook.read(byBoard.resolve("workbooks/qof-2324-group-limits.xlsx"));
    Workbook icbs = SAMPLE.workbook("icb-limits");
    for (String sheet : List.of("AF", "DEP")) {
      List<Map<String, String>> expected = new ArrayList<>();
      for (Map<String, String> row : icbs.rows(sheet)) {
        Map<String, String> figures = new TreeMap<>(row);
        figures.keySet().removeAll(Set.of("ICB ODS code", "ICB ONS code", "ICB name"));
        expected.add(figures);
      }
      List<Map<String, String>> found = new ArrayList<>();
      for (Map<String, String> row : groups.rows(sheet)) {
        Map<String, String> figures = new TreeMap<>(row);
        if (!"England".equals(figures.remove("Group"))) {
          found.add(figures);
        }
      }
      assertThat(found).as(sheet).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aGroupOfAllPracticesHasTheLimitsDecilesFunnelsAndOutliersOfEngland() {
    assertThat(rows(byWhole, "area_intervals", "group", "Whole"))
        .hasSize(174)
        .isEqualTo(rows(byWhole, "area_intervals", "england", "ENG"));
    assertThat(rows(byWhole, "deciles", "group", "Whole"))
        .hasSize(9 * 173)
        .isEqualTo(rows(byWhole, "deciles", "england", "ENG"));
    assertThat(rows(byWhole, "group_funnels", "Whole"))
        .hasSize(173)
        .isEqualTo(rows(byWhole, "funnels"));
    assertThat(rows(byWhole, "group_outliers", "Whole"))
        .hasSizeGreaterThan(50)
        .isEqualTo(rows(byWhole, "practice_outliers"));
    for (NamedCsvRecord practice : SAMPLE.rows("long/practice_comparators_2324.csv")) {
      assertThat(rows(byWhole, "groups", practice.getField("practice_code"), "Whole"))
          .containsExactly(
              List.of(
                  "grouping",
                  practice.getField("low_outliers"),
                  practice.getField("high_outliers")));
    }
    for (String name : List.of("group-limits", "group-deciles")) {
      Workbook workbook = Workbook.read(byWhole.resolve("workbooks/qof-2324-" + name + ".xlsx"));
      Map<String, Map<String, String>> byGroup = new HashMap<>();
      for (Map<String, String> row : workbook.rows("AF")) {
        Map<String, String> figures = new TreeMap<>(row);
        byGroup.put(String.valueOf(figures.remove("Group")), figures);
      }
      assertThat(byGroup.keySet()).as(name).containsOnly("England", "Whole", "Pair");
      assertThat(byGroup.get("Whole")).as(name).hasSizeGreaterThan(9);
      assertThat(byGroup.get("Whole")).as(name).isEqualTo(byGroup.get("England"));
      assertThat(byGroup.get("Pair")).as(name).isNotEqualTo(byGroup.get("England"));
    }
  }

  @Test
  void aGroupTooSmallToCompareHasLimitsAndNeitherDecilesNorAFunnelAndIsNamed() {
    assertThat(rows(byWhole, "area_intervals", "group", "Pair")).isNotEmpty();
    assertThat(rows(byWhole, "deciles", "group", "Pair")).isEmpty();
    assertThat(rows(byWhole, "group_funnels", "Pair")).isEmpty();
    assertThat(rows(byWhole, "group_outliers", "Pair")).isEmpty();
    assertThat(rows(byWhole, "groups", "Z10001", "Pair"))
        .containsExactly(List.of("grouping", "", ""));
  }

  private static boolean isOfTwoYears(String header) {
    return header.endsWith("2022-23") || header.startsWith("Change");
  }

  @Test
  void practicesInNoGroupAreOneRowOfTheirOwnAndAllAddUpToEngland() throws IOException {
    Path sample = file("Z10001,Research sample", "Z10005,Research sample");
    Path folder =
        SAMPLE.publish("sample", "2023-24", "--groups", sample.toString(), "--forms", "long");
    Map<String, Long> practices = new HashMap<>();
    for (NamedCsvRecord row : SamplePublication.rows(folder.resolve("long/points_2324.csv"))) {
      if (row.getField("group_code").equals("ALL") && row.getField("measure").equals("practices")) {
        practices.merge(row.getField("level"), Long.parseLong(row.getField("value")), Long::sum);
        if (row.getField("level").equals("group")) {
          practices.put(row.getField("area_code"), Long.parseLong(row.getField("value")));
        }
      }
    }
    assertThat(practices.get("Research sample")).isEqualTo(2);
    assertThat(practices.get("UNALLOCATED")).isEqualTo(44);
    assertThat(practices.get("group")).isEqualTo(practices.get("england"));
    assertThat(SamplePublication.rows(folder.resolve("long/groups_2324.csv")))
        .hasSize(46)
        .filteredOn(row -> row.getField("area_code").equals("Research sample"))
        .extracting(row -> row.getField("practice_code"))
        .containsExactly("Z10001", "Z10005");
    theRateInTheMiddleOfAFunnelIsThatOfItsOwnPractices(folder);
  }

  /** Added up here from the practices of the long file, small ones left out. */
  private static void theRateInTheMiddleOfAFunnelIsThatOfItsOwnPractices(Path folder) {
    Set<String> compared = new HashSet<>();
    for (NamedCsvRecord row : SAMPLE.rows("long/practice_comparators_2324.csv")) {
      if (row.getField("small_practice").equals("false")
          && !Set.of("Z10001", "Z10005").contains(row.getField("practice_code"))) {
        compared.add(row.getField("practice_code"));
      }
    }
    Map<String, BigDecimal> sums = new HashMap<>();
    for (NamedCsvRecord row : SamplePublication.rows(folder.resolve("long/achievement_2324.csv"))) {
      if (row.getField("indicator_code").equals("HYP008")
          && compared.contains(row.getField("area_code"))
          && !row.getField("value").isEmpty()) {
        sums.merge(row.getField("measure"), new BigDecimal(row.getField("value")), BigDecimal::add);
      }
    }
    BigDecimal rate =
        sums.getOrDefault("numerator", BigDecimal.ZERO)
            .divide(sums.getOrDefault("denominator", BigDecimal.ONE), 10, RoundingMode.HALF_UP);
    List<List<String>> funnels =
        rows(folder, "group_funnels", "UNALLOCATED", "achievement", "HYP008");
    assertThat(funnels).hasSize(1);
    assertThat(new BigDecimal(funnels.get(0).get(1)))
        .isEqualByComparingTo(rate)
        .isNotEqualByComparingTo(
            new BigDecimal(rows(folder, "funnels", "achievement", "HYP008").get(0).get(1)));
    assertThat(rows(folder, "group_funnels", "Research sample")).isEmpty();
  }

  @Test
  void withoutAGroupingThereIsNoLevelOfGroups() {
    assertThat(SamplePublication.files(SAMPLE.folder()).keySet())
        .noneMatch(name -> name.contains("/qof-2324-group-") || name.startsWith("long/group"));
    assertThat(values(SAMPLE.folder(), "points", "group")).isEmpty();
  }

  @Test
  void aPracticeThatNobodyKnowsIsNamedWithItsLineAndTheCodesNearToIt() throws IOException {
    Path wrong = file("practice_code,place", "Z10001,North", "Z10O05,South", "Z90005,South");
    Qof.Answer badCode = published(wrong);
    assertThat(badCode.exitCode()).isEqualTo(2);
    assertThat(badCode.err()).contains("Line 3: expected a practice code", "Z10O05");
    Qof.Answer unknown = published(file("practice_code,place", "Z10001,North", "Z90005,South"));
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("1 practice that no file of 2022-23 and 2023-24 knows")
        .contains("Line 3: Z90005. Did you mean Z10005")
        .contains("--groups-skip-unknown");
    assertThat(room.resolve("refused/2023-24")).doesNotExist();
  }

  @Test
  void unknownPracticesArePassedOverAndNamedWhereThatIsAskedFor() throws IOException {
    Path folder = room.resolve("skipped");
    Qof.Answer answer =
        Qof.run(
            "publish",
            "--year",
            "2023-24",
            "--lake",
            SAMPLE.lake(),
            "--out",
            folder,
            "--forms",
            "csv",
            "--groups",
            file("practice,place", "Z10001,North", "Z90005,South"),
            "--groups-skip-unknown");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("grouping 'place': 2 rows; 45 practices in no group: UNALLOCATED")
        .contains("fewer than 10 practices to compare, so limits, and no deciles or funnels: North")
        .contains("in the grouping and not in the statistics: Z90005");
  }

  @Test
  void linesThatCannotBeMeantAreToldAllTogether() throws IOException {
    Qof.Answer answer =
        published(
            file(
                "practice_code,place",
                "Z10001,North,extra",
                "Z10002,",
                "Z10003,North",
                "Z10003,North",
                "Z10004",
                "Z10005,UNALLOCATED"));
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .contains("cannot be used: 5 problems")
        .contains("Line 2: expected two columns, practice and group; found 3.")
        .contains("Line 3: Z10002 has no group.")
        .contains("Line 5: Z10003 is in 'North' already.")
        .contains("Line 6: expected two columns, practice and group; found 1.")
        .contains("Line 7: 'UNALLOCATED' is the place of practices in no group");
  }

  @Test
  void aQuoteThatNeverEndsIsSaidSo() throws IOException {
    Qof.Answer answer = published(file("Z10001,North", "Z10002,\"South"));
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("cannot be used");
  }

  @Test
  void anEmptyFileAndAFileThatIsNotThereAreSaidSo() throws IOException {
    Qof.Answer empty = published(file("practice_code,place"));
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("holds no practices", "such as Z10001,North");
    Qof.Answer absent = published(room.resolve("absent.csv"));
    assertThat(absent.exitCode()).isEqualTo(1);
    assertThat(absent.err()).contains("absent.csv");
  }

  @Test
  void aPracticeInTwoGroupsIsAnErrorWithBothLinesUnlessGroupsMayOverlap() throws IOException {
    Path both = file("practice,place", "Z10001,North", "Z10005,North", "Z10001,South");
    Qof.Answer refused = published(both);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("puts 1 practice into more than one group")
        .contains("Z10001: 'North' in line 2, 'South' in line 4")
        .contains("--groups-overlap");
    Path folder =
        SAMPLE.publish(
            "overlap",
            "2023-24",
            "--groups",
            both.toString(),
            "--groups-overlap",
            "--forms",
            "long");
    Map<String, String> practices =
        SamplePublication.rows(folder.resolve("long/points_2324.csv")).stream()
            .filter(row -> row.getField("level").equals("group"))
            .filter(row -> row.getField("group_code").equals("ALL"))
            .filter(row -> row.getField("measure").equals("practices"))
            .collect(
                Collectors.toMap(row -> row.getField("area_code"), row -> row.getField("value")));
    assertThat(practices).isEqualTo(Map.of("North", "2", "South", "1", "UNALLOCATED", "44"));
  }

  @Test
  void aFileFromASpreadsheetIsReadAsItCame() throws IOException {
    Path file = room.resolve("St Aidan’s.csv");
    Files.write(
        file,
        "\ufeffZ10001,\"North, and more\"\r\n\r\n z10005 ,O\u2019Brien\r\n"
            .getBytes(StandardCharsets.UTF_8));
    Path windows = room.resolve("windows.csv");
    Files.write(windows, "Z10001,O\u2019Brien\r\n".getBytes(Charset.forName("windows-1252")));
    Path folder =
        SAMPLE.publish("sheet", "2023-24", "--groups", file.toString(), "--forms", "long");
    assertThat(SamplePublication.rows(folder.resolve("long/groups_2324.csv")))
        .extracting(row -> row.getFields().subList(0, 3).toString())
        .contains("[Z10001, North, and more, St Aidan’s]", "[Z10005, O’Brien, St Aidan’s]");
    Path other =
        SAMPLE.publish("windows", "2023-24", "--groups", windows.toString(), "--forms", "long");
    assertThat(SamplePublication.rows(other.resolve("long/groups_2324.csv")))
        .extracting(row -> row.getFields().subList(0, 3).toString())
        .contains("[Z10001, O’Brien, windows]");
  }

  // ------------------------------------------------------------------ qof compare

  private static Qof.Answer compared(Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("compare", "2022-23", "2023-24", "--lake", SAMPLE.lake(), "--json"));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  @Test
  void aComparisonByBoardsGivenAsGroupsIsTheOneByBoards() throws IOException {
    Map<String, Map<String, String>> groups =
        areas(compared("--level", "group", "--groups", boards));
    Map<String, Map<String, String>> byBoard = areas(compared("--level", "icb"));
    // Who is not on the map has no board, and so no group.
    Map<String, String> unmapped = byBoard.remove("UNMAPPED");
    unmapped.put("area_code", "UNALLOCATED");
    byBoard.put("UNALLOCATED", unmapped);
    assertThat(groups).hasSizeGreaterThan(5).isEqualTo(byBoard);
  }

  private static Map<String, Map<String, String>> areas(Qof.Answer answer) throws IOException {
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    Map<String, Map<String, String>> areas = new TreeMap<>();
    for (JsonNode area : new ObjectMapper().readTree(answer.out()).get("areas")) {
      Map<String, String> fields = new TreeMap<>();
      area.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
      fields.remove("area_name");
      areas.put(area.get("area_code").asText(), fields);
    }
    return areas;
  }

  @Test
  void aComparisonNeedsBothTheLevelAndTheFileAndGroupsThatDoNotOverlap() throws IOException {
    assertThat(compared("--level", "group").err())
        .contains("--level group and --groups go together");
    assertThat(compared("--groups", boards).err())
        .contains("--level group and --groups go together");
    Qof.Answer both =
        compared("--level", "group", "--groups", file("Z10001,North", "Z10001,South"));
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("more than one group");
  }
}
