package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Compared;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.Slow;

/**
 * Faults of the present publication code, and traps for those who use its files again, each named
 * after what went wrong there.
 */
@Slow
class KnownFaultsTest {
  private static final SamplePublication SAMPLE = SamplePublication.get();
  private static final Path TRUTH = Path.of("data-samples/truth");
  private static final Rulebook RULEBOOK = Rulebooks.shipped().load(FinancialYear.of("2023-24"));

  @Test
  void fault1APracticeWithoutAListIsReportedAndNotLost() {
    // Rule 4 of the present code cannot fire: the practice is lost at the next join.
    Set<String> withoutList =
        SAMPLE.rows("csv/PRACTICE_VALIDATION_OUTCOMES_2324.csv").stream()
            .filter(row -> row.getField("RULE").equals("4"))
            .map(row -> row.getField("PRACTICE_CODE"))
            .collect(Collectors.toSet());
    assertThat(withoutList).isNotEmpty();
    assertThat(published()).doesNotContainAnyElementsOf(withoutList);
    assertThat(
            SAMPLE.rows("csv/Practice_status_2324.csv").stream()
                .map(row -> row.getField("PRACTICE_CODE")))
        .containsAll(withoutList);
  }

  @Test
  void fault2AndEveryPracticeIsPublishedOrItsRulesAreNamed() {
    // The present code names only the first rule failed, and not every practice it leaves out.
    Map<String, Set<String>> rules = new HashMap<>();
    SAMPLE
        .rows("csv/PRACTICE_VALIDATION_OUTCOMES_2324.csv")
        .forEach(
            row ->
                rules
                    .computeIfAbsent(row.getField("PRACTICE_CODE"), code -> new TreeSet<>())
                    .add(row.getField("RULE")));
    for (NamedCsvRecord row : SAMPLE.rows("csv/Practice_status_2324.csv")) {
      String code = row.getField("PRACTICE_CODE");
      assertThat(published().contains(code))
          .as(code)
          .isEqualTo(row.getField("PUBLISHED").equals("true"))
          .isNotEqualTo(rules.containsKey(code));
      rules
          .getOrDefault(code, Set.of())
          .forEach(rule -> assertThat(row.getField("RULES_FAILED").split(" ")).contains(rule));
    }
    assertThat(rules.values()).anyMatch(failed -> failed.size() > 1);
  }

  @Test
  void fault5EachRegionHasAFileOfItsOwnAndTogetherTheyAreEngland() {
    // The present code leaves the region's name out of the file name, so that all write one file.
    List<String> regions = new ArrayList<>();
    Set<String> together = new HashSet<>();
    for (String name : SamplePublication.files(SAMPLE.folder()).keySet()) {
      if (name.matches("csv/ACHIEVEMENT_[A-Z].*\\.csv")) {
        List<NamedCsvRecord> rows = SAMPLE.rows(name);
        assertThat(rows.stream().map(row -> row.getField("REGION_ODS_CODE")).distinct())
            .as(name)
            .hasSize(1);
        regions.add(rows.get(0).getField("REGION_ODS_CODE"));
        rows.forEach(row -> assertThat(together.add(row.getFields().toString())).isTrue());
      }
    }
    assertThat(regions).doesNotHaveDuplicates().hasSize(8);
    assertThat(
            SAMPLE.rows("csv/ACHIEVEMENT_2324.csv").stream()
                .map(row -> row.getFields().toString())
                .collect(Collectors.toSet()))
        .isEqualTo(together);
  }

  @Test
  void fault5CoverageDoesNotOverwriteTheAdjustments() {
    assertThat(SAMPLE.rows("csv/Coverage_2324.csv")).hasSize(1);
    long patients =
        SAMPLE.rows("csv/PRACTICE_PCA_UNSUP_2324.csv").stream()
            .mapToLong(row -> Long.parseLong(row.getField("PCA_COUNT")))
            .sum();
    long counted = 0;
    for (NamedCsvRecord row : SAMPLE.rows("csv/ACHIEVEMENT_2324.csv")) {
      if (row.getField("MEASURE").equals("PCAS")) {
        counted += new BigDecimal(row.getField("VALUE")).longValueExact();
      }
    }
    assertThat(patients).isEqualTo(counted).isPositive();
  }

