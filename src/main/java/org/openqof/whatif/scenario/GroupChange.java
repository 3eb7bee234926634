package org.openqof.whatif.scenario;

import java.math.BigDecimal;
import java.util.List;

/**
 * A group of practices in the base year and in a scenario.
 *
 * @param dimension how practices are grouped, {@code region}
 * @param groupCode the group
 * @param groupName its name
 * @param practices practices in it
 * @param baseGbp total achievement in the base year, pounds
 * @param scenarioGbp the same in the scenario
 * @param winners practices that gain a penny or more
 * @param losers practices that lose a penny or more, without those left out
 * @param unchanged practices that neither gain nor lose
 * @param leftOut practices that the scenario leaves out
 * @param gainedGbp what the winners gain
 * @param lostGbp what the losers lose, 0 or below
 */
public record GroupChange(
    String dimension,
    String groupCode,
    String groupName,
    int practices,
    BigDecimal baseGbp,
    BigDecimal scenarioGbp,
    int winners,
    int losers,
    int unchanged,
    int leftOut,
    BigDecimal gainedGbp,
    BigDecimal lostGbp) {

  /** Sums up practices. */
  static GroupChange of(
      String dimension, String groupCode, String groupName, List<PracticeChange> practices) {
    BigDecimal base = BigDecimal.ZERO.setScale(2);
    BigDecimal scenario = base;
    BigDecimal gained = base;
    BigDecimal lost = base;
    int winners = 0;
    int losers = 0;
    int leftOut = 0;
    for (PracticeChange practice : practices) {
      BigDecimal change = practice.changeGbp();
      base = base.add(practice.baseGbp());
      scenario = scenario.add(practice.dueGbp());
      if (practice.leftOut()) {
        leftOut++;
      } else if (change.signum() > 0) {
        winners++;
        gained = gained.add(change);
      } else if (change.signum() < 0) {
        losers++;
        lost = lost.add(change);
      }
    }
    return new GroupChange(
        dimension,
        groupCode,
        groupName,
        practices.size(),
        base,
        scenario,
        winners,
        losers,
        practices.size() - winners - losers - leftOut,
        leftOut,
        gained,
        lost);
  }

  /** What the group gains or, below zero, loses. */
  public BigDecimal changeGbp() {
    return scenarioGbp.subtract(baseGbp);
  }
}
