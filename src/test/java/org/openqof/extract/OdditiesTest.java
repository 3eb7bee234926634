package org.openqof.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.ReadPart;
import org.openqof.extract.form.Text;
import org.openqof.extract.layout.YearInName;
import org.openqof.input.FieldKind;
import org.openqof.input.Geography;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.ListSize;
import org.openqof.input.PracticeReference.PublishedRegister;
import org.openqof.input.ValueFragment;

/** Each known oddity of the real data, and each fault of ingestion that peers have, by name. */
class OdditiesTest {
  private static final String PREVALENCE =
      "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n";
  private static final String LIST =
      "QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT\n";
  private static final String ALL_LISTS =
      "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,"
          + "NUMBER_OF_PATIENTS\n";

  private final ReferenceReader reader = new ReferenceReader();

  @Test
  void oddity01LineEndsDifferAndTheContentIsTheSameFile() {
    byte[] published = Given.realBytes("prevalence/PREVALENCE_1920.csv");
    String text = new String(published, StandardCharsets.UTF_8);
    assertThat(text).contains("\r\n");

    byte[] copy = Given.bytes(text.replace("\r\n", "\n"));

    assertThat(Given.digest(copy, 1 << 16)).isEqualTo(Given.digest(published, 1 << 20));
  }

  @Test
  void oddity02SomeFilesAreWindows1252() {
    for (String path :
        List.of(
            "reference/INDICATOR_MAPPINGS_1819_v2.csv",
            "reference/MAPPING_PCAS_EXCL_TO_INDICATOR_2021_v2.csv")) {
      byte[] content = Given.realBytes(path);
      assertThat(new String(content, StandardCharsets.UTF_8)).contains("\uFFFD");

      ReferenceCounts counts = Given.add(reader, path, content);

      assertThat(counts.rowsRefused()).isZero();
    }
    assertThat(build("2018-19").indicatorMap()).hasSize(77);
    assertThat(build("2020-21").adjustmentReasons()).containsEntry("CSMOK", false);
    assertThat(Text.of(new byte[] {(byte) 0x91, 'x', (byte) 0x92}, 0, 3))
        .isEqualTo("\u2018x\u2019");
  }

  @Test
  void oddity02SomeFilesBeginWithAByteOrderMark() {
    Given.add(reader, "P_2324.csv", "\uFEFF" + PREVALENCE + "A81001,AF,1,TOTAL,50\n");

    assertThat(build("2023-24").practices()).containsKey("A81001");
  }

  @Test
  void oddity03ARegisterMayBeWrittenWithADecimalPoint() {
    Given.add(reader, "P_2324.csv", PREVALENCE + "A81001,AF,112.0,TOTAL,3996\n");

    assertThat(registers("2023-24", "A81001").get("AF")).isEqualTo(112);
    assertThat(
            Given.reasons(
                Given.add(reader, "Q_2324.csv", PREVALENCE + "A81002,AF,112.5,TOTAL,3996\n")
                    .refused()))
        .containsExactly("2: R06");
  }

  @Test
  void oddity04ABlankRegisterKeepsItsList() {
    Given.add(reader, "P_1617.csv", Given.realBytes("prevalence/PREVALENCE_1617.csv"));

    long blank =
        build("2016-17").practices().values().stream()
            .flatMap(practice -> practice.publishedRegisters().stream())
            .filter(register -> register.patients() == null)
            .count();

    assertThat(blank).isEqualTo(1304);
  }

  @Test
  void oddity05BlankMaximumPointsAreNotGiven() {
    Map<String, Integer> blanks = Map.of("1718", 11, "1819_v2", 19);
    blanks.forEach(
        (suffix, expected) -> {
          String path = "reference/ORGANISATION_REFERENCE_" + suffix + ".csv";
          ReferenceCounts counts = Given.add(reader, path, Given.realBytes(path));
          assertThat(counts.rowsRefused()).isZero();
          String year = suffix.startsWith("1718") ? "2017-18" : "2018-19";
          long missing =
              build(year).practices().values().stream()
                  .filter(practice -> practice.reportedMaximumPoints() == null)
                  .count();
          assertThat(missing).as(year).isEqualTo((long) expected);
        });
  }

