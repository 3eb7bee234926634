package org.openqof.oracle;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Slow;

/**
 * The product's payments against the second opinion, line by line: the same invented extracts, the
 * same rulebook files, no shared code.
 */
@Slow
class SecondOpinionTest {
  private static final String YEARS = "2022-23,2023-24";

  /** Base years of 2021-22, which holds no aspiration, and four years that stand on each other. */
  private static final String SIX_YEARS = "2018-19,2019-20,2021-22..2024-25";

  private final Path folder;

  SecondOpinionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyLineOfANationAgreesToTheHundredthAndThePenny() throws Exception {
    publish(YEARS, "--practices", "520", "--seed", "7");

    // 72 indicators in 2022-23, 76 in 2023-24; some practices close in between.
    try (NationalOracle oracle = NationalOracle.over(extracts())) {
      assertThat(linesThatAgree(oracle, "2022-23")).isEqualTo(520 * 72);
      assertThat(linesThatAgree(oracle, "2023-24")).isGreaterThanOrEqualTo(500 * 76);
    }
  }

  /**
   * Contracts that begin and end inside the year, mergers and splits, values entered by hand,
   * corrections and plans, each with its faults; protection of three years and aspiration. The
   * generator's own truth is the third opinion.
   */
  @Test
  void everyAmountOfANationWithContractsAndCorrectionsAgrees() throws Exception {
    publish(SIX_YEARS, "--practices", "200", "--seed", "7", "--faults", "typical", "--contracts");

    try (NationalOracle oracle = NationalOracle.over(extracts())) {
      oracle.calculate("2018-19").calculate("2019-20");
      int lines = 0;
      for (String year : List.of("2021-22", "2022-23", "2023-24", "2024-25")) {
        lines += linesThatAgree(oracle, year);
        assertThat(truthSaysOtherwise(oracle, year)).as("truth of " + year).isEmpty();
        assertThat(
                oracle.ask(
                    "SELECT count(*) > 5 FROM practice_totals WHERE contract_days < year_days UNION"
                        + " ALL SELECT count(*) > 5 FROM applied UNION ALL SELECT count(*) = 1 FROM"
                        + " practice_totals WHERE is_corrected"))
            .as("part-years, adjustments and a corrected population of " + year)
            .containsExactly("true", "true", "true");
        assertThat(oracle.ask("SELECT DISTINCT protection FROM lines ORDER BY ALL"))
            .containsExactlyElementsOf(protectionsOf(year));
        assertThat(oracle.ask("SELECT DISTINCT is_complete FROM aspiration ORDER BY ALL"))
            .isEqualTo(year.equals("2021-22") ? List.of() : List.of("false", "true"));
      }
      assertThat(lines).isGreaterThan(4 * 180 * 72);
    }
  }

  private static List<String> protectionsOf(String year) {
    return switch (year) {
      case "2021-22" ->
          List.of(
              "no_agreed_plan", "no_base_year", "paid_in_full", "protected", "reallocated", "-");
      case "2022-23" -> List.of("-");
      default -> List.of("no_base_year", "protected", "-");
    };
  }

  /** On what the generator's truth says something else than the second opinion. */
  private List<String> truthSaysOtherwise(NationalOracle oracle, String year) throws SQLException {
    String suffix = year.substring(2, 4) + year.substring(5) + ".csv";
    String truth = extracts().resolve("truth").toString();
    List<String> otherwise =
        oracle.ask(
            """
            SELECT practice_code, contract_days, crp, counted_on FROM (
              SELECT
                practice_code, contract_days::HUGEINT AS contract_days,
                year_days::HUGEINT AS year_days, crp::HUGEINT AS crp, crp_date::DATE AS counted_on,
                contract_to::DATE AS achievement_date
              FROM read_csv('%1$s/truth_contracts_%2$s', all_varchar = true)
              WHERE outcome <> 'REFUSED'
              EXCEPT
              SELECT practice_code, contract_days, year_days, crp, counted_on, achievement_date
              FROM practice_totals)
            UNION ALL
            SELECT practice_code, count(*), 0, NULL FROM practice_totals
            GROUP BY practice_code
            HAVING practice_code NOT IN (
              SELECT practice_code FROM read_csv('%1$s/truth_contracts_%2$s', all_varchar = true)
              WHERE outcome <> 'REFUSED')\
            """
                .formatted(truth, suffix));
    otherwise.addAll(
        oracle.ask(
            """
            SELECT practice_code, subject, pence, adjustment FROM (
              SELECT practice_code, subject, kind,
                (adjustment_gbp::DECIMAL(18, 2) * 100)::HUGEINT AS pence
              FROM read_csv('%1$s/truth_adjustments_%2$s', all_varchar = true)) AS truth
            FULL JOIN applied USING (practice_code, subject, kind)
            WHERE pence IS DISTINCT FROM adjustment\
            """
                .formatted(truth, suffix)));
    return otherwise;
  }

