package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Points by practice. One practice with its points. */
public final class PracticePoints {
  private static final Table.Builder COLUMNS =
      Table.named("practice_points", Layer.GOLD, Tree.STATISTICS, "One practice with its points.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field PRACTICE_NAME =
      COLUMNS.text("practice_name", "Name as the year gives it.");
  public static final Field PCN_CODE =
      COLUMNS.optionalText("pcn_code", "Primary care network; U where the practice has none.");
  public static final Field SUB_ICB_CODE =
      COLUMNS.optionalText(
          "sub_icb_code", "Sub-ICB location (clinical commissioning group to 2021-22).");
  public static final Field ICB_CODE =
      COLUMNS.optionalText("icb_code", "Integrated care board (STP to 2020-21).");
  public static final Field REGION_CODE =
      COLUMNS.optionalText("region_code", "NHS England region.");
  public static final Field LIST_SIZE =
      COLUMNS.optionalCount(
          "list_size",
          Unit.PATIENTS,
          "Registered patients, all ages, at the date of the statistics.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal(
          "earned_points",
          2,
          Unit.POINTS,
          "Points earned; empty in a year without indicator values.");
  public static final Field MAXIMUM_POINTS =
      COLUMNS.decimal("maximum_points", 2, Unit.POINTS, "Points of the whole framework.");
  public static final Field REVISED_MAXIMUM_POINTS =
      COLUMNS.decimal(
          "revised_maximum_points",
          2,
          Unit.POINTS,
          "Points it could earn: groups with an empty register taken out.");
  public static final Field POINTS_RATE =
      COLUMNS.optionalDecimal("points_rate", 10, Unit.FRACTION, "Earned divided by maximum.");
  public static final Field ADJUSTED_POINTS_RATE =
      COLUMNS.optionalDecimal(
          "adjusted_points_rate", 10, Unit.FRACTION, "Earned divided by revised maximum.");
  public static final Table TABLE = COLUMNS.build();

  private PracticePoints() {}
}
