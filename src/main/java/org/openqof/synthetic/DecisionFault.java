package org.openqof.synthetic;

/**
 * A fault of the files in which people enter and decide, with what a reader is expected to make of
 * it. The row it is listed at is one that changes nothing.
 */
enum DecisionFault {
  NO_APPROVER("an adjustment that nobody approved"),
  NO_AMOUNT("an adjustment of neither points nor pounds"),
  POINTS_AND_POUNDS("an adjustment of both points and pounds"),
  DEDUCTION_ABOVE_ZERO("a PMS deduction that adds"),
  CONTRADICTORY_ADJUSTMENTS("two adjustments for one reason with other amounts"),
  CONTRADICTORY_POPULATIONS("two corrections of one population with other counts"),
  CONTRADICTORY_PLANS("a plan both agreed and not agreed"),
  SHARES_NOT_ONE("shares of one practice that do not add up to 1"),
  SUCCESSION_TO_ITSELF("a practice that succeeds itself"),
  ANSWER_FOR_AUTOMATIC("a manual answer for an indicator that is extracted"),
  ENTRY_BESIDE_EXTRACT("an entry of a value that the extract has: the extract counts"),
  STATE_NOT_ALLOWED("paid without declaration and approval"),
  STATE_AFTER_PAID("superseded after it was paid");

  private final String description;

  DecisionFault(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** What a reader is expected to do about it. */
  String treatment() {
    return this == ENTRY_BESIDE_EXTRACT ? "superseded" : "row_refused";
  }
}
