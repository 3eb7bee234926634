package org.openqof.gate.figures;

import java.util.ArrayList;
import java.util.List;
import org.openqof.domain.Ratio;
import org.openqof.gate.figures.Judgement.Comparison;
import org.openqof.rulebook.proof.IndicatorProof;
import org.openqof.rulebook.proof.YearProof;

/**
 * Judges the rules of a year by the points that its own practices were awarded: a rule that they
 * contradict holds the year before it pays. The figure is the number of practices awarded
 * otherwise.
 */
public final class JudgeRules {
  /** Begins the name of each figure; the indicator follows. */
  public static final String POINTS_AWARDED = "points_awarded_";

  private JudgeRules() {}

  /** One judgement a contradicted rule; none where the points awarded contradict nothing. */
  public static List<Judgement> of(GateFacts facts, YearProof proof) {
    List<Judgement> judged = new ArrayList<>();
    for (IndicatorProof rule : proof.contradictedThatPay()) {
      boolean holds = facts.pays() && rule.practices() >= facts.rules().leastPractices();
      judged.add(
          new Judgement(
              POINTS_AWARDED + rule.code().replace(' ', '_'),
              "",
              Comparison.POINTS_AWARDED,
              Ratio.of(rule.againstCount(), 1),
              null,
              null,
              null,
              null,
              rule.finding(),
              holds ? Judgement.Verdict.OUTSIDE : Judgement.Verdict.NOTED));
    }
    return judged;
  }
}
