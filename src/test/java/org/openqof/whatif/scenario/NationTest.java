package org.openqof.whatif.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openqof.domain.Ratio;
import org.openqof.practice.Contribution;
import org.openqof.scenario.GivenScenarios;
import org.openqof.testing.Given;

class NationTest {
  private final Nation nation =
      new Nation(
          Given.RULEBOOK,
          List.of(
              new Contribution("Z90001", 1_000, Map.of("HYP", 100)),
              new Contribution("Z90002", 3_000, Map.of("HYP", 600))),
          Map.of("Z90001", 900, "Z90002", 3_100));

  private static Scenario scenario(String changes) {
    return GivenScenarios.read("changes: " + changes).get(0);
  }

  private String prevalence(Scenario scenario) {
    return Objects.requireNonNull(nation.of(scenario).prevalence().get("HYP"))
        .compared()
        .rounded(4)
        .toPlainString();
  }

  @Test
  void figuresAreFormedAgainOnlyWhereTheScenarioTouchesThem() {
    assertThat(prevalence(scenario("{indicators: {HYP008: {upper_threshold: 90}}}")))
        .isEqualTo("0.1750");
    nation.of(scenario("{point_value_gbp: 200}"));
    nation.of(scenario("{average_list_size: 8000}"));
    assertThat(nation.timesFormed()).as("the base year's alone").isEqualTo(1);

    assertThat(prevalence(scenario("{national_prevalence: mean_of_ratios}"))).isEqualTo("0.1500");
    assertThat(prevalence(scenario("{practices: {exclude: [Z90001]}}"))).isEqualTo("0.2000");
    assertThat(nation.timesFormed()).isEqualTo(3);
  }

  @Test
  void frozenFiguresStayWhoeverIsLeftOut() {
    assertThat(prevalence(scenario("{practices: {exclude: [Z90001]}, national_figures: frozen}")))
        .isEqualTo("0.1750");
  }

  @Test
  void theAverageListIsTheNumberWrittenOrTheComputedOne() {
    assertThat(nation.of(scenario("{average_list_size: 8000}")).averageListSize())
        .isEqualTo(Ratio.of(new BigDecimal("8000")));
    assertThat(nation.of(scenario("{average_list_size: computed}")).averageListSize())
        .isEqualTo(Ratio.of(4_000, 2));
  }
}
