package org.openqof.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.rulebook.Rulebook;
import org.openqof.synthetic.GeneratorSettings.Faults;
import org.openqof.synthetic.GeneratorSettings.Layout;

class GeneratorTest {
  private static final FinancialYear Y2122 = FinancialYear.of("2021-22");
  private static final FinancialYear Y2223 = FinancialYear.of("2022-23");
  private static final FinancialYear Y2324 = FinancialYear.of("2023-24");
  private static final List<FinancialYear> TWO = List.of(Y2223, Y2324);
  private static final String VALUES_2324 = "2023-24/payment/INDICATOR_VALUES_2324.csv";

  @SuppressWarnings("NullAway.Init") // JUnit sets it before any test runs
  @TempDir
  private Path folder;

  private Generator.Summary generate(GeneratorSettings settings, Path into) {
    return new Generator(settings, TestRulebooks::load).generate(into);
  }

  @Test
  void theSameSettingsGiveTheSameBytes() throws IOException {
    GeneratorSettings all =
        GeneratorSettings.plain(50, TWO, 11)
            .withLayout(Layout.BOTH)
            .withFaults(Faults.TYPICAL)
            .withInterim()
            .withZip()
            .withGzip();
    generate(all, folder.resolve("a"));
    generate(all, folder.resolve("b"));
    Map<String, byte[]> first = Written.files(folder.resolve("a"));
    Map<String, byte[]> second = Written.files(folder.resolve("b"));
    assertThat(second.keySet()).isEqualTo(first.keySet()).hasSizeGreaterThan(20);
    first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void anotherSeedGivesOtherCounts() throws IOException {
    generate(GeneratorSettings.plain(5, List.of(Y2324), 1), folder.resolve("a"));
    generate(GeneratorSettings.plain(5, List.of(Y2324), 2), folder.resolve("b"));
    assertThat(Written.content(folder.resolve("a"), VALUES_2324))
        .isNotEqualTo(Written.content(folder.resolve("b"), VALUES_2324));
  }

  @Test
  void languageAndTimeZoneOfTheMachineDoNotMatter() throws IOException {
    GeneratorSettings settings =
        GeneratorSettings.plain(20, List.of(Y2324), 3)
            .withLayout(Layout.BOTH)
            .withFaults(Faults.TYPICAL)
            .withZip();
    generate(settings, folder.resolve("a"));
    Locale language = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      generate(settings, folder.resolve("b"));
    } finally {
      Locale.setDefault(language);
      TimeZone.setDefault(zone);
    }
    Map<String, byte[]> first = Written.files(folder.resolve("a"));
    Map<String, byte[]> second = Written.files(folder.resolve("b"));
    first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void aPracticeSendsAboutFiveHundredAndFiftyRows() throws IOException {
    Generator.Summary written =
        generate(GeneratorSettings.plain(40, List.of(Y2324), 7), folder.resolve("a"));
    SubmittedValues values = SubmittedValues.read(folder.resolve("a"), VALUES_2324);
    assertThat(values.rows()).isEqualTo((int) written.valueRows());
    assertThat(written.practiceYears()).isEqualTo(40);
    assertThat(values.rows() / 40).isBetween(530, 590);
    assertThat(values.refused()).isZero();
  }

  @Test
  void latestSubmissionsAreTheTruthAndEarlierOnesAreOftenLarger() throws IOException {
    generate(GeneratorSettings.plain(60, TWO, 5), folder.resolve("a"));
    for (String year : List.of("2223", "2324")) {
      SubmittedValues values = compareWithTruth(folder.resolve("a"), year, Set.of());
      assertThat(values.smallerLater()).isGreaterThan(50);
    }
  }

  @Test
  void faultsNeverHideTheTruthFromACarefulReader() throws IOException {
    GeneratorSettings settings = GeneratorSettings.plain(60, TWO, 5).withFaults(Faults.TYPICAL);
    generate(settings, folder.resolve("a"));
    for (String year : List.of("2223", "2324")) {
      SubmittedValues values = compareWithTruth(folder.resolve("a"), year, Set.of("LD004"));
      assertThat(values.refused()).isEqualTo(9);
    }
  }

  /** Every count of the truth is the latest count sent; {@code blank} registers may be blank. */
  private static SubmittedValues compareWithTruth(Path from, String year, Set<String> blank)
      throws IOException {
    String start = "20" + year.substring(0, 2) + "-" + year.substring(2);
    SubmittedValues values =
        SubmittedValues.read(from, start + "/payment/INDICATOR_VALUES_" + year + ".csv");
    List<NamedCsvRecord> truth = Written.records(from, "truth/truth_counts_" + year + ".csv");
    assertThat(truth).hasSizeGreaterThan(4000);
    for (NamedCsvRecord row : truth) {
      String practice = row.getField("practice_code");
      String indicator = row.getField("indicator_code");
      assertThat(values.value(practice, indicator, "Numerator"))
          .as("%s", row)
          .isEqualTo(row.getField("numerator"));
      assertThat(values.value(practice, indicator, "Denominator"))
          .as("%s", row)
          .isEqualTo(row.getField("denominator"));
      assertThat(values.value(practice, indicator, "Yes/No Flag"))
          .as("%s", row)
          .isEqualTo(row.getField("answer"));
      boolean isRegister = row.getField("numerator").isEmpty() && row.getField("answer").isEmpty();
      if (isRegister && !blank.contains(indicator)) {
        assertThat(values.register(practice, indicator))
            .as("%s", row)
            .isEqualTo(row.getField("register_size"));
      }
    }
    return values;
  }

  @Test
  void countsObeyTheRulesThatRealCountsObey() {
    generate(GeneratorSettings.plain(80, TWO, 9), folder.resolve("a"));
    for (String year : List.of("2223", "2324")) {
      int nothing = 0;
      int full = 0;
      int between = 0;
      for (NamedCsvRecord row :
          Written.records(folder.resolve("a"), "truth/truth_counts_" + year + ".csv")) {
        if (row.getField("numerator").isEmpty()) {
          continue;
        }
        int numerator = Integer.parseInt(row.getField("numerator"));
        int denominator = Integer.parseInt(row.getField("denominator"));
        int adjusted = Integer.parseInt(row.getField("pca_count"));
        String register = row.getField("register_size");
        int most = Integer.parseInt(register.isEmpty() ? row.getField("crp") : register);
        assertThat(numerator).as("%s", row).isBetween(0, denominator);
        assertThat(adjusted).as("%s", row).isGreaterThanOrEqualTo(0);
        assertThat(denominator + adjusted).as("%s", row).isLessThanOrEqualTo(most * 11 / 10 + 1);
        if (!register.isEmpty()) {
          assertThat(denominator + adjusted).as("%s", row).isLessThanOrEqualTo(most);
        }
        BigDecimal points = new BigDecimal(row.getField("earned_points"));
        if (points.signum() == 0) {
          nothing++;
        } else if (points.remainder(BigDecimal.ONE).signum() == 0) {
          full++;
        } else {
          between++;
        }
      }
      assertThat(nothing).isGreaterThan(30);
      assertThat(full).isGreaterThan(300);
      assertThat(between).isGreaterThan(300);
    }
  }

  @Test
  void awardedPointsAreThoseOfTheTruth() {
    generate(GeneratorSettings.plain(30, List.of(Y2324), 9), folder.resolve("a"));
    Map<String, String> awarded =
        Written.records(folder.resolve("a"), "2023-24/payment/INDICATOR_ACHIEVED_POINTS_2324.csv")
            .stream()
            .collect(
                Collectors.toMap(
                    row -> row.getField("ORG_CODE") + row.getField("IND_CODE"),
                    row -> row.getField("POINTS")));
    List<NamedCsvRecord> truth =
        Written.records(folder.resolve("a"), "truth/truth_counts_2324.csv");
    assertThat(awarded).hasSize(30 * 76);
    for (NamedCsvRecord row : truth) {
      assertThat(awarded.get(row.getField("practice_code") + row.getField("indicator_code")))
          .isEqualTo(row.getField("earned_points"));
    }
  }

  @Test
  void bothLayoutsSayTheSame() {
    GeneratorSettings settings =
        GeneratorSettings.plain(70, List.of(Y2122, Y2223), 4).withLayout(Layout.BOTH);
    generate(settings, folder.resolve("a"));
    Path a = folder.resolve("a");
    for (FinancialYear year : settings.years()) {
      Map<String, String> published = new HashMap<>();
      for (String file : achievementFiles(a, year)) {
        for (NamedCsvRecord row : Written.records(a, file)) {
          String key =
              row.getField("PRACTICE_CODE")
                  + row.getField("INDICATOR_CODE")
                  + row.getField("MEASURE");
          assertThat(published.put(key, row.getField("VALUE"))).as(key).isNull();
        }
      }
      int compared = 0;
      for (NamedCsvRecord row :
          Written.records(a, "truth/truth_counts_" + year.shortForm() + ".csv")) {
        String key = row.getField("practice_code") + row.getField("indicator_code");
        if (!row.getField("numerator").isEmpty() && published.containsKey(key + "NUMERATOR")) {
          compared++;
          assertThat(published.getOrDefault(key + "NUMERATOR", "").replace(".0", ""))
              .isEqualTo(row.getField("numerator"));
          assertThat(published.getOrDefault(key + "PCAS", "").replace(".0", ""))
              .isEqualTo(row.getField("pca_count"));
          // Published points have no nought at their end: 8.5 and 8.0 for 8.50 and 8.00.
          assertThat(new BigDecimal(published.getOrDefault(key + "ACHIEVED_POINTS", "-1")))
              .isEqualByComparingTo(row.getField("earned_points"));
        }
      }
      assertThat(compared).isGreaterThan(60 * 45);
    }
    assertThat(achievementFiles(a, Y2122)).hasSize(1);
    assertThat(achievementFiles(a, Y2223)).hasSize(7);
  }

  private static List<String> achievementFiles(Path from, FinancialYear year) {
    try {
      return Written.files(from).keySet().stream()
          .filter(name -> name.startsWith(year + "/published/ACHIEVEMENT"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPracticeHasTwentyOnePublishedRegisters() {
    generate(
        GeneratorSettings.plain(30, List.of(Y2223), 4).withLayout(Layout.PUBLISHED),
        folder.resolve("a"));
    Map<String, Integer> registers = new HashMap<>();
    List<NamedCsvRecord> rows =
        Written.records(folder.resolve("a"), "2022-23/published/PREVALENCE_2223.csv");
    rows.forEach(row -> registers.merge(row.getField("PRACTICE_CODE"), 1, Integer::sum));
    assertThat(registers.values()).hasSizeGreaterThan(25).containsOnly(21);
    assertThat(rows).allMatch(row -> row.getField("REGISTER").endsWith(".0"));
  }

  @Test
  void interimCollectionsAreDatedInsideTheYearAndSmaller() throws IOException {
    generate(GeneratorSettings.plain(10, List.of(Y2324), 4).withInterim(), folder.resolve("a"));
    List<NamedCsvRecord> rows =
        Written.records(folder.resolve("a"), "2023-24/payment/INDICATOR_VALUES_INTERIM_2324.csv");
    assertThat(rows).extracting(row -> row.getField("ACH_DATE")).contains("20230930", "20231231");
    SubmittedValues last = SubmittedValues.read(folder.resolve("a"), VALUES_2324);
    assertThat(rows)
        .filteredOn(row -> row.getField("FIELD_NAME").equals("Numerator"))
        .allMatch(
            row ->
                Integer.parseInt(row.getField("VALUE"))
                    <= Integer.parseInt(
                        last.value(
                            row.getField("ORG_CODE"), row.getField("IND_CODE"), "Numerator")));
  }

  @Test
  void managementInformationIsSentBesideTheIndicators() throws IOException {
    generate(GeneratorSettings.plain(3, List.of(Y2324), 4), folder.resolve("a"));
    SubmittedValues values = SubmittedValues.read(folder.resolve("a"), VALUES_2324);
    String field = "Chronic Obstructive Pulmonary Disease Register";
    assertThat(values.holds("Z10001", "COPD015MI1", field)).isTrue();
    assertThat(
            Written.records(folder.resolve("a"), "truth/truth_counts_2324.csv").stream()
                .noneMatch(row -> row.getField("indicator_code").contains("MI")))
        .isTrue();
  }

  @Test
  void aReasonWithCommasAndQuotesIsOneField() throws IOException {
    generate(GeneratorSettings.plain(3, List.of(Y2324), 4), folder.resolve("a"));
    SubmittedValues values = SubmittedValues.read(folder.resolve("a"), VALUES_2324);
    String reason = "Care offered, declined or \"not now\", recorded";
    assertThat(values.holds("Z10001", "CAN004", reason)).isTrue();
    assertThat(Written.records(folder.resolve("a"), "2023-24/payment/PCA_REFERENCE.csv"))
        .anyMatch(
            row -> row.getField("SHORT_NAME").equals(reason) && row.getField("TYPE").equals("PCA"));
  }

  @Test
  void adjustmentsByReasonAddUpToTheirTruth() throws IOException {
    generate(GeneratorSettings.plain(25, List.of(Y2324), 4), folder.resolve("a"));
    SubmittedValues values = SubmittedValues.read(folder.resolve("a"), VALUES_2324);
    List<String> adjustments =
        Written.records(folder.resolve("a"), "2023-24/payment/PCA_REFERENCE.csv").stream()
            .filter(row -> row.getField("TYPE").equals("PCA"))
            .map(row -> row.getField("SHORT_NAME"))
            .toList();
    for (NamedCsvRecord row : Written.records(folder.resolve("a"), "truth/truth_counts_2324.csv")) {
      if (!row.getField("pca_count").isEmpty()) {
        int sum =
            adjustments.stream()
                .map(
                    name ->
                        values.value(
                            row.getField("practice_code"), row.getField("indicator_code"), name))
                .filter(value -> !value.isEmpty())
                .mapToInt(Integer::parseInt)
                .sum();
        assertThat(sum).as("%s", row).isEqualTo(Integer.parseInt(row.getField("pca_count")));
      }
    }
  }

  @Test
  void populationOfAYearIsThePopulationAYearBeforeOfTheNext() {
    generate(GeneratorSettings.plain(60, TWO, 8), folder.resolve("a"));
    Map<String, String> first = new HashMap<>();
    Written.records(folder.resolve("a"), "truth/truth_practices_2223.csv")
        .forEach(row -> first.put(row.getField("practice_code"), row.getField("crp")));
    int kept = 0;
    for (NamedCsvRecord row :
        Written.records(folder.resolve("a"), "truth/truth_practices_2324.csv")) {
      String before = first.get(row.getField("practice_code"));
      if (before == null) {
        assertThat(row.getField("crp_year_before")).isEmpty();
      } else {
        kept++;
        assertThat(row.getField("crp_year_before")).isEqualTo(before);
      }
    }
    assertThat(kept).isGreaterThan(50);
  }

  /** An undated reference of organisations, the latest, must hold for the years before as well. */
  @Test
  void practicesClosedOrDormantStaySoInTheNextYear() throws IOException {
    generate(GeneratorSettings.plain(60, TWO, 8).withFaults(Faults.TYPICAL), folder.resolve("a"));
    Path a = folder.resolve("a");
    Map<String, String> statuses = new HashMap<>();
    for (String line : Written.lines(a, "2023-24/payment/epraccur.csv")) {
      String[] fields = line.substring(1, line.length() - 1).split("\",\"", -1);
      statuses.put(fields[0], fields[12] + fields[11]);
    }
    Set<String> open = new HashSet<>();
    Written.records(a, "truth/truth_practices_2324.csv")
        .forEach(row -> open.add(row.getField("practice_code")));
    Map<String, String> expected = Map.of("CLOSED", "C20230228", "NOT_ACTIVE", "D");
    int found = 0;
    for (NamedCsvRecord row : Written.records(a, "truth/truth_practices_2223.csv")) {
      String practice = row.getField("practice_code");
      String fault = row.getField("fault");
      if (expected.containsKey(fault)) {
        found++;
        assertThat(row.getField("outcome")).isEqualTo("PAID_ONLY");
        assertThat(open).doesNotContain(practice);
        assertThat(statuses.get(practice)).isEqualTo(expected.get(fault));
      } else if (fault.equals("NO_LIST_SIZE")) {
        found++;
        assertThat(Written.lines(a, "2023-24/payment/CONTRACTOR_REGISTERED_POPULATION_2324.csv"))
            .noneMatch(line -> line.startsWith(practice + ",20230101"));
      } else if (!open.contains(practice)) {
        assertThat(statuses.get(practice)).isEqualTo("C20230430");
      }
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void registersDriftFromYearToYearWithoutJumping() {
    generate(GeneratorSettings.plain(60, TWO, 8), folder.resolve("a"));
    Map<String, Integer> first = new HashMap<>();
    for (NamedCsvRecord row : Written.records(folder.resolve("a"), "truth/truth_counts_2223.csv")) {
      if (row.getField("indicator_code").equals("HYP001")) {
        first.put(row.getField("practice_code"), Integer.parseInt(row.getField("register_size")));
      }
    }
    int changed = 0;
    for (NamedCsvRecord row : Written.records(folder.resolve("a"), "truth/truth_counts_2324.csv")) {
      Integer before = first.get(row.getField("practice_code"));
      if (row.getField("indicator_code").equals("HYP001") && before != null && before > 100) {
        int now = Integer.parseInt(row.getField("register_size"));
        changed += now == before ? 0 : 1;
        assertThat((double) now / before).isBetween(0.7, 1.4);
      }
    }
    assertThat(changed).isGreaterThan(40);
  }

  @Test
  void theOnePatientPracticeIsPaidButNotPublished() {
    generate(
        GeneratorSettings.plain(20, List.of(Y2324), 8).withLayout(Layout.BOTH),
        folder.resolve("a"));
    assertThat(Written.records(folder.resolve("a"), "truth/truth_practices_2324.csv"))
        .anyMatch(
            row -> row.getField("crp").equals("1") && row.getField("outcome").equals("PAID_ONLY"));
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine", StandardCharsets.UTF_8);
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(() -> generate(GeneratorSettings.plain(3, List.of(Y2324), 1), folder))
        .satisfies(e -> assertThat(e.problem()).endsWith("is not empty."));
    assertThat(Written.files(folder)).containsOnlyKeys("mine.txt");
  }

  @Test
  void aReferenceRulebookIsRefusedBeforeAnythingIsWritten() {
    Generator generator =
        new Generator(
            GeneratorSettings.plain(3, TWO, 1),
            year -> {
              Rulebook held = TestRulebooks.load(year);
              return new Rulebook(
                  year,
                  year.equals(Y2223),
                  held.payment(),
                  held.indicators(),
                  held.groups(),
                  List.of(),
                  "0");
            });
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(() -> generator.generate(folder.resolve("a")))
        .satisfies(e -> assertThat(e.problem()).contains("2023-24"));
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void numbersOfPracticesOutsideTheRangeAreRefused() {
    for (int practices : List.of(0, -1, GeneratorSettings.MOST_PRACTICES + 1)) {
      assertThatExceptionOfType(QofException.class)
          .isThrownBy(() -> GeneratorSettings.plain(practices, TWO, 1))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(QofException.Kind.ARGUMENTS));
    }
    assertThatExceptionOfType(QofException.class)
        .isThrownBy(() -> GeneratorSettings.plain(3, List.of(), 1));
  }

  @Test
  void aDozenPracticesAndASingleOneAreExtractsToo() throws IOException {
    for (int practices : List.of(1, 2, 12)) {
      Path into = folder.resolve("n" + practices);
      GeneratorSettings settings =
          GeneratorSettings.plain(practices, TWO, 1)
              .withLayout(Layout.BOTH)
              .withFaults(Faults.TYPICAL);
      generate(settings, into);
      Set<String> codes = new HashSet<>();
      Written.records(into, "truth/truth_practices_2223.csv")
          .forEach(row -> codes.add(row.getField("practice_code")));
      assertThat(codes).hasSize(practices);
    }
  }

  @Test
  void memoryIsBoundedByConstruction() {
    List<Integer> sizes = new ArrayList<>();
    for (int practices : List.of(1000, 6400, 20_000)) {
      GeneratorSettings settings =
          GeneratorSettings.plain(practices, List.of(Y2324), 1)
              .withLayout(Layout.BOTH)
              .withFaults(Faults.TYPICAL);
      Registry registry = new Registry(1, practices, Y2324);
      sizes.add(FaultPlan.of(settings, Y2324, registry).size());
    }
    int kinds = PracticeFault.values().length - 2;
    assertThat(sizes).containsExactly(kinds, 1 + 4 * (kinds - 1), 1 + 13 * (kinds - 1));
  }
}
