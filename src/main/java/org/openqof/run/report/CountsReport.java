package org.openqof.run.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one year read and judged: its practices, its rows, and what was refused of both.
 *
 * @param practices practices of the year
 * @param payable practices that are paid
 * @param inStatistics practices in the public statistics
 * @param rowsIn data rows read
 * @param rowsAccepted data rows accepted
 * @param refusedByReason refused rows by reason code
 * @param refusedPractices practices refused by check
 * @param warnings implausible values reported
 */
public record CountsReport(
    int practices,
    int payable,
    int inStatistics,
    long rowsIn,
    long rowsAccepted,
    Map<String, Long> refusedByReason,
    Map<String, Long> refusedPractices,
    long warnings) {
  /** Of a year of which nothing was read and nobody judged. */
  static final CountsReport NONE = new CountsReport(0, 0, 0, 0, 0, Map.of(), Map.of(), 0);

  /** Data rows refused. */
  public long rowsRefused() {
    return rowsIn - rowsAccepted;
  }

  /** The report for people; nothing of what was not done, and no line of a publication alone. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (practices == 0 && rowsIn == 0) {
      return lines;
    }
    boolean judged = payable > 0 || inStatistics > 0 || !refusedPractices.isEmpty();
    lines.add(
        "  practices      %,d%s%s"
            .formatted(
                practices,
                judged ? "; paid %,d, in the statistics %,d".formatted(payable, inStatistics) : "",
                byCode("; failed checks ", refusedPractices)));
    lines.add(
        "  rows           %,d in = %,d accepted + %,d refused%s"
            .formatted(rowsIn, rowsAccepted, rowsRefused(), byCode("; ", refusedByReason)));
    if (warnings > 0) {
      lines.add("  doubts         %,d implausible values in table warnings".formatted(warnings));
    }
    return lines;
  }

  private static String byCode(String lead, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((code, count) -> parts.add("%s (%,d)".formatted(code, count)));
    return lead + String.join(", ", parts);
  }
}
