package org.openqof.synthetic;

import org.openqof.domain.FinancialYear;

/**
 * Which practices exist in which year: a few open from one year to the next, and about one in sixty
 * closes. Practices are numbered from 1; those that open later carry the next numbers.
 */
final class Registry {
  private static final double CLOSING = 0.016;

  private final long seed;
  private final int practices;
  private final FinancialYear first;

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
    return practice <= lastNumber(year) && closedIn(practice, year) == 0;
  }

  /** The calendar year at whose end of March the practice closed, by a year; 0 while it is open. */
  int closedIn(int practice, FinancialYear year) {
    int born = openedIn(practice);
    for (int start = Math.max(born, first.startYear()) + 1; start <= year.startYear(); start++) {
      if (Dice.of(seed, practice, Dice.word("closing"), start).happens(CLOSING)) {
        return start;
      }
    }
    return 0;
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
