package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code succession_lines}. One indicator of one successor practice with and without
 * succession.
 */
public final class SuccessionLines {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Indicator. */
  public static final Field INDICATOR_CODE;

  /** Numerator as sent. */
  public static final Field NUMERATOR;

  /** Of it, the closed practices' counts. */
  public static final Field NUMERATOR_REMOVED;

  /** Denominator as sent. */
  public static final Field DENOMINATOR;

  /** Of it, the closed practices' counts. */
  public static final Field DENOMINATOR_REMOVED;

  /** Points as if nothing had happened. */
  public static final Field EARNED_POINTS;

  /** Points with the counts removed. */
  public static final Field EARNED_POINTS_WITH_SUCCESSION;

  /** Payment as if nothing had happened. */
  public static final Field ACHIEVEMENT_PAYMENT_GBP;

  /** Payment with the succession. */
  public static final Field ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP;

  static {
    Table.Builder table =
        Table.named(
            "succession_lines",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One indicator of one successor practice with and without succession.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    INDICATOR_CODE = table.text("indicator_code", "Indicator.");
    table.endOfKey();
    NUMERATOR = table.optionalCount("numerator", Unit.PATIENTS, "Numerator as sent.");
    NUMERATOR_REMOVED =
        table.optionalCount(
            "numerator_removed", Unit.PATIENTS, "Of it, the closed practices' counts.");
    DENOMINATOR = table.optionalCount("denominator", Unit.PATIENTS, "Denominator as sent.");
    DENOMINATOR_REMOVED =
        table.optionalCount(
            "denominator_removed", Unit.PATIENTS, "Of it, the closed practices' counts.");
    EARNED_POINTS =
        table.optionalDecimal(
            "earned_points", 2, Unit.POINTS, "Points as if nothing had happened.");
    EARNED_POINTS_WITH_SUCCESSION =
        table.optionalDecimal(
            "earned_points_with_succession", 2, Unit.POINTS, "Points with the counts removed.");
    ACHIEVEMENT_PAYMENT_GBP =
        table.optionalDecimal(
            "achievement_payment_gbp", 2, Unit.GBP, "Payment as if nothing had happened.");
    ACHIEVEMENT_PAYMENT_WITH_SUCCESSION_GBP =
        table.optionalDecimal(
            "achievement_payment_with_succession_gbp", 2, Unit.GBP, "Payment with the succession.");
    TABLE = table.build();
  }

  private SuccessionLines() {}
}
