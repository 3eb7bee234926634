package org.openqof.rulebook;

/** What of an indicator is compared between two years. */
public enum Compared {
  /** Numerator, denominator and adjustments. */
  ACHIEVEMENT,
  /** The register delivered with the indicator. */
  PREVALENCE
}
