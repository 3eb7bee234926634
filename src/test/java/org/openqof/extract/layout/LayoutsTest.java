package org.openqof.extract.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;
import org.openqof.errors.QofException;
import org.openqof.extract.Given;

class LayoutsTest {

  @Test
  void everyShippedLayoutFileIsListed() throws IOException {
    List<String> files = new ArrayList<>();
    try (var listed = Files.list(Path.of("src/main/resources/layouts"))) {
      listed.forEach(path -> files.add(path.getFileName().toString().replace(".yaml", "")));
    }

    assertThat(Given.LAYOUTS.ids()).containsExactlyInAnyOrderElementsOf(files);
  }

  @ParameterizedTest
  @CsvSource({
    "cqrs-layout/CONTROL_FILE.csv,payment_service_control,",
    "cqrs-layout/FINAL_PRACTICE_LIST.csv,final_practice_list,2023-24",
    "cqrs-layout/INDICATOR_ACHIEVED_POINTS.csv,indicator_achieved_points,2023-24",
    "cqrs-layout/INDICATOR_GROUP_CHANGE_MESSAGE.csv,payment_service_control,",
    "cqrs-layout/INDICATOR_REFERENCE_CONTROL.csv,payment_service_control,",
    "cqrs-layout/INDICATOR_VALUES.csv,indicator_values,2023-24",
    "cqrs-layout/PCA_REFERENCE.csv,pca_reference,",
    "cqrs-layout/PREVIOUS_ACHIEVEMENTS_PCAS.csv,payment_service_control,",
    "cqrs-layout/PREVIOUS_INDICATOR_CONTROL.csv,payment_service_control,",
    "cqrs-layout/PREVIOUS_INDICATOR_MAPPINGS.csv,payment_service_control,",
    "cqrs-layout/PREVIOUS_ORGANISATION_REFERENCE.csv,payment_service_control,",
    "cqrs-layout/PREVIOUS_PREVALENCE.csv,payment_service_control,",
    "cqrs-layout/PREVIOUS_PREVALENCE_NON_REGISTER_ALT_INDICATORS.csv,payment_service_control,",
    "cqrs-layout/PREVIOUS_PREVALENCE_NON_REGISTER_INDICATORS.csv,payment_service_control,",
    "cqrs-layout/QOF_MANUAL_MAPPINGS.csv,mapping_nhs_geographies,",
    "cqrs-layout/VALIDATION_RULES.csv,payment_service_control,",
    "prevalence/PREVALENCE_1617.csv,prevalence,2016-17",
    "prevalence/PREVALENCE_1718.csv,prevalence,2017-18",
    "prevalence/PREVALENCE_1819_v2.csv,prevalence,2018-19",
    "prevalence/PREVALENCE_1920.csv,prevalence,2019-20",
    "prevalence/PREVALENCE_2223.csv,prevalence,2022-23",
    "reference/ORGANISATION_REFERENCE_1617.csv,organisation_reference,2016-17",
    "reference/ORGANISATION_REFERENCE_1718.csv,organisation_reference,2017-18",
    "reference/ORGANISATION_REFERENCE_1819_v2.csv,organisation_reference,2018-19",
    "reference/MAPPING_NHS_GEOGRAPHIES_1920.csv,mapping_nhs_geographies,2019-20",
    "reference/MAPPING_NHS_GEOGRAPHIES_2122.csv,mapping_nhs_geographies,2021-22",
    "reference/MAPPING_NHS_GEOGRAPHIES_2223.csv,mapping_nhs_geographies,2022-23",
    "reference/MAPPING_NHS_GEOGRAPHIES_2324.csv,mapping_nhs_geographies,2023-24",
    "reference/INDICATOR_MAPPINGS_1819_v2.csv,mapping_indicators,2018-19",
    "reference/MAPPING_INDICATORS_1920.csv,mapping_indicators,2019-20",
    "reference/MAPPING_INDICATORS_2021.csv,mapping_indicators,2020-21",
    "reference/MAPPING_INDICATORS_2122.csv,mapping_indicators,2021-22",
    "reference/MAPPING_INDICATORS_2223.csv,mapping_indicators,2022-23",
    "reference/MAPPING_INDICATORS_2324.csv,mapping_indicators,2023-24",
    "reference/MAPPING_PCAS_EXCL_TO_INDICATOR_2021_v2.csv,mapping_pcas_excl_to_indicator,2020-21",
    "reference/PRACTICE_VALIDATION_OUTCOMES_2021.csv,practice_validation_outcomes,2020-21",
    "reference/epraccur_2022.csv,epraccur,",
    "achievement/asthma_2014-15_practice_indicator.csv,achievement_flat,2014-15",
    "achievement/ccg_group_points_2016-17_to_2018-19.csv,ccg_group_points,",
    "lists/gp-reg-pat-prac-all_2021-01.csv,gp_reg_pat_prac_all,",
  })
  void everyRealFileIsRecognised(String path, String layout, String year) {
    byte[] content = Given.realBytes(path);

    Recognised found = Given.LAYOUTS.recognise(path, content, Math.min(content.length, 65536));

    assertThat(found.layout()).isEqualTo(layout);
    assertThat(found.year()).isEqualTo(year == null ? null : FinancialYear.of(year));
  }

