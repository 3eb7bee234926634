package org.openqof.input;

/** What became of an accepted value. */
public enum ValueUse {
  /** Enters the calculation. */
  USED,
  /** A later submission of the same practice, indicator, field and collection replaced it. */
  SUPERSEDED,
  /** Belongs to an interim collection: kept, never paid. */
  INTERIM,
  /** Belongs to a management-information code: set aside. */
  MANAGEMENT_INFORMATION
}
