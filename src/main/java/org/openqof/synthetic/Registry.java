package org.openqof.synthetic;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * Which practices exist in which year: a few open from one year to the next, and about one in sixty
 * closes. Practices are numbered from 1; those that open later carry the next numbers. A practice
 * whose fault was to be closed or dormant is gone in the years after.
 */
final class Registry {
  private static final double CLOSING = 0.016;

  private final long seed;
  private final int practices;
  private final FinancialYear first;
  private final Map<Integer, Departure> faulty = new HashMap<>();

  Registry(long seed, int practices, FinancialYear first) {
    this.seed = seed;
    this.practices = practices;
    this.first = first;
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
    faulty.put(practice, new Departure(year.startYear() + 1, status, closed));
  }

  /** How a practice left before a year; null while it takes part. */
  @Nullable Departure departure(int practice, FinancialYear year) {
    Departure known = faulty.get(practice);
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
    return practices >= 6000 ? national : practices < 20 ? 0 : 1 + national * practices / 12_000;
  }
}
