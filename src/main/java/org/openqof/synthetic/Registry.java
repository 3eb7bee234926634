package org.openqof.synthetic;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * Which practices exist in which year: a few open from one year to the next, and about one in sixty
 * closes. Practices are numbered from 1; those that open later carry the next numbers. A practice
 * whose fault was to be closed or dormant is gone in the years after. With contracts that do not
 * span the year more practices open, some of them inside a year.
 */
final class Registry {
  private static final double CLOSING = 0.016;

  private final long seed;
  private final int practices;
  private final FinancialYear first;
  private final int alsoOpening;
  private final Map<Integer, Departure> left = new HashMap<>();
  private final Map<Integer, LocalDate> opened = new HashMap<>();
  private final Map<Integer, Successor> successors = new HashMap<>();

  /** A registry of practices with contracts of whole years. */
  Registry(long seed, int practices, FinancialYear first) {
    this(seed, practices, first, false);
  }

  /**
   * A registry.
   *
   * @param contracts whether practices open inside a year too: three for every {@value
   *     ContractPlan#SHARE}
   */
  Registry(long seed, int practices, FinancialYear first, boolean contracts) {
    this.seed = seed;
    this.practices = practices;
    this.first = first;
    this.alsoOpening =
        contracts && practices >= 20 ? 3 * Math.max(1, practices / ContractPlan.SHARE) : 0;
  }

  /**
   * A practice that took patients over, in the years after.
   *
   * @param crp its population on 1 January of the year in which it did
   * @param growth by which its list is larger than it would be
   */
  private record Successor(FinancialYear year, int crp, double growth) {}

  /** Remembers a practice that took patients over in the year of its truth. */
  void tookOver(PracticeTruth truth) {
    double own = truth.listSize() - truth.takenOver();
    double growth = growth(truth.practice(), truth.year()) * truth.listSize() / own;
    successors.put(truth.practice(), new Successor(truth.year(), truth.crp(), growth));
  }

  /** By how much a practice's list is larger for patients it took over before a year; else 1. */
  double growth(int practice, FinancialYear year) {
    Successor successor = successors.get(practice);
    return successor == null || successor.year().compareTo(year) >= 0 ? 1 : successor.growth();
  }

  /** Population of the year before of a practice that took patients over in it; else null. */
  @Nullable Integer crpBefore(int practice, FinancialYear year) {
    Successor successor = successors.get(practice);
    return successor == null || !successor.year().equals(year.previous()) ? null : successor.crp();
  }

  /** Remembers that a practice opened on a day inside a year. */
  void opened(int practice, LocalDate day) {
    opened.put(practice, day);
  }

  /** The day on which a practice opened. */
  LocalDate openedOn(int practice) {
    int start = openedIn(practice);
    LocalDate always = LocalDate.of(start == 0 ? 1974 : start, 4, 1);
    return opened.getOrDefault(practice, always);
  }

  /** The highest number that has been given by a year. */
  int lastNumber(FinancialYear year) {
    int number = practices;
    for (int opened = first.startYear() + 1; opened <= year.startYear(); opened++) {
      number += opened(opened);
    }
    return number;
  }

  /** Whether a practice takes part in a year. */
  boolean isOpen(int practice, FinancialYear year) {
    return practice <= lastNumber(year) && departure(practice, year) == null;
  }

  /**
   * How a practice that no longer takes part stands in the reference of organisations.
   *
   * @param startYear the first year without it, by the calendar year in which that year begins
   * @param status its status code
   * @param closed the day it closed, yyyymmdd; blank when it is only dormant
   */
  record Departure(int startYear, String status, String closed) {}

  /** Remembers that a practice was closed or dormant before the end of a year. */
  void leftBefore(FinancialYear year, int practice, String status, String closed) {
    left.put(practice, new Departure(year.startYear() + 1, status, closed));
  }

  /** How a practice left before a year; null while it takes part. */
  @Nullable Departure departure(int practice, FinancialYear year) {
    Departure known = left.get(practice);
    if (known != null && known.startYear() <= year.startYear()) {
      return known;
    }
    if (PracticeTruths.isSpecial(practice)) {
      return null;
    }
    int born = openedIn(practice);
    for (int start = Math.max(born, first.startYear()) + 1; start <= year.startYear(); start++) {
      if (Dice.of(seed, practice, Dice.word("closing"), start).happens(CLOSING)) {
        // Open on 1 April, so that the year before is complete for the public statistics too.
        return new Departure(start, "C", start + "0430");
      }
    }
    return null;
  }

  /** The first calendar year of the financial year in which the practice opened; 0 for long ago. */
  int openedIn(int practice) {
    int number = practices;
    int start = first.startYear();
    if (practice <= number) {
      return 0;
    }
    do {
      start++;
      number += opened(start);
    } while (practice > number);
    return start;
  }

  private int opened(int startYear) {
    int national = 4 + Dice.of(seed, Dice.word("opening"), startYear).below(7);
    int few = practices < 20 ? 0 : 1 + national * practices / 12_000;
    return alsoOpening + (practices >= 6000 ? national : few);
  }
}
