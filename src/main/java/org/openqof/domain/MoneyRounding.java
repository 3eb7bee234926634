package org.openqof.domain;

/**
 * Where money is rounded half-up to the penny. The regulation is silent; the effect is below 40p a
 * practice (see {@code docs/interpretations.md}).
 */
public enum MoneyRounding {
  /** Once for each indicator line, so that every statement adds up. */
  PER_INDICATOR,
  /** Once for the practice total; lines are shown rounded and may differ from it by pennies. */
  PER_TOTAL
}
