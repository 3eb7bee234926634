package org.openqof.recalculation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.engine.Engine.Step;
import org.openqof.input.PracticeReference.Population;
import org.openqof.input.PracticeReference.Population.Basis;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.Contribution;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.rulebook.Indicator;
import org.openqof.rulebook.Rulebook;

/**
 * What a block of practices brings to the national figures: one contribution for each payable
 * practice that takes part on 31 March.
 *
 * @param rulebook the year's rulebook
 * @param checks the checks that apply
 */
public record Contribute(Rulebook rulebook, CheckPractice checks)
    implements Step<ArrayList<Contribution>> {
  private static final long serialVersionUID = 1L;

  @Override
  public ArrayList<Contribution> apply(List<PracticeYear> practices) {
    ArrayList<Contribution> contributions = new ArrayList<>(practices.size());
    for (PracticeYear practice : practices) {
      Population population = practice.reference().population();
      boolean refused =
          checks.apply(practice, null).stream()
              .anyMatch(failed -> failed.check().stopsNationalFigures());
      if (!refused && population != null) {
        contributions.add(of(practice, population));
      }
    }
    return contributions;
  }

  /** What one practice contributes, at a population above 0. */
  Contribution of(PracticeYear practice, Population population) {
    Map<String, Integer> registers = PracticeRegisters.of(practice, rulebook);
    return new Contribution(
        practice.practiceCode(),
        population.patients(),
        registers,
        targets(practice),
        PracticeRegisters.standIns(practice, rulebook, registers),
        population.basis() == Basis.PUBLISHED_PREVALENCE ? population.date() : null);
  }

  /** Patients in the target populations that the year pays for; empty where it pays none. */
  private Map<String, Integer> targets(PracticeYear practice) {
    Map<String, Integer> targets = new TreeMap<>();
    for (Indicator indicator : rulebook.indicators()) {
      rulebook
          .targetPopulation(indicator)
          .ifPresent(
              listType ->
                  practice
                      .reference()
                      .listSize(listType)
                      .ifPresent(patients -> targets.put(listType, patients)));
    }
    return targets;
  }
}
