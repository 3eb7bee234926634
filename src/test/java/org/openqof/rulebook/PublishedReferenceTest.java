package org.openqof.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.rulebook.read.Rulebooks;

/** The rulebooks against the files that NHS England published with the years. */
class PublishedReferenceTest {
  private static final Path REAL = Path.of("..", "shared", "data", "real");

  @ParameterizedTest
  @CsvSource({
    "2018-19,INDICATOR_MAPPINGS_1819_v2.csv",
    "2019-20,MAPPING_INDICATORS_1920.csv",
    "2020-21,MAPPING_INDICATORS_2021.csv",
    "2021-22,MAPPING_INDICATORS_2122.csv",
    "2022-23,MAPPING_INDICATORS_2223.csv",
    "2023-24,MAPPING_INDICATORS_2324.csv"
  })
  void pointsAndGroupsAreThoseOfThePublishedMapping(String year, String file) throws IOException {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of(year));
    Map<String, String> published = new TreeMap<>();
    for (NamedCsvRecord row : read("reference/" + file)) {
      String group =
          row.findField("GROUP_CODE").orElseGet(() -> row.getField("INDICATOR_GROUP_CODE"));
      // Management information scores nothing and is not part of the framework.
      if (!group.endsWith("_MI")) {
        published.put(
            row.getField("INDICATOR_CODE"), row.getField("INDICATOR_POINT_VALUE") + " " + group);
      }
    }
    assertThat(
            rulebook.indicators().stream()
                .collect(
                    Collectors.toMap(
                        Indicator::code,
                        i -> i.availablePoints().toPlainString() + " " + i.groupCode())))
        .isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-19,INDICATOR_MAPPINGS_1819_v2.csv",
    "2019-20,MAPPING_INDICATORS_1920.csv",
    "2020-21,MAPPING_INDICATORS_2021.csv",
    "2021-22,MAPPING_INDICATORS_2122.csv",
    "2022-23,MAPPING_INDICATORS_2223.csv",
    "2023-24,MAPPING_INDICATORS_2324.csv"
  })
  void everyCellOfThePublishedMappingComesOut(String year, String file) throws IOException {
    List<String> published = new ArrayList<>();
    for (NamedCsvRecord row : read("reference/" + file)) {
      String before = row.findField("GROUP_CODE").isPresent() ? "" : "INDICATOR_";
      published.add(
          String.join(
              "|",
              row.getField("INDICATOR_CODE"),
              row.getField("INDICATOR_POINT_VALUE"),
              row.getField(before + "GROUP_CODE"),
              // One name of a group ends in a blank, and the dash of another was garbled.
              row.getField(before + "GROUP_DESCRIPTION").strip().replaceAll("[^ -~]+", "-"),
              row.getField("DOMAIN_CODE"),
              row.getField("DOMAIN_DESCRIPTION"),
              row.getField("PATIENT_LIST_TYPE")));
    }
    assertThat(
            MappedIndicator.of(Rulebooks.shipped().load(FinancialYear.of(year))).stream()
                .map(
                    i ->
                        String.join(
                            "|",
                            i.code(),
                            i.points().toPlainString(),
                            i.groupCode(),
                            i.groupName(),
                            i.domainCode(),
                            i.domainName(),
                            i.listType())))
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void theControlFileOf2023SaysTheSameOfEveryIndicatorAndGroup() throws IOException {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2023-24"));
    List<NamedCsvRecord> control = read("cqrs-layout/INDICATOR_REFERENCE_CONTROL.csv");
    assertThat(control).hasSize(rulebook.indicators().size());
    for (NamedCsvRecord row : control) {
      String code = row.getField("INDICATOR_CODE");
      Indicator indicator = rulebook.indicator(code).orElseThrow();
      Group group = rulebook.group(indicator.groupCode()).orElseThrow();
      assertThat(indicator.availablePoints())
          .as(code)
          .isEqualByComparingTo(row.getField("INDICATOR_POINT_VALUE"));
      assertThat(indicator.manual())
          .as(code)
          .isEqualTo(row.getField("AUTOMATIC_MANUAL_ENTRY").equals("M"));
      assertThat(indicator.additionalListType() == null ? "" : indicator.additionalListType())
          .as(code)
          .isEqualTo(row.getField("ADD_PAT_LIST"));
      assertThat(group.code()).isEqualTo(row.getField("GROUP_CODE"));
      assertThat(group.name()).isEqualTo(row.getField("GROUP_DESCRIPTION").strip());
      assertThat(group.domainCode()).isEqualTo(row.getField("SUB_DOMAIN_CODE"));
      assertThat(group.domainName()).isEqualTo(row.getField("SUB_DOMAIN_DESCRIPTION"));
      String list = row.getField("ALT_PAT_LIST");
      assertThat(group.listType()).as(code).isEqualTo(list.isEmpty() ? "TOTAL" : list);
      if (row.getField("REGISTER_FLAG").equals("1")) {
        assertThat(group.registerIndicator()).isEqualTo(code);
        assertThat(group.publishesPrevalence()).as(code).isTrue();
        assertThat(group.zeroRegisterReducesMaximum())
            .as(code)
            .isEqualTo(row.getField("ZERO_REGISTER_FLAG").equals("1"));
      }
      if (row.getField("NO_PREVALENCE_FLAG").equals("1")) {
        assertThat(group.publishesPrevalence()).as(code).isFalse();
      }
    }
  }

  @Test
  void theExtractOf2023DeliversEveryRegisterUnderItsIndicatorAndName() throws IOException {
    Set<String> delivered =
        read("cqrs-layout/INDICATOR_VALUES.csv").stream()
            .map(row -> row.getField("IND_CODE") + " " + row.getField("FIELD_NAME"))
            .collect(Collectors.toSet());
    List<String> expected =
        Rulebooks.shipped().load(FinancialYear.of("2023-24")).groups().stream()
            .filter(group -> group.registerIndicator() != null)
            .map(group -> group.registerIndicator() + " " + group.registerField())
            .toList();
    assertThat(expected).hasSize(23);
    assertThat(delivered).containsAll(expected);
  }

  /** Of the adjusted indicators two alone are sent with a register that is not their group's. */
  @Test
  void theExtractOf2023DeliversEachAdjustedIndicatorWithTheRegisterThatPaysIt() throws IOException {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2023-24"));
    Map<String, String> fields = new TreeMap<>();
    for (NamedCsvRecord row : read("cqrs-layout/INDICATOR_VALUES.csv")) {
      if (row.getField("FIELD_NAME").endsWith("egister")) {
        fields.put(row.getField("IND_CODE"), row.getField("FIELD_NAME"));
      }
    }
    Map<String, String> paying = new TreeMap<>();
    Set<String> notOfTheirGroup = new TreeSet<>();
    for (Indicator indicator : rulebook.indicators()) {
      String code = indicator.prevalenceGroup();
      if (code != null) {
        String ofGroup =
            rulebook.group(indicator.groupCode()).map(Group::registerField).orElseThrow();
        paying.put(indicator.code(), rulebook.register(code).map(Register::field).orElse(ofGroup));
        if (!ofGroup.equals(fields.get(indicator.code()))) {
          notOfTheirGroup.add(indicator.code());
        }
      }
    }
    assertThat(paying).hasSize(61);
    assertThat(fields).containsAllEntriesOf(paying);
    assertThat(notOfTheirGroup).containsExactly("HF003", "HF006");
  }

  @ParameterizedTest
  @CsvSource({
    "2016-17,PREVALENCE_1617.csv",
    "2017-18,PREVALENCE_1718.csv",
    "2018-19,PREVALENCE_1819_v2.csv",
    "2019-20,PREVALENCE_1920.csv",
    "2022-23,PREVALENCE_2223.csv"
  })
  void publishedRegistersAndTheirListsAreThoseOfTheYear(String year, String file)
      throws IOException {
    Map<String, String> published = new TreeMap<>();
    for (NamedCsvRecord row : read("prevalence/" + file)) {
      published.put(
          row.findField("GROUP_CODE").orElseGet(() -> row.getField("INDICATOR_GROUP_CODE")),
          row.getField("PATIENT_LIST_TYPE"));
    }
    assertThat(published).hasSize(21);
    assertThat(
            Rulebooks.shipped().load(FinancialYear.of(year)).groups().stream()
                .filter(Group::publishesPrevalence)
                .collect(Collectors.toMap(Group::code, Group::listType)))
        .isEqualTo(published);
  }

  @Test
  void pointsPublishedFor2024NeverPassThoseAvailable() throws IOException {
    Rulebook rulebook = Rulebooks.shipped().load(FinancialYear.of("2024-25"));
    Set<String> seen = new TreeSet<>();
    Set<String> registers = new TreeSet<>();
    for (NamedCsvRecord row : read("achievement/qof_2024-25_england_icb_indicator.csv")) {
      String code = row.getField("indicator");
      Indicator indicator = rulebook.indicator(code).orElseThrow();
      seen.add(code);
      BigDecimal most =
          indicator.availablePoints().multiply(new BigDecimal(row.getField("practices")));
      assertThat(new BigDecimal(row.getField("achieved_points")))
          .as(code)
          .isLessThanOrEqualTo(most);
      if (row.getField("geo").equals("ENG") && !row.getField("register").equals("0")) {
        registers.add(code);
      }
    }
    assertThat(seen).isEqualTo(rulebook.indicatorsByCode().keySet());
    assertThat(registers)
        .isEqualTo(
            rulebook.groups().stream()
                .filter(Group::publishesPrevalence)
                .map(Group::registerIndicator)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(
            rulebook.indicators().stream()
                .filter(indicator -> indicator.kind() == IndicatorKind.REGISTER))
        .hasSize(19);
  }

  private static List<NamedCsvRecord> read(String file) throws IOException {
    Path path = REAL.resolve(file);
    Assumptions.assumeTrue(Files.exists(path), () -> path + " is not here; nothing to compare");
    // Some of these files are Windows-1252; the columns read here are plain ASCII either way.
    Charset charset =
        file.endsWith("1819_v2.csv") || file.contains("MAPPING_INDICATORS_1920")
            ? Charset.forName("windows-1252")
            : StandardCharsets.UTF_8;
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(path, charset)) {
      return reader.stream().toList();
    }
  }
}
