package org.openqof.nation;

import java.util.Collection;
import org.openqof.domain.Ratio;

/**
 * National average list size: the mean contractor registered population of all practices on one
 * date.
 *
 * <p>Source: Department of Health letter, December 2012, in Pulse; NHS Digital FAQ 2019-20. Since
 * 2013-14 the date is 1 January before the year begins.
 *
 * @param patients registered patients of all practices counted
 * @param practices practices counted; those with no patients are not
 */
public record AverageListSize(long patients, int practices) {

  /** The mean over practices with at least one patient. */
  public static AverageListSize over(Collection<Integer> populations) {
    long patients = 0;
    int practices = 0;
    for (int population : populations) {
      if (population > 0) {
        patients += population;
        practices++;
      }
    }
    return new AverageListSize(patients, practices);
  }

  /** Whether any practice was counted. */
  public boolean isKnown() {
    return practices > 0;
  }

  /** The mean, exact; only when {@link #isKnown()}. */
  public Ratio value() {
    return Ratio.of(patients, practices);
  }
}
