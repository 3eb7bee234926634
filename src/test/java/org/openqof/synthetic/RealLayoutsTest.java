package org.openqof.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.synthetic.GeneratorSettings.Layout;

class RealLayoutsTest {
  private static final Path REAL = Path.of("..", "shared", "data", "real");

  @SuppressWarnings("NullAway.Init") // JUnit sets it before any test runs
  @TempDir
  private Path folder;

  @Test
  void headersAreThoseOfTheRealFiles() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(REAL), "no ../shared/data/real alongside the project");
    List<FinancialYear> years =
        List.of(
            FinancialYear.of("2021-22"), FinancialYear.of("2022-23"), FinancialYear.of("2023-24"));
    new Generator(GeneratorSettings.plain(2, years, 1).withLayout(Layout.BOTH), TestRulebooks::load)
        .generate(folder);
    same("2023-24/payment/INDICATOR_VALUES_2324.csv", "cqrs-layout/INDICATOR_VALUES.csv");
    same("2023-24/payment/FINAL_PRACTICE_LIST_2324.csv", "cqrs-layout/FINAL_PRACTICE_LIST.csv");
    same(
        "2023-24/payment/INDICATOR_ACHIEVED_POINTS_2324.csv",
        "cqrs-layout/INDICATOR_ACHIEVED_POINTS.csv");
    same("2023-24/payment/PCA_REFERENCE.csv", "cqrs-layout/PCA_REFERENCE.csv");
    for (String year : List.of("2021-22", "2022-23", "2023-24")) {
      String file = "_" + FinancialYear.of(year).shortForm() + ".csv";
      same(
          year + "/payment/MAPPING_NHS_GEOGRAPHIES" + file,
          "reference/MAPPING_NHS_GEOGRAPHIES" + file);
      same(year + "/published/MAPPING_INDICATORS" + file, "reference/MAPPING_INDICATORS" + file);
    }
    same("2022-23/published/PREVALENCE_2223.csv", "prevalence/PREVALENCE_2223.csv");
    assertThat(line(REAL.resolve("reference/epraccur_2022.csv")).split("\",\"", -1))
        .hasSameSizeAs(line(folder.resolve("2023-24/payment/epraccur.csv")).split("\",\"", -1));
    assertThat(line(folder.resolve("2021-22/published/gp-reg-pat-prac-all_2022-01.csv")))
        .isEqualTo(line(REAL.resolve("lists/gp-reg-pat-prac-all_2021-01.csv")));
  }

  private void same(String generated, String real) throws IOException {
    assertThat(line(folder.resolve(generated))).as(generated).isEqualTo(line(REAL.resolve(real)));
  }

  private static String line(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
      return reader.readLine().replace("\u00EF\u00BB\u00BF", "");
    }
  }

  @Test
  void noCodeIsThatOfARealPracticeOrArea() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(REAL), "no ../shared/data/real alongside the project");
    Set<String> real = new HashSet<>();
    for (String file :
        List.of(
            "reference/MAPPING_NHS_GEOGRAPHIES_1920.csv",
            "reference/MAPPING_NHS_GEOGRAPHIES_2122.csv",
            "reference/MAPPING_NHS_GEOGRAPHIES_2324.csv",
            "reference/epraccur_2022.csv")) {
      for (String line : Files.readAllLines(REAL.resolve(file), StandardCharsets.ISO_8859_1)) {
        for (String field : line.replace("\"", "").split(",", -1)) {
          real.add(field);
        }
      }
    }
    assertThat(real).hasSizeGreaterThan(20_000);
    FinancialYear year = FinancialYear.of("2023-24");
    Country country = new Country(7, 6400, year);
    Set<String> invented = new HashSet<>();
    for (int practice = 1; practice <= 6500; practice++) {
      Country.Place place = country.place(practice, year);
      invented.add(Country.practiceCode(practice));
      invented.add(country.practiceName(practice, year));
      invented.add(place.pcnCode());
      invented.add(place.pcnName());
      invented.add(place.subIcbCode());
      invented.add(place.subIcbOnsCode());
      invented.add(place.icbCode());
      invented.add(place.icbOnsCode());
      invented.add(place.icbName());
      invented.add(place.regionCode());
      invented.add(place.regionOnsCode());
      invented.add(place.regionName());
    }
    assertThat(invented).hasSizeGreaterThan(15_000);
    invented.retainAll(real);
    assertThat(invented).containsExactlyInAnyOrder(Country.NO_PCN, "Unallocated");
  }
}
