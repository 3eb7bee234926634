package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code adjustments}. One correction that was decided outside the calculation. */
public final class Adjustments {
  private static final Table.Builder COLUMNS =
      Table.named(
          "adjustments",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One correction that was decided outside the calculation, or one relief of thresholds.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field SUBJECT =
      COLUMNS.key().text("subject", "Indicator the correction is about, or TOTAL.");
  public static final Field KIND =
      COLUMNS
          .key()
          .text("kind", "Commissioner, dispute, pms_deduction, one_off or threshold_relief.");
  public static final Field REASON =
      COLUMNS.key().text("reason", "Why, in the words of the approver.");
  public static final Field POINTS =
      COLUMNS.optionalDecimal(
          "points",
          2,
          Unit.POINTS,
          "Points added or, below zero, taken away; empty where pounds are given, and with a relief.");
  public static final Field AMOUNT_GBP =
      COLUMNS.optionalDecimal(
          "amount_gbp",
          2,
          Unit.GBP,
          "Pounds added or, below zero, taken away; empty where points are given, and with a relief.");
  public static final Field APPROVER = COLUMNS.text("approver", "Who approved it.");
  public static final Field APPROVED_ON = COLUMNS.date("approved_on", "Day it was approved.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private Adjustments() {}
}
