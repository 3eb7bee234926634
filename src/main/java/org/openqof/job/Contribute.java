package org.openqof.job;

import java.util.ArrayList;
import java.util.List;
import org.openqof.engine.Engine.Step;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.Contribution;
import org.openqof.practice.PracticeReference.Population;
import org.openqof.practice.PracticeRegisters;
import org.openqof.practice.PracticeYear;
import org.openqof.rulebook.Rulebook;

/**
 * What a block of practices brings to the national figures: one contribution for each payable
 * practice.
 *
 * @param rulebook the year's rulebook
 * @param checks the checks that apply
 */
record Contribute(Rulebook rulebook, CheckPractice checks)
    implements Step<ArrayList<Contribution>> {
  private static final long serialVersionUID = 1L;

  @Override
  public ArrayList<Contribution> apply(List<PracticeYear> practices) {
    ArrayList<Contribution> contributions = new ArrayList<>(practices.size());
    for (PracticeYear practice : practices) {
      Population population = practice.reference().population();
      boolean refused =
          checks.apply(practice, null).stream().anyMatch(failed -> failed.check().stopsPayment());
      if (!refused && population != null) {
        contributions.add(
            new Contribution(
                practice.practiceCode(),
                population.patients(),
                PracticeRegisters.of(practice, rulebook)));
      }
    }
    return contributions;
  }
}