  @Test
  void oddity06ARegisterAboveItsListIsRead() {
    Given.add(reader, "P_1819.csv", Given.realBytes("prevalence/PREVALENCE_1819_v2.csv"));

    PublishedRegister register =
        practice("2018-19", "Y05750").publishedRegisters().stream()
            .filter(r -> r.groupCode().equals("LD"))
            .findFirst()
            .orElseThrow();

    assertThat(register.patients()).isEqualTo(141);
    assertThat(register.listSize()).isEqualTo(136);
  }

  @Test
  void oddity07ListsOfOnePatientAndOfNoneAreRead() {
    Given.add(reader, "P_2324.csv", PREVALENCE + "A81001,AF,1,TOTAL,1\nA81001,OST,0,50OV,0\n");

    assertThat(practice("2023-24", "A81001").lists())
        .extracting(ListSize::listType, ListSize::patients)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("50OV", 0),
            org.assertj.core.groups.Tuple.tuple("TOTAL", 1));
  }

  @Test
  void oddity08PracticesWithoutANetworkStandInNoneOfThem() {
    Given.add(
        reader,
        "MAPPING_NHS_GEOGRAPHIES_2324.csv",
        Given.realBytes("reference/MAPPING_NHS_GEOGRAPHIES_2324.csv"));
    TreeMap<String, TreeMap<String, Integer>> boards = new TreeMap<>();
    for (PracticeReference practice : build("2023-24").practices().values()) {
      Geography areas = practice.geography();
      boards
          .computeIfAbsent(areas.pcn().odsCode(), any -> new TreeMap<>())
          .merge(areas.subIcb().odsCode(), 1, Integer::sum);
    }

    TreeMap<String, Integer> none =
        boards.getOrDefault(Geography.NO_PCN.odsCode(), new TreeMap<>());
    assertThat(none).hasSizeGreaterThan(5);
    assertThat(none.values().stream().mapToInt(Integer::intValue).sum()).isBetween(50, 70);
    boards.remove(Geography.NO_PCN.odsCode());
    assertThat(boards.values().stream().filter(subs -> subs.size() == 2)).hasSizeBetween(8, 10);
  }

  @Test
  void oddity09CodesAndNamesAreThoseOfTheYear() {
    for (String year : List.of("1920", "2223")) {
      String path = "reference/MAPPING_NHS_GEOGRAPHIES_" + year + ".csv";
      Given.add(reader, path, Given.realBytes(path));
    }
    String reference = "reference/ORGANISATION_REFERENCE_1819_v2.csv";
    assertThat(new String(Given.realBytes(reference), StandardCharsets.UTF_8)).contains("Q71a");
    assertThat(Given.add(reader, reference, Given.realBytes(reference)).rowsRefused()).isZero();

    assertThat(practice("2019-20", "A81001").geography().region().onsCode()).isEqualTo("E40000009");
    assertThat(practice("2022-23", "A81001").geography().region().onsCode()).isEqualTo("E40000012");
    assertThat(practice("2018-19", "F82001").geography().icb())
        .isEqualTo(new Geography.Area("E54000029", "E54000029", "North East London STP"));
  }

  @Test
  void oddity10RenamedColumnsOfAllErasMeanTheSame() {
    for (String header :
        List.of(
            "PRACTICE_CODE,INDICATOR_GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PATIENT_LIST_SIZE",
            "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PATIENT_LIST_SIZE",
            "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE")) {
      ReferenceReader fresh = new ReferenceReader();
      Given.add(fresh, "P_2324.csv", header + "\nA81001,AF,7,TOTAL,50\n");
      assertThat(build(fresh, "2023-24").practices().get("A81001"))
          .isNotNull()
          .satisfies(p -> assertThat(p.publishedRegisters().get(0).patients()).isEqualTo(7));
    }
  }

  @Test
  void oddity11VersionSuffixesAreNoPartOfTheYear() {
    for (String suffix : List.of("_1819", "_1819_v2", "_1819_V2")) {
      assertThat(YearInName.of("PREVALENCE" + suffix + ".csv"))
          .contains(FinancialYear.of("2018-19"));
    }
  }

  @Test
  void oddity12TheListTypeIsTheOneOfTheRow() {
    for (String year : List.of("1920", "2223")) {
      String path = "prevalence/PREVALENCE_" + year + ".csv";
      Given.add(reader, path, Given.realBytes(path));
    }

    assertThat(listType("2019-20", "AST")).isEqualTo("TOTAL");
    assertThat(listType("2022-23", "AST")).isEqualTo("06OV");
    assertThat(registers("2019-20", "A81001")).containsKey("CVDPP").doesNotContainKey("NDH");
    assertThat(registers("2022-23", "A81001")).containsKey("NDH").doesNotContainKey("CVDPP");
  }

  @Test
  void oddity13RegionalAchievementHasEveryMeasureAndLeavesMissingOnesOut() {
    ReadPart part =
        Given.read(
            "ACHIEVEMENT_EAST_OF_ENGLAND_2425.csv",
            """
            REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE
            Y61,E40000007,EAST_OF_ENGLAND,D81001,AF001,REGISTER,100
            Y61,E40000007,EAST_OF_ENGLAND,D81001,AF006,NUMERATOR,9
            Y61,E40000007,EAST_OF_ENGLAND,D81001,AF006,DENOMINATOR,10
            Y61,E40000007,EAST_OF_ENGLAND,D81001,AF006,PCAS,
            Y61,E40000007,EAST_OF_ENGLAND,D81001,AF008,ACHIEVED_POINTS,11.37
            Y61,E40000007,EAST_OF_ENGLAND,D81001,DEP004,NEWLY_DIAGNOSED,5
            """);

    assertThat(Given.values(part))
        .containsExactly(
            "D81001 AF001 REGISTER REGISTER 100 @2",
            "D81001 AF006 NUMERATOR NUMERATOR 9 @3",
            "D81001 AF006 DENOMINATOR DENOMINATOR 10 @4",
            "D81001 AF006 PCAS PCAS - @5",
            "D81001 AF008 ACHIEVED_POINTS ACHIEVED_POINTS 1137 @6",
            "D81001 DEP004 NEWLY_DIAGNOSED NEWLY_DIAGNOSED 5 @7");
  }

  @Test
  void oddity14AFieldNameMayHoldCommasAndQuotesAndOtherCodesThanIndicators() {
    ReadPart part =
        Given.read(
            "INDICATOR_VALUES.csv",
            Given.VALUES_HEADER
                + Given.value("A81001", "COPD009MI1", "\"Seen, \"\"twice\"\", or more\"", "4"));

    assertThat(Given.values(part))
        .containsExactly("A81001 COPD009MI1 Seen, \"twice\", or more REASON 4 @2");
  }

  @Test
  void oddity15DashesAndBlanksForDatesAndNegativesAreRefusedByRow() {
    ReadPart part =
        Given.read(
            "INDICATOR_VALUES.csv",
            Given.VALUES_HEADER.replace("VALUE,", "VALUE ,").replace("ORG_CODE", "org_code ")
                + Given.value("A81001", "AF006", "Numerator", "1", "20240331", " ", "", "Y")
                + Given.value("A81001", "AF006", "Numerator", "1", "20240331", "-", "", "Y")
                + Given.value("A81001", "AF006", "Numerator", "-5"));

    assertThat(part.rowsAccepted()).isEqualTo(1);
    assertThat(Given.reasons(part.refused())).containsExactly("3: R09", "4: R07");
  }

  @Test
  void oddity16TheListOfTheStatisticsIsNotTheListOfThePayment() {
    Given.add(
        reader,
        "gp-reg-pat-prac-all.csv",
        ALL_LISTS
            + "L,01JAN2024,GP,1,2,A81001,X,ALL,ALL,1000\n"
            + "L,01APR2024,GP,1,2,A81001,X,ALL,ALL,1010\n");

    PracticeReference practice = practice("2023-24", "A81001");

    assertThat(practice.population())
        .isNotNull()
        .satisfies(population -> assertThat(population.patients()).isEqualTo(1000));
    assertThat(practice.lists().get(0).patients()).isEqualTo(1010);
  }

  @Test
  void fault01APracticeWithAnEarlierListExtractIsNotLost() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST + "QOF2324,A81001,One,X,,\n");
    Given.add(
        reader,
        "gp-reg-pat-prac-all.csv",
        ALL_LISTS
            + "L,01APR2024,GP,1,2,A81002,X,ALL,ALL,5\n"
            + "L,01FEB2024,GP,1,2,A81001,X,ALL,ALL,7\n");

    assertThat(practice("2023-24", "A81001").lists())
        .extracting(ListSize::patients)
        .containsExactly(7);
  }

  @Test
  void fault01APracticeWithoutAnyListIsStillThere() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST + "QOF2324,A81001,One,X,,\n");

    assertThat(practice("2023-24", "A81001").lists()).isEmpty();
  }

  @Test
  void fault03BothOfTwoSubmissionsAreCarriedTheLaterThoughItIsSmaller() {
    ValueFragment fragment =
        Given.read(
                "INDICATOR_VALUES.csv",
                Given.VALUES_HEADER
                    + Given.value(
                        "A81001",
                        "AF006",
                        "Numerator",
                        "90",
                        "20240331",
                        "02/04/2024",
                        "09:00:00",
                        "N")
                    + Given.value(
                        "A81001",
                        "AF006",
                        "Numerator",
                        "80",
                        "20240331",
                        "03/04/2024",
                        "08:00:00",
                        "Y"))
            .fragments()
            .get(0);

    assertThat(fragment.size()).isEqualTo(2);
    assertThat(fragment.value(0)).isEqualTo(90);
    assertThat(fragment.value(1)).isEqualTo(80);
    assertThat(fragment.lastSubmission(1)).isTrue();
    assertThat(fragment.submittedAt(1)).isGreaterThan(fragment.submittedAt(0));
    assertThat(fragment.kind(1)).isEqualTo(FieldKind.NUMERATOR);
  }

  @Test
  void fault04MalformedLinesAreCountedAndKept() {
    ReadPart part =
        Given.read(
            "INDICATOR_VALUES.csv",
            Given.VALUES_HEADER
                + "too,few\n"
                + Given.value("A81001", "AF006", "Numerator", "1")
                + Given.value("A81001", "AF006", "Numerator", "1").replace("\n", ",extra\n"));

    assertThat(part.rowsRead()).isEqualTo(3);
    assertThat(part.rowsAccepted()).isEqualTo(1);
    assertThat(Given.reasons(part.refused())).containsExactly("2: R01", "4: R01");
  }

  @Test
  void fault06DaysAboveTwelveAreDaysAndNoMonths() {
    ValueFragment fragment =
        Given.read(
                "INDICATOR_VALUES.csv",
                Given.VALUES_HEADER
                    + Given.value(
                        "A81001",
                        "AF006",
                        "Numerator",
                        "1",
                        "20240331",
                        "13/04/2024",
                        "00:00:00",
                        "Y")
                    + Given.value(
                        "A81001",
                        "AF006",
                        "Numerator",
                        "1",
                        "20240331",
                        "04/05/2024",
                        "00:00:00",
                        "Y"))
            .fragments()
            .get(0);

    assertThat(fragment.submittedAt(0) / 86_400).isEqualTo(LocalDate.of(2024, 4, 13).toEpochDay());
    assertThat(fragment.submittedAt(1) / 86_400).isEqualTo(LocalDate.of(2024, 5, 4).toEpochDay());
  }

  @Test
  void fault09APracticeThatTheMapDoesNotKnowStandsInAnAreaOfItsOwn() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST + "QOF2324,A99999,New,X,,\n");
    Given.add(
        reader,
        "MAPPING_NHS_GEOGRAPHIES_2324.csv",
        Given.realBytes("reference/MAPPING_NHS_GEOGRAPHIES_2324.csv"));

    PracticeReference unknown = practice("2023-24", "A99999");

    assertThat(unknown.geography()).isEqualTo(Geography.NONE);
    assertThat(unknown.geography().region()).isEqualTo(Geography.UNMAPPED);
    assertThat(unknown.name()).isEqualTo("New");
  }

  private String listType(String year, String group) {
    return practice(year, "A81001").publishedRegisters().stream()
        .filter(register -> register.groupCode().equals(group))
        .findFirst()
        .orElseThrow()
        .listType();
  }

  private Map<String, Integer> registers(String year, String practice) {
    Map<String, Integer> registers = new TreeMap<>();
    practice(year, practice)
        .publishedRegisters()
        .forEach(
            register -> {
              Integer patients = register.patients();
              registers.put(register.groupCode(), patients == null ? -1 : patients);
            });
    return registers;
  }

  private PracticeReference practice(String year, String code) {
    PracticeReference practice = build(year).practices().get(code);
    if (practice == null) {
      throw new AssertionError(code + " is not known in " + year);
    }
    return practice;
  }

  private ReferenceData build(String year) {
    return build(reader, year);
  }

  private static ReferenceData build(ReferenceReader reader, String text) {
    FinancialYear year = FinancialYear.of(text);
    return reader.build(year, year.startOfFinalQuarter(), null, year.next().start());
  }
}
