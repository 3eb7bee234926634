package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code adjustments}. One correction that was decided outside the calculation. */
public final class Adjustments {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Indicator the correction is about, or TOTAL. */
  public static final Field SUBJECT;

  /** Commissioner, dispute, pms_deduction, one_off or threshold_relief. */
  public static final Field KIND;

  /** Why, in the words of the approver. */
  public static final Field REASON;

  /** Points added or, below zero, taken away; empty where pounds are given, and with a relief. */
  public static final Field POINTS;

  /** Pounds added or, below zero, taken away; empty where points are given, and with a relief. */
  public static final Field AMOUNT_GBP;

  /** Who approved it. */
  public static final Field APPROVER;

  /** Day it was approved. */
  public static final Field APPROVED_ON;

  /** Content digest of the file it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "adjustments",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One correction that was decided outside the calculation, or one relief of thresholds.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    SUBJECT = table.text("subject", "Indicator the correction is about, or TOTAL.");
    KIND = table.text("kind", "Commissioner, dispute, pms_deduction, one_off or threshold_relief.");
    REASON = table.text("reason", "Why, in the words of the approver.");
    table.endOfKey();
    POINTS =
        table.optionalDecimal(
            "points",
            2,
            Unit.POINTS,
            "Points added or, below zero, taken away; empty where pounds are given, and with a relief.");
    AMOUNT_GBP =
        table.optionalDecimal(
            "amount_gbp",
            2,
            Unit.GBP,
            "Pounds added or, below zero, taken away; empty where points are given, and with a relief.");
    APPROVER = table.text("approver", "Who approved it.");
    APPROVED_ON = table.date("approved_on", "Day it was approved.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private Adjustments() {}
}
