package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code succession_results}. One successor practice with and without the practices that
 * went into it.
 */
public final class SuccessionResults {
  private static final Table.Builder COLUMNS =
      Table.named(
          "succession_results",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One successor practice with and without the practices that went into it.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field FROM_PRACTICE_CODES =
      COLUMNS.text("from_practice_codes", "Practices it took patients from, separated by blanks.");
  public static final Field SUCCESSION_DATE =
      COLUMNS.date("succession_date", "First day of the last succession.");
  public static final Field CRP =
      COLUMNS.count(
          "crp", Unit.PATIENTS, "Contractor registered population as if nothing had happened.");
  public static final Field CRP_WITH_SUCCESSION =
      COLUMNS.count("crp_with_succession", Unit.PATIENTS, "The same with the patients taken over.");
  public static final Field EARNED_POINTS =
      COLUMNS.decimal("earned_points", 2, Unit.POINTS, "Points as if nothing had happened.");
  public static final Field EARNED_POINTS_WITH_SUCCESSION =
      COLUMNS.decimal(
          "earned_points_with_succession",
          2,
          Unit.POINTS,
          "Points with the closed practices' counts removed.");
  public static final Field ACHIEVEMENT_PAYMENT_GBP =
      COLUMNS.decimal(
          "achievement_payment_gbp", 2, Unit.GBP, "Sum of its lines as if nothing had happened.");
  public static final Field ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP =
      COLUMNS.decimal(
          "achievement_payment_with_succession_gbp",
          2,
          Unit.GBP,
          "Sum of its lines with the succession.");
  public static final Field DIFFERENCE_GBP =
      COLUMNS.decimal("difference_gbp", 2, Unit.GBP, "With succession minus without.");
  public static final Table TABLE = COLUMNS.build();

  private SuccessionResults() {}
}
