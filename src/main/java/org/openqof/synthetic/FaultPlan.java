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

  private final FinancialYear year;

  private FaultPlan(FinancialYear year) {
    this.year = year;
  }

  /** A plan without faults. */
  static FaultPlan none(FinancialYear year) {
    return new FaultPlan(year);
  }

  /** The plan of a year. */
  static FaultPlan of(GeneratorSettings settings, FinancialYear year, Registry registry) {
    FaultPlan plan = new FaultPlan(year);
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
            || (fault.isOfFirstYear() && !year.equals(settings.years().get(0)))
            || plan.byPractice.size() >= room) {
          continue;
        }
        plan.plant(fault, registry, dice, last);
      }
    }
    return plan;
  }

  private void plant(PracticeFault fault, Registry registry, Dice dice, int last) {
    if (fault == PracticeFault.REGISTER_ABOVE_LIST) {
      if (registry.isOpen(PracticeTruths.HOME, year)) {
        byPractice.put(PracticeTruths.HOME, fault);
      }
      return;
    }
    for (int attempt = 0; attempt < 100 * last; attempt++) {
      int practice = 1 + dice.below(last);
      if (!PracticeTruths.isSpecial(practice)
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

  /** The fault of a practice if this is the plan of a year; otherwise none. */
  PracticeFault in(FinancialYear asked, int practice) {
    return asked.equals(year) ? of(practice) : PracticeFault.NONE;
  }

  /** Tells the registry of practices that are closed or dormant, so that they stay so. */
  void rememberDepartures(Registry registry) {
    byPractice.forEach(
        (practice, fault) -> {
          if (fault == PracticeFault.CLOSED) {
            registry.leftBefore(year, practice, "C", closed(year));
          } else if (fault == PracticeFault.NOT_ACTIVE) {
            registry.leftBefore(year, practice, "D", "");
          }
        });
  }

  /** The day on which practices closed whose fault is to be closed: 28 February of the year. */
  static String closed(FinancialYear year) {
    return (year.startYear() + 1) + "0228";
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
