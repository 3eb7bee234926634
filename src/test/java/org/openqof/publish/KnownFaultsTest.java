package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Group;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.Rulebooks;

/**
 * Faults of the present publication code, and traps for those who use its files again, each named
 * after what went wrong there.
 */
class KnownFaultsTest {
  private static final SamplePublication SAMPLE = SamplePublication.get();
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
        .containsExactlyInAnyOrder("CL", "PH", "PHAS", "PHVI", "QI");
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
    for (FinancialYear year = FinancialYear.FIRST; year.startYear() <= 2025; year = year.next()) {
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
        .contains("Newly diagnosed, 2023-24")
        .noneMatch(header -> header.contains("revalence"));
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

  private static Set<String> published() {
    return SAMPLE.rows("csv/ORGANISATION_REFERENCE_2324.csv").stream()
        .map(row -> row.getField("PRACTICE_CODE"))
        .collect(Collectors.toSet());
  }
}
