package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code points_differences}. One indicator of one practice whose points differ from those
 * the payment service awarded.
 */
public final class PointsDifferences {
  private static final Table.Builder COLUMNS =
      Table.named(
          "points_differences",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One indicator of one practice whose points differ from those the payment service awarded.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field INDICATOR_CODE = COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field EARNED_POINTS =
      COLUMNS.decimal("earned_points", 2, Unit.POINTS, "Points computed.");
  public static final Field REPORTED_POINTS =
      COLUMNS.decimal("reported_points", 2, Unit.POINTS, "Points awarded by the payment service.");
  public static final Field DIFFERENCE_POINTS =
      COLUMNS.decimal("difference_points", 2, Unit.POINTS, "Computed minus awarded.");
  public static final Field LIKELY_CAUSE =
      COLUMNS.text("likely_cause", "What most likely explains it.");
  public static final Field DIFFERENCE_GBP =
      COLUMNS.optionalDecimal(
          "difference_gbp",
          2,
          Unit.GBP,
          "Pounds the difference is worth; empty where the practice is not paid.");
  public static final Table TABLE = COLUMNS.build();

  private PointsDifferences() {}
}
