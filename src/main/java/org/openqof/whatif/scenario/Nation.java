package org.openqof.whatif.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openqof.nation.NationalYear;
import org.openqof.practice.Contribution;
import org.openqof.practice.NationalValues;
import org.openqof.rulebook.PaymentRules;
import org.openqof.rulebook.Rulebook;

/**
 * The national figures of the base year and of scenarios, by the same formulas. They are formed
 * again only for a scenario that changes what they depend on: the method or form of prevalence, or
 * the practices that take part.
 */
public final class Nation {
  private final Rulebook rulebook;
  private final List<Contribution> contributions;
  private final Map<String, Integer> populationsBefore;
  private final NationalYear base;
  private int formed = 1;

  /**
   * The figures of a base year.
   *
   * @param rulebook its rulebook
   * @param contributions what its practices bring to the figures
   * @param populationsBefore populations at the date of the average list, by practice
   */
  public Nation(
      Rulebook rulebook, List<Contribution> contributions, Map<String, Integer> populationsBefore) {
    this.rulebook = rulebook;
    this.contributions = List.copyOf(contributions);
    this.populationsBefore = Map.copyOf(populationsBefore);
    this.base = NationalYear.of(rulebook, contributions, populationsBefore.values());
  }

  /** The base year's figures. */
  public NationalValues base() {
    return base.values();
  }

  /** A scenario's figures. */
  public NationalValues of(Scenario scenario) {
    if (scenario.figuresFrozen() || !touches(scenario)) {
      return new NationalYear(
              scenario.rulebook(),
              base.ownAverage(),
              base.averageBefore(),
              base.prevalence(),
              base.targetShares(),
              base.listDate())
          .values();
    }
    formed++;
    List<Contribution> taking = new ArrayList<>();
    for (Contribution contribution : contributions) {
      if (!scenario.leftOut().contains(contribution.practiceCode())) {
        taking.add(contribution);
      }
    }
    Collection<Integer> before = new ArrayList<>();
    populationsBefore.forEach(
        (practice, patients) -> {
          if (!scenario.leftOut().contains(practice)) {
            before.add(patients);
          }
        });
    return NationalYear.of(scenario.rulebook(), taking, before).values();
  }

  private boolean touches(Scenario scenario) {
    PaymentRules now = scenario.rulebook().payment();
    PaymentRules then = rulebook.payment();
    return !scenario.leftOut().isEmpty()
        || now.prevalenceMethod() != then.prevalenceMethod()
        || now.nationalPrevalence() != then.nationalPrevalence();
  }

  /** How often figures were formed from all practices, the base year's included. */
  public int timesFormed() {
    return formed;
  }
}
