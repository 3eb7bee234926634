package org.openqof.explanation;

import java.util.List;
import org.openqof.publish.statement.Explanation.Step;
import org.openqof.tables.AspirationPayments;
import org.openqof.tables.Block;

/** Steps told from rows that a version holds: of what another year's payments gave. */
final class StoredSteps {
  private StoredSteps() {}

  /** How the aspiration of a practice was found; nothing where it had none. */
  static List<Step> aspiration(Block rows) {
    if (rows.rows() == 0) {
      return List.of();
    }
    String base = rows.canonicalAt(AspirationPayments.UNADJUSTED_ACHIEVEMENT_PAYMENT_GBP, 0);
    String lead =
        base == null
            ? ""
            : "£%s of %s × uprating %s × rate %s; "
                .formatted(
                    base,
                    rows.textOrNull(AspirationPayments.BASE_YEAR, 0),
                    rows.canonicalAt(AspirationPayments.UPRATING_INDEX, 0),
                    rows.canonicalAt(AspirationPayments.ASPIRATION_RATE, 0));
    return List.of(
        new Step(
            "annual aspiration",
            lead
                + rows.textAt(AspirationPayments.BASIS, 0)
                + " ("
                + rows.textAt(AspirationPayments.ASPIRATION_STATUS, 0)
                + ")",
            String.valueOf(rows.canonicalAt(AspirationPayments.ANNUAL_ASPIRATION_GBP, 0)),
            rows.table().name(),
            List.of()),
        new Step(
            "aspiration paid",
            "%d months at £%s, the last with the rest"
                .formatted(
                    rows.countAt(AspirationPayments.MONTHS_PAID, 0),
                    rows.canonicalAt(AspirationPayments.MONTHLY_ASPIRATION_GBP, 0)),
            String.valueOf(rows.canonicalAt(AspirationPayments.ASPIRATION_PAID_GBP, 0)),
            rows.table().name(),
            List.of()));
  }
}
