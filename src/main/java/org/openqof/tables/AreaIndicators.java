package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Achievement by area and indicator. One indicator of one area, from sums over its practices. */
public final class AreaIndicators {
  private static final Table.Builder COLUMNS =
      Table.named(
          "area_indicators",
          Layer.GOLD,
          Tree.STATISTICS,
          "One indicator of one area, from sums over its practices.");
  public static final Field LEVEL =
      COLUMNS.key().text("level", "One of pcn, sub_icb, icb, region or england.");
  public static final Field AREA_CODE = COLUMNS.key().text("area_code", "ODS code of the area.");
  public static final Field INDICATOR_CODE = COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field AREA_NAME = COLUMNS.text("area_name", "Name of the area.");
  public static final Field GROUP_CODE = COLUMNS.text("group_code", "Group of the indicator.");
  public static final Field PRACTICES =
      COLUMNS.count("practices", Unit.PRACTICES, "Practices counted.");
  public static final Field REGISTER_SIZE =
      COLUMNS.optionalTotal(
          "register_size",
          Unit.PATIENTS,
          "Patients on the register that is published with the indicator.");
  public static final Field NEWLY_DIAGNOSED =
      COLUMNS.optionalTotal(
          "newly_diagnosed",
          Unit.PATIENTS,
          "Patients newly diagnosed: what the register counts in a year whose register is one of"
              + " new diagnoses, or what was sent with it.");
  public static final Field NUMERATOR =
      COLUMNS.optionalTotal("numerator", Unit.PATIENTS, "Patients who received the intervention.");
  public static final Field DENOMINATOR =
      COLUMNS.optionalTotal("denominator", Unit.PATIENTS, "Patients eligible, net of adjustments.");
  public static final Field PCA_COUNT =
      COLUMNS.optionalTotal("pca_count", Unit.PATIENTS, "Personalised care adjustments.");
  public static final Field ACHIEVEMENT =
      COLUMNS.optionalDecimal(
          "achievement", 10, Unit.FRACTION, "Numerator divided by denominator.");
  public static final Field PCA_RATE =
      COLUMNS.optionalDecimal(
          "pca_rate", 10, Unit.FRACTION, "Adjustments divided by denominator plus adjustments.");
  public static final Field INTERVENTION_RATE =
      COLUMNS.optionalDecimal(
          "intervention_rate",
          10,
          Unit.FRACTION,
          "Numerator divided by denominator plus adjustments.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal("earned_points", 2, Unit.POINTS, "Points earned.");
  public static final Field AVAILABLE_POINTS =
      COLUMNS.decimal("available_points", 2, Unit.POINTS, "Points available.");
  public static final Field POINTS_RATE =
      COLUMNS.optionalDecimal(
          "points_rate", 10, Unit.FRACTION, "Points earned divided by points available.");
  public static final Table TABLE = COLUMNS.build();

  private AreaIndicators() {}
}
