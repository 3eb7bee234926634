package org.openqof.publish.report;

import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Lineage;

/** Whether a year may be compared with the one before it, and why not. */
record Verdict(Comparability comparability, String reason) {
  static final Verdict FIRST = new Verdict(Comparability.COMPARABLE, "first year shown");

  /** What the lineage found. */
  static Verdict of(Lineage.Comparison found) {
    return new Verdict(found.comparability(), String.join("; ", found.reasons()));
  }

  /** In words. */
  String words() {
    if (this.equals(FIRST)) {
      return reason;
    }
    return reason.isEmpty() ? comparability.words() : comparability.words() + ": " + reason;
  }
}
