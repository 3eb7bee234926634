package org.openqof.recalculation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.input.LocalDecisions.AgreedPlan;
import org.openqof.input.PracticeReference;
import org.openqof.input.PracticeReference.Population;

/**
 * What a year whose protection asks for an agreed plan says about {@code AGREED_PLANS}: the file
 * alone decides who is paid protected points, and nothing else in the year can contradict it, so a
 * person who knows the practices must be able to see what it decided.
 */
final class AgreedPlanNotes {
  private static final int PRACTICES_NAMED = 5;

  private AgreedPlanNotes() {}

  /** The notes, in words; none where every practice has an agreed plan. */
  static List<String> of(Collection<PracticeReference> practices) {
    List<String> notes = new ArrayList<>();
    long unsaid =
        practices.stream().filter(practice -> practice.decisions().plan() == null).count();
    if (unsaid > 0) {
      notes.add(
          (unsaid == practices.size()
                      ? "AGREED_PLANS names none of %2$,d practices"
                      : "AGREED_PLANS leaves out %1$,d of %2$,d practices")
                  .formatted(unsaid, practices.size())
              + ": whoever it does not name counts as agreed, and is paid protected points");
    }
    List<PracticeReference> refused =
        practices.stream()
            .filter(practice -> isRefused(practice.decisions().plan()))
            .sorted(Comparator.comparing(AgreedPlanNotes::patients).reversed())
            .toList();
    if (!refused.isEmpty()) {
      notes.add(
          "AGREED_PLANS: no agreed plan for %,d of %,d practices, which are paid no protected points; the largest: %s"
              .formatted(
                  refused.size(),
                  practices.size(),
                  refused.stream()
                      .limit(PRACTICES_NAMED)
                      .map(
                          practice ->
                              "%s (%,d patients)"
                                  .formatted(practice.practiceCode(), patients(practice)))
                      .collect(Collectors.joining(", "))));
    }
    return notes;
  }

  private static boolean isRefused(@Nullable AgreedPlan plan) {
    return plan != null && !plan.agreed();
  }

  /** The contractor registered population; 0 where the year has none of the practice. */
  private static int patients(PracticeReference practice) {
    Population population = practice.population();
    return population == null ? 0 : population.patients();
  }
}
