package org.openqof.rulebook;

/** How far a value of a rulebook is supported by a source, the best support first. */
public enum Status {
  /**
   * The only value that agrees with the points really awarded ({@code ./qof rulebook prove}). It
   * ranks above a text, which can be misprinted or misread: this is what was paid.
   */
  PROVED,
  /** Read in a source. */
  CONFIRMED,
  /** Same code in another year, and no source says that it changed. */
  INFERRED,
  /** Follows from confirmed figures. */
  DERIVED,
  /** No text, but agrees with published points and achievement. */
  CONSISTENT,
  /** General knowledge; no source found. */
  UNCONFIRMED,
  /** Not known. The value is absent and is never assumed. */
  MISSING;

  /** The one of two with less support. */
  static Status weaker(Status one, Status other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /**
   * Whether no source and no published figure stands behind the value: pounds that rest on it are
   * counted in the report of the run.
   */
  public boolean isBelowConsistent() {
    return this == UNCONFIRMED || this == MISSING;
  }

  /** Whether a run must list the value among those it used without full support. */
  public boolean needsMention() {
    return this != PROVED && this != CONFIRMED;
  }
}