  @Test
  void fault7DomainColumnsHoldDomains() {
    // The carried-forward map of the present code holds higher groups in the columns of domains.
    assertThat(
            SAMPLE.rows("csv/MAPPING_INDICATORS_2324.csv").stream()
                .map(row -> row.getField("DOMAIN_CODE"))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("CL", "PH", "QI");
    assertThat(SAMPLE.rows("csv/MAPPING_INDICATORS_2324.csv")).hasSize(76);
  }

  @Test
  void fault8NoRowFansOutOverARegionNamedTwice() {
    Set<String> keys = new HashSet<>();
    SAMPLE
        .rows("csv/ACHIEVEMENT_2324.csv")
        .forEach(row -> assertThat(keys.add(row.getFields().subList(3, 6).toString())).isTrue());
    Workbook regions = SAMPLE.workbook("nat-reg-ach-prev-pca");
    assertThat(regions.rows("AF").stream().map(row -> row.get("Region ODS code")))
        .doesNotHaveDuplicates();
  }

  @Test
  void fault9RegionsAddUpToEnglandWithAnExplicitRowForWhatIsOnNoMap() {
    for (String sheet : List.of("AF", "DM", "CS")) {
      long england = 0;
      long regions = 0;
      boolean unmapped = false;
      for (Map<String, String> row : SAMPLE.workbook("nat-reg-ach-prev-pca").rows(sheet)) {
        long practices = Long.parseLong(row.get("Number of practices, 2023-24"));
        String code = row.get("Region ODS code");
        unmapped |= "UNMAPPED".equals(code);
        if ("ENG".equals(code)) {
          england = practices;
        } else {
          regions += practices;
        }
      }
      assertThat(unmapped).as(sheet).isTrue();
      assertThat(regions).as(sheet).isEqualTo(england).isEqualTo(published().size());
    }
  }

  @Test
  void fault10HeadingsNameThisYearsIndicatorsAtEveryLevel() {
    // A template of the present code heads a sheet with a code of the year before.
    for (String book :
        List.of("nat-reg-ach-prev-pca", "icb-ach-prev-pca", "prev-ach-qual-imp-prac")) {
      Workbook workbook = SAMPLE.workbook(book);
      for (String group : List.of("QIRAA", "QIOSC", "QIWW")) {
        Set<String> named =
            workbook.headers(group).stream()
                .filter(header -> header.endsWith(" achievement rate (%)"))
                .map(header -> header.substring(0, header.indexOf(' ')))
                .collect(Collectors.toSet());
        assertThat(named)
            .as(book + " " + group)
            .isEqualTo(
                RULEBOOK.indicators().stream()
                    .filter(indicator -> indicator.groupCode().equals(group))
                    .map(Indicator::code)
                    .collect(Collectors.toSet()));
      }
    }
  }

  @Test
  void fault11AnotherYearNeedsNoListByHand() {
    Workbook before =
        Workbook.read(
            SAMPLE
                .publish("other-year", "2022-23", "--forms", "workbooks")
                .resolve("workbooks/qof-2223-prev-ach-qual-imp-prac.xlsx"));
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2022-23"));
    assertThat(before.names().subList(3, before.names().size()))
        .containsExactlyInAnyOrderElementsOf(
            rulebook.groups().stream()
                .filter(group -> group.domainCode().equals("QI"))
                .map(Group::code)
                .toList());
  }

  @Test
  void fault11EveryGroupOfEveryRulebookHasAWorkbook() {
    Set<String> placed =
        Resource.rows("groups.csv").stream()
            .map(row -> row.getField("group_code"))
            .collect(Collectors.toSet());
    for (FinancialYear year = FinancialYear.FIRST; year.startYear() <= 2026; year = year.next()) {
      for (Group group : Rulebooks.shipped().load(year).groups()) {
        assertThat(placed).as(year.toString()).contains(group.code());
      }
    }
  }

  @Test
  void fault13CoverageNamesItsCountsRightly() {
    NamedCsvRecord row = SAMPLE.rows("csv/Coverage_2324.csv").get(0);
    long contributing = Long.parseLong(row.getField("CONTRIBUTING_PRACTICES"));
    long active = Long.parseLong(row.getField("ACTIVE_PRACTICES"));
    assertThat(contributing).isEqualTo(published().size()).isLessThan(active);
    assertThat(new BigDecimal(row.getField("COVERAGE")))
        .isEqualByComparingTo(
            BigDecimal.valueOf(100 * contributing)
                .divide(BigDecimal.valueOf(active), 2, RoundingMode.HALF_UP));
  }

  @Test
  void fault15NetworksAreALevel() {
    Map<String, Long> networks = sums("pcn");
    assertThat(networks).isNotEmpty().isEqualTo(sums("england")).isEqualTo(sums("practice"));
    assertThat(SAMPLE.workbook("pcn-ach-prev-pca").rows("AF"))
        .anyMatch(row -> "U".equals(row.get("PCN ODS code")));
  }

  private static Map<String, Long> sums(String level) {
    Map<String, Long> sums = new TreeMap<>();
    SAMPLE.rows("long/prevalence_2324.csv").stream()
        .filter(row -> row.getField("level").equals(level))
        .filter(row -> row.getField("measure").equals("register_size"))
        .forEach(
            row ->
                sums.merge(
                    row.getField("group_code"), Long.parseLong(row.getField("value")), Long::sum));
    return sums;
  }

  @Test
  void trapD4NewlyDiagnosedPatientsAreNoPrevalenceAndAreNotCompared() {
    assertThat(SAMPLE.workbook("icb-ach-prev-pca").headers("DEP"))
        .contains("Register, 2022-23", "Prevalence (%), 2022-23", "Newly diagnosed, 2023-24")
        .doesNotContain("Newly diagnosed, 2022-23", "Register, 2023-24")
        .noneMatch(header -> header.contains("revalence") && !header.endsWith(", 2022-23"));
    assertThat(SAMPLE.rows("long/prevalence_2324.csv"))
        .filteredOn(row -> row.getField("group_code").equals("DEP"))
        .isNotEmpty()
        .extracting(row -> row.getField("measure"))
        .contains("newly_diagnosed")
        .doesNotContain("raw_prevalence", "register_size");
    assertThat(SAMPLE.rows("csv/ACHIEVEMENT_2324.csv"))
        .filteredOn(row -> row.getField("MEASURE").equals("NEWLY_DIAGNOSED"))
        .allMatch(row -> row.getField("INDICATOR_CODE").equals("DEP004"));
  }

  @Test
  void trapD4ARedefinedRegisterIsNotComparedAndTheSheetSaysWhy() {
    Workbook workbook = SAMPLE.workbook("icb-ach-prev-pca");
    assertThat(workbook.rows("OB"))
        .isNotEmpty()
        .allMatch(row -> "z".equals(row.get("Change in prevalence (percentage points)")));
    assertThat(workbook.rows("CAN"))
        .anyMatch(row -> !"z".equals(row.get("Change in prevalence (percentage points)")));
    assertThat(workbook.text("OB")).contains("[note ");
    assertThat(workbook.text("Notes")).contains("The definition of the register has changed");
  }

  @Test
  void trapD6APracticeThatIsAbsentIsNotAPracticeWithoutDisease() {
    // An area 16 times too low: practices missing from a year were counted as zero.
    Map<String, Long> practices = new HashMap<>();
    SAMPLE
        .rows("csv/MAPPING_NHS_GEOGRAPHIES_2324.csv")
        .forEach(row -> practices.merge(row.getField("SUB_ICB_ODS_CODE"), 1L, Long::sum));
    for (NamedCsvRecord row : SAMPLE.rows("long/prevalence_2324.csv")) {
      if (row.getField("level").equals("sub_icb") && row.getField("measure").equals("practices")) {
        assertThat(Long.parseLong(row.getField("value")))
            .isEqualTo(practices.get(row.getField("area_code")));
      }
    }
    // Last year's figures of a practice that is new are not available, and never 0.
    assertThat(SAMPLE.workbook("prev-ach-pca-hd-prac").rows("CAN"))
        .anyMatch(row -> ":".equals(row.get("Register, 2022-23")));
  }

  @Test
  void trapD6EachGroupHasTheListOfItsOwnAges() {
    // Osteoporosis at 0.38 of its true rate: the list of all ages was taken for all groups.
    Map<String, String> types =
        RULEBOOK.groups().stream().collect(Collectors.toMap(Group::code, Group::listType));
    Map<String, Long> lists = new HashMap<>();
    SAMPLE.rows("long/lists_2324.csv").stream()
        .filter(row -> row.getField("level").equals("practice"))
        .forEach(
            row ->
                lists.put(
                    row.getField("area_code") + " " + row.getField("patient_list_type"),
                    Long.parseLong(row.getField("value"))));
    List<NamedCsvRecord> rows = SAMPLE.rows("csv/PREVALENCE_2324.csv");
    assertThat(rows).hasSize(21 * published().size());
    for (NamedCsvRecord row : rows) {
      assertThat(row.getField("PATIENT_LIST_TYPE"))
          .isEqualTo(types.get(row.getField("GROUP_CODE")));
      assertThat(Long.parseLong(row.getField("PRACTICE_LIST_SIZE")))
          .isEqualTo(
              lists.get(row.getField("PRACTICE_CODE") + " " + row.getField("PATIENT_LIST_TYPE")));
    }
  }

  @Test
  void trapD8RatesOfNetworksComeFromSumsOverTheirPractices() {
    Map<String, String> networkOf = new HashMap<>();
    SAMPLE
        .rows("csv/MAPPING_NHS_GEOGRAPHIES_2324.csv")
        .forEach(row -> networkOf.put(row.getField("PRACTICE_CODE"), row.getField("PCN_ODS_CODE")));
    Map<String, BigDecimal> sums = new HashMap<>();
    Map<String, BigDecimal> networks = new HashMap<>();
    for (NamedCsvRecord row : SAMPLE.rows("long/achievement_2324.csv")) {
      if (row.getField("value").isEmpty()) {
        continue;
      }
      String measure = row.getField("indicator_code") + " " + row.getField("measure");
      BigDecimal value = new BigDecimal(row.getField("value"));
      if (row.getField("level").equals("practice")) {
        sums.merge(
            networkOf.get(row.getField("area_code")) + " " + measure, value, BigDecimal::add);
      } else if (row.getField("level").equals("pcn")) {
        networks.put(row.getField("area_code") + " " + measure, value);
      }
    }
    int compared = 0;
    for (String key : networks.keySet()) {
      if (key.endsWith(" numerator") || key.endsWith(" denominator")) {
        assertThat(networks.get(key)).as(key).isEqualByComparingTo(sums.get(key));
        compared++;
      }
      if (key.endsWith(" achievement")) {
        String base = key.substring(0, key.length() - "achievement".length());
        assertThat(networks.get(key))
            .as(key)
            .isEqualByComparingTo(
                sums.getOrDefault(base + "numerator", BigDecimal.ZERO)
                    .divide(
                        sums.getOrDefault(base + "denominator", BigDecimal.ONE),
                        10,
                        RoundingMode.HALF_UP));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void everyMissingValueOfALongFileSaysWhy() {
    for (NamedCsvRecord row : SAMPLE.rows("long/achievement_2324.csv")) {
      assertThat(row.getField("value").isEmpty())
          .as(row.getFields().toString())
          .isEqualTo(Set.of(":", "z").contains(row.getField("marker")));
    }
  }

  @Test
  void fault3TheLatestOfSeveralSubmissionsIsPublishedThoughItIsSmaller() {
    // The present code takes the largest value for the most recent.
    Map<String, String> published = numerators();
    int smaller = 0;
    for (NamedCsvRecord fault : faults("DAY_ABOVE_TWELVE", "SAME_DAY_TWICE")) {
      String[] superseded = line(fault).split(",");
      String key = superseded[2] + " " + superseded[4];
      assertThat(published).as(fault.toString()).containsKey(key);
      assertThat(Integer.parseInt(published.getOrDefault(key, "").replace(".0", "")))
          .as(key)
          .isLessThan(Integer.parseInt(superseded[6]))
          .isEqualTo(Integer.parseInt(truth().getOrDefault(key, "")));
      smaller++;
    }
    assertThat(smaller).isEqualTo(2);
  }

  @Test
  void fault3AndEveryPublishedNumeratorIsTheOneThatCounts() {
    Map<String, String> truth = truth();
    Map<String, String> published = numerators();
    assertThat(published).hasSizeGreaterThan(2000);
    Set<String> entered =
        SamplePublication.rows(Path.of("data-samples/2023-24/payment/MANUAL_ENTRY_2324.csv"))
            .stream()
            .map(row -> row.getField("ORG_CODE"))
            .collect(Collectors.toSet());
    published.forEach(
        (key, value) -> {
          if (!entered.contains(key.substring(0, key.indexOf(' ')))) {
            assertThat(new BigDecimal(value))
                .as(key)
                .isEqualByComparingTo(truth.getOrDefault(key, "-1"));
          }
        });
  }

  @Test
  void fault4LinesThatCannotBeReadAreCountedOnTheQualityPage() {
    // The present code passes over malformed lines without a word.
    String page =
        new String(
            SamplePublication.files(SAMPLE.folder()).get("data-quality.html"),
            StandardCharsets.UTF_8);
    List<NamedCsvRecord> planted =
        SamplePublication.rows(TRUTH.resolve("faults.csv")).stream()
            .filter(row -> row.getField("file").startsWith("2023-24/"))
            .filter(row -> row.getField("expected_treatment").equals("row_refused"))
            .toList();
    assertThat(planted).isNotEmpty();
    assertThat(page)
        .contains(" accepted + %d refused.".formatted(planted.size()))
        .contains("wrong number of columns", "not a whole number", "not a number");
    assertThat(planted.stream().map(row -> row.getField("practice_code")))
        .containsAnyElementsOf(published());
  }

  @Test
  void fault6TheThirteenthOfAMonthIsADayAndLaterThanTheTwelfth() {
    // Day and month are exchanged twice in the present code, which fails above 12.
    NamedCsvRecord fault = faults("DAY_ABOVE_TWELVE").get(0);
    String[] twelfth = line(fault).split(",");
    assertThat(twelfth[9]).startsWith("12/");
    String key = twelfth[2] + " " + twelfth[4];
    assertThat(new BigDecimal(numerators().getOrDefault(key, "-1")))
        .isEqualByComparingTo(truth().getOrDefault(key, ""))
        .isNotEqualByComparingTo(twelfth[6]);
  }

  @Test
  void fault12APublicationSaysWhatItIsAndIsCheckedBeforeItStands() throws IOException {
    // No tests, checks, logs or versions in the present code, and a mode changed by editing a line.
    Map<String, byte[]> files = SamplePublication.files(SAMPLE.folder());
    JsonNode described = new ObjectMapper().readTree(files.get("datapackage.json"));
    assertThat(described.get("version").asText()).isEqualTo("1");
    Set<String> named = new TreeSet<>();
    described.get("resources").forEach(resource -> named.add(resource.get("path").asText()));
    named.add("datapackage.json");
    Set<String> there = new TreeSet<>(files.keySet());
    there.removeIf(name -> name.endsWith("-metadata.json"));
    assertThat(there).isEqualTo(named);
    Path again = SAMPLE.publish("one-form", "2022-23", "--forms", "csv", "--date", "2023-08-31");
    assertThat(SamplePublication.files(again).keySet())
        .contains("csv/PREVALENCE_2223.csv")
        .allMatch(name -> name.startsWith("csv/") || name.equals("datapackage.json"));
    assertThat(
            new ObjectMapper()
                .readTree(SamplePublication.files(again).get("datapackage.json"))
                .get("created")
                .asText())
        .startsWith("2023-08-31");
  }

  @Test
  void fault13TheQualityPageAndTheFileGiveOneCoverage() {
    NamedCsvRecord row = SAMPLE.rows("csv/Coverage_2324.csv").get(0);
    assertThat(
            new String(
                SamplePublication.files(SAMPLE.folder()).get("data-quality.html"),
                StandardCharsets.UTF_8))
        .contains(">" + row.getField("ACTIVE_PRACTICES") + "<")
        .contains(">" + row.getField("CONTRIBUTING_PRACTICES") + "<")
        .contains(">" + row.getField("COVERAGE") + " %<");
  }

  @Test
  void trapD6ARegisterWithADigitTooManyIsFlagged() {
    // An epilepsy register of 63.7 % in one practice went into an area's rate unseen.
    NamedCsvRecord fault = faults("REGISTER_TENFOLD").get(0);
    String[] sent = line(fault).split(",");
    String group = sent[4].replaceAll("[0-9]+$", "");
    assertThat(
            new String(
                SamplePublication.files(SAMPLE.folder()).get("data-quality.html"),
                StandardCharsets.UTF_8))
        .contains("<td>W02</td><td>register tenfold</td><td class=\"n\">1</td>");
    assertThat(SAMPLE.rows("long/practice_outliers_2324.csv"))
        .as(sent[2] + " " + group)
        .anyMatch(
            row ->
                row.getField("practice_code").equals(sent[2])
                    && row.getField("subject_code").equals(group)
                    && row.getField("measure").equals("raw_prevalence")
                    && row.getField("side").equals("high"));
  }

  @Test
  void trapD6EveryRateCanBeComputedAgainFromItsOwnCounts() {
    // A list column that was missing; a list taken from the first row, which differs by disease.
    Map<String, Map<String, String>> values = new HashMap<>();
    for (NamedCsvRecord row : SAMPLE.rows("long/prevalence_2324.csv")) {
      values
          .computeIfAbsent(
              String.join(
                  " ",
                  row.getField("level"),
                  row.getField("area_code"),
                  row.getField("group_code")),
              key -> new HashMap<>())
          .put(row.getField("measure"), row.getField("value"));
    }
    int rates = 0;
    Map<String, Set<String>> lists = new HashMap<>();
    for (Map.Entry<String, Map<String, String>> entry : values.entrySet()) {
      Map<String, String> of = entry.getValue();
      assertThat(of).as(entry.getKey()).containsKeys("list_size", "practices");
      String rate = of.getOrDefault("raw_prevalence", "");
      if (!rate.isEmpty()) {
        BigDecimal list = new BigDecimal(of.getOrDefault("list_size", "0"));
        assertThat(new BigDecimal(rate))
            .as(entry.getKey())
            .isEqualByComparingTo(
                new BigDecimal(of.getOrDefault("register_size", "0"))
                    .divide(list, 10, RoundingMode.HALF_UP));
        lists
            .computeIfAbsent(
                entry.getKey().substring(0, entry.getKey().lastIndexOf(' ')),
                area -> new HashSet<>())
            .add(list.toPlainString());
        rates++;
      }
    }
    assertThat(rates).isGreaterThan(1000);
    assertThat(lists.getOrDefault("england ENG", Set.of())).hasSizeGreaterThan(4);
  }

  @Test
  void trapD6APandemicYearIsABreakInWhatItBrokeAndInNothingElse() {
    // A blanket statement about 2020-21 was contradicted by the data: registers were not touched.
    Lineage lineage = Rulebooks.shipped().lineage();
    FinancialYear pandemic = FinancialYear.of("2020-21");
    assertThat(
            lineage
                .compare(pandemic.previous(), "AF001", pandemic, Compared.PREVALENCE)
                .comparability())
        .isEqualTo(Comparability.COMPARABLE);
    assertThat(
            lineage
                .compare(pandemic.previous(), "AF006", pandemic, Compared.ACHIEVEMENT)
                .comparability())
        .isEqualTo(Comparability.NOT_COMPARABLE);
  }

  @Test
  void trapD6EveryFormSaysItsVersion() {
    // A restatement was shipped that nobody could tell from what it replaced.
    assertThat(SAMPLE.workbook("icb-ach-prev-pca").text("Cover")).contains("version 1 of");
    assertThat(
            new String(
                SamplePublication.files(SAMPLE.folder()).get("report.html"),
                StandardCharsets.UTF_8))
        .contains("Version 1.");
  }

  @Test
  void trapD6NotesSayThatListsCountRegisteredPatients() {
    // List inflation against the resident population, 3.6 % and then 8.8 %, was taken for disease.
    assertThat(SAMPLE.workbook("icb-ach-prev-pca").text("Notes"))
        .contains("not the people who live there");
  }

  @Test
  void trapD6NoGroupStandsTwiceAndNamesAreReadable() {
    // Heart failure twice in 2013-14; names in Windows-1252 in 2014-15.
    Set<String> keys = new HashSet<>();
    SAMPLE
        .rows("csv/PREVALENCE_2324.csv")
        .forEach(row -> assertThat(keys.add(row.getFields().subList(0, 2).toString())).isTrue());
    String practice = faults("WINDOWS_1252_NAME").get(0).getField("practice_code");
    assertThat(SAMPLE.rows("csv/MAPPING_NHS_GEOGRAPHIES_2324.csv"))
        .filteredOn(row -> row.getField("PRACTICE_CODE").equals(practice))
        .allMatch(row -> row.getField("PRACTICE_NAME").contains("\u2019"))
        .hasSize(1);
  }

  @Test
  void trapD8EveryPracticeIsInOneNetworkOfTheYearsMap() {
    // Three sources of membership disagreed; networks of another date gave other values.
    Map<String, String> ofPractice = new HashMap<>();
    Set<String> networks = new HashSet<>();
    for (NamedCsvRecord row : SAMPLE.rows("long/areas_2324.csv")) {
      if (row.getField("level").equals("practice")) {
        assertThat(ofPractice.put(row.getField("area_code"), row.getField("pcn_code"))).isNull();
      } else if (row.getField("level").equals("pcn")) {
        networks.add(row.getField("area_code"));
      }
    }
    assertThat(ofPractice.keySet()).isEqualTo(published());
    assertThat(networks).isEqualTo(new HashSet<>(ofPractice.values()));
    for (NamedCsvRecord row : SAMPLE.rows("csv/MAPPING_NHS_GEOGRAPHIES_2324.csv")) {
      assertThat(ofPractice.get(row.getField("PRACTICE_CODE")))
          .isEqualTo(row.getField("PCN_ODS_CODE"));
    }
  }

  @Test
  void trapD8LastYearsFiguresOnTodaysAreasLoseNothing() {
    // Areas that were merged away lost their detail, and practices that moved were counted nowhere.
    Map<String, BigDecimal> sums = new HashMap<>();
    for (String book : List.of("nat-reg-ach-prev-pca", "icb-ach-prev-pca", "pcn-ach-prev-pca")) {
      for (Map<String, String> row : SAMPLE.workbook(book).rows("AF")) {
        String register = row.getOrDefault("Register, 2022-23", ":");
        if (!register.equals(":")) {
          sums.merge(
              "ENG".equals(row.get("Region ODS code")) ? "ENG" : book,
              new BigDecimal(register),
              BigDecimal::add);
        }
      }
    }
    assertThat(sums).hasSize(4);
    sums.forEach((book, sum) -> assertThat(sum).as(book).isEqualByComparingTo(sums.get("ENG")));
  }

  /** Planted faults of the year, of these kinds. */
  private static List<NamedCsvRecord> faults(String... kinds) {
    return SamplePublication.rows(TRUTH.resolve("faults.csv")).stream()
        .filter(row -> row.getField("file").startsWith("2023-24/"))
        .filter(row -> List.of(kinds).contains(row.getField("fault")))
        .toList();
  }

  /** The line of an extract that a fault is planted in. */
  private static String line(NamedCsvRecord fault) {
    Path file = Path.of("data-samples").resolve(fault.getField("file"));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(Long.parseLong(fault.getField("line")) - 1)
          .findFirst()
          .orElseThrow();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The numerators that the samples were written from, by practice and indicator. */
  private static Map<String, String> truth() {
    Map<String, String> truth = new HashMap<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    new GZIPInputStream(
                        Files.newInputStream(TRUTH.resolve("truth_counts_2324.csv.gz"))),
                    StandardCharsets.UTF_8))) {
      reader.forEach(
          row ->
              truth.put(
                  row.getField("practice_code") + " " + row.getField("indicator_code"),
                  row.getField("numerator")));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return truth;
  }

  private static Map<String, String> numerators() {
    Map<String, String> numerators = new HashMap<>();
    SAMPLE.rows("csv/ACHIEVEMENT_2324.csv").stream()
        .filter(row -> row.getField("MEASURE").equals("NUMERATOR"))
        .forEach(
            row ->
                numerators.put(
                    row.getField("PRACTICE_CODE") + " " + row.getField("INDICATOR_CODE"),
                    row.getField("VALUE")));
    return numerators;
  }

  private static Set<String> published() {
    return SAMPLE.rows("csv/ORGANISATION_REFERENCE_2324.csv").stream()
        .map(row -> row.getField("PRACTICE_CODE"))
        .collect(Collectors.toSet());
  }
}
