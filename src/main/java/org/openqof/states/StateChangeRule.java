package org.openqof.states;

/**
 * What can be wrong with a change of a payment's state. Codes are stable: they are stored with
 * refused changes and never given to another rule.
 */
enum StateChangeRule {
  /** The version pays no such practice. */
  UNKNOWN_PRACTICE(
      "S01", "correct the practice code, or recalculate the year with the practice's extract"),
  /** The year has no such version. */
  UNKNOWN_VERSION("S02", "leave VERSION blank for the current one, or name one that is there"),
  /** The state recorded last does not lead to this one. */
  NOT_ALLOWED("S03", "record the states between the two first, then send the line again"),
  /** It happened before the change recorded last. */
  OUT_OF_ORDER("S04", "correct CHANGED_AT, or record it as it happened now");

  private final String code;
  private final String remedy;

  StateChangeRule(String code, String remedy) {
    this.code = code;
    this.remedy = remedy;
  }

  /** Its stable code. */
  String code() {
    return code;
  }

  /** What to do about it. */
  String remedy() {
    return remedy;
  }
}
