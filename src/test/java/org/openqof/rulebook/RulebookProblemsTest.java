package org.openqof.rulebook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.domain.FinancialYear;
import org.openqof.domain.IndicatorKind;
import org.openqof.errors.QofException;
import org.openqof.rulebook.read.Rulebooks;

class RulebookProblemsTest {
  private static final String YEAR = "2023-24";
  private static final String AF006 =
      "AF006,AF,fraction,12,confirmed,40,90,,inferred,yes,AF,,no,AF: CHA2DS2-VASc stroke risk"
          + " assessed in 12 months (excl. prior score 2+),nhsd-qof-control-2023-24"
          + " adjusted-rule,same-code-2025-26";
  private static final String AF_GROUP =
      "AF,Atrial fibrillation,CL,Clinical,TOTAL,AF001,Atrial Fibrillation"
          + " Register,yes,yes,no,,confirmed,";

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          value: 213.43                 | value: 213,43            | line 10, point_value_gbp.value: '213,43' is not a number. Write digits, as in 12 or 12.5.
          value: 213.43                 | value: 0                 | line 10, point_value_gbp.value: is zero. Write a number above zero.
          value: 213.43                 | price: 213.43            | line 10, point_value_gbp.price: is unknown. Write one of value, status, citation.
          value: 9639                   | value: 9639.5            | line 16, average_list_size.value: '9639.5' is not a whole number. Write digits only.
          date: 2023-01-01              | date: 2024-01-01         | line 17, average_list_size.date: the average list of 2023-24 speaks for a date before the year begins, not 2024-01-01. Write 2023-01-01.
          date: 2023-01-01              | date: 1 January 2023     | line 17, average_list_size.date: '1 January 2023' is not a date. Write year, month and day, as in 2024-01-01.
          value: 2024-01-01             | value: 2023-01-01        | line 23, crp_date.value: 2023-01-01 does not belong to 2023-24. Write a date from 2023-04-01 to 2024-03-31.
          value: true_prevalence        | value: true_prevalance   | line 35, prevalence_method.value: 'true_prevalance' is not a method of prevalence. Did you mean 'true_prevalence'?
          value: true_prevalence        | value: cut_off           | line 41, national_prevalence.value: the method cut_off rebases around the mean of practices. Write mean_of_ratios.
          value: published              | value: mine              | line 47, paying_average.value: 'mine' is not a paying average. Write one of published, computed.
          value: 70                     | value: 170               | line 59, aspiration_rate_percent.value: '170' is above 100. Write a percentage, from 0 to 100.
          points_rounding:              | point_rounding:          | line 64, point_rounding: is unknown. Did you mean 'points_rounding'?
          financial_year: 2023-24       | financial_year: 2022-23  | line 3, financial_year: the file speaks for 2022-23 and is in the folder of 2023-24. Write 2023-24, after checking that every value is that year's.
          financial_year: 2023-24       | financial_year: 2023     | line 3, financial_year: '2023' is not a financial year. Write it as 2023-24.
          complete: true                | complete: maybe          | line 6, complete: 'maybe' is neither true nor false. Write true or false.
          citation: method-true         | citation: method-truth   | line 37, prevalence_method.citation: no citation has the key 'method-truth'. Did you mean 'method-true'?
          citation: method-true         | citation:                | line 37, prevalence_method.citation: is empty. Write the key of a source in citations.yaml.
          status: unconfirmed           | status: missing          | line 72, money_rounding.status: a parameter of payment cannot be missing. Find its source.
          status: unconfirmed           | status: [a, b]           | line 72, money_rounding.status: is not a single value. Write one value after the colon.
          value: off                    | value: never             | line 83, target_population_factor.value: 'never' is neither on nor off. Write on or off.
          value: per_patient            | value: per_patiant       | line 89, uprating_index.value: 'per_patiant' is not a form of the uprating index. Did you mean 'per_patient'?
          value: by_maximum             | value: by_minimum        | line 95, protected_points_scaling.value: 'by_minimum' is not a way of scaling protected points. Did you mean 'by_maximum'?
          status: unconfirmed           | "status: 'unconfirmed"   | is not YAML. Check indentation, colons and quotation marks; indent by spaces, never by tabs.
          """)
  void aWrongParameterOfPaymentIsNamed(String found, String written, String problem)
      throws IOException {
    ShippedText.overlay(folder, YEAR, "payment.yaml", found, written);
    assertThat(refusal().details()).anyMatch(detail -> detail.endsWith(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AF006,AF,fraction            | AF006,AFF,fraction           | line 3, group_code: the group 'AFF' is not in groups.csv. Did you mean 'AF'?
          AF006,AF,fraction            | AF006,,fraction              | line 3, group_code: is empty. Write a value.
          AF006,AF,fraction            | AF006,AF,fractions           | line 3, kind: 'fractions' is not a kind of indicator. Did you mean 'fraction'?
          AF006,AF,fraction            | AF001,AF,fraction            | line 3, indicator_code: the indicator AF001 stands in line 2 already. Remove one.
          fraction,12,confirmed        | fraction,-12,confirmed       | line 3, available_points: '-12' is not a number. Write digits, as in 12 or 12.5.
          fraction,12,confirmed        | fraction,12,confirmd         | line 3, points_status: 'confirmd' is not a status. Did you mean 'confirmed'?
          fraction,12,confirmed        | fraction,12,missing          | line 3, points_status: points cannot be missing. Leave the indicator out of a year that is not complete.
          40,90,,inferred              | 90,40,,inferred              | line 3, upper_threshold_percent: the thresholds 90 and 40 are impossible. Write a lower one below the upper one, and an upper one of at most 100.
          40,90,,inferred              | 40,101,,inferred             | line 3, upper_threshold_percent: the thresholds 40 and 101 are impossible. Write a lower one below the upper one, and an upper one of at most 100.
          40,90,,inferred              | ,90,,inferred                | line 3, lower_threshold_percent: is empty. Write a percentage, or missing under threshold_status.
          40,90,,inferred              | 40,90,,missing               | line 3, threshold_status: both thresholds are written and called missing. Write how far they are supported.
          40,90,,inferred              | 40,90,,                      | line 3, threshold_status: is empty. Write one of proved, confirmed, inferred, derived, consistent, unconfirmed, missing.
          40,90,,inferred              | 40,90,3,inferred             | line 3, points_at_lower_threshold: only an indicator of the kind step pays points at the lower threshold. Leave it empty, or write step under kind.
          fraction,12,confirmed,40,90, | step,12,confirmed,40,90,13   | line 3, points_at_lower_threshold: 13 points at the lower threshold are more than the 12 available. Write at most those.
          AF,fraction,12               | AF,register,12               | line 3, lower_threshold_percent: an indicator of the kind register has no thresholds. Leave it empty.
          inferred,yes,AF,             | inferred,yes,,               | line 3, prevalence_group: the indicator is adjusted and names no group whose register gives the factor. Write a group of groups.csv.
          inferred,yes,AF,             | inferred,yes,BP,             | line 3, prevalence_group: the group BP has no register, so there is no prevalence to adjust by. Write another group, or give it register_indicator and register_field in groups.csv.
          inferred,yes,AF,             | inferred,no,AF,              | line 3, prevalence_group: the indicator is not adjusted, so 'AF' has no use. Leave it empty, or write yes under prevalence_adjusted.
          inferred,yes,AF,             | inferred,ja,AF,              | line 3, prevalence_adjusted: 'ja' is neither yes nor no. Write yes or no.
          yes,AF,,no                   | yes,AF,over 80,no            | line 3, additional_list_type: 'over 80' is not a patient list type. Write TOTAL or an age band, as in 06OV, 79UN, 30_74 or 25_64_F.
          same-code-2025-26            | same-cod-2025-26             | line 3, threshold_citation: no citation has the key 'same-cod-2025-26'. Did you mean 'same-code-2025-26'?
          same-code-2025-26            | nowhere,extra                | line 3: has 18 fields. Write 17, one for each column, and close every quotation mark.
          fraction,12,confirmed        | fraction,11,confirmed        | its 76 indicators add up to 634 points, the framework has 635. Correct available_points, or total_points in payment.yaml.
          """)
  void aWrongIndicatorIsNamed(String found, String written, String problem) throws IOException {
    ShippedText.overlay(folder, YEAR, "indicators.csv", AF006, AF006.replace(found, written));
    assertThat(refusal().details())
        .anyMatch(
            detail ->
                detail.endsWith(
                    "indicators.csv" + (problem.startsWith("line") ? ", " : ": ") + problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LVSD,Heart                        | HF,Heart              | register_code: the group HF has the same code. Write a code that no group of groups.csv has.
          dysfunction,HF,                   | dysfunction,HFX,      | group_code: the group 'HFX' is not in groups.csv. Did you mean 'HF'?
          Heart Failure (LVSD) Register     | Heart Failure Register | register_field: 'Heart Failure Register' is the register of the group HF itself. Write the field of the other register, or remove the row.
          HF003;HF006                       | HF003;HF066           | indicators: the indicator 'HF066' is not in indicators.csv. Did you mean 'HF006'?
          HF003;HF006                       | HF003;HF003           | indicators: the indicator HF003 has two registers. Leave it in one row.
          HF003;HF006                       | HF003;BP002           | indicators: the indicator BP002 is not adjusted for prevalence. Remove it from the row, or write yes under prevalence_adjusted in indicators.csv.
          ,yes,consistent                   | ,maybe,consistent     | pays: 'maybe' is neither yes nor no. Write yes or no.
          ,yes,consistent                   | ,yes,missing          | status: a register cannot be missing. Remove the row.
          """)
  void aWrongRegisterIsNamed(String found, String written, String problem) throws IOException {
    ShippedText.overlay(folder, YEAR, "registers.csv", found, written);
    assertThat(refusal().details())
        .anyMatch(detail -> detail.endsWith("registers.csv, line 2, " + problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AF066,10,unconfirmed,pulse-swine-flu | indicator_code: the indicator 'AF066' is not in indicators.csv. Did you mean 'AF006'?
          AF001,10,unconfirmed,pulse-swine-flu | indicator_code: AF001 has no two thresholds that could be lowered. Remove the row, or give the indicator its thresholds.
          AF006,41,unconfirmed,pulse-swine-flu | percentage_points: thresholds cannot be lowered by 41 percentage points. Write a number above 0, and at most the lower threshold.
          AF006,0,unconfirmed,pulse-swine-flu  | percentage_points: thresholds cannot be lowered by 0 percentage points. Write a number above 0, and at most the lower threshold.
          AF006,10,missing,pulse-swine-flu     | status: a relief cannot be missing. Remove the row.
          """)
  void aWrongReliefOfThresholdsIsNamed(String row, String problem) throws IOException {
    Path year = Files.createDirectories(folder.resolve(YEAR));
    Files.writeString(
        year.resolve("threshold_relief.csv"),
        "indicator_code,percentage_points,status,citation\n" + row + "\n");
    assertThat(refusal().details())
        .singleElement(InstanceOfAssertFactories.STRING)
        .endsWith("threshold_relief.csv, line 2, " + problem);
  }

  /** A second register in a group is never overlooked: the extract's own field tells of it. */
  @Test
  void aRegisterFieldThatIsNotThatOfTheRegisterThatPaysIsNamed() throws IOException {
    String text = ShippedText.of(FinancialYear.of(YEAR), "indicators.csv");
    Path year = Files.createDirectories(folder.resolve(YEAR));
    Files.writeString(
        year.resolve("indicators.csv"),
        text.replace(AF006 + ",Atrial Fib", AF006 + ",Atrial (Other) Fib")
            .replaceFirst(
                "(?m)(^HF003,.*,)Heart Failure .LVSD. Register$", "$1Heart Failure Register"));
    assertThat(refusal().details())
        .satisfiesExactly(
            detail ->
                assertThat(detail)
                    .endsWith(
                        "indicators.csv, line 3, register_field: the extract sends AF006 with"
                            + " 'Atrial (Other) Fibrillation Register', and its factor is that of"
                            + " 'Atrial Fibrillation Register'. Say in registers.csv what that"
                            + " register is and list AF006 there (pays: no keeps it on the register"
                            + " of its group), or correct the name."),
            detail ->
                assertThat(detail)
                    .contains("the extract sends HF003 with 'Heart Failure Register'")
                    .contains("its factor is that of 'Heart Failure (LVSD) Register'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CL,Clinical,TOTAL,AF001    | CLI,Clinical,TOTAL,AF001   | line 2, domain_code: 'CLI' is not a domain. Did you mean 'CL'?
          CL,Clinical,TOTAL,AF001    | CL,Clinical,ALL,AF001      | line 2, list_type: 'ALL' is not a patient list type. Write TOTAL or an age band, as in 06OV, 79UN, 30_74 or 25_64_F.
          CL,Clinical,TOTAL,AF001    | CL,Clinical,TOTAL,         | line 2, register_indicator: a register field is named without the indicator that delivers it. Write the indicator's code.
          AF,Atrial fibrillation     | AST,Atrial fibrillation    | line 3, group_code: the group AST stands in line 2 already. Remove one.
          no,,confirmed,             | no,,certain,               | line 2, status: 'certain' is not a status. Write one of proved, confirmed, inferred, derived, consistent, unconfirmed, missing.
          yes,yes,no,,confirmed      | yes,yes,0,,confirmed       | line 2, newly_diagnosed: '0' is neither yes nor no. Write yes or no.
          yes,yes,no,,confirmed      | yes,yes,no,girls,confirmed | line 2, target_population: 'girls' is not a patient list type. Write TOTAL or an age band, as in 06OV, 79UN, 30_74 or 25_64_F.
          """)
  void aWrongGroupIsNamed(String found, String written, String problem) throws IOException {
    ShippedText.overlay(folder, YEAR, "groups.csv", AF_GROUP, AF_GROUP.replace(found, written));
    assertThat(refusal().details()).anyMatch(detail -> detail.endsWith("groups.csv, " + problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AF001,protected,2022-23    | AF001,protected,2023-24    | line 2, base_year: the base year 2023-24 is not before 2023-24. Write an earlier year.
          AF001,protected,2022-23    | AF001,protected,           | line 2, base_year: '' is not a financial year. Write it as 2023-24.
          AF001,protected,2022-23    | AF001,paid_in_full,2022-23 | line 2, base_year: only a protected indicator has a base year. Leave it empty.
          AF001,protected,2022-23    | AF001,protect,2022-23      | line 2, treatment: 'protect' is not a treatment. Did you mean 'protected'?
          AF001,protected,2022-23    | AF009,protected,2022-23    | line 2, indicator_code: the indicator 'AF009' is not in indicators.csv. Did you mean 'AF001'?
          AF001,protected,2022-23,c  | AF001,protected,2022-23,C  | line 2, status: 'Confirmed' is not a status. Did you mean 'confirmed'?
          2022-23,confirmed          | 2022-23,missing            | line 2, status: a treatment cannot be missing. Remove the row.
          AF001,protected,2022-23    | AST005,protected,2022-23   | line 3, indicator_code: the indicator AST005 stands in line 2 already. Remove one.
          """)
  void aWrongProtectionIsNamed(String found, String written, String problem) throws IOException {
    ShippedText.overlay(folder, YEAR, "protection.csv", found, written);
    assertThat(refusal().details())
        .anyMatch(detail -> detail.endsWith("protection.csv, " + problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COPD008,protected,2018-19,COPD003 COPD005 | COPD008,protected,2018-19,COPD003 COPD003 | 2021-22/protection.csv, line 18, base_indicators: the base indicator COPD003 stands twice. Remove one.
          AF001,performance,,                       | AF001,performance,,AF001                  | 2021-22/protection.csv, line 2, base_indicators: only a protected indicator has base indicators. Leave it empty.
          COPD008,protected,2018-19,COPD003 COPD005 | COPD008,protected,2018-19,COPD003 COPD055 | 2021-22/protection.csv: COPD008 rests on 'COPD055', which is not in the rulebook of 2018-19. Did you mean 'COPD005'?
          """)
  void wrongBaseIndicatorsAreNamed(String found, String written, String problem)
      throws IOException {
    ShippedText.overlay(folder, "2021-22", "protection.csv", found, written);
    Rulebooks rulebooks = Rulebooks.withOverlay(folder);
    QofException refusal =
        catchThrowableOfType(
            QofException.class,
            () -> rulebooks.baseCodes(rulebooks.load(FinancialYear.of("2021-22"))));
    assertThat(requireNonNull(refusal).details()).anyMatch(detail -> detail.endsWith(problem));
  }

  @Test
  void aTargetPopulationFactorNeedsATargetPopulation() throws IOException {
    ShippedText.overlay(folder, YEAR, "payment.yaml", "value: off", "value: on");
    assertThat(Rulebooks.withOverlay(folder).load(FinancialYear.of(YEAR)).targetPopulation(cs005()))
        .contains("25_64_F");
    ShippedText.overlay(folder, YEAR, "groups.csv", "no,no,no,25_64_F,", "no,no,no,,");
    assertThat(refusal().details().stream().map(this::withoutFolder))
        .containsExactly(
            "2023-24/groups.csv: the year pays the target population factor, and no group names a"
                + " target_population. Write it for each additional service, or"
                + " target_population_factor: off in payment.yaml.");
  }

  @Test
  void anIndicatorIsNotAdjustedTwice() throws IOException {
    ShippedText.overlay(folder, YEAR, "indicators.csv", ",no,,25_49_F,no,", ",yes,AF,25_49_F,no,");
    assertThat(Rulebooks.withOverlay(folder).load(FinancialYear.of(YEAR)).indicators()).hasSize(76);
    ShippedText.overlay(folder, YEAR, "payment.yaml", "value: off", "value: on");
    assertThat(refusal().details())
        .singleElement()
        .asString()
        .endsWith(
            "indicator_code: the indicator is adjusted for prevalence, and its group CS for its"
                + " target population. Write no under prevalence_adjusted, or leave"
                + " target_population of the group empty.");
  }

  @Test
  void breadthOfCareNeedsThreeAreas() throws IOException {
    ShippedText.overlay(folder, YEAR, "indicators.csv", "yes_no,27,", "quality_practice,27,");
    assertThat(refusal().details())
        .isNotEmpty()
        .allMatch(
            detail ->
                detail.endsWith(
                    "indicator_code: breadth of care is measured in the third-lowest area, and"
                        + " there are 0 areas with points in the domains AS, ORG, PE. Add the"
                        + " groups and indicators of those domains."));
  }

  @Test
  void groupsThatAreCountedTogetherAreOneAreaOfBreadth() throws IOException {
    String year = "2004-05";
    Files.createDirectories(folder.resolve(year));
    // Every clinical group but stroke is counted with coronary heart disease: two areas are left.
    Files.writeString(
        folder.resolve(year).resolve("groups.csv"),
        ShippedText.of(year + "/groups.csv")
            .replaceAll("(?m)^(?!STROKE|CHD)(.*,CL,Clinical,.*bulletin-2004-05),.*$", "$1,CHD"));
    assertThat(detailsOf(year))
        .singleElement()
        .asString()
        .contains("third-lowest area, and there are 2 areas with points in the domains CL.");
  }

  @Test
  void theSupportOfAPrevalenceGroupIsThatOfAFactor() throws IOException {
    String cd001 = "cd-register-2026-27,guidance-2026-27 mpm-2026-27,,unconfirmed";
    ShippedText.overlay(
        folder, "2026-27", "indicators.csv", cd001, cd001.replace("unconfirmed", "missing"));
    assertThat(detailsOf("2026-27"))
        .hasSize(2)
        .allMatch(
            detail ->
                detail.endsWith(
                    "prevalence_status: the group whose register gives the factor cannot be"
                        + " missing. Write how far prevalence_group is supported."));
    ShippedText.overlay(
        folder,
        "2026-27",
        "indicators.csv",
        ",yes,CHD,,no,\"BP <=140/90 (CHD",
        ",no,,,no,\"BP <=140/90 (CHD");
    assertThat(detailsOf("2026-27"))
        .singleElement()
        .asString()
        .endsWith(
            "prevalence_status: the indicator is not adjusted, so 'unconfirmed' has no use. Leave"
                + " it empty.");
  }

  private List<String> detailsOf(String year) {
    Rulebooks changed = Rulebooks.withOverlay(folder);
    return requireNonNull(
            catchThrowableOfType(QofException.class, () -> changed.load(FinancialYear.of(year))))
        .details();
  }

  @Test
  void aMinimumStandardHasOneThreshold() throws IOException {
    ShippedText.overlay(
        folder,
        YEAR,
        "indicators.csv",
        "AF006,AF,fraction,12,confirmed,40,",
        "AF006,AF,standard,12,confirmed,40,");
    assertThat(refusal().details())
        .singleElement()
        .asString()
        .endsWith(
            "lower_threshold_percent: an indicator of the kind standard has one threshold, the"
                + " standard itself. Leave it empty, and write the standard under"
                + " upper_threshold_percent.");
    ShippedText.overlay(
        folder,
        YEAR,
        "indicators.csv",
        "AF006,AF,fraction,12,confirmed,40,",
        "AF006,AF,standard,12,confirmed,,");
    Indicator standard =
        Rulebooks.withOverlay(folder).load(FinancialYear.of(YEAR)).indicator("AF006").orElseThrow();
    assertThat(standard.kind()).isEqualTo(IndicatorKind.STANDARD);
    assertThat(requireNonNull(standard.thresholds()).upperPercent()).isEqualByComparingTo("90");
  }

  private static Indicator cs005() {
    return Rulebooks.shipped().load(FinancialYear.of(YEAR)).indicator("CS005").orElseThrow();
  }

  @Test
  void everyProblemOfAllFilesIsToldAtOnce() throws IOException {
    ShippedText.overlay(folder, YEAR, "payment.yaml", "value: 213.43", "value: much");
    ShippedText.overlay(folder, YEAR, "indicators.csv", "AF006,AF,fraction", "AF006,XX,fractoin");
    ShippedText.overlay(folder, YEAR, "groups.csv", "AST,Asthma,CL", "AST,Asthma,ZZ");
    ShippedText.overlay(folder, YEAR, "protection.csv", "AF001,protected", "AF001,perhaps");
    QofException refusal = refusal();
    assertThat(refusal.problem()).isEqualTo("The rulebook of 2023-24 has 5 problems.");
    assertThat(refusal.kind()).isEqualTo(QofException.Kind.ARGUMENTS);
    assertThat(refusal.remedy())
        .isEqualTo(
            "Correct what is named above, then run: qof rulebook check --year 2023-24 --rulebook "
                + folder);
    assertThat(refusal.details().stream().map(this::withoutFolder))
        .containsExactly(
            "2023-24/payment.yaml, line 10, point_value_gbp.value: 'much' is not a number. Write"
                + " digits, as in 12 or 12.5.",
            "2023-24/groups.csv, line 3, domain_code: 'ZZ' is not a domain. Write one of CL, PH,"
                + " PHAS, PHVI, QI, ORG, PE, AS, QP,"
                + " HOL, QPP, ACC.",
            "2023-24/indicators.csv, line 3, group_code: the group 'XX' is not in groups.csv. Add"
                + " it there.",
            "2023-24/indicators.csv, line 3, kind: 'fractoin' is not a kind of indicator. Did you"
                + " mean 'fraction'?",
            "2023-24/protection.csv, line 2, treatment: 'perhaps' is not a treatment. Write one of"
                + " performance, protected, reallocated, paid_in_full.");
  }

  @Test
  void aGroupThatCannotBeReadIsNotCalledUnknownWhereItIsUsed() throws IOException {
    ShippedText.overlay(folder, YEAR, "groups.csv", "AST,Asthma,CL", "AST,Asthma,ZZ");
    assertThat(refusal().details()).hasSize(1);
  }

  @Test
  void aMissingParameterIsNamedByItsKey() throws IOException {
    ShippedText.overlay(
        folder,
        YEAR,
        "payment.yaml",
        "crp_date:\n  value: 2024-01-01\n  status: confirmed\n  citation: list-1-january\n",
        "");
    assertThat(refusal().details().stream().map(this::withoutFolder))
        .containsExactly(
            "2023-24/payment.yaml, line 1, crp_date.value: '' is not a date. Write year, month and"
                + " day, as in 2024-01-01.",
            "2023-24/payment.yaml, line 1, crp_date.status: is empty. Write one of proved,"
                + " confirmed, inferred, derived, consistent, unconfirmed, missing.",
            "2023-24/payment.yaml, line 1, crp_date.citation: is empty. Write the key of a source"
                + " in citations.yaml.");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() throws IOException {
    ShippedText.overlay(
        folder, YEAR, "payment.yaml", "complete: true\n", "complete: true\ncomplete: true\n");
    assertThat(refusal().details().stream().map(this::withoutFolder))
        .containsExactly("2023-24/payment.yaml, line 7, complete: stands twice. Remove one.");
  }

  @Test
  void anUnknownColumnIsRefusedWithASuggestion() throws IOException {
    ShippedText.overlay(folder, YEAR, "protection.csv", "base_year,status", "baseyear,status");
    assertThat(refusal().details().stream().map(this::withoutFolder))
        .containsExactly(
            "2023-24/protection.csv, line 1, header: the column 'baseyear' is unknown. Did you mean"
                + " 'base_year'?",
            "2023-24/protection.csv: the column 'base_year' is missing. Add it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"payment.yaml", "indicators.csv", "groups.csv", "protection.csv"})
  void anEmptyFileIsRefused(String file) throws IOException {
    Path year = Files.createDirectories(folder.resolve(YEAR));
    Files.writeString(year.resolve(file), "");
    assertThat(refusal().details())
        .anyMatch(d -> d.contains(file + ": is empty.") || d.contains(file + ": holds no keys."));
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws IOException {
    Path year = Files.createDirectories(folder.resolve(YEAR));
    Files.write(
        year.resolve("groups.csv"), "Depression – adults".getBytes(StandardCharsets.UTF_16));
    QofException refusal = refusal();
    assertThat(refusal.problem()).endsWith("groups.csv cannot be read.");
    assertThat(refusal.details()).containsExactly("It is not written in UTF-8.");
    assertThat(refusal.remedy())
        .isEqualTo("Check that the file may be read and is saved as UTF-8.");
  }

  @Test
  void aQuotationMarkThatNeverEndsIsOneProblemThoughItSwallowsTheFile() throws IOException {
    ShippedText.overlay(folder, YEAR, "groups.csv", "AF,Atrial", "AF,\"Atrial");
    assertThat(refusal().details().stream().map(this::withoutFolder))
        .containsExactly(
            "2023-24/groups.csv, line 2: has 2 fields. Write 13, one for each column, and close"
                + " every quotation mark.");
  }

  @Test
  void indicatorsLostToAQuotationMarkAreNotCalledUnknownWhereTheyAreProtected() throws IOException {
    ShippedText.overlay(folder, YEAR, "indicators.csv", "AF001,AF,", "AF001,\"AF,");
    assertThat(refusal().details()).hasSize(1);
  }

  @Test
  void anEmptyCitationIsRefused() throws IOException {
    Files.writeString(folder.resolve("citations.yaml"), "directions 2026: text\nletter:\n");
    assertThat(refusal().details().stream().map(this::withoutFolder))
        .containsExactly(
            "citations.yaml, line 1, directions 2026: a key holds no blank. Write hyphens in its"
                + " place.",
            "citations.yaml, line 2, letter: is empty. Write the source, readable for people.");
    assertThat(refusal().problem()).isEqualTo("The citations of the rulebooks have 2 problems.");
    assertThat(refusal().remedy())
        .isEqualTo(
            "Correct citations.yaml: one key, a colon and the source in words on each line.");
    assertThat(
            catchThrowableOfType(
                QofException.class, () -> Rulebooks.withOverlay(folder).citations()))
        .hasMessage(refusal().getMessage());
  }

  private QofException refusal() {
    Rulebooks rulebooks = Rulebooks.withOverlay(folder);
    QofException refusal =
        catchThrowableOfType(QofException.class, () -> rulebooks.load(FinancialYear.of(YEAR)));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private String withoutFolder(String detail) {
    assertThat(List.of(detail)).allMatch(text -> text.startsWith(folder.toString()));
    return detail.substring(folder.toString().length() + 1);
  }
}