  @Test
  void everyLineOfAFaultyNationWithInterimCollectionsAgrees() throws Exception {
    publish(YEARS, "--practices", "150", "--seed", "11", "--faults", "typical", "--interim");

    try (NationalOracle oracle = NationalOracle.over(extracts())) {
      assertThat(linesThatAgree(oracle, "2022-23")).isGreaterThanOrEqualTo(140 * 72);
      assertThat(linesThatAgree(oracle, "2023-24")).isGreaterThanOrEqualTo(140 * 76);
    }
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

  /** Both routes of the vaccination indicators in 2026-27, on baselines of the two years before. */
  @Test
  void everyLineOfAYearThatPaysImprovementAgrees() throws Exception {
    generate("2024-25..2026-27", "--practices", "120", "--seed", "19");
    run("2024-25..2026-27");

    try (NationalOracle oracle = NationalOracle.over(extracts())) {
      linesThatAgree(oracle, "2024-25");
      linesThatAgree(oracle, "2025-26");
      assertThat(linesThatAgree(oracle, "2026-27")).isGreaterThan(110 * 43);
      assertThat(
              oracle.ask(
                  "SELECT paying_route, count(*) > 1 FROM lines WHERE paying_route IS NOT NULL"
                      + " GROUP BY ALL ORDER BY ALL"))
          .containsExactly("improvement true", "no_baseline true", "thresholds true");
    }
  }

  /**
   * Thresholds lowered for the practices that a commissioner names, as in the swine influenza year,
   * here by the rules of 2022-23: two fractions and a step.
   */
  @Test
  void everyLineOfAYearThatLowersThresholdsForSomeAgrees() throws Exception {
    String year = "2022-23";
    Path rulebooks = folder.resolve("rulebooks");
    Path rulebook = Files.createDirectories(rulebooks.resolve(year));
    try (Stream<Path> files = Files.list(NationalOracle.RULEBOOKS.resolve(year))) {
      for (Path file : files.toList()) {
        Files.copy(file, rulebook.resolve(file.getFileName()));
      }
    }
    Files.writeString(
        rulebook.resolve("threshold_relief.csv"),
        """
        indicator_code,percentage_points,status,citation
        AF006,10,unconfirmed,pulse-swine-flu
        VI001,7.5,unconfirmed,pulse-swine-flu
        CHD005,20,unconfirmed,pulse-swine-flu
        """);
    generate(year, "--practices", "40", "--seed", "5");
    StringBuilder granted =
        new StringBuilder(
            "QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,APPROVED_ON\n");
    for (int practice = 10_001; practice <= 10_040; practice += 2) {
      granted.append(
          "QOF2223,Z%d,,threshold_relief,,,vaccinated many,R Jones,14/05/2023\n"
              .formatted(practice));
    }
    Files.writeString(extracts().resolve("ADJUSTMENTS_2223.csv"), granted);
    run(year);

    try (NationalOracle oracle = NationalOracle.over(extracts())) {
      oracle.calculate(year, rulebook);
      assertThat(linesOf(oracle, year)).isGreaterThanOrEqualTo(38 * 72);
      assertThat(
              oracle.ask(
                  "SELECT indicator_code, count(*) > 10 FROM terms WHERE is_relieved"
                      + " GROUP BY ALL ORDER BY ALL"))
          .containsExactly("AF006 true", "CHD005 true", "VI001 true");
    }
  }

  @Test
  void theSecondOpinionSharesNoCodeWithTheProduct() {
    noClasses()
        .that(resideInAPackage("org.openqof.oracle"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.openqof..")
                .and(resideOutsideOfPackage("org.openqof.oracle"))
                .and(not(belongToAnyOf(Slow.class))))
        .check(new ClassFileImporter().importPackages("org.openqof.oracle"));
  }

  private Path extracts() {
    return folder.resolve("extracts");
  }

  private void publish(String years, String... nation) throws IOException, InterruptedException {
    generate(years, nation);
    run(years);
  }

  private void generate(String years, String... nation) throws IOException, InterruptedException {
    List<String> generate =
        new ArrayList<>(
            List.of(
                "generate",
                "--years",
                years,
                "--layout",
                "payment",
                "--out",
                extracts().toString()));
    generate.addAll(List.of(nation));
    FrontDoor.qof(folder.resolve("generate.log"), generate.toArray(new String[0]));
  }

  /**
   * A gate of few practices stops some by chance; amounts are compared here, so it is wide open.
   */
  private void run(String years) throws IOException, InterruptedException {
    Path rulebooks = Files.createDirectories(folder.resolve("rulebooks"));
    Files.writeString(rulebooks.resolve("gate.yaml"), wideGate());
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
        years,
        "--engine",
        "local",
        "--rulebook",
        rulebooks.toString());
  }

  /** The project's gate, for which every nation is small and no single input worth a hold. */
  private static String wideGate() throws IOException {
    String gate = Files.readString(NationalOracle.RULEBOOKS.resolve("gate.yaml"));
    String wide =
        gate.replace("least_practices: { value: 100,", "least_practices: { value: 1000000,")
            .replace("input_worth_gbp: { value: 25000,", "input_worth_gbp: { value: 100000000,");
    assertThat(wide)
        .contains("least_practices: { value: 1000000,", "input_worth_gbp: { value: 100000000,");
    return wide;
  }

  /** Calculates a year: its lines, once it is certain that no two say anything different. */
  private int linesThatAgree(NationalOracle oracle, String year) throws SQLException, IOException {
    return linesOf(oracle.calculate(year), year);
  }

  /** The lines of the year that was calculated last, no two of which say anything different. */
  private int linesOf(NationalOracle oracle, String year) throws SQLException, IOException {
    Path published = folder.resolve("published").resolve(year);
    Matcher current =
        Pattern.compile("\"version\" : (\\d+)")
            .matcher(Files.readString(published.resolve("latest.json")));
    assertThat(current.find()).isTrue();
    Path payments = published.resolve(current.group(1)).resolve("payments");
    assertThat(oracle.disagreements(payments)).as("disagreements of " + year).isEmpty();
    return Integer.parseInt(oracle.ask("SELECT count(*) FROM lines").get(0));
  }
}
