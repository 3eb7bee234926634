package org.openqof.gate.figures;

import org.openqof.rulebook.GateRules;

/**
 * How many practices the nation has or should have, by whatever is known of it: those counted,
 * those that take part, those that sent anything, those of last year and of the current version.
 * The greatest of these decides what can be judged, so that a nation of which much was lost is not
 * taken for a small one.
 *
 * @param expected the greatest of these numbers, at least 1
 */
record NationSize(int expected) {
  static NationSize of(GateFacts facts) {
    int expected = Math.max(1, facts.contributions().size());
    expected = Math.max(expected, facts.standings().size());
    expected = Math.max(expected, facts.before().contributions().size());
    GateFacts.LastRun run = facts.lastRun();
    return new NationSize(run == null ? expected : Math.max(expected, run.practices()));
  }

  /** Whether it was small before anything was lost: a single practice would decide. */
  boolean isSmall(GateRules rules) {
    return expected < rules.leastPractices();
  }
}
