package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code aspiration_schedule}. One month's aspiration of one practice. */
public final class AspirationSchedule {
  private static final Table.Builder COLUMNS =
      Table.named(
          "aspiration_schedule",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One month's aspiration of one practice.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field MONTH_START =
      COLUMNS.key().date("month_start", "First day of the month.");
  public static final Field ASPIRATION_PAYMENT_GBP =
      COLUMNS.decimal("aspiration_payment_gbp", 2, Unit.GBP, "Aspiration paid in that month.");
  public static final Table TABLE = COLUMNS.build();

  private AspirationSchedule() {}
}
