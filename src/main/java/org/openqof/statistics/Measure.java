package org.openqof.statistics;

import java.util.Locale;

/** The rates that are given limits, deciles and funnels; each is events divided by a base. */
public enum Measure {
  /** Numerator of denominator. */
  ACHIEVEMENT,
  /** Numerator of denominator plus adjustments. */
  INTERVENTION_RATE,
  /** Adjustments of denominator plus adjustments. */
  PCA_RATE,
  /** Register of the list of its type. */
  RAW_PREVALENCE,
  /** Newly diagnosed patients of the list of its type: a rate of events, not a proportion. */
  NEWLY_DIAGNOSED;

  /** Its name in tables, {@code pca_rate}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
