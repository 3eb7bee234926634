package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code aspiration_payments}. One practice's aspiration for the year, and what of it was
 * paid.
 */
public final class AspirationPayments {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Year whose achievement it is a share of; empty where the lake holds none. */
  public static final Field BASE_YEAR;

  /** Unadjusted achievement payment of the base year. */
  public static final Field UNADJUSTED_ACHIEVEMENT_PAYMENT_GBP;

  /** Uprating index, shown to 10 decimals. */
  public static final Field UPRATING_INDEX;

  /** Share of the base that is paid in advance. */
  public static final Field ASPIRATION_RATE;

  /** Aspiration of a whole year. */
  public static final Field ANNUAL_ASPIRATION_GBP;

  /** Aspiration of one month before the last. */
  public static final Field MONTHLY_ASPIRATION_GBP;

  /** Standard where the data of the base year is complete, otherwise estimated. */
  public static final Field ASPIRATION_STATUS;

  /** How the amount was found, in words. */
  public static final Field BASIS;

  /** Months in which the contract was in force. */
  public static final Field MONTHS_PAID;

  /** Sum of the monthly payments. */
  public static final Field ASPIRATION_PAID_GBP;

  static {
    Table.Builder table =
        Table.named(
            "aspiration_payments",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One practice's aspiration for the year, and what of it was paid.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    BASE_YEAR =
        table.optionalText(
            "base_year",
            "Year whose achievement it is a share of; empty where the lake holds none.");
    UNADJUSTED_ACHIEVEMENT_PAYMENT_GBP =
        table.optionalDecimal(
            "unadjusted_achievement_payment_gbp",
            2,
            Unit.GBP,
            "Unadjusted achievement payment of the base year.");
    UPRATING_INDEX =
        table.decimal("uprating_index", 10, Unit.FACTOR, "Uprating index, shown to 10 decimals.");
    ASPIRATION_RATE =
        table.decimal(
            "aspiration_rate", 4, Unit.FRACTION, "Share of the base that is paid in advance.");
    ANNUAL_ASPIRATION_GBP =
        table.decimal("annual_aspiration_gbp", 2, Unit.GBP, "Aspiration of a whole year.");
    MONTHLY_ASPIRATION_GBP =
        table.decimal(
            "monthly_aspiration_gbp", 2, Unit.GBP, "Aspiration of one month before the last.");
    ASPIRATION_STATUS =
        table.text(
            "aspiration_status",
            "Standard where the data of the base year is complete, otherwise estimated.");
    BASIS = table.text("basis", "How the amount was found, in words.");
    MONTHS_PAID =
        table.count("months_paid", Unit.COUNT, "Months in which the contract was in force.");
    ASPIRATION_PAID_GBP =
        table.decimal("aspiration_paid_gbp", 2, Unit.GBP, "Sum of the monthly payments.");
    TABLE = table.build();
  }

  private AspirationPayments() {}
}
