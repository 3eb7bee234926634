package org.openqof.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.synthetic.GeneratorSettings.Faults;

/** Contracts inside a year, entries by hand and decisions, as they are written. */
class ContractsTest {
  private static final List<FinancialYear> YEARS =
      List.of(
          FinancialYear.of("2019-20"), FinancialYear.of("2021-22"), FinancialYear.of("2022-23"));

  private static Path folder;

  @BeforeAll
  static void generate(@TempDir Path room) {
    folder = room;
    generate("a", settings());
  }

  private static GeneratorSettings settings() {
    return GeneratorSettings.plain(130, YEARS, 5).withFaults(Faults.TYPICAL).withContracts();
  }

  private static void generate(String into, GeneratorSettings settings) {
    new Generator(settings, ContractsTest::rulebook).generate(folder.resolve(into));
  }

  /** The first of the years stands for one of reference, which is held but not paid. */
  private static Rulebook rulebook(FinancialYear year) {
    Rulebook shipped = TestRulebooks.load(year);
    return new Rulebook(
        year,
        !year.equals(YEARS.get(0)),
        shipped.payment(),
        shipped.indicators(),
        shipped.groups(),
        shipped.protections(),
        shipped.registers(),
        shipped.digest(),
        shipped.unconfirmedValues());
  }

  private static List<NamedCsvRecord> records(String name) {
    return Written.records(folder.resolve("a"), name);
  }

  private static Map<String, NamedCsvRecord> contracts(String year) {
    return records("truth/truth_contracts_" + year + ".csv").stream()
        .collect(Collectors.toMap(row -> row.getField("practice_code"), row -> row));
  }

