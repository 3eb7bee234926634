package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Points by area. One area with the points of its practices. */
public final class AreaPoints {
  private static final Table.Builder COLUMNS =
      Table.named(
          "area_points", Layer.GOLD, Tree.STATISTICS, "One area with the points of its practices.");
  public static final Field LEVEL =
      COLUMNS.key().text("level", "One of pcn, sub_icb, icb, region or england.");
  public static final Field AREA_CODE = COLUMNS.key().text("area_code", "ODS code of the area.");
  public static final Field AREA_NAME = COLUMNS.text("area_name", "Name of the area.");
  public static final Field PRACTICES =
      COLUMNS.count("practices", Unit.PRACTICES, "Practices counted.");
  public static final Field LIST_SIZE =
      COLUMNS.total("list_size", Unit.PATIENTS, "Registered patients, all ages.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal(
          "earned_points",
          2,
          Unit.POINTS,
          "Points earned; empty in a year without indicator values.");
  public static final Field MAXIMUM_POINTS =
      COLUMNS.decimal(
          "maximum_points", 2, Unit.POINTS, "Points of the whole framework, all practices.");
  public static final Field REVISED_MAXIMUM_POINTS =
      COLUMNS.decimal("revised_maximum_points", 2, Unit.POINTS, "Points the practices could earn.");
  public static final Field POINTS_RATE =
      COLUMNS.optionalDecimal("points_rate", 10, Unit.FRACTION, "Earned divided by maximum.");
  public static final Field ADJUSTED_POINTS_RATE =
      COLUMNS.optionalDecimal(
          "adjusted_points_rate", 10, Unit.FRACTION, "Earned divided by revised maximum.");
  public static final Table TABLE = COLUMNS.build();

  private AreaPoints() {}
}
