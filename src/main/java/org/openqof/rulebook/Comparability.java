package org.openqof.rulebook;

/** Whether the values of two years may be set side by side. From best to worst. */
public enum Comparability {
  /** The same thing was counted in both years. */
  COMPARABLE,
  /** Nearly the same thing was counted, or it was paid for in another way: say so alongside it. */
  WITH_CARE,
  /** Another thing was counted, or nothing in one of the years: never join the two. */
  NOT_COMPARABLE;

  /** The worse of two. */
  public Comparability worse(Comparability other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** As people read it, {@code with care}. */
  public String words() {
    return FileWord.of(this).replace('_', ' ');
  }
}
