package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Achievement by area and indicator. One indicator of one area, from sums over its practices. */
public final class AreaIndicators {
  /** The descriptor. */
  public static final Table TABLE;

  /** One of pcn, sub_icb, icb, region or england. */
  public static final Field LEVEL;

  /** ODS code of the area. */
  public static final Field AREA_CODE;

  /** Indicator. */
  public static final Field INDICATOR_CODE;

  /** Name of the area. */
  public static final Field AREA_NAME;

  /** Group of the indicator. */
  public static final Field GROUP_CODE;

  /** Practices counted. */
  public static final Field PRACTICES;

  /** Patients on the register that is published with the indicator. */
  public static final Field REGISTER_SIZE;

  /** Patients newly diagnosed, where the register counts them or they were sent beside it. */
  public static final Field NEWLY_DIAGNOSED;

  /** Patients who received the intervention. */
  public static final Field NUMERATOR;

  /** Patients eligible, net of adjustments. */
  public static final Field DENOMINATOR;

  /** Personalised care adjustments. */
  public static final Field PCA_COUNT;

  /** Numerator divided by denominator. */
  public static final Field ACHIEVEMENT;

  /** Adjustments divided by denominator plus adjustments. */
  public static final Field PCA_RATE;

  /** Numerator divided by denominator plus adjustments. */
  public static final Field INTERVENTION_RATE;

  /** Points earned. */
  public static final Field EARNED_POINTS;

  /** Points available. */
  public static final Field AVAILABLE_POINTS;

  /** Points earned divided by points available. */
  public static final Field POINTS_RATE;

  static {
    Table.Builder table =
        Table.named(
            "area_indicators",
            Layer.GOLD,
            Tree.STATISTICS,
            "One indicator of one area, from sums over its practices.");
    LEVEL = table.text("level", "One of pcn, sub_icb, icb, region or england.");
    AREA_CODE = table.text("area_code", "ODS code of the area.");
    INDICATOR_CODE = table.text("indicator_code", "Indicator.");
    table.endOfKey();
    AREA_NAME = table.text("area_name", "Name of the area.");
    GROUP_CODE = table.text("group_code", "Group of the indicator.");
    PRACTICES = table.count("practices", Unit.PRACTICES, "Practices counted.");
    REGISTER_SIZE =
        table.optionalTotal(
            "register_size",
            Unit.PATIENTS,
            "Patients on the register that is published with the indicator.");
    NEWLY_DIAGNOSED =
        table.optionalTotal(
            "newly_diagnosed",
            Unit.PATIENTS,
            "Patients newly diagnosed: what the register counts in a year whose register is one of"
                + " new diagnoses, or what was sent with it.");
    NUMERATOR =
        table.optionalTotal("numerator", Unit.PATIENTS, "Patients who received the intervention.");
    DENOMINATOR =
        table.optionalTotal("denominator", Unit.PATIENTS, "Patients eligible, net of adjustments.");
    PCA_COUNT = table.optionalTotal("pca_count", Unit.PATIENTS, "Personalised care adjustments.");
    ACHIEVEMENT =
        table.optionalDecimal(
            "achievement", 10, Unit.FRACTION, "Numerator divided by denominator.");
    PCA_RATE =
        table.optionalDecimal(
            "pca_rate", 10, Unit.FRACTION, "Adjustments divided by denominator plus adjustments.");
    INTERVENTION_RATE =
        table.optionalDecimal(
            "intervention_rate",
            10,
            Unit.FRACTION,
            "Numerator divided by denominator plus adjustments.");
    EARNED_POINTS = table.optionalDecimal("earned_points", 2, Unit.POINTS, "Points earned.");
    AVAILABLE_POINTS = table.decimal("available_points", 2, Unit.POINTS, "Points available.");
    POINTS_RATE =
        table.optionalDecimal(
            "points_rate", 10, Unit.FRACTION, "Points earned divided by points available.");
    TABLE = table.build();
  }

  private AreaIndicators() {}
}
