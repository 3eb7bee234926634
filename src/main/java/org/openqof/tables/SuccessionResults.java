package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code succession_results}. One successor practice with and without the practices that
 * went into it.
 */
public final class SuccessionResults {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Practices it took patients from, separated by blanks. */
  public static final Field FROM_PRACTICE_CODES;

  /** First day of the last succession. */
  public static final Field SUCCESSION_DATE;

  /** Contractor registered population as if nothing had happened. */
  public static final Field CRP;

  /** The same with the patients taken over. */
  public static final Field CRP_WITH_SUCCESSION;

  /** Points as if nothing had happened. */
  public static final Field EARNED_POINTS;

  /** Points with the closed practices' counts removed. */
  public static final Field EARNED_POINTS_WITH_SUCCESSION;

  /** Sum of its lines as if nothing had happened. */
  public static final Field ACHIEVEMENT_PAYMENT_GBP;

  /** Sum of its lines with the succession. */
  public static final Field ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP;

  /** With succession minus without. */
  public static final Field DIFFERENCE_GBP;

  static {
    Table.Builder table =
        Table.named(
            "succession_results",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One successor practice with and without the practices that went into it.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    FROM_PRACTICE_CODES =
        table.text("from_practice_codes", "Practices it took patients from, separated by blanks.");
    SUCCESSION_DATE = table.date("succession_date", "First day of the last succession.");
    CRP =
        table.count(
            "crp", Unit.PATIENTS, "Contractor registered population as if nothing had happened.");
    CRP_WITH_SUCCESSION =
        table.count("crp_with_succession", Unit.PATIENTS, "The same with the patients taken over.");
    EARNED_POINTS =
        table.decimal("earned_points", 2, Unit.POINTS, "Points as if nothing had happened.");
    EARNED_POINTS_WITH_SUCCESSION =
        table.decimal(
            "earned_points_with_succession",
            2,
            Unit.POINTS,
            "Points with the closed practices' counts removed.");
    ACHIEVEMENT_PAYMENT_GBP =
        table.decimal(
            "achievement_payment_gbp", 2, Unit.GBP, "Sum of its lines as if nothing had happened.");
    ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP =
        table.decimal(
            "achievement_payment_with_succession_gbp",
            2,
            Unit.GBP,
            "Sum of its lines with the succession.");
    DIFFERENCE_GBP = table.decimal("difference_gbp", 2, Unit.GBP, "With succession minus without.");
    TABLE = table.build();
  }

  private SuccessionResults() {}
}