  @Test
  void theSameSettingsGiveTheSameBytes() throws IOException {
    generate("again", settings());
    Map<String, byte[]> first = Written.files(folder.resolve("a"));
    Map<String, byte[]> second = Written.files(folder.resolve("again"));
    assertThat(second.keySet()).isEqualTo(first.keySet());
    first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void everyKindOfEventOccursAndEndsAsItShould() {
    Map<String, Set<String>> outcomes = new HashMap<>();
    for (String year : List.of("2122", "2223")) {
      for (NamedCsvRecord row : contracts(year).values()) {
        outcomes
            .computeIfAbsent(row.getField("event"), event -> new TreeSet<>())
            .add(row.getField("outcome"));
      }
    }
    assertThat(outcomes.keySet()).hasSize(ContractEvent.values().length);
    for (ContractEvent event : ContractEvent.values()) {
      if (event == ContractEvent.CLOSED_UNCOLLECTED) {
        assertThat(outcomes.get(event.name())).containsExactly("REFUSED");
      } else if (event.closes()) {
        assertThat(outcomes.get(event.name())).containsExactly("PAID_FOR_PART");
      } else {
        assertThat(outcomes.get(event.name())).contains("PUBLISHED");
      }
    }
  }

  @Test
  void participationIsThatOfTheContract() {
    Map<String, NamedCsvRecord> contracts = contracts("2223");
    for (NamedCsvRecord row : records("2022-23/payment/FINAL_PRACTICE_LIST_2223.csv")) {
      NamedCsvRecord contract = Objects.requireNonNull(contracts.get(row.getField("SP_ORG_CODE")));
      assertThat(row.getField("PART_ST_DT"))
          .isEqualTo(contract.getField("contract_from").replace("-", ""));
      assertThat(row.getField("PART_ED_DT"))
          .isEqualTo(contract.getField("contract_to").replace("-", ""));
    }
  }

  @Test
  void aPracticeIsCollectedOnItsLastDayOnceAndByOneRoadOnly() throws IOException {
    Map<String, Set<String>> extracted = new HashMap<>();
    // Some lines are broken behind these columns.
    for (String line :
        Written.lines(folder.resolve("a"), "2022-23/payment/INDICATOR_VALUES_2223.csv")) {
      String[] fields = line.split(",", 5);
      extracted.computeIfAbsent(fields[2], practice -> new HashSet<>()).add(fields[3]);
    }
    Map<String, Set<String>> entered = new HashMap<>();
    for (NamedCsvRecord row : records("2022-23/payment/MANUAL_ENTRY_2223.csv")) {
      entered
          .computeIfAbsent(row.getField("ORG_CODE"), practice -> new HashSet<>())
          .add(row.getField("ACH_DATE"));
    }
    int byHand = 0;
    for (NamedCsvRecord row : contracts("2223").values()) {
      String practice = row.getField("practice_code");
      String day = row.getField("contract_to").replace("-", "");
      switch (row.getField("collection")) {
        case "AUTOMATIC" -> assertThat(extracted.get(practice)).containsExactly(day);
        case "BY_HAND" -> {
          byHand++;
          assertThat(extracted).doesNotContainKey(practice);
          assertThat(entered.get(practice)).containsExactly(day);
        }
        default -> {
          assertThat(extracted).doesNotContainKey(practice);
          assertThat(entered).doesNotContainKey(practice);
        }
      }
    }
    assertThat(byHand).isGreaterThanOrEqualTo(4);
  }

  @Test
  void thePopulationThatCountsIsInTheExtractOnItsDate() {
    Map<String, String> populations = new HashMap<>();
    for (NamedCsvRecord row :
        records("2022-23/payment/CONTRACTOR_REGISTERED_POPULATION_2223.csv")) {
      populations.put(
          row.getField("PRACTICE_CODE") + row.getField("REFERENCE_DATE"),
          row.getField("REGISTERED_POPULATION"));
    }
    for (NamedCsvRecord row : records("2022-23/payment/CRP_CORRECTIONS_2223.csv")) {
      String counted = row.getField("PRACTICE_CODE") + row.getField("REFERENCE_DATE");
      if (row.getField("PRACTICE_CODE").equals(corrected())) {
        populations.put(counted, row.getField("REGISTERED_POPULATION"));
      }
    }
    for (NamedCsvRecord row : contracts("2223").values()) {
      if (!row.getField("crp").isEmpty()) {
        String date = row.getField("crp_date").replace("-", "");
        assertThat(populations.get(row.getField("practice_code") + date))
            .as("%s", row)
            .isEqualTo(row.getField("crp"));
      }
    }
  }

  /** The one practice whose population is corrected without contradiction. */
  private static String corrected() {
    Map<String, Integer> rows = new HashMap<>();
    records("2022-23/payment/CRP_CORRECTIONS_2223.csv")
        .forEach(row -> rows.merge(row.getField("PRACTICE_CODE"), 1, Integer::sum));
    return rows.entrySet().stream()
        .filter(practice -> practice.getValue() == 1)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sharesOfASoundSuccessionAddUpToOneAndItsSuccessorTookThem() {
    Map<String, NamedCsvRecord> contracts = contracts("2223");
    Map<String, BigDecimal> shares = new HashMap<>();
    for (NamedCsvRecord row : records("2022-23/payment/SUCCESSIONS_2223.csv")) {
      shares.merge(
          row.getField("FROM_PRACTICE"), new BigDecimal(row.getField("SHARE")), BigDecimal::add);
    }
    int sound = 0;
    for (NamedCsvRecord row : contracts.values()) {
      if (Set.of("MERGED_EARLY", "MERGED_LATE", "SPLIT").contains(row.getField("event"))) {
        sound++;
        assertThat(shares.get(row.getField("practice_code"))).isEqualByComparingTo("1");
      }
    }
    assertThat(sound).isEqualTo(3);
  }

  @Test
  void aClosedPracticeIsGoneInTheYearAfter() {
    Set<String> after = contracts("2223").keySet();
    assertThat(contracts("2122").values())
        .filteredOn(row -> !row.getField("contract_to").equals("2022-03-31"))
        .hasSizeGreaterThan(4)
        .noneMatch(row -> after.contains(row.getField("practice_code")));
  }

  @Test
  void everyFaultyRowIsListedWhereItIs() throws IOException {
    Map<String, Integer> found = new HashMap<>();
    for (NamedCsvRecord row : records("truth/faults.csv")) {
      String file = row.getField("file");
      if (file.matches(".*/(MANUAL|ADJUST|CRP_C|SUCC|AGREED|STATE).*")) {
        String line =
            Written.lines(folder.resolve("a"), file)
                .get(Integer.parseInt(row.getField("line")) - 1);
        assertThat(line).contains(row.getField("practice_code"));
        found.merge(row.getField("fault"), 1, Integer::sum);
      }
    }
    for (DecisionFault fault : DecisionFault.values()) {
      assertThat(found).as("%s", fault).containsKey(fault.name());
    }
  }

  @Test
  void aYearOfReferenceHasPointsAsAwardedAndNothingElseOutOfTheOrdinary() throws IOException {
    assertThat(records("2019-20/payment/INDICATOR_ACHIEVED_POINTS_1920.csv"))
        .hasSize(130 * 68)
        .noneMatch(row -> row.getField("POINTS").isEmpty());
    assertThat(Written.files(folder.resolve("a")).keySet())
        .noneMatch(name -> name.matches("2019-20/.*(MANUAL|ADJUST|STATE).*"))
        .contains("2021-22/payment/AGREED_PLANS_2122.csv")
        .doesNotContain("2022-23/payment/AGREED_PLANS_2223.csv");
    assertThat(records("truth/faults.csv"))
        .noneMatch(row -> row.getField("file").startsWith("2019-20"));
  }
}
