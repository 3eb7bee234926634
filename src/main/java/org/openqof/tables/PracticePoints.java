package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Points by practice. One practice with its points. */
public final class PracticePoints {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Name as the year gives it. */
  public static final Field PRACTICE_NAME;

  /** Primary care network; U where the practice has none. */
  public static final Field PCN_CODE;

  /** Sub-ICB location (clinical commissioning group to 2021-22). */
  public static final Field SUB_ICB_CODE;

  /** Integrated care board (STP to 2020-21). */
  public static final Field ICB_CODE;

  /** NHS England region. */
  public static final Field REGION_CODE;

  /** Registered patients, all ages, at the date of the statistics. */
  public static final Field LIST_SIZE;

  /** Points earned. */
  public static final Field EARNED_POINTS;

  /** Points of the whole framework. */
  public static final Field MAXIMUM_POINTS;

  /** Points it could earn: groups with an empty register taken out. */
  public static final Field REVISED_MAXIMUM_POINTS;

  /** Earned divided by maximum. */
  public static final Field POINTS_RATE;

  /** Earned divided by revised maximum. */
  public static final Field ADJUSTED_POINTS_RATE;

  static {
    Table.Builder table =
        Table.named(
            "practice_points", Layer.GOLD, Tree.STATISTICS, "One practice with its points.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    PRACTICE_NAME = table.text("practice_name", "Name as the year gives it.");
    PCN_CODE =
        table.optionalText("pcn_code", "Primary care network; U where the practice has none.");
    SUB_ICB_CODE =
        table.optionalText(
            "sub_icb_code", "Sub-ICB location (clinical commissioning group to 2021-22).");
    ICB_CODE = table.optionalText("icb_code", "Integrated care board (STP to 2020-21).");
    REGION_CODE = table.optionalText("region_code", "NHS England region.");
    LIST_SIZE =
        table.optionalCount(
            "list_size",
            Unit.PATIENTS,
            "Registered patients, all ages, at the date of the statistics.");
    EARNED_POINTS =
        table.optionalDecimal(
            "earned_points",
            2,
            Unit.POINTS,
            "Points earned; empty in a year without indicator values.");
    MAXIMUM_POINTS =
        table.decimal("maximum_points", 2, Unit.POINTS, "Points of the whole framework.");
    REVISED_MAXIMUM_POINTS =
        table.decimal(
            "revised_maximum_points",
            2,
            Unit.POINTS,
            "Points it could earn: groups with an empty register taken out.");
    POINTS_RATE =
        table.optionalDecimal("points_rate", 10, Unit.FRACTION, "Earned divided by maximum.");
    ADJUSTED_POINTS_RATE =
        table.optionalDecimal(
            "adjusted_points_rate", 10, Unit.FRACTION, "Earned divided by revised maximum.");
    TABLE = table.build();
  }

  private PracticePoints() {}
}
