package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * A year of 2024-25 that comes as it is published: what is received is kept, used or laid alongside
 * what the program knows, and the report says what differs. Two practices, written by hand.
 */
@Slow
class ReceivedAsPublishedTest {
  private static final String REGION = "X01,E40900081,EAST_OF_ENGLAND,";

  @TempDir static Path room = Path.of("given");
  private static String report = "";

  @BeforeAll
  static void runOnce() throws IOException {
    Path in = Files.createDirectories(room.resolve("in"));
    write(
        in,
        "PREVALENCE_2425.csv",
        "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE",
        "W91001,AF,500.0,TOTAL,4000",
        "Z90001,AF,113.0,TOTAL,7000",
        "Z90001,DEP,700.0,18OV,5600",
        "Z90001,NDH,410.0,18OV,5600",
        "Z90002,AF,60.0,TOTAL,3000",
        "Z90002,DEP,320.0,18OV,2400",
        "Z90002,NDH,0.0,18OV,2400");
    List<String> achievement = new ArrayList<>();
    // Enough points of what is extracted for both to be published: publication rule 1.
    for (String practice : List.of("Z90001", "Z90002")) {
      for (String indicator :
          List.of("BP002", "CS005", "CS006", "VI001", "VI002", "VI003", "VI004")) {
        for (String measure : List.of("NUMERATOR,90.0", "DENOMINATOR,90.0", "PCAS,0.0")) {
          achievement.add(REGION + practice + "," + indicator + "," + measure);
        }
      }
    }
    achievement.addAll(
        0,
        List.of(
            "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE",
            REGION + "Z90001,AF001,REGISTER,113.0",
            REGION + "Z90001,AF001,ACHIEVED_POINTS,5.0",
            REGION + "Z90001,DEP004,REGISTER,700.0",
            REGION + "Z90001,DEP004,NEWLY_DIAGNOSED,71.0",
            REGION + "Z90001,DEP004,NUMERATOR,40.0",
            REGION + "Z90001,DEP004,DENOMINATOR,50.0",
            REGION + "Z90001,DEP004,PCAS,6.0",
            REGION + "Z90001,DEP004,ACHIEVED_POINTS,10.0",
            REGION + "Z90001,NDH002,REGISTER,410.0",
            REGION + "Z90001,NDH002,NUMERATOR,300.0",
            REGION + "Z90001,NDH002,DENOMINATOR,400.0",
            REGION + "Z90001,NDH002,PCAS,10.0",
            REGION + "Z90001,CHOL003,NUMERATOR,90.0",
            REGION + "Z90001,CHOL003,DENOMINATOR,100.0",
            REGION + "Z90001,CHOL003,PCAS,2.0",
            REGION + "Z90001,SMOK002,NUMERATOR,900.0",
            REGION + "Z90001,SMOK002,DENOMINATOR,1000.0",
            REGION + "Z90001,SMOK002,PCAS,20.0",
            REGION + "Z90001,SMOK002,ACHIEVED_POINTS,25.0",
            REGION + "Z90002,AF001,REGISTER,60.0",
            REGION + "Z90002,DEP004,NEWLY_DIAGNOSED,30.0",
            REGION + "Z90002,NDH002,REGISTER,0.0",
            REGION + "W91001,AF001,REGISTER,500.0"));
    write(in, "ACHIEVEMENT_EAST_OF_ENGLAND_2425.csv", achievement.toArray(String[]::new));
    write(
        in,
        "PRACTICE_VALIDATION_OUTCOMES_2425.csv",
        "PRACTICE_CODE,RULE,DESCRIPTION",
        "Z90002,1,Achieved points <= manual points total",
        "Z90003,3,Practice status on 31 March <> Active");
    write(
        in,
        "ORGANISATION_REFERENCE_2425.csv",
        "PRACTICE_CODE,REVISED_MAX_POINTS",
        "Z90001,635",
        "Z90002,600");
    write(
        in,
        "MAPPING_INDICATORS_2425.csv",
        "INDICATOR_CODE,INDICATOR_POINT_VALUE,GROUP_CODE,GROUP_DESCRIPTION,DOMAIN_CODE,"
            + "DOMAIN_DESCRIPTION,PATIENT_LIST_TYPE",
        "AF001,7,AF,Atrial fibrillation,CL,Clinical,TOTAL",
        "VI001,18,VI,Vaccination and immunisation,PH,Public Health,TOTAL",
        "XX001,3,XX,Another,CL,Clinical,TOTAL");
    Qof.Answer answer =
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
    report = answer.out() + answer.err();
    assertThat(answer.exitCode()).as(report).isZero();
    Qof.Answer published =
        Qof.run(
            "publish",
            "--year",
            "2024-25",
            "--lake",
            room.resolve("lake"),
            "--out",
            room.resolve("publication"));
    assertThat(published.exitCode()).as(published.err()).isZero();
  }

