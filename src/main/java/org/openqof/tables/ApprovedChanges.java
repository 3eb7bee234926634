package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code approved_changes}. One practice whose amount was approved or paid in an earlier
 * version and is another now.
 */
public final class ApprovedChanges {
  private static final Table.Builder COLUMNS =
      Table.named(
          "approved_changes",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One practice whose amount was approved or paid in an earlier version and is another now.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field PAYMENT_STATE =
      COLUMNS.text("payment_state", "State of the earlier amount.");
  public static final Field APPROVED_VERSION =
      COLUMNS.count("approved_version", Unit.COUNT, "Version whose amount was approved.");
  public static final Field APPROVED_GBP =
      COLUMNS.decimal("approved_gbp", 2, Unit.GBP, "Amount that was approved; it stands.");
  public static final Field CALCULATED_GBP =
      COLUMNS.decimal("calculated_gbp", 2, Unit.GBP, "Amount of this version.");
  public static final Field DIFFERENCE_GBP =
      COLUMNS.decimal("difference_gbp", 2, Unit.GBP, "Calculated minus approved.");
  public static final Table TABLE = COLUMNS.build();

  private ApprovedChanges() {}
}
