package org.openqof.synthetic;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an incident makes of what is true when it is written into the payment service's extract of
 * its year. Without one everything is written as it is. The truth itself never changes.
 */
final class Misreport {
  /** The supplier whose last day is missing. */
  static final String LATE_SUPPLIER = "Northlight";

  /** Of a hundred patients on a register, those that were recorded before the last day. */
  private static final int BEFORE_THE_LAST_DAY = 955;

  private static final int THOUSAND = 1000;

  /** One in so many practices of that supplier has nothing of the last day at all. */
  private static final int ONE_WITHOUT_LAST_DAY = 15;

  private static final int DIGIT = 10;
  private static final int ODD_REGISTERS = 3;

  private final @Nullable Incident incident;
  private final long seed;
  private final int split;
  private final Map<Integer, Integer> odd = new HashMap<>();

  private Misreport(@Nullable Incident incident, long seed, int split) {
    this.incident = incident;
    this.seed = seed;
    this.split = split;
  }

  /** What happened in a year: the incident asked for in the last one, otherwise nothing. */
  static Misreport of(
      GeneratorSettings settings, YearPlan plan, PracticeTruths truths, Registry registry) {
    int last = settings.years().size() - 1;
    boolean here = plan.year().equals(settings.years().get(last));
    Incident incident = here ? settings.incident() : null;
    if (incident != Incident.OF_2017) {
      return new Misreport(incident, settings.seed(), 0);
    }
    int split = 0;
    for (int practice = 1; practice <= registry.lastNumber(plan.year()); practice++) {
      if (registry.isOpen(practice, plan.year())
          && (split == 0
              || truths.population(practice, plan.year())
                  > truths.population(split, plan.year()))) {
        split = practice;
      }
    }
    Misreport misreport = new Misreport(incident, settings.seed(), split);
    Dice dice = Dice.of(settings.seed(), Dice.word("odd registers"), plan.year().startYear());
    // Those of groups come first.
    int ofGroups = (int) plan.registers().stream().filter(PlannedRegister::isOfGroup).count();
    TreeSet<Integer> taken = new TreeSet<>();
    for (int attempt = 0; taken.size() < ODD_REGISTERS && attempt < THOUSAND; attempt++) {
      int practice = 1 + dice.below(settings.practices());
      if (practice != split
          && !PracticeTruths.isSpecial(practice)
          && registry.isOpen(practice, plan.year())
          && taken.add(practice)) {
        misreport.odd.put(practice, dice.below(ofGroups));
      }
    }
    return misreport;
  }

  /** Supplier of a practice's system; it never changes. */
  static String supplier(long seed, int practice) {
    double share = Dice.of(seed, practice, Dice.word("supplier")).unit();
    return share < 0.45 ? LATE_SUPPLIER : share < 0.85 ? "Claritas" : "Sable";
  }

  /** The incident of the year; null for none. */
  @Nullable Incident incident() {
    return incident;
  }

  /** Whether what a practice reports is not what is true. */
  boolean touches(int practice) {
    return incident == Incident.OF_2015
        ? isOfLateSupplier(practice)
        : incident == Incident.OF_2017 && (practice == split || odd.containsKey(practice));
  }

  private boolean isOfLateSupplier(int practice) {
    return supplier(seed, practice).equals(LATE_SUPPLIER);
  }

  /** Patients on a register as reported. */
  int register(int practice, int number, int patients) {
    if (incident == Incident.OF_2015 && isOfLateSupplier(practice)) {
      return (int) ((long) patients * BEFORE_THE_LAST_DAY / THOUSAND);
    }
    Integer oddRegister = odd.get(practice);
    boolean tenfold =
        incident == Incident.OF_2017
            && (practice == split || (oddRegister != null && oddRegister == number));
    return tenfold ? patients * DIGIT : patients;
  }

  /** The day that the final collection of a practice speaks for. */
  LocalDate collectedOn(int practice, LocalDate lastDay) {
    boolean without =
        incident == Incident.OF_2015
            && isOfLateSupplier(practice)
            && Dice.of(seed, practice, Dice.word("last day")).below(ONE_WITHOUT_LAST_DAY) == 0;
    return without ? lastDay.minusDays(1) : lastDay;
  }

  /** Contractor registered population as reported: of the split practice, of one half only. */
  int crp(PracticeTruth truth) {
    return incident == Incident.OF_2017 && truth.practice() == split
        ? truth.crp() / 2
        : truth.crp();
  }

  /** Contractor registered population of a year before, as reported. */
  int crpYearBefore(PracticeTruth truth) {
    return incident == Incident.OF_2014 ? truth.crp() : truth.crpYearBefore();
  }
}
