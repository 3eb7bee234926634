package org.openqof.publish;

import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Lineage;

/**
 * Whether a year may be compared with the one before it, and why not.
 *
 * @param comparability whether it may
 * @param reason why not, or with what care; may be empty
 */
public record Verdict(Comparability comparability, String reason) {
  /** What the first year of a series says. */
  public static final Verdict FIRST = new Verdict(Comparability.COMPARABLE, "first year shown");

  /** What the lineage found. */
  public static Verdict of(Lineage.Comparison found) {
    return new Verdict(found.comparability(), String.join("; ", found.reasons()));
  }

  /** In words. */
  public String words() {
    if (this.equals(FIRST)) {
      return reason;
    }
    return reason.isEmpty() ? comparability.words() : comparability.words() + ": " + reason;
  }
}
