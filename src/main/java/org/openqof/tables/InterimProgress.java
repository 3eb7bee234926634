package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code interim_progress}. One practice at one interim collection: points and pounds to
 * date, never paid.
 */
public final class InterimProgress {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Date the collection speaks for. */
  public static final Field ACHIEVEMENT_DATE;

  /** Days of the year up to that date, it included. */
  public static final Field DAYS_ELAPSED;

  /** Points to date. */
  public static final Field EARNED_POINTS;

  /** Points available in the indicators that could be computed. */
  public static final Field AVAILABLE_POINTS;

  /** Pounds those points would pay. */
  public static final Field TO_DATE_GBP;

  /** Points since the collection before; empty for the first. */
  public static final Field POINTS_SINCE;

  /** Pounds since the collection before; empty for the first. */
  public static final Field SINCE_GBP;

  /** Points forecast for 31 March. */
  public static final Field FORECAST_POINTS;

  /** Pounds forecast for 31 March. */
  public static final Field FORECAST_GBP;

  /** How the forecast was made. */
  public static final Field FORECAST_METHOD;

  static {
    Table.Builder table =
        Table.named(
            "interim_progress",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One practice at one interim collection: points and pounds to date, never paid.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    ACHIEVEMENT_DATE = table.date("achievement_date", "Date the collection speaks for.");
    table.endOfKey();
    DAYS_ELAPSED =
        table.count("days_elapsed", Unit.COUNT, "Days of the year up to that date, it included.");
    EARNED_POINTS = table.decimal("earned_points", 2, Unit.POINTS, "Points to date.");
    AVAILABLE_POINTS =
        table.decimal(
            "available_points",
            2,
            Unit.POINTS,
            "Points available in the indicators that could be computed.");
    TO_DATE_GBP = table.decimal("to_date_gbp", 2, Unit.GBP, "Pounds those points would pay.");
    POINTS_SINCE =
        table.optionalDecimal(
            "points_since",
            2,
            Unit.POINTS,
            "Points since the collection before; empty for the first.");
    SINCE_GBP =
        table.optionalDecimal(
            "since_gbp", 2, Unit.GBP, "Pounds since the collection before; empty for the first.");
    FORECAST_POINTS =
        table.decimal("forecast_points", 2, Unit.POINTS, "Points forecast for 31 March.");
    FORECAST_GBP = table.decimal("forecast_gbp", 2, Unit.GBP, "Pounds forecast for 31 March.");
    FORECAST_METHOD = table.text("forecast_method", "How the forecast was made.");
    TABLE = table.build();
  }

  private InterimProgress() {}
}
