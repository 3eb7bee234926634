package org.openqof.synthetic;

import java.util.HashMap;
import java.util.Map;
import org.openqof.domain.FinancialYear;
import org.openqof.synthetic.GeneratorSettings.Faults;

/**
 * Which practice carries which fault in a year: at most one a practice, each kind once for every
 * 1,500 practices and at least once. Ten practices stay faultless, so that very small extracts
 * carry only the first kinds.
 */
final class FaultPlan {
  private static final int FAULTLESS = 10;
  private static final int SHARE = 1500;

  private final Map<Integer, PracticeFault> byPractice = new HashMap<>();

  private FaultPlan() {}

  /** The plan of a year. */
  static FaultPlan of(GeneratorSettings settings, FinancialYear year, Registry registry) {
    FaultPlan plan = new FaultPlan();
    if (settings.faults() == Faults.NONE) {
      return plan;
    }
    boolean hasYearBefore = settings.years().contains(year.previous());
    Dice dice = Dice.of(settings.seed(), Dice.word("faults"), year.startYear());
    int last = registry.lastNumber(year);
    int room = -FAULTLESS;
    for (int practice = 1; practice <= last; practice++) {
      room += registry.isOpen(practice, year) ? 1 : 0;
    }
    for (int copy = 0; copy < Math.max(1, settings.practices() / SHARE); copy++) {
      for (PracticeFault fault : PracticeFault.values()) {
        boolean shows =
            fault.isPublished() ? settings.layout().hasPublished() : settings.layout().hasPayment();
        if (fault == PracticeFault.NONE
            || !shows
            || (fault.needsYearBefore() && !hasYearBefore)
            || plan.byPractice.size() >= room) {
          continue;
        }
        plan.plant(fault, year, registry, dice, last);
      }
    }
    return plan;
  }

  private void plant(
      PracticeFault fault, FinancialYear year, Registry registry, Dice dice, int last) {
    for (int attempt = 0; attempt < 100 * last; attempt++) {
      int practice = 1 + dice.below(last);
      if (PracticeTruths.isOrdinary(practice)
          && !byPractice.containsKey(practice)
          && registry.isOpen(practice, year)
          && (!fault.needsYearBefore() || registry.isOpen(practice, year.previous()))) {
        byPractice.put(practice, fault);
        return;
      }
    }
  }

  /** The fault of a practice. */
  PracticeFault of(int practice) {
    return byPractice.getOrDefault(practice, PracticeFault.NONE);
  }

  /** Practices with a fault. */
  int size() {
    return byPractice.size();
  }

  /** Whether any fault is planted. */
  boolean isFaulty() {
    return !byPractice.isEmpty();
  }
}
