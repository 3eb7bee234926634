package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code approved_changes}. One practice whose amount was approved or paid in an earlier
 * version and is another now.
 */
public final class ApprovedChanges {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** State of the earlier amount. */
  public static final Field PAYMENT_STATE;

  /** Version whose amount was approved. */
  public static final Field APPROVED_VERSION;

  /** Amount that was approved; it stands. */
  public static final Field APPROVED_GBP;

  /** Amount of this version. */
  public static final Field CALCULATED_GBP;

  /** Calculated minus approved. */
  public static final Field DIFFERENCE_GBP;

  static {
    Table.Builder table =
        Table.named(
            "approved_changes",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One practice whose amount was approved or paid in an earlier version and is another now.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    PAYMENT_STATE = table.text("payment_state", "State of the earlier amount.");
    APPROVED_VERSION =
        table.count("approved_version", Unit.COUNT, "Version whose amount was approved.");
    APPROVED_GBP =
        table.decimal("approved_gbp", 2, Unit.GBP, "Amount that was approved; it stands.");
    CALCULATED_GBP = table.decimal("calculated_gbp", 2, Unit.GBP, "Amount of this version.");
    DIFFERENCE_GBP = table.decimal("difference_gbp", 2, Unit.GBP, "Calculated minus approved.");
    TABLE = table.build();
  }

  private ApprovedChanges() {}
}
