package org.openqof.run.report;

import java.util.Map;
import org.openqof.answer.Answer;
import org.openqof.answer.Words;

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

  /** Adds it to a year's report: nothing of what was not done. */
  void addTo(Answer.Builder year) {
    year.programs("practices", practices)
        .programs("payable", payable)
        .programs("in_statistics", inStatistics)
        .programs("rows_in", rowsIn)
        .programs("rows_accepted", rowsAccepted)
        .group("refused_by_reason", refusedByReason)
        .group("refused_practices", refusedPractices)
        .programs("warnings", warnings);
    if (practices == 0 && rowsIn == 0) {
      return;
    }
    boolean judged = payable > 0 || inStatistics > 0 || !refusedPractices.isEmpty();
    year.people(
            "practices",
            Words.count(practices)
                + (judged
                    ? "; paid %,d, in the statistics %,d".formatted(payable, inStatistics)
                    : "")
                + (refusedPractices.isEmpty()
                    ? ""
                    : "; failed checks " + Words.each(refusedPractices)))
        .people(
            "rows",
            "%,d in = %,d accepted + %,d refused%s"
                .formatted(
                    rowsIn,
                    rowsAccepted,
                    rowsRefused(),
                    refusedByReason.isEmpty() ? "" : "; " + Words.each(refusedByReason)));
    if (warnings > 0) {
      year.people("doubts", "%,d implausible values in table warnings".formatted(warnings));
    }
  }
}
