package org.openqof.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.practice.BaseYearPoints;
import org.openqof.practice.PracticeYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.testing.Given;
import org.openqof.whatif.scenario.Outcome;
import org.openqof.whatif.scenario.PriceScenarios;
import org.openqof.whatif.scenario.PriceScenarios.Priced;
import org.openqof.whatif.scenario.Scenario;
import org.openqof.whatif.scenario.ScenarioReader;
import org.openqof.whatif.scenario.ScenarioReader.Source;
import org.openqof.whatif.scenario.Terms;

/** Where money is rounded once a practice, pence of lines cannot be exchanged. */
class WholePracticesTest {
  private static Rulebook roundedOnce(Path folder) throws IOException {
    Path year = Files.createDirectories(folder.resolve("2023-24"));
    String payment =
        Files.readString(Path.of("src/main/resources/rulebook/2023-24/payment.yaml"))
            .replace("value: per_indicator", "value: per_total");
    assertThat(payment).contains("value: per_total");
    Files.writeString(year.resolve("payment.yaml"), payment);
    return Rulebooks.withOverlay(folder).load(Given.YEAR);
  }

  @Test
  void wholePracticesArePricedAndTheSumIsRoundedOnce(@TempDir Path folder) throws IOException {
    Rulebook rulebook = roundedOnce(folder);
    Terms base = new Terms(rulebook, GivenScenarios.NATION, BaseYearPoints.none());
    Scenario scenario =
        ScenarioReader.read(
                List.of(new Source("s", "changes: {indicators: {HYP008: {upper_threshold: 90}}}")),
                rulebook,
                new GivenScenarios.Known(List.of()))
            .get(0);
    PriceScenarios pricing =
        new PriceScenarios(
            base,
            GivenScenarios.PAID,
            List.of(
                new Priced(
                    scenario,
                    new Terms(scenario.rulebook(), GivenScenarios.NATION, BaseYearPoints.none()))));
    // The practice of ScenariosByHandTest, with 118 of 200 in HYP009: 2.38 points, £761.9451.
    // In the scenario £2,241.015 + £761.9451 + £1,920.87 of the register are £4,923.8301; line by
    // line they would be a penny more.
    PracticeYear practice =
        Given.practice("Z90001", 12_000)
            .register("HYP001", 1_800)
            .fraction("HYP008", 1_040, 1_600)
            .fraction("HYP009", 118, 200)
            .assembled();

    Outcome outcome = Outcome.of(pricing, List.of(pricing.price(List.of(practice)))).get(0);

    assertThat(outcome.england().baseGbp()).isEqualByComparingTo("5711.39");
    assertThat(outcome.england().scenarioGbp()).isEqualByComparingTo("4923.83");
    assertThat(outcome.linesPricedAnew()).isEqualTo(76);
  }
}
