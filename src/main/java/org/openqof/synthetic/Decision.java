package org.openqof.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided about a practice's payment outside the calculation. Each kind occurs once
 * for every {@value ContractPlan#SHARE} practices, and at least once where there is room.
 */
enum Decision {
  /** Points added to an indicator that is adjusted for prevalence. */
  POINTS_ADDED("commissioner", "late codes accepted"),
  /** Points taken from the total. */
  POINTS_TAKEN("commissioner", "points withdrawn after a visit"),
  /** Pounds added to an indicator. */
  POUNDS_ADDED("commissioner", "agreed after a failed extract"),
  /** Points added to an indicator that is not adjusted. */
  DISPUTE_POINTS("dispute", "dispute upheld"),
  /** Pounds taken from the total. */
  DISPUTE_POUNDS("dispute", "dispute settled"),
  /** Points that a PMS practice holds in other payments. */
  PMS_POINTS("pms_deduction", "points in the baseline"),
  /** The same in pounds. */
  PMS_POUNDS("pms_deduction", "pounds in the baseline"),
  /** A payment of this year only. */
  ONE_OFF("one_off", "top-up of this year"),
  /** A population corrected by the commissioner. */
  POPULATION_CORRECTED(null, "list cleaned after the quarter began"),
  /** The plan on which protection depends was agreed. */
  PLAN_AGREED(null, ""),
  /** It was not. */
  PLAN_NOT_AGREED(null, ""),
  /** Declared and no more. */
  DECLARED(null, "", "declared"),
  /** Paid in the end. */
  PAID(null, "", "declared approved paid"),
  /** Disputed once, then approved. */
  DISPUTED(null, "", "declared disputed declared approved"),
  /** Given up. */
  SUPERSEDED(null, "", "declared superseded");

  private final @Nullable String adjustmentKind;
  private final String reason;
  private final String states;

  Decision(@Nullable String adjustmentKind, String reason) {
    this(adjustmentKind, reason, "");
  }

  Decision(@Nullable String adjustmentKind, String reason, String states) {
    this.adjustmentKind = adjustmentKind;
    this.reason = reason;
    this.states = states;
  }

  /** Kind of the adjustment, as ADJUSTMENTS has it; null where it is none. */
  @Nullable String adjustmentKind() {
    return adjustmentKind;
  }

  String reason() {
    return reason;
  }

  /** States that the payment goes through, in order. */
  List<String> states() {
    return states.isEmpty() ? List.of() : List.of(states.split(" ", -1));
  }

  /** Whether it is about the agreed plan. */
  boolean isPlan() {
    return this == PLAN_AGREED || this == PLAN_NOT_AGREED;
  }

  /** Points in hundredths; 0 where pounds are given. */
  int hundredths() {
    return switch (this) {
      case POINTS_ADDED -> 125;
      case POINTS_TAKEN -> -250;
      case DISPUTE_POINTS -> 75;
      case PMS_POINTS -> -9_000;
      default -> 0;
    };
  }

  /** Pounds in pence; 0 where points are given. */
  int pence() {
    return switch (this) {
      case POUNDS_ADDED -> 12_345;
      case DISPUTE_POUNDS -> -6_789;
      case PMS_POUNDS -> -150_000;
      case ONE_OFF -> 100_001;
      default -> 0;
    };
  }
}
