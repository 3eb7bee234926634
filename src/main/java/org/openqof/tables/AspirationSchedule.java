package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code aspiration_schedule}. One month's aspiration of one practice. */
public final class AspirationSchedule {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** First day of the month. */
  public static final Field MONTH_START;

  /** Aspiration paid in that month. */
  public static final Field ASPIRATION_PAYMENT_GBP;

  static {
    Table.Builder table =
        Table.named(
            "aspiration_schedule",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One month's aspiration of one practice.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    MONTH_START = table.date("month_start", "First day of the month.");
    table.endOfKey();
    ASPIRATION_PAYMENT_GBP =
        table.decimal("aspiration_payment_gbp", 2, Unit.GBP, "Aspiration paid in that month.");
    TABLE = table.build();
  }

  private AspirationSchedule() {}
}
