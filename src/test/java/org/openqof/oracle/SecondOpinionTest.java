package org.openqof.oracle;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product's payments against the second opinion, line by line: the same invented extracts, the
 * same rulebook files, no shared code.
 */
class SecondOpinionTest {
  private static final String YEARS = "2022-23,2023-24";

  private final Path folder;

  SecondOpinionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyLineOfANationAgreesToTheHundredthAndThePenny() throws Exception {
    publish("--practices", "520", "--seed", "7");

    // 72 indicators in 2022-23, 76 in 2023-24; some practices close in between.
    assertThat(linesThatAgree("2022-23")).isEqualTo(520 * 72);
    assertThat(linesThatAgree("2023-24")).isGreaterThanOrEqualTo(500 * 76);
  }

  @Test
  void everyLineOfAFaultyNationWithInterimCollectionsAgrees() throws Exception {
    publish("--practices", "150", "--seed", "11", "--faults", "typical", "--interim");

    assertThat(linesThatAgree("2022-23")).isGreaterThanOrEqualTo(140 * 72);
    assertThat(linesThatAgree("2023-24")).isGreaterThanOrEqualTo(140 * 76);
    assertThat(Files.readString(extracts().resolve("truth").resolve("faults.csv")))
        .contains(
            "NOT_A_NUMBER",
            "STRAY_QUOTE",
            "NEGATIVE_VALUE",
            "NOT_INTEGRAL",
            "OUT_OF_RANGE",
            "TOO_FEW_COLUMNS",
            "TOO_MANY_COLUMNS",
            "IMPOSSIBLE_DATE",
            "NO_PRACTICE_CODE",
            "UNKNOWN_PRACTICE",
            "UNKNOWN_INDICATOR",
            "DECIMAL_COUNT",
            "QUOTED_VALUE",
            "DAY_ABOVE_TWELVE",
            "SAME_DAY_TWICE",
            "REPEATED_ROW",
            "ROWS_APART",
            "BLANK_REGISTER",
            "NUMERATOR_ABOVE_DENOMINATOR",
            "REPEATED_PRACTICE",
            "NO_LIST_SIZE");
  }

  /** The comparison itself: a publication that is wrong in one place is found out in that place. */
  @Test
  void aPennyAHundredthOrALineTooFewIsSeen() throws SQLException, IOException {
    TinyExtract extract =
        TinyExtract.of("2023-24")
            .practice("Z90001", 10000)
            .practice("Z90002", 5000)
            .register("Z90001", "AF001", 200)
            .register("Z90002", "AF001", 50);
    Path right = Files.createDirectories(folder.resolve("right"));
    try (NationalOracle oracle = NationalOracle.of(extract.in(folder), "2023-24")) {
      write(oracle, right, "payment", "earned_points", "true");
      assertThat(oracle.disagreements(right)).isEmpty();

      Path penny = Files.createDirectories(folder.resolve("penny"));
      write(
          oracle,
          penny,
          "payment + CASE WHEN payment = 33214 THEN 1 ELSE 0 END",
          "earned_points",
          "true");
      assertThat(oracle.disagreements(penny))
          .containsExactly(
              "England : oracle practices 2, points 1000, pence 166068; product practices 2, points"
                  + " 1000, pence 166069",
              "line Z90002 AF001: oracle points 500, pence 33214; product points 500, pence"
                  + " 33215");

      Path hundredth = Files.createDirectories(folder.resolve("hundredth"));
      write(
          oracle,
          hundredth,
          "payment",
          "earned_points - CASE WHEN payment = 33214 THEN 1 ELSE 0 END",
          "true");
      assertThat(oracle.disagreements(hundredth))
          .hasSize(2)
          .last()
          .isEqualTo(
              "line Z90002 AF001: oracle points 500, pence 33214; product points 499, pence"
                  + " 33214");

      Path fewer = Files.createDirectories(folder.resolve("fewer"));
      write(oracle, fewer, "payment", "earned_points", "indicator_code <> 'QI019'");
      assertThat(oracle.disagreements(fewer))
          .containsExactly(
              "line Z90001 QI019: oracle points 0, pence 0; product nothing",
              "line Z90002 QI019: oracle points 0, pence 0; product nothing");
    }
  }

  @Test
  void theSecondOpinionSharesNoCodeWithTheProduct() {
    noClasses()
        .that(resideInAPackage("org.openqof.oracle"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.openqof..").and(resideOutsideOfPackage("org.openqof.oracle")))
        .check(new ClassFileImporter().importPackages("org.openqof.oracle"));
  }

  private static void write(
      NationalOracle oracle, Path folder, String pence, String hundredths, String kept)
      throws SQLException {
    copy(
        oracle,
        folder.resolve("payment_lines.parquet"),
        """
        SELECT practice_code, indicator_code, protection, protected_from_year,
          (performance_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS performance_points,
          (base_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS base_points,
          ((%s)::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS achievement_payment_gbp,
          ((%s)::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS earned_points
        FROM lines WHERE %s"""
            .formatted(pence, hundredths, kept));
    copy(
        oracle,
        folder.resolve("practice_payments.parquet"),
        """
        SELECT practice_code, lines_priced, lines_not_priced,
          (payment::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS achievement_payment_gbp,
          (earned_points::DECIMAL(18, 2) / 100)::DECIMAL(18, 2) AS earned_points
        FROM practice_totals""");
    copy(
        oracle,
        folder.resolve("national_figures.parquet"),
        """
        SELECT 'national_prevalence' AS figure, group_code, register::BIGINT AS numerator,
          crp::BIGINT AS denominator, practices
        FROM national""");
  }

  private static void copy(NationalOracle oracle, Path file, String query) throws SQLException {
    oracle.run("COPY (" + query + ") TO " + NationalOracle.quoted(file.toString()));
  }

  private Path extracts() {
    return folder.resolve("extracts");
  }

  private void publish(String... nation) throws IOException, InterruptedException {
    List<String> generate =
        new ArrayList<>(
            List.of(
                "generate",
                "--years",
                YEARS,
                "--layout",
                "payment",
                "--out",
                extracts().toString()));
    generate.addAll(List.of(nation));
    FrontDoor.qof(folder.resolve("generate.log"), generate.toArray(new String[0]));
    FrontDoor.qof(
        folder.resolve("run.log"),
        "run",
        "--extracts",
        extracts().toString(),
        "--lake",
        folder.resolve("lake").toString(),
        "--published",
        folder.resolve("published").toString(),
        "--years",
        YEARS,
        "--engine",
        "local");
  }

  /** Lines of a year, once it is certain that no two say anything different. */
  private int linesThatAgree(String year) throws SQLException, IOException {
    Path payments = folder.resolve("published").resolve(year).resolve("1").resolve("payments");
    try (NationalOracle oracle = NationalOracle.of(extracts(), year)) {
      assertThat(oracle.disagreements(payments)).as("disagreements of " + year).isEmpty();
      return Integer.parseInt(oracle.ask("SELECT count(*) FROM lines").get(0));
    }
  }
}
