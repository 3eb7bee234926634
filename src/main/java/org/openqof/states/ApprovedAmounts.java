package org.openqof.states;

import java.math.BigDecimal;
import java.util.Map;
import org.openqof.states.RecordedStates.Recorded;
import org.openqof.tables.ApprovedChanges;
import org.openqof.tables.Block;

/**
 * Amounts that were approved or paid in one version and are others in a later one. The approved
 * amount stands; the difference is listed and nothing is changed.
 */
public final class ApprovedAmounts {
  private ApprovedAmounts() {}

  /**
   * Rows of {@code approved_changes}, by practice.
   *
   * @param standing amounts that stand, see {@link RecordedStates#standing}
   * @param version the later version; amounts of its own are not change
   * @param totals total achievement in it by practice; a practice that it does not pay gets nothing
   */
  public static Block changes(
      Map<String, Recorded> standing, int version, Map<String, BigDecimal> totals) {
    Block rows = new Block(ApprovedChanges.TABLE);
    standing.forEach(
        (practice, approved) -> {
          BigDecimal now = totals.getOrDefault(practice, BigDecimal.ZERO);
          if (approved.version() != version && now.compareTo(approved.totalGbp()) != 0) {
            rows.next()
                .text(ApprovedChanges.PRACTICE_CODE, practice)
                .text(ApprovedChanges.PAYMENT_STATE, approved.state().word())
                .count(ApprovedChanges.APPROVED_VERSION, approved.version())
                .decimal(ApprovedChanges.APPROVED_GBP, approved.totalGbp())
                .decimal(ApprovedChanges.CALCULATED_GBP, now)
                .decimal(ApprovedChanges.DIFFERENCE_GBP, now.subtract(approved.totalGbp()));
          }
        });
    return rows;
  }
}
