package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code interim_progress}. One practice at one interim collection: points and pounds to
 * date, never paid.
 */
public final class InterimProgress {
  private static final Table.Builder COLUMNS =
      Table.named(
          "interim_progress",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One practice at one interim collection: points and pounds to date, never paid.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field ACHIEVEMENT_DATE =
      COLUMNS.key().date("achievement_date", "Date the collection speaks for.");
  public static final Field DAYS_ELAPSED =
      COLUMNS.count("days_elapsed", Unit.COUNT, "Days of the year up to that date, it included.");
  public static final Field EARNED_POINTS =
      COLUMNS.decimal("earned_points", 2, Unit.POINTS, "Points to date.");
  public static final Field AVAILABLE_POINTS =
      COLUMNS.decimal(
          "available_points",
          2,
          Unit.POINTS,
          "Points available in the indicators that could be computed.");
  public static final Field TO_DATE_GBP =
      COLUMNS.decimal("to_date_gbp", 2, Unit.GBP, "Pounds those points would pay.");
  public static final Field POINTS_SINCE =
      COLUMNS.optionalDecimal(
          "points_since",
          2,
          Unit.POINTS,
          "Points since the collection before; empty for the first.");
  public static final Field SINCE_GBP =
      COLUMNS.optionalDecimal(
          "since_gbp", 2, Unit.GBP, "Pounds since the collection before; empty for the first.");
  public static final Field FORECAST_POINTS =
      COLUMNS.decimal("forecast_points", 2, Unit.POINTS, "Points forecast for 31 March.");
  public static final Field FORECAST_GBP =
      COLUMNS.decimal("forecast_gbp", 2, Unit.GBP, "Pounds forecast for 31 March.");
  public static final Field FORECAST_METHOD =
      COLUMNS.text("forecast_method", "How the forecast was made.");
  public static final Table TABLE = COLUMNS.build();

  private InterimProgress() {}
}
