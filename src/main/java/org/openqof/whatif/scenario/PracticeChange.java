package org.openqof.whatif.scenario;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One practice in the base year and in a scenario.
 *
 * @param practiceCode ODS code
 * @param population contractor registered population
 * @param baseGbp its total achievement in the base year, pounds
 * @param scenarioGbp the same in the scenario; null where the scenario leaves it out
 */
public record PracticeChange(
    String practiceCode, int population, BigDecimal baseGbp, @Nullable BigDecimal scenarioGbp) {

  /** What it is due in the scenario, 0 where left out. */
  public BigDecimal dueGbp() {
    return scenarioGbp == null ? BigDecimal.ZERO.setScale(2) : scenarioGbp;
  }

  /** What it gains or, below zero, loses; all it had where it is left out. */
  public BigDecimal changeGbp() {
    return dueGbp().subtract(baseGbp);
  }

  /** Whether the scenario leaves it out. */
  public boolean leftOut() {
    return scenarioGbp == null;
  }
}
