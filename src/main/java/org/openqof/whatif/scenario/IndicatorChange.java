package org.openqof.whatif.scenario;

import org.jspecify.annotations.Nullable;
import org.openqof.rulebook.Indicator;

/**
 * One indicator in the base year and in a scenario.
 *
 * @param code its code
 * @param before its definition in the base year; null where it is new
 * @param after its definition in the scenario; null where it is retired
 * @param baseLines its lines in the base year
 * @param scenarioLines its lines in the scenario
 */
public record IndicatorChange(
    String code,
    @Nullable Indicator before,
    @Nullable Indicator after,
    LineSums baseLines,
    LineSums scenarioLines) {

  /** Whether anything of it differs. */
  public boolean isTouched() {
    return before == null || !before.equals(after) || !baseLines.equals(scenarioLines);
  }
}
