package org.openqof.rulebook.proof;

/** What the points awarded say of a value of the rulebook. */
public enum Verdict {
  /**
   * One value agrees with 99 of 100 practices or more, and it is the rulebook's, or the rulebook
   * has none.
   */
  PROVED("proved"),
  /** The rulebook's value agrees, and so do others, or more than one practice in 100 do not. */
  AGREES("agrees"),
  /** The rulebook's value does not agree. */
  CONTRADICTED("contradicted"),
  /** Too few practices speak. */
  NOT_ENOUGH("not enough"),
  /** Paid by something else than the year's own achievement, which these points cannot prove. */
  NOT_JUDGED("not judged");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
