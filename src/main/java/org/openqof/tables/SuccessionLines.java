package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code succession_lines}. One indicator of one successor practice with and without
 * succession.
 */
public final class SuccessionLines {
  private static final Table.Builder COLUMNS =
      Table.named(
          "succession_lines",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One indicator of one successor practice with and without succession.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field INDICATOR_CODE = COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field NUMERATOR =
      COLUMNS.optionalCount("numerator", Unit.PATIENTS, "Numerator as sent.");
  public static final Field NUMERATOR_REMOVED =
      COLUMNS.optionalCount(
          "numerator_removed", Unit.PATIENTS, "Of it, the closed practices' counts.");
  public static final Field DENOMINATOR =
      COLUMNS.optionalCount("denominator", Unit.PATIENTS, "Denominator as sent.");
  public static final Field DENOMINATOR_REMOVED =
      COLUMNS.optionalCount(
          "denominator_removed", Unit.PATIENTS, "Of it, the closed practices' counts.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal(
          "earned_points", 2, Unit.POINTS, "Points as if nothing had happened.");
  public static final Field EARNED_POINTS_WITH_SUCCESSION =
      COLUMNS.optionalDecimal(
          "earned_points_with_succession", 2, Unit.POINTS, "Points with the counts removed.");
  public static final Field ACHIEVEMENT_PAYMENT_GBP =
      COLUMNS.optionalDecimal(
          "achievement_payment_gbp", 2, Unit.GBP, "Payment as if nothing had happened.");
  public static final Field ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP =
      COLUMNS.optionalDecimal(
          "achievement_payment_with_succession_gbp", 2, Unit.GBP, "Payment with the succession.");
  public static final Table TABLE = COLUMNS.build();

  private SuccessionLines() {}
}
