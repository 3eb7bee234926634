package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code aspiration_payments}. One practice's aspiration for the year, and what of it was
 * paid.
 */
public final class AspirationPayments {
  private static final Table.Builder COLUMNS =
      Table.named(
          "aspiration_payments",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One practice's aspiration for the year, and what of it was paid.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field BASE_YEAR =
      COLUMNS.optionalText(
          "base_year", "Year whose achievement it is a share of; empty where the lake holds none.");
  public static final Field UNADJUSTED_ACHIEVEMENT_PAYMENT_GBP =
      COLUMNS.optionalDecimal(
          "unadjusted_achievement_payment_gbp",
          2,
          Unit.GBP,
          "Unadjusted achievement payment of the base year.");
  public static final Field UPRATING_INDEX =
      COLUMNS.decimal("uprating_index", 10, Unit.FACTOR, "Uprating index, shown to 10 decimals.");
  public static final Field ASPIRATION_RATE =
      COLUMNS.decimal(
          "aspiration_rate", 4, Unit.FRACTION, "Share of the base that is paid in advance.");
  public static final Field ANNUAL_ASPIRATION_GBP =
      COLUMNS.decimal("annual_aspiration_gbp", 2, Unit.GBP, "Aspiration of a whole year.");
  public static final Field MONTHLY_ASPIRATION_GBP =
      COLUMNS.decimal(
          "monthly_aspiration_gbp", 2, Unit.GBP, "Aspiration of one month before the last.");
  public static final Field ASPIRATION_STATUS =
      COLUMNS.text(
          "aspiration_status",
          "Standard where the data of the base year is complete, otherwise estimated.");
  public static final Field BASIS = COLUMNS.text("basis", "How the amount was found, in words.");
  public static final Field MONTHS_PAID =
      COLUMNS.count("months_paid", Unit.COUNT, "Months in which the contract was in force.");
  public static final Field ASPIRATION_PAID_GBP =
      COLUMNS.decimal("aspiration_paid_gbp", 2, Unit.GBP, "Sum of the monthly payments.");
  public static final Table TABLE = COLUMNS.build();

  private AspirationPayments() {}
}