  private static void write(Path folder, String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\r\n", lines) + "\r\n");
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(room.resolve("publication/2024-25").resolve(file));
  }

  @Test
  void everyRegisterThatWasReceivedIsPublishedWithItsNewDiagnoses() throws IOException {
    assertThat(lines("csv/ACHIEVEMENT_2425.csv"))
        .filteredOn(line -> line.contains(",REGISTER,") || line.contains(",NEWLY_DIAGNOSED,"))
        .extracting(line -> line.substring(line.indexOf("Z9")))
        .containsExactly(
            "Z90001,AF001,REGISTER,113.0",
            "Z90001,DEP004,REGISTER,700.0",
            "Z90001,DEP004,NEWLY_DIAGNOSED,71.0",
            "Z90001,NDH002,REGISTER,410.0",
            "Z90002,AF001,REGISTER,60.0",
            // Its register of depression comes with the prevalence alone; new diagnoses are none.
            "Z90002,DEP004,NEWLY_DIAGNOSED,30.0",
            "Z90002,NDH002,REGISTER,0.0");
    assertThat(lines("csv/PREVALENCE_2425.csv"))
        .contains("Z90002,DEP,320.0,18OV,2400", "Z90001,DEP,700.0,18OV,5600");
  }

  @Test
  void whatHasNoRegisterToBePaidByIsSaidToBeUnpriced() {
    assertThat(report)
        .containsPattern(
            "not priced    2 lines, 39 points available: no register for its prevalence group"
                + " \\(CHOL003, SMOK002\\)");
  }

  @Test
  void practicesThatAPublicationLeftOutAreKeptPublishedAndShown() throws IOException {
    assertThat(lines("csv/PRACTICE_VALIDATION_OUTCOMES_2425.csv"))
        .contains(
            "Z90002,1,Achieved points <= manual points total",
            "Z90003,3,Practice status on 31 March <> Active");
    assertThat(String.join("\n", lines("data-quality.html")))
        .contains("Practices that a received publication of the year left out, by its rule")
        .contains("Practice status on 31 March &lt;&gt; Active");
    assertThat(report)
        .contains("the list received leaves 2 practices out of the publication; 1 of them in the")
        .contains("statistics here: Z90002");
  }

  @Test
  void aReceivedMapAndReceivedMaximaAreLaidBesideTheRulebook() {
    assertThat(report)
        .contains("the map of indicators received differs from the rulebook in")
        .contains("AF001 7 points received, 5 in the rulebook")
        .contains("Z90001: 635 received")
        .contains("Z90002: 600 received");
  }

  @Test
  void aPracticeOfWalesIsSetAsideAndNamed() throws IOException {
    assertThat(report)
        .contains("R31 (2)")
        .contains("PREVALENCE_2425.csv: rows of practices of Wales are set aside, W91001")
        .contains("ACHIEVEMENT_EAST_OF_ENGLAND_2425.csv: rows of practices of Wales are set aside");
    for (String file : List.of("PREVALENCE", "ACHIEVEMENT", "MAPPING_NHS_GEOGRAPHIES")) {
      assertThat(lines("csv/" + file + "_2425.csv")).noneMatch(line -> line.contains("W91001"));
    }
  }

  @Test
  void theAverageListSaysTheDateOfItsListsAndThatItIsNotTheRegulations() {
    assertThat(report)
        .contains("5,000.00 patients a practice on 2025-04-01, of the lists published with the")
        .contains("prevalence; the regulation's figure is that of 2025-01-01")
        .contains("prevalence    of payments, over whole lists: AF 1.730 %, DEP 10.200 %");
  }
}
