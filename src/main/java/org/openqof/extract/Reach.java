package org.openqof.extract;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openqof.domain.FinancialYear;

/**
 * What the rows of a reference file speak of, which its name need not tell: a list of patients of
 * one year may hold the counts that the next year's average is made from.
 *
 * @param years financial years of rows that carry a year, or belong to one by their file
 * @param dates dates of rows that carry one
 */
public record Reach(SortedSet<FinancialYear> years, SortedSet<LocalDate> dates)
    implements Serializable {
  /** Of a file that speaks of no year and no date: a practice reference, a dictionary. */
  public static final Reach NONE = new Reach(new TreeSet<>(), new TreeSet<>());

  public Reach {
    years = Collections.unmodifiableSortedSet(new TreeSet<>(years));
    dates = Collections.unmodifiableSortedSet(new TreeSet<>(dates));
  }

  /** Whether some row speaks of a date from one to another, both included. */
  boolean touches(LocalDate from, LocalDate to) {
    return !dates.subSet(from, to.plusDays(1)).isEmpty();
  }

  /** Whether both speak of one date. */
  boolean sharesADateWith(Reach other) {
    return !Collections.disjoint(dates, other.dates);
  }

  /** Whether both speak of one year. */
  boolean sharesAYearWith(Reach other) {
    return !Collections.disjoint(years, other.years);
  }
}
