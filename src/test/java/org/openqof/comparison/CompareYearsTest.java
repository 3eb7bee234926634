package org.openqof.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.comparison.change.Part;
import org.openqof.testing.Qof;
import org.openqof.testing.WholeExtract;
import org.openqof.testing.WideGate;

/**
 * Two years compared through the command line: one practice of the east merges into one of the
 * west, another closes for good, and income protection settles some lines of the later year.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
class CompareYearsTest {
  private static final String GONE = "Z90009";

  @TempDir static Path room;

  @BeforeAll
  static void twoYears() throws IOException {
    WholeExtract.of("2022-23")
        .practice("Z90001", 10_000, 70)
        .practice("Z90002", 8_000, 60)
        .value("Z90002", "PC001", "The Register", "0")
        .practice(GONE, 3_000, 55)
        .practice("Z90008", 2_000, 55)
        .file("MAPPING_NHS_GEOGRAPHIES", map("Z90001 W", "Z90002 E", GONE + " E", "Z90008 E"))
        .in(room.resolve("extracts/2022-23"));
    WholeExtract.of("2023-24")
        .practice("Z90001", 13_000, 60)
        .practice("Z90002", 8_000, 65)
        .participation(GONE, "20230401", "20230630")
        .participation("Z90008", "20230401", "20230630")
        .file("MAPPING_NHS_GEOGRAPHIES", map("Z90001 W", "Z90002 E"))
        .file(
            "SUCCESSIONS",
            "FROM_PRACTICE,TO_PRACTICE,SUCCESSION_DATE,SHARE",
            GONE + ",Z90001,20230701,1")
        .in(room.resolve("extracts/2023-24"));
    Qof.Answer run =
        Qof.run(
            "run",
            "--engine",
            "local",
            "--extracts",
            room.resolve("extracts"),
            "--lake",
            room.resolve("lake"),
            "--published",
            room.resolve("published"),
            "--rulebook",
            WideGate.in(room.resolve("gate")));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private static String[] map(String... places) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "PRACTICE_CODE,PRACTICE_NAME,PCN_ODS_CODE,PCN_NAME,SUB_ICB_ODS_CODE,SUB_ICB_ONS_CODE,"
            + "SUB_ICB_NAME,ICB_ODS_CODE,ICB_ONS_CODE,ICB_NAME,REGION_ODS_CODE,REGION_ONS_CODE,"
            + "REGION_NAME,NAT_CODE,NAT_ONS_CODE,NAT_COUNTRY");
    for (String place : places) {
      String practice = place.substring(0, 6);
      String side = place.substring(7);
      lines.add(
          "%s,Practice %s,U%s1,Network,S%s01,,Place,I%s01,,Board %s,X01,,Region,ENG,E92000001,England"
              .formatted(practice, practice, side, side, side, side));
    }
    return lines.toArray(String[]::new);
  }

  private static JsonNode compared(String... more) throws IOException {
    List<Object> arguments =
        new ArrayList<>(
            List.of("compare", "2022-23", "2023-24", "--lake", room.resolve("lake"), "--json"));
    arguments.addAll(List.of(more));
    Qof.Answer answer = Qof.run(arguments.toArray());
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return new ObjectMapper().readTree(answer.out());
  }

  private static JsonNode area(JsonNode comparison, String code) {
    for (JsonNode area : comparison.get("areas")) {
      if (area.get("area_code").asText().equals(code)) {
        return area;
      }
    }
    throw new AssertionError("no area " + code + " in " + comparison);
  }

  @Test
  void aMergedPracticeStandsWithItsSuccessorAndOneThatClosedIsUnallocated() throws IOException {
    JsonNode comparison = compared("--level", "icb");
    assertThat(area(comparison, "IW01").get("practices_before").asInt()).isEqualTo(2);
    assertThat(area(comparison, "IW01").get("practices_after").asInt()).isEqualTo(1);
    assertThat(area(comparison, "IE01").get("practices_before").asInt()).isEqualTo(1);
    assertThat(area(comparison, "UNMAPPED").get("practices_before").asInt()).isEqualTo(1);
  }

  @Test
  void asPublishedTheMergedPracticeStandsOnItsOwnYearsMap() throws IOException {
    JsonNode comparison = compared("--level", "icb", "--variant", "as-published");
    assertThat(area(comparison, "IE01").get("practices_before").asInt()).isEqualTo(3);
    assertThat(area(comparison, "IW01").get("practices_before").asInt()).isEqualTo(1);
  }

  @Test
  void aPracticeThatTookAnotherIsNoneOfTheSamePractices() throws IOException {
    JsonNode comparison = compared("--level", "icb", "--variant", "same-practices");
    assertThat(comparison.get("areas")).hasSize(1);
    assertThat(area(comparison, "IE01").get("practices_before").asInt()).isEqualTo(1);
  }

  @Test
  void whatIncomeProtectionAddsIsAPartOfItsOwnAndAllPartsAddUp() throws IOException {
    JsonNode england = compared("--level", "england").get("england");
    BigDecimal sum = BigDecimal.ZERO;
    for (Part part : Part.values()) {
      sum = sum.add(england.get(part.word() + "_gbp").decimalValue());
    }
    assertThat(sum).isEqualByComparingTo(england.get("change_gbp").decimalValue());
    // Z90002 had an empty register of palliative care, whose points of that year are protected: in
    // place of 3 points of its own at £213.43, index 8,000 ÷ 9,639, prevalence that of all.
    assertThat(england.get("protection_gbp").decimalValue()).isEqualByComparingTo("-531.42");
    assertThat(england.get("other_gbp").decimalValue()).isZero();
  }

  @Test
  void linesForPeopleHaveOneMinusSignAndCountOnePracticeAsOne() {
    Qof.Answer answer =
        Qof.run(
            "compare",
            "2022-23",
            "2023-24",
            "--lake",
            room.resolve("lake"),
            "--variant",
            "same-practices");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("; 1 to 1 practice\n  achievement payments, before part of the year, corrections")
        .contains("protection");
    Qof.Answer all = Qof.run("compare", "2022-23", "2023-24", "--lake", room.resolve("lake"));
    assertThat(all.out()).contains("−").doesNotContainPattern("[ (]-[0-9]");
  }
}
