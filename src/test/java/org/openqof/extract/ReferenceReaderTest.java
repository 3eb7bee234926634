package org.openqof.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.input.Geography;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.ListSize;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.Population.Basis;
import org.openqof.input.PracticeReference.PublishedRegister;
import org.openqof.tables.PublishedAreaFigures;
import org.openqof.tables.RefusedRows;

class ReferenceReaderTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");
  private static final String PREVALENCE =
      "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n";
  private static final String POPULATION = "PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION\n";
  private static final String SINGLE =
      "EXTRACT_DATE,CCG_CODE,ONS_CCG_CODE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n";
  private static final String ALL =
      "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,"
          + "NUMBER_OF_PATIENTS\n";
  private static final String LIST =
      "QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT\n";

  private final ReferenceReader reader = new ReferenceReader();

  @Test
  void participationComesFromThePracticeList() {
    Given.add(
        reader,
        "FINAL_PRACTICE_LIST.csv",
        LIST
            + "QOF2324,A81001,Surgery One,X,20230401,20240331\n"
            + "QOF2324,A81002,Surgery Two,X,20230401,20231013\n"
            + "QOF2324,A81001,Surgery One,X,20230401,20240331\n");

    ReferenceData data = build(reader);

    assertThat(data.hasParticipationList()).isTrue();
    assertThat(data.practices()).containsOnlyKeys("A81001", "A81002");
    PracticeReference second = practice(data, "A81002");
    assertThat(second.name()).isEqualTo("Surgery Two");
    assertThat(second.participation())
        .isNotNull()
        .satisfies(p -> assertThat(p.to()).isEqualTo(LocalDate.of(2023, 10, 13)))
        .satisfies(p -> assertThat(p.source().line()).isEqualTo(3));
    assertThat(build(reader, FinancialYear.of("2022-23")).hasParticipationList()).isFalse();
  }

  @Test
  void organisationsAreReadWithoutHeaderAndTheLastFileGivenCounts() {
    Given.add(reader, "epraccur_2022.csv", epraccur("A81001", "A", ""));
    Given.add(reader, "epraccur_2023.csv", epraccur("A81001", "C", "20230930"));
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST + "QOF2324,A81001,One,X,,\n");

    PracticeReference practice = practice(build(reader), "A81001");

    assertThat(practice.organisation())
        .isNotNull()
        .satisfies(
            o -> {
              assertThat(o.status()).isEqualTo("C");
              assertThat(o.openDate()).isEqualTo(LocalDate.of(1974, 4, 1));
              assertThat(o.closeDate()).isEqualTo(LocalDate.of(2023, 9, 30));
              assertThat(o.prescribingSetting()).isEqualTo("4");
              assertThat(o.postcode()).isEqualTo("TS18 1HU");
              assertThat(o.source().line()).isEqualTo(1);
            });
    assertThat(practice.participation())
        .isNotNull()
        .satisfies(p -> assertThat(p.from()).isEqualTo(YEAR.start()));
  }

  @Test
  void populationAtExactlyTheDateComesFromThePaymentExtractFirst() {
    Given.add(
        reader,
        "CONTRACTOR_REGISTERED_POPULATION.csv",
        POPULATION + "A81001,20240101,5000\nA81001,20230101,4900\nA81002,20231231,7000\n");
    Given.add(
        reader,
        "gp-reg-pat-prac-all.csv",
        ALL
            + "GP_PRAC_PAT_LIST,01JAN2024,GP,00L,E38000130,A81001,NE65 7UW,ALL,ALL,5001\n"
            + "GP_PRAC_PAT_LIST,01JAN2024,GP,00L,E38000130,A81003,NE65 7UW,ALL,ALL,900\n");

    ReferenceData data = build(reader);

    assertThat(population(data, "A81001"))
        .isEqualTo(
            new Population(
                5000,
                LocalDate.of(2024, 1, 1),
                Basis.PAYMENT_EXTRACT,
                new PracticeReference.Source("digest of CONTRACTOR_REGISTERED_POPULATION.csv", 2)));
    assertThat(data.practices().get("A81002")).isNull();
    assertThat(data.populationAtAverageDate()).isEqualTo(Map.of("A81001", 4900));
  }

  @Test
  void publishedPatientsServeWhereThePaymentExtractHasNoneAtTheDate() {
    Given.add(
        reader,
        "gp-reg-pat-prac-all.csv",
        ALL
            + "GP_PRAC_PAT_LIST,01JAN2024,GP,00L,E38000130,A81003,NE65 7UW,ALL,ALL,900\n"
            + "GP_PRAC_PAT_LIST,01JAN2024,CCG,00L,E38000130,00L,NE65 7UW,ALL,ALL,99999\n");

    assertThat(population(build(reader), "A81003").basis()).isEqualTo(Basis.REGISTERED_PATIENTS);
  }

  @Test
  void theTotalListOfThePublishedPrevalenceServesLast() {
    Given.add(
        reader,
        "PREVALENCE_2324.csv",
        PREVALENCE + "A81001,AST,317.0,06OV,3766\nA81001,AF,112.0,TOTAL,3996\n");

    Population population = population(build(reader), "A81001");

    assertThat(population.patients()).isEqualTo(3996);
    assertThat(population.basis()).isEqualTo(Basis.PUBLISHED_PREVALENCE);
  }

  @Test
  void bandsAreSumsOfSingleYearsOfAgeOfBothSexesOrOfWomen() {
    StringBuilder male = new StringBuilder(SINGLE);
    StringBuilder female = new StringBuilder(SINGLE);
    for (int age = 0; age <= 95; age++) {
      String name = age == 95 ? "95+" : "" + age;
      male.append("01APR2024,1,2,A81001,X,MALE,").append(name).append(",1\n");
      female.append("01APR2024,1,2,A81001,X,FEMALE,").append(name).append(",100\n");
    }
    male.append("01APR2024,1,2,A81001,X,MALE,ALL,96\n");
    Given.add(reader, "gp-reg-pat-prac-sing-age-male.csv", male.toString());
    assertThat(build(reader).practices()).containsKey("A81001");
    assertThat(lists(build(reader), "A81001")).as("one sex alone is not a list").isEmpty();
    Given.add(reader, "gp-reg-pat-prac-sing-age-female.csv", female.toString());

    assertThat(lists(build(reader), "A81001"))
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("TOTAL", 96 * 101),
                    Map.entry("UN01", 101),
                    Map.entry("1_2", 2 * 101),
                    Map.entry("4_5", 2 * 101),
                    Map.entry("79_80", 2 * 101),
                    Map.entry("05OV", 91 * 101),
                    Map.entry("06OV", 90 * 101),
                    Map.entry("06_19", 14 * 101),
                    Map.entry("15OV", 81 * 101),
                    Map.entry("16OV", 80 * 101),
                    Map.entry("17OV", 79 * 101),
                    Map.entry("18OV", 78 * 101),
                    Map.entry("30_74", 45 * 101),
                    Map.entry("40OV", 56 * 101),
                    Map.entry("45OV", 51 * 101),
                    Map.entry("50OV", 46 * 101),
                    Map.entry("79UN", 80 * 101),
                    Map.entry("80OV", 16 * 101),
                    Map.entry("25_49_F", 25 * 100),
                    Map.entry("50_64_F", 15 * 100),
                    Map.entry("25_64_F", 40 * 100),
                    Map.entry("UN05", 5 * 101),
                    Map.entry("54UN_F", 55 * 100))));
  }

  @Test
  void theWideListOfThePaymentServiceGivesTheSameBands() {
    StringBuilder header = new StringBuilder("ORG_CODE,EXTRACT_DATE");
    StringBuilder row = new StringBuilder("A81001,20240401");
    for (String sex : List.of("MALE_", "FEMALE_")) {
      for (int age = 0; age < 120; age++) {
        header.append(',').append(sex).append(age);
        row.append(',').append(sex.startsWith("F") ? "100" : age == 3 ? "" : "1");
      }
    }
    Given.add(reader, "GP_PATIENT_LIST.csv", header + "\n" + row + "\n");

    Map<String, Integer> lists = lists(build(reader), "A81001");

    assertThat(lists).hasSize(23);
    assertThat(lists).containsEntry("TOTAL", 119 + 12_000).containsEntry("25_64_F", 4000);
    assertThat(lists).containsEntry("80OV", 40 * 101).containsEntry("UN01", 101);
  }

  private static final String FIVE_YEARS =
      "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,"
          + "NUMBER_OF_PATIENTS\n";

  /** 400 patients of a practice on 1 April 2024, ten of each sex and five years of age. */
  private static String fiveYears(String practice) {
    StringBuilder text = new StringBuilder();
    for (String sex : List.of("MALE", "FEMALE")) {
      String row = "P,01APR2024,GP," + practice + ",E,X," + sex + ',';
      for (int age = 0; age <= 95; age += 5) {
        text.append(row).append(age == 95 ? "95+" : age + "_" + (age + 4)).append(",10\n");
      }
      text.append(row).append("ALL,200\n");
    }
    return text.toString();
  }

  @Test
  void fiveYearsOfAgeGiveOnlyTheBandsTheyMeet() {
    String text = FIVE_YEARS + fiveYears("A81001") + "P,01APR2024,CCG,00L,E,X,ALL,ALL,99\n";
    ReferenceCounts counts = Given.add(reader, "gp-reg-pat-prac-quin-age.csv", text);

    assertThat(counts.rowsRefused()).isZero();
    assertThat(lists(build(reader), "A81001"))
        .containsEntry("TOTAL", 400)
        .containsEntry("15OV", 340)
        .containsEntry("50_64_F", 30)
        .doesNotContainKey("06OV")
        .doesNotContainKey("17OV");
  }

  /** Lists of one date are counted from one register: only another date's file differs. */
  @Test
  void listsOfOneDateThatContradictEachOtherAreNamed() {
    Given.add(
        reader,
        "gp-reg-pat-prac-quin-age.csv",
        FIVE_YEARS + fiveYears("A81001") + fiveYears("A81002"));
    Given.add(
        reader,
        "gp-reg-pat-prac-all.csv",
        ALL
            + "L,01APR2024,GP,1,2,A81001,X,ALL,ALL,400\n"
            + "L,01APR2024,GP,1,2,A81002,X,ALL,ALL,396\n"
            + "L,01MAR2024,GP,1,2,A81001,X,ALL,ALL,390\n"
            + "L,01APR2024,GP,1,2,A81003,X,ALL,ALL,7\n");

    assertThat(build(reader).doubts())
        .containsExactly(
            "the lists of registered patients on 2024-04-01 contradict each other in 1 of 2"
                + " practices: A81002 has 400 patients in gp-reg-pat-prac-quin-age.csv, 396 patients"
                + " in gp-reg-pat-prac-all.csv");
  }

  @Test
  void theLatestListWithinThreeMonthsBeforeTheDateIsUsed() {
    Given.add(reader, "FINAL_PRACTICE_LIST.csv", LIST + "QOF2324,A81002,One,X,,\n");
    Given.add(
        reader,
        "gp-reg-pat-prac-all.csv",
        ALL
            + "L,01JAN2024,GP,1,2,A81001,X,ALL,ALL,10\n"
            + "L,01FEB2024,GP,1,2,A81001,X,ALL,ALL,20\n"
            + "L,01MAY2024,GP,1,2,A81001,X,ALL,ALL,30\n"
            + "L,31DEC2023,GP,1,2,A81002,X,ALL,ALL,40\n");

    ReferenceData data = build(reader);

    assertThat(practice(data, "A81001").lists())
        .extracting(ListSize::patients, ListSize::date)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(20, LocalDate.of(2024, 2, 1)));
    assertThat(practice(data, "A81002").lists()).isEmpty();
  }

  @Test
  void typesThatNoExtractGivesComeFromThePublishedPrevalence() {
    Given.add(
        reader, "PREVALENCE_2324.csv", PREVALENCE + "A81001,AF,1,TOTAL,50\nA81001,AST,1,06OV,40\n");
    Given.add(reader, "gp-reg-pat-prac-all.csv", ALL + "L,01APR2024,GP,1,2,A81001,X,ALL,ALL,51\n");

    assertThat(lists(build(reader), "A81001")).isEqualTo(Map.of("TOTAL", 51, "06OV", 40));
  }

  @Test
  void aMapBelongsToItsYearAndTheUndatedOneToYearsWithoutAny() {
    String header =
        "PRACTICE_CODE,PRACTICE_NAME,PCN_ODS_CODE,PCN_NAME,CCG_ODS_CODE,CCG_ONS_CODE,CCG_NAME,"
            + "STP_ODS_CODE,STP_ONS_CODE,STP_NAME,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,"
            + "NAT_CODE,NAT_ONS_CODE,NAT_COUNTRY\n";
    String areas = ",16C,E38,Sub,QHM,E54,Board,Y63,E40,North,ENG,E92,England\n";
    Given.add(reader, "QOF_MANUAL_MAPPINGS.csv", header + "A81001,Old,U1,Net" + areas);
    Given.add(
        reader, "MAPPING_NHS_GEOGRAPHIES_2324.csv", header + "A81001,New,U,Unallocated" + areas);

    PracticeReference dated = practice(build(reader), "A81001");
    assertThat(dated.name()).isEqualTo("New");
    assertThat(dated.geography().pcn()).isEqualTo(Geography.NO_PCN);
    assertThat(dated.geography().icb()).isEqualTo(new Geography.Area("QHM", "E54", "Board"));

    Given.add(reader, "PREVALENCE_2223.csv", PREVALENCE + "A81001,AF,1,TOTAL,50\n");
    ReferenceData before = build(reader, FinancialYear.of("2022-23"));
    assertThat(practice(before, "A81001").name()).isEqualTo("Old");
    assertThat(before.hasGeography()).isTrue();
  }

  @Test
  void reasonsAreToldApart() {
    assertThat(build(reader).adjustmentReasons()).isNull();
    ReferenceCounts counts =
        Given.add(
            reader,
            "PCA_REFERENCE.csv",
            """
            SHORT_NAME,NAME,DESCRIPTION,TYPE,GENERAL_SPECIFIC
            AFIBPCADEC,A,"declined, twice",PCA,General
            CHADVASC,B,score,Exclusion,n/a
            ODD,B,score,Other,n/a
            """);

    assertThat(build(reader).adjustmentReasons())
        .isEqualTo(Map.of("AFIBPCADEC", true, "CHADVASC", false));
    assertThat(Given.reasons(counts.refused())).containsExactly("4: R15");
  }

  @Test
  void aRowThatContradictsAnEarlierOneIsRefusedNamingBothLines() {
    Given.add(reader, "a.csv", POPULATION + "A81001,20240101,5000\n");
    ReferenceCounts counts =
        Given.add(
            reader,
            "b.csv",
            POPULATION + "A81002,20240101,1\nA81001,20240101,5000\n" + "A81001,20240101,5005\n");

    assertThat(counts.rowsRead()).isEqualTo(3);
    assertThat(counts.rowsAccepted()).isEqualTo(2);
    assertThat(Given.reasons(counts.refused())).containsExactly("4: R17");
    assertThat(counts.refused().textAt(RefusedRows.EXPLANATION, 0))
        .contains("line 4 of b.csv")
        .contains("line 2 of a.csv")
        .contains("5005")
        .contains("5000");
    assertThat(population(build(reader), "A81001").patients()).isEqualTo(5000);
  }

  @Test
  void anotherYearInThePracticeListRefusesTheFile() {
    assertThatThrownBy(
            () ->
                Given.add(
                    reader,
                    "FINAL_PRACTICE_LIST.csv",
                    LIST + "QOF2324,A81001,One,X,,\nQOF2223,A81002,Two,X,,\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("line 2: QOF2324")
        .hasMessageContaining("line 3: QOF2223");
  }

  @Test
  void aTruncatedReferenceFileIsRefused() {
    assertThatThrownBy(() -> Given.add(reader, "p_2324.csv", PREVALENCE + "A81001,AF,1,TO"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("truncated")
        .hasMessageContaining("Line 2");
  }

  @Test
  void aFileThatNeedsAYearIsRefusedWithoutOne() {
    assertThatThrownBy(() -> Given.add(reader, "prevalence.csv", PREVALENCE + "A81001,AF,1,T,5\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("financial year of prevalence.csv cannot be determined");
  }

  @Test
  void controlFilesAreKnownAndNotRead() {
    ReferenceCounts counts =
        Given.add(reader, "PREVIOUS_PREVALENCE.csv", PREVALENCE + "A10001,AF,,TOTAL,\n");

    assertThat(counts.rowsRead()).isZero();
    assertThat(build(reader).practices()).isEmpty();
  }

  @Test
  void areaFiguresOfSeveralYearsGoToTheirYears() {
    ReferenceCounts counts =
        Given.add(
            reader,
            "ccg_group_points.csv",
            """
            year,group,ccg,practices,list,register,points
            2016-17,AF,02P,35,261094.0,5134.0,972.4399999999999
            2023/24,AF,02N,16,158587.0,3859.0,464.0
            nonsense,AF,02N,16,158587.0,3859.0,464.0
            """);

    ReferenceData old = build(reader, FinancialYear.of("2016-17"));

    assertThat(Given.reasons(counts.refused())).containsExactly("4: R09");
    assertThat(old.publishedAreaFigures().rows()).isEqualTo(1);
    assertThat(old.publishedAreaFigures().decimalOrNull(PublishedAreaFigures.EARNED_POINTS, 0))
        .isEqualByComparingTo(new BigDecimal("972.44"));
    assertThat(build(reader).publishedAreaFigures().rows()).isEqualTo(1);
  }

  @Test
  void theRealFilesOfAYearAgreeWithOneAnother() {
    for (String path :
        List.of(
            "prevalence/PREVALENCE_2223.csv",
            "reference/MAPPING_NHS_GEOGRAPHIES_2223.csv",
            "reference/MAPPING_INDICATORS_2223.csv",
            "reference/epraccur_2022.csv",
            "cqrs-layout/QOF_MANUAL_MAPPINGS.csv",
            "cqrs-layout/PCA_REFERENCE.csv")) {
      ReferenceCounts counts = Given.add(reader, path, Given.realBytes(path));
      assertThat(counts.rowsRefused()).as(path + Given.reasons(counts.refused())).isZero();
      assertThat(counts.rowsRead()).isEqualTo(counts.rowsAccepted()).isPositive();
    }

    ReferenceData data = build(reader, FinancialYear.of("2022-23"));

    assertThat(data.practices()).hasSize(6378);
    long total =
        data.practices().values().stream()
            .map(PracticeReference::population)
            .mapToLong(population -> population == null ? 0 : population.patients())
            .sum();
    assertThat(total).as("England's list of 2022-23, data README C").isEqualTo(62_378_057L);
    assertThat(data.practices().values())
        .allSatisfy(
            practice -> {
              assertThat(practice.publishedRegisters()).hasSize(21);
              assertThat(practice.geography()).isNotEqualTo(Geography.NONE);
            });
    assertThat(data.indicatorMap()).isNotEmpty();
    assertThat(data.adjustmentReasons()).hasSizeGreaterThan(100);
  }

  @Test
  void publishedAreaTotalsOfThePublishedPrevalenceAreFoundInTheRealFiles() {
    Map<String, String> files = Map.of("2016-17", "1617", "2017-18", "1718", "2018-19", "1819_v2");
    String ccg = "achievement/ccg_group_points_2016-17_to_2018-19.csv";
    Given.add(reader, ccg, Given.realBytes(ccg));
    files
        .values()
        .forEach(
            suffix -> {
              for (String path :
                  List.of(
                      "prevalence/PREVALENCE_" + suffix + ".csv",
                      "reference/ORGANISATION_REFERENCE_" + suffix + ".csv")) {
                assertThat(Given.add(reader, path, Given.realBytes(path)).rowsRefused()).isZero();
              }
            });

    Map<String, Integer> cells = Map.of("2016-17", 4347, "2017-18", 4074, "2018-19", 4011);
    cells.forEach(
        (year, expected) -> {
          ReferenceData data = build(reader, FinancialYear.of(year));
          Map<String, long[]> sums = new TreeMap<>();
          for (PracticeReference practice : data.practices().values()) {
            for (PublishedRegister register : practice.publishedRegisters()) {
              String key = practice.geography().subIcb().odsCode() + " " + register.groupCode();
              long[] sum = sums.computeIfAbsent(key, any -> new long[3]);
              sum[0]++;
              sum[1] += register.listSize();
              Integer patients = register.patients();
              sum[2] += patients == null ? 0 : patients;
            }
          }
          int equal = 0;
          var published = data.publishedAreaFigures();
          for (int row = 0; row < published.rows(); row++) {
            if (!published.has(PublishedAreaFigures.REGISTER_SIZE, row)) {
              continue;
            }
            long[] sum =
                sums.get(
                    published.textAt(PublishedAreaFigures.AREA_CODE, row)
                        + " "
                        + published.textAt(PublishedAreaFigures.GROUP_CODE, row));
            if (sum != null
                && sum[0] == published.countAt(PublishedAreaFigures.PRACTICES, row)
                && sum[1] == published.unscaledAt(PublishedAreaFigures.LIST_SIZE, row)
                && sum[2] == published.unscaledAt(PublishedAreaFigures.REGISTER_SIZE, row)) {
              equal++;
            }
          }
          assertThat(equal).as(year + ", data README B").isGreaterThanOrEqualTo(expected);
        });
  }

  private static String epraccur(String code, String status, String closed) {
    return "\"%s\",\"THE SURGERY\",\"Y63\",\"QHM\",\"\",\"\",\"\",\"\",\"\",\"TS18 1HU\",\"19740401\","
            .formatted(code)
        + "\"%s\",\"%s\",\"B\",\"16C\",\"20200401\",\"\",\"\",\"\",\"\",\"\",\"0\",\"\",\"16C\",\"\",\"4\",\"\"\r\n"
            .formatted(closed, status);
  }

  private static ReferenceData build(ReferenceReader reader) {
    return build(reader, YEAR);
  }

  private static ReferenceData build(ReferenceReader reader, FinancialYear year) {
    return reader.build(
        year,
        year.startOfFinalQuarter(),
        year.startOfFinalQuarter().minusYears(1),
        year.next().start());
  }

  private static PracticeReference practice(ReferenceData data, String code) {
    @Nullable PracticeReference practice = data.practices().get(code);
    if (practice == null) {
      throw new AssertionError(code + " is not among " + data.practices().keySet());
    }
    return practice;
  }

  private static Population population(ReferenceData data, String code) {
    Population population = practice(data, code).population();
    if (population == null) {
      throw new AssertionError(code + " has no population");
    }
    return population;
  }

  private static Map<String, Integer> lists(ReferenceData data, String code) {
    Map<String, Integer> lists = new TreeMap<>();
    practice(data, code).lists().forEach(list -> lists.put(list.listType(), list.patients()));
    return lists;
  }
}
