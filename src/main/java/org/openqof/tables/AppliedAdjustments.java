package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code applied_adjustments}. One correction as it was applied, with the pounds it moved.
 */
public final class AppliedAdjustments {
  private static final Table.Builder COLUMNS =
      Table.named(
          "applied_adjustments",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One correction as it was applied, with the pounds it moved.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field SUBJECT =
      COLUMNS.key().text("subject", "Indicator the correction is about, or TOTAL.");
  public static final Field KIND =
      COLUMNS.key().text("kind", "Commissioner, dispute, pms_deduction or one_off.");
  public static final Field REASON =
      COLUMNS.key().text("reason", "Why, in the words of the approver.");
  public static final Field POINTS =
      COLUMNS.optionalDecimal(
          "points", 2, Unit.POINTS, "Points it adds or takes away; empty where pounds were given.");
  public static final Field ADJUSTMENT_GBP =
      COLUMNS.decimal("adjustment_gbp", 2, Unit.GBP, "Pounds it adds or, below zero, takes away.");
  public static final Field APPROVER = COLUMNS.text("approver", "Who approved it.");
  public static final Field APPROVED_ON = COLUMNS.date("approved_on", "Day it was approved.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private AppliedAdjustments() {}
}
