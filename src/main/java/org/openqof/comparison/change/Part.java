package org.openqof.comparison.change;

import java.util.Locale;

/** What a change in pounds is owed to. */
public enum Part {
  /** The price of a point. */
  PRICES,
  /** The contractor population index: the practice's list and the national average list. */
  LISTS,
  /** The adjusted practice disease factor. */
  PREVALENCE,
  /** Points available for an indicator that both years have. */
  POINTS,
  /** The share of the available points that was earned. */
  ACHIEVEMENT,
  /**
   * Income protection: what the points it puts in the place of the year's own performance pay more,
   * or less, than that performance would have paid; the later year's less the earlier year's.
   */
  PROTECTION,
  /** Indicators that only one of the years has. */
  INDICATORS,
  /** Practices that only one of the years pays. */
  PRACTICES,
  /** Practices that moved to another area of the map; adds up to nothing over England. */
  BOUNDARIES,
  /** What the factors do not explain: lines that are priced in one year only. */
  OTHER;

  /** As files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
