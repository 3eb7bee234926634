package org.openqof.whatif.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.domain.Ratio;
import org.openqof.domain.Thresholds;
import org.openqof.errors.QofException;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.PaymentRules.NationalPrevalence;
import org.openqof.rulebook.Rulebook;
import org.openqof.scenario.GivenScenarios;
import org.openqof.testing.Given;
import org.openqof.whatif.scenario.ScenarioReader.Source;

class ScenarioReaderTest {
  /** Twenty practices at 60 %, 61 %, … 79 %. */
  private static final Evidence TWENTY = new GivenScenarios.Known(twenty());

  private static List<Ratio> twenty() {
    List<Ratio> achievements = new ArrayList<>();
    for (int percent = 60; percent < 80; percent++) {
      achievements.add(Ratio.of(percent, 100));
    }
    return achievements;
  }

  private static QofException refused(String... texts) {
    return catchThrowableOfType(QofException.class, () -> GivenScenarios.read(TWENTY, texts));
  }

  private static Indicator indicator(Scenario scenario, String code) {
    return scenario.rulebook().indicator(code).orElseThrow();
  }

  private static Thresholds thresholds(Scenario scenario, String code) {
    return Objects.requireNonNull(indicator(scenario, code).thresholds());
  }

  @Test
  void everyProblemOfEveryFileIsToldTogetherWithItsLine() {
    QofException problems =
        refused(
            """
            name: first
            changes:
              indicators:
                HYP088:
                  upper_threshold: 90
                HYP009:
                  lower_threshold: 95
                  uper_threshold: 90
              protection_base_year: 2019-20
            """,
            """
            name: first
            changes:
              point_value_gbp: 0
              practices: {include: [Z90001, Z90009]}
            """);

    assertThat(problems.kind().exitCode()).isEqualTo(2);
    assertThat(problems.problem()).isEqualTo("The scenarios cannot be priced: 7 problems.");
    assertThat(problems.details())
        .containsExactlyInAnyOrder(
            "what/one.yaml, line 9, changes.protection_base_year: the lake holds no results of"
                + " 2019-20; it holds [2022-23, 2023-24]. Name one of these, or run ./qof run over"
                + " the extracts of 2019-20 first.",
            "what/one.yaml, line 4, changes.indicators.HYP088: there is no indicator HYP088 in"
                + " 2023-24. Did you mean 'HYP008'?",
            "what/one.yaml, line 8, changes.indicators.HYP009.uper_threshold: is unknown. Did you"
                + " mean 'upper_threshold'?",
            "what/one.yaml, line 6, changes.indicators.HYP009: thresholds of 95 and 80 % are"
                + " impossible for HYP009. Write a lower threshold of 0 or more that is below the"
                + " upper one, and an upper one of 100 at most.",
            "what/two.yaml, line 1, name: the name 'first' is that of what/one.yaml already. Give"
                + " each file a name of its own.",
            "what/two.yaml, line 3, changes.point_value_gbp: is zero. Write a number above zero.",
            "what/two.yaml, line 4, changes.practices.include: no practice 'Z90009' is paid in"
                + " 2023-24. Did you mean 'Z90001'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "85..95 step 0 | is one of nothing: its step is 0",
        "95..85 step 1 | is one of nothing: it runs backwards",
        "85..86 step 5 | is one of nothing: its step is larger than the way from first to last",
        "0..100 step 0.01 | has more than 1000 values",
        "85...95 | is not a sweep",
        "85..95 by 2 | is not a sweep",
      })
  void aSweepOfNothingIsRefused(String sweep, String why) {
    assertThat(
            refused("changes: {indicators: {HYP008: {upper_threshold: '%s'}}}".formatted(sweep))
                .details())
        .singleElement()
        .asString()
        .startsWith("what/one.yaml, line 1, changes.indicators.HYP008.upper_threshold: ")
        .contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{indicators: {HYP001: {upper_threshold: 90}}} | is not a share of patients",
        "{indicators: {HYP008: {upper_threshold: 101}}} | are impossible for HYP008",
        "{indicators: {HYP008: {points: -20}}} | leaves -6 points for HYP008",
        "{indicators: {HYP008: {like: HYP009, points: 1}}} | is an indicator of 2023-24 already",
        "{indicators: {NEW1: {like: HYP009, points: 1}}} | no practice sent values for NEW1",
        "{indicators: {NDH999: {like: HYP009}}} | the new indicator has no points",
        "{indicators: {HYP008: {points_to: HYP009}}} | points are moved from an indicator that is not",
        "{indicators: {HYP008: {retired: yes, points: 3}}} | is retired and changed: points",
        "{indicators: {HYP008: {retired: yes, points_to: HYP009}, HYP009: {retired: yes}}} | HYP009 is retired as well",
        "{indicators: {HYP008: {upper_threshold: centile 101}}} | there is no centile above 100",
        "{indicators: {HYP008: {upper_threshold: centile}}} | is not a centile",
        "{indicators: {HYP009: {upper_threshold: centile 75}}} | 0 practices have an achievement of HYP009",
        "{indicators: {HYP008: {upper_threshold: centile 75 of 2021-22}}} | the lake holds no results of 2021-22",
        "{indicators: {HYP008: {protected_from: 2023-24}}} | is not before the base year",
        "{indicators: {}} | holds no indicators",
        "{practices: {exclude: [Z90001, Z90002, Z90003]}} | leaves no practice",
        "{practices: {}} | names no practice",
        "{prevalence_adjustment: on} | is said one by one",
        "{prevalence_method: square_root, national_prevalence: ratio_of_sums} | rebases around the mean",
        "{prevalence_method: square_root, national_figures: frozen} | cannot be compared",
        "{centile_decimals: 3} | is not 0, 1 or 2",
        "{point_value_gpb: 3} | is unknown. Did you mean 'point_value_gbp'?",
        "{price: 3} | is unknown. Write one of point_value_gbp, average_list_size,",
        "{indicators: {all: {upper_threshold: 80..90, lower_threshold: 10..20}}} | is a second sweep",
      })
  void whatCannotBeDoneIsRefusedWithItsReason(String changes, String why) {
    assertThat(refused("changes: " + changes).details())
        .isNotEmpty()
        .anySatisfy(
            problem -> assertThat(problem).startsWith("what/one.yaml, line 1").contains(why));
  }

  @Test
  void aFileWithoutChangesOrForAnotherYearIsRefused() {
    assertThat(refused("name: empty").details()).singleElement().asString().contains("'changes'");
    assertThat(refused("changes:\n  - HYP008\n").details())
        .singleElement()
        .asString()
        .contains("holds no keys");
    assertThat(refused("a: [").details()).singleElement().asString().contains("is not YAML");
    assertThat(refused("name: b\nchanges:\n  indicators:\n\t HYP008: {points: 9}\n").details())
        .singleElement()
        .asString()
        .contains("line 4, column 1: is not YAML");
    assertThat(refused("year: 2022-23\nchanges: {}").details())
        .singleElement()
        .asString()
        .contains("made for 2022-23, and the base year is 2023-24");
  }

  @Test
  void aSweepIsOneScenarioForEachValue() {
    List<Scenario> family =
        GivenScenarios.read("changes: {indicators: {HYP008: {upper_threshold: 85..95 step 2.5}}}");

    assertThat(family)
        .extracting(Scenario::name)
        .containsExactly("one=85", "one=87.5", "one=90.0", "one=92.5", "one=95.0");
    assertThat(family).extracting(Scenario::family).containsOnly("one");
    assertThat(family.get(1).ofSweep().orElseThrow().key()).isEqualTo("HYP008.upper_threshold");
    assertThat(indicator(family.get(1), "HYP008").thresholds())
        .isEqualTo(new Thresholds(new BigDecimal("40"), new BigDecimal("87.5"), BigDecimal.ZERO));
  }

  @Test
  void aCentileBecomesTheThresholdRoundedToAWholePercent() {
    // Position 75 × 19 ÷ 100 = 14.25: a quarter of the way from 74 % to 75 %.
    String change = "{indicators: {HYP008: {upper_threshold: centile 75}}%s}";
    Scenario whole = GivenScenarios.read(TWENTY, "changes: " + change.formatted("")).get(0);
    Scenario finer =
        GivenScenarios.read(TWENTY, "changes: " + change.formatted(", centile_decimals: 2")).get(0);

    assertThat(thresholds(whole, "HYP008").upperPercent()).isEqualByComparingTo("74");
    assertThat(thresholds(finer, "HYP008").upperPercent()).isEqualByComparingTo("74.25");
    assertThat(whole.changes())
        .containsExactly(
            "HYP008: centile 75 of 20 practices in 2023-24 is 74 %",
            "HYP008 thresholds 40–77 → 40–74 %");
  }

  @Test
  void whatIsSaidOfOneIndicatorStandsOverWhatIsSaidOfAll() {
    Scenario scenario =
        GivenScenarios.read(
                """
                changes:
                  indicators:
                    HYP009: {upper_threshold: 70}
                    HYP: {upper_threshold: 60}
                    all: {lower_threshold: 10}
                """)
            .get(0);

    assertThat(thresholds(scenario, "HYP008").upperPercent()).isEqualByComparingTo("60");
    assertThat(thresholds(scenario, "HYP009").upperPercent()).isEqualByComparingTo("70");
    assertThat(thresholds(scenario, "HYP009").lowerPercent()).isEqualByComparingTo("10");
    assertThat(indicator(scenario, "HYP001")).isSameAs(Given.RULEBOOK.indicator("HYP001").get());
  }

  @Test
  void anIndicatorThatIsNotRetiredIsChangedAllTheSame() {
    Scenario scenario =
        GivenScenarios.read("changes: {indicators: {HYP008: {retired: no, points: 3}}}").get(0);

    assertThat(indicator(scenario, "HYP008").availablePoints()).isEqualByComparingTo("3");
  }

  @Test
  void theMethodsOfTheFirstYearsBringTheirMean() {
    Scenario scenario = GivenScenarios.read("changes: {prevalence_method: square_root}").get(0);

    assertThat(scenario.rulebook().payment().nationalPrevalence())
        .isEqualTo(NationalPrevalence.MEAN_OF_RATIOS);
  }

  @Test
  void includedPracticesLeaveTheOthersOut() {
    assertThat(GivenScenarios.read("changes: {practices: {include: [Z90002]}}").get(0).leftOut())
        .containsExactly("Z90001", "Z90003");
  }

  @Test
  void anIndicatorThatWasSetAsideCanBecomeOne() {
    Scenario scenario =
        GivenScenarios.read("changes: {indicators: {NDH999: {like: HYP008, points: 4}}}").get(0);

    assertThat(indicator(scenario, "NDH999").availablePoints()).isEqualByComparingTo("4");
    assertThat(scenario.valuesOf()).isEmpty();
  }

  @Test
  void aStepIsFromTodaysThresholdWhateverIsSaidOfAllAndOfItsGroup() {
    Scenario scenario =
        GivenScenarios.read(
                """
                changes:
                  indicators:
                    all: {upper_threshold: +1}
                    HYP: {upper_threshold: +2}
                    HYP008: {upper_threshold: +3}
                """)
            .get(0);
    // Today 40–77, 40–80 and, of another group, 40–90 %.
    assertThat(thresholds(scenario, "HYP008").upperPercent()).isEqualByComparingTo("80");
    assertThat(thresholds(scenario, "HYP009").upperPercent()).isEqualByComparingTo("82");
    assertThat(thresholds(scenario, "AF006").upperPercent()).isEqualByComparingTo("91");
  }

  @Test
  void countsOfAnotherIndicatorAreForANewOneOnly() {
    QofException problems =
        refused("changes: {indicators: {HYP008: {values_of: HYP009, points: 10}}}");
    assertThat(problems.details())
        .singleElement()
        .asString()
        .contains(
            "HYP008.values_of", "HYP008 is an indicator of 2023-24 and has counts of its own");
  }

  @Test
  void anIndicatorThatKeepsItsFactorKeepsTheRegisterThatPaysIt() {
    // An operator's rulebook in which one indicator of hypertension is paid by another register.
    Rulebook shipped = Given.RULEBOOK;
    Rulebook other =
        new Rulebook(
            shipped.year(),
            shipped.complete(),
            shipped.payment(),
            shipped.indicators().stream()
                .map(
                    indicator ->
                        indicator.code().equals("HYP008")
                            ? ChangeRulebook.adjusted(indicator, true, "AF")
                            : indicator)
                .toList(),
            shipped.groups(),
            shipped.protections(),
            shipped.digest());
    Scenario scenario =
        ScenarioReader.read(
                List.of(
                    new Source(
                        "what/one.yaml",
                        """
                        changes:
                          prevalence_adjustment: off
                          indicators: {HYP008: {prevalence_adjustment: on}}
                        """)),
                other,
                TWENTY)
            .get(0);
    assertThat(indicator(scenario, "HYP008").prevalenceGroup()).isEqualTo("AF");
    assertThat(indicator(scenario, "HYP009").prevalenceGroup()).isNull();
  }

  @Test
  void anAverageThatCannotBeComputedIsRefusedAndNotPassedOver() {
    QofException problems =
        catchThrowableOfType(
            QofException.class,
            () ->
                GivenScenarios.read(
                    new GivenScenarios.Known(List.of(), false),
                    "changes: {average_list_size: computed}"));
    assertThat(problems.details())
        .singleElement()
        .asString()
        .contains("average_list_size", "no list of 2023-01-01, from which an average");
  }
}
