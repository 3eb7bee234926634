package org.openqof.rulebook;

import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;

/**
 * One step in the descent of an indicator, from one financial year to the next.
 *
 * @param fromYear the earlier year
 * @param fromCode the code in it; null for a new indicator
 * @param toYear the year after
 * @param toCode the code in it; null for a retired indicator
 * @param kind what happened
 * @param status how far a source supports it
 * @param note what changed, in a sentence; may be empty
 * @param citation keys into {@code citations.yaml}, separated by a space
 */
public record LineageLink(
    FinancialYear fromYear,
    @Nullable String fromCode,
    FinancialYear toYear,
    @Nullable String toCode,
    LineageKind kind,
    Status status,
    String note,
    String citation) {

  /** The change in words, as charts and reports print it. */
  public String words() {
    String subject =
        fromCode == null
            ? toCode + " is new"
            : toCode == null
                ? fromCode + " retired"
                : fromCode.equals(toCode) ? fromCode : fromCode + " became " + toCode;
    String what = kind.joins() ? ", " + kind.word().replace('_', ' ') : "";
    return toYear + ": " + subject + what + (note.isEmpty() ? "" : " (" + note + ")");
  }
}