  @Test
  void aFileOfAnotherKindIsRefusedNamingWhatWasFoundAndWhatIsKnown() {
    for (String path : List.of("prevalence/england_totals.csv", "payments/nhspayments_17-18.csv")) {
      byte[] content = Given.realBytes(path);
      assertThatThrownBy(() -> Given.LAYOUTS.recognise(path, content, content.length))
          .isInstanceOf(QofException.class)
          .hasMessageContaining(path)
          .hasMessageContaining("Line 1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACHIEVEMENT_1920.csv|PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE|achievement",
        "ACHIEVEMENT_EAST_OF_ENGLAND_2324.csv|REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,"
            + "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE|achievement",
        "ORGANISATION_REFERENCE_2425.csv|PRACTICE_CODE,REVISED_MAX_POINTS|revised_maximum_points",
        "ORGANISATION_REFERENCE_1920.csv|PRACTICE_CODE,REVISED_MAXIMUM_POINTS"
            + "|revised_maximum_points",
        "MAPPING_INDICATORS_2425.csv|INDICATOR_CODE,INDICATOR_DESCRIPTION,INDICATOR_POINT_VALUE,"
            + "GROUP_CODE,GROUP_DESCRIPTION,SUB_DOMAIN_CODE,SUB_DOMAIN_DESCRIPTION,DOMAIN_CODE,"
            + "DOMAIN_DESCRIPTION,PATIENT_LIST_TYPE|mapping_indicators",
        "PRACTICE_VALIDATION_OUTCOMES_2324.csv|PRACTICE_CODE,RULE,DESCRIPTION"
            + "|practice_validation_outcomes",
        "PREVALENCE_2122.csv|PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,"
            + "PRACTICE_LIST_SIZE|prevalence",
        "gp-reg-pat-prac-sing-age-male.csv|EXTRACT_DATE,CCG_CODE,ONS_CCG_CODE,ORG_CODE,POSTCODE,"
            + "SEX,AGE,NUMBER_OF_PATIENTS|gp_reg_pat_prac_sing_age",
        "gp-reg-pat-prac-sing-age-female.csv|EXTRACT_DATE,SUB_ICB_LOCATION_CODE,"
            + "ONS_SUB_ICB_LOCATION_CODE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS"
            + "|gp_reg_pat_prac_sing_age",
        "gp-reg-pat-prac-quin-age.csv|PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,"
            + "POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS|gp_reg_pat_prac_quin_age",
        "gp-reg-pat-prac-all.csv|PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,"
            + "ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS"
            + "|gp_reg_pat_prac_all",
        "CONTRACTOR_REGISTERED_POPULATION_2324.csv|PRACTICE_CODE,REFERENCE_DATE,"
            + "REGISTERED_POPULATION|contractor_registered_population",
      })
  void headersOfOtherErasAreRecognised(String name, String header, String layout) {
    assertThat(recognise(name, header + "\n").layout()).isEqualTo(layout);
  }

  @Test
  void theContentDecidesAndNotTheName() {
    Recognised found =
        recognise(
            "something_2223.csv",
            "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PATIENT_LIST_SIZE\n");

    assertThat(found.layout()).isEqualTo("prevalence");
    assertThat(found.year()).isEqualTo(FinancialYear.of("2022-23"));
  }

  @Test
  void aHeaderMayHaveAMarkQuotesBlanksAndSmallLetters() {
    Recognised found =
        recognise("x_2324.csv", "\uFEFF\"practice_code\" , Rule,\"Description\" \nA81001,1,x\n");

    assertThat(found.layout()).isEqualTo("practice_validation_outcomes");
  }

  @Test
  void anUnknownColumnIsRefusedWithTheLineOfYamlToAdd() {
    assertThatThrownBy(
            () ->
                recognise(
                    "PREVALENCE_2526.csv",
                    "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZES\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("PREVALENCE_2526.csv")
        .hasMessageContaining("Line 1, found: PRACTICE_LIST_SIZES")
        .hasMessageContaining("PATIENT_LIST_SIZE, ")
        .hasMessageContaining("columns: { list_size: [PRACTICE_LIST_SIZES] }")
        .hasMessageContaining("nearest known name: PRACTICE_LIST_SIZE");
  }

  @Test
  void anAddedColumnIsRefusedWithTheLineThatIgnoresIt() {
    assertThatThrownBy(
            () ->
                recognise(
                    "PREVALENCE_2526.csv",
                    "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE,"
                        + "COMMENT\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("ignored: [COMMENT]");
  }

  @Test
  void aMissingColumnIsRefusedNamingAllItsNames() {
    assertThatThrownBy(
            () ->
                recognise(
                    "PREVALENCE_2526.csv",
                    "PRACTICE_CODE,REGISTER,PATIENT_LIST_TYPE," + "PRACTICE_LIST_SIZE\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("lacks columns")
        .hasMessageContaining("INDICATOR_GROUP_CODE or GROUP_CODE");
  }

  @ParameterizedTest
  @CsvSource({"';', semicolons", "'\t', tabs"})
  void aHeaderPartedByOtherSignsThanCommasIsToldSo(String sign, String word) {
    assertThatThrownBy(
            () ->
                recognise(
                    "PREVALENCE_2526.csv",
                    String.join(sign, "PRACTICE_CODE", "GROUP_CODE", "REGISTER") + "\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("parted by " + word + "; expected commas")
        .hasMessageContaining("What to do: Save the file as CSV with commas.");
  }

  @Test
  void aColumnGivenTwiceIsRefused() {
    assertThatThrownBy(
            () ->
                recognise(
                    "PREVALENCE_2526.csv",
                    "PRACTICE_CODE,GROUP_CODE,INDICATOR_GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,"
                        + "PRACTICE_LIST_SIZE\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("one column twice")
        .hasMessageContaining("'INDICATOR_GROUP_CODE'");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> recognise("a.csv", "\n\n"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void aRenamedColumnIsOneLineOfYaml(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("2526.yaml"),
        "id: prevalence\ncolumns: { list_size: [REGISTERED_PATIENTS] }\n",
        StandardCharsets.UTF_8);
    byte[] header =
        Given.bytes("PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,REGISTERED_PATIENTS\n");
    byte[] before =
        Given.bytes("PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n");

    Layouts extended = Given.LAYOUTS.with(folder);

    assertThat(extended.recognise("PREVALENCE_2526.csv", header, header.length).columns())
        .containsEntry("list_size", 4);
    assertThat(extended.recognise("PREVALENCE_2526.csv", before, before.length).columns())
        .containsEntry("list_size", 4);
    assertThatThrownBy(() -> Given.LAYOUTS.recognise("PREVALENCE_2526.csv", header, header.length))
        .isInstanceOf(QofException.class);
  }

  @Test
  void aLayoutOfOnesOwnIsKnownToo(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("own.yaml"),
        """
        id: own_lists
        role: population
        columns:
          practice: [SURGERY]
          date: [ON]
          patients: [HEADS]
        """,
        StandardCharsets.UTF_8);
    byte[] content = Given.bytes("HEADS,SURGERY,ON\n");

    assertThat(Given.LAYOUTS.with(folder).recognise("x.csv", content, content.length).role())
        .isEqualTo(Role.POPULATION);
  }

  @Test
  void aWrongLayoutFileIsRefusedNamingEachProblem(@TempDir Path folder) throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    wrong.put("id: x\nrole: prevalense\ncolumns: { practise: [A] }\n", "did you mean practice?");
    wrong.put("id: x\nrole: prevalence\ncolums: {}\n", "colums");
    wrong.put("role: prevalence\n", "id: missing");
    wrong.put("id: x\n", "role: missing");
    wrong.put("id: [", "Line");
    wrong.put("", "");
    wrong.put("id: x\nrole: prevalence\ncolumns: { practice: [] }\n", "list of column names");
    wrong.put(
        """
        id: x
        role: organisations
        headerless: { width: 3, code_column: 9, date_column: 1, positions: { practice: 7 } }
        """,
        "from 1 to 3");
    for (Map.Entry<String, String> file : wrong.entrySet()) {
      Files.writeString(folder.resolve("wrong.yaml"), file.getKey(), StandardCharsets.UTF_8);
      assertThatThrownBy(() -> Given.LAYOUTS.with(folder))
          .as(file.getKey())
          .isInstanceOf(QofException.class)
          .hasMessageContaining("wrong.yaml")
          .hasMessageContaining(file.getValue());
    }
  }

  @Test
  void aNameThatContradictsTheFirstRowIsRefused() {
    assertThatThrownBy(
            () ->
                recognise(
                    "FINAL_PRACTICE_LIST_2223.csv",
                    """
                    QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT
                    QOF2324,A81001,X,Y,20230401,20240331
                    """))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("two years")
        .hasMessageContaining("2022-23 (its name)")
        .hasMessageContaining("2023-24 (line 2: QOF2324)");
  }

  @Test
  void aFolderThatContradictsTheFirstRowIsNotAsked() {
    byte[] content = Given.bytes("x\n" + Given.value("A81001", "AF006", "Numerator", "1"));
    byte[] file = Given.bytes(Given.VALUES_HEADER + new String(content, StandardCharsets.UTF_8));

    Recognised found = Given.LAYOUTS.recognise("2022-23/INDICATOR_VALUES.csv", file, file.length);

    assertThat(found.year()).isEqualTo(FinancialYear.of("2023-24"));
    assertThat(found.yearFound()).contains("line 3: QOF2324");
  }

  @Test
  void whatWasRecognisedTravelsToOtherMachines() throws IOException {
    Recognised found =
        recognise(
            "PREVALENCE_2324.csv",
            "PRACTICE_CODE,GROUP_CODE,REGISTER," + "PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(found);
    }

    assertThat(bytes.size()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "PREVALENCE_2223.csv,2022-23",
    "PREVALENCE_1819_v2.csv,2018-19",
    "PREVALENCE_1819_V2.csv,2018-19",
    "ACHIEVEMENT_EAST_OF_ENGLAND_2324.csv,2023-24",
    "qof 2024-25 england.csv,2024-25",
    "2023-24/PREVALENCE.csv,2023-24",
    "2023-24/PREVALENCE_2223.csv,2022-23",
    "QOF2324.zip!PREVALENCE.csv,2023-24",
    "QOF_2122_V2.zip!inner/ACHIEVEMENT.csv,2021-22",
    "gp-reg-pat-prac-all_2021-01.csv,",
    "ccg_2016-17_to_2018-19.csv,",
    "INDICATOR_VALUES_20240402.csv,",
    "epraccur_2022.csv,",
    "PREVALENCE_2422.csv,",
    "plain.csv,",
  })
  void theYearIsToldFromTheName(String name, String year) {
    assertThat(YearInName.of(name).map(FinancialYear::toString).orElse(null)).isEqualTo(year);
  }

  private static Recognised recognise(String name, String content) {
    byte[] bytes = Given.bytes(content);
    return Given.LAYOUTS.recognise(name, bytes, bytes.length);
  }
}
