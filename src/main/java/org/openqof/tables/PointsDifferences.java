package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code points_differences}. One indicator of one practice whose points differ from those
 * the payment service awarded.
 */
public final class PointsDifferences {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Indicator. */
  public static final Field INDICATOR_CODE;

  /** Points computed. */
  public static final Field EARNED_POINTS;

  /** Points awarded by the payment service. */
  public static final Field REPORTED_POINTS;

  /** Computed minus awarded. */
  public static final Field DIFFERENCE_POINTS;

  /** What most likely explains it. */
  public static final Field LIKELY_CAUSE;

  /** Pounds the difference is worth; empty where the practice is not paid. */
  public static final Field DIFFERENCE_GBP;

  static {
    Table.Builder table =
        Table.named(
            "points_differences",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One indicator of one practice whose points differ from those the payment service awarded.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    INDICATOR_CODE = table.text("indicator_code", "Indicator.");
    table.endOfKey();
    EARNED_POINTS = table.decimal("earned_points", 2, Unit.POINTS, "Points computed.");
    REPORTED_POINTS =
        table.decimal("reported_points", 2, Unit.POINTS, "Points awarded by the payment service.");
    DIFFERENCE_POINTS =
        table.decimal("difference_points", 2, Unit.POINTS, "Computed minus awarded.");
    LIKELY_CAUSE = table.text("likely_cause", "What most likely explains it.");
    DIFFERENCE_GBP =
        table.optionalDecimal(
            "difference_gbp",
            2,
            Unit.GBP,
            "Pounds the difference is worth; empty where the practice is not paid.");
    TABLE = table.build();
  }

  private PointsDifferences() {}
}
