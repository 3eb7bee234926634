package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Points by area. One area with the points of its practices. */
public final class AreaPoints {
  /** The descriptor. */
  public static final Table TABLE;

  /** One of pcn, sub_icb, icb, region or england. */
  public static final Field LEVEL;

  /** ODS code of the area. */
  public static final Field AREA_CODE;

  /** Name of the area. */
  public static final Field AREA_NAME;

  /** Practices counted. */
  public static final Field PRACTICES;

  /** Registered patients, all ages. */
  public static final Field LIST_SIZE;

  /** Points earned. */
  public static final Field EARNED_POINTS;

  /** Points of the whole framework, all practices. */
  public static final Field MAXIMUM_POINTS;

  /** Points the practices could earn. */
  public static final Field REVISED_MAXIMUM_POINTS;

  /** Earned divided by maximum. */
  public static final Field POINTS_RATE;

  /** Earned divided by revised maximum. */
  public static final Field ADJUSTED_POINTS_RATE;

  static {
    Table.Builder table =
        Table.named(
            "area_points",
            Layer.GOLD,
            Tree.STATISTICS,
            "One area with the points of its practices.");
    LEVEL = table.text("level", "One of pcn, sub_icb, icb, region or england.");
    AREA_CODE = table.text("area_code", "ODS code of the area.");
    table.endOfKey();
    AREA_NAME = table.text("area_name", "Name of the area.");
    PRACTICES = table.count("practices", Unit.PRACTICES, "Practices counted.");
    LIST_SIZE = table.total("list_size", Unit.PATIENTS, "Registered patients, all ages.");
    EARNED_POINTS =
        table.optionalDecimal(
            "earned_points",
            2,
            Unit.POINTS,
            "Points earned; empty in a year without indicator values.");
    MAXIMUM_POINTS =
        table.decimal(
            "maximum_points", 2, Unit.POINTS, "Points of the whole framework, all practices.");
    REVISED_MAXIMUM_POINTS =
        table.decimal("revised_maximum_points", 2, Unit.POINTS, "Points the practices could earn.");
    POINTS_RATE =
        table.optionalDecimal("points_rate", 10, Unit.FRACTION, "Earned divided by maximum.");
    ADJUSTED_POINTS_RATE =
        table.optionalDecimal(
            "adjusted_points_rate", 10, Unit.FRACTION, "Earned divided by revised maximum.");
    TABLE = table.build();
  }

  private AreaPoints() {}
}
