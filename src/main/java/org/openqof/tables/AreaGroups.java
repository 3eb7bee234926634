package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Prevalence and achievement by area and group. One group of one area, from sums over its
 * practices.
 */
public final class AreaGroups {
  /** The descriptor. */
  public static final Table TABLE;

  /** One of pcn, sub_icb, icb, region or england. */
  public static final Field LEVEL;

  /** ODS code of the area. */
  public static final Field AREA_CODE;

  /** Group. */
  public static final Field GROUP_CODE;

  /** Name of the area. */
  public static final Field AREA_NAME;

  /** Practices counted. */
  public static final Field PRACTICES;

  /** List the prevalence is measured against. */
  public static final Field PATIENT_LIST_TYPE;

  /** Registered patients of that type; practices with a blank register included. */
  public static final Field LIST_SIZE;

  /** Patients on the register. */
  public static final Field REGISTER_SIZE;

  /** Register divided by list size. */
  public static final Field RAW_PREVALENCE;

  /** The register counts new diagnoses and is no prevalence. */
  public static final Field NEWLY_DIAGNOSED;

  /** Points earned in the group. */
  public static final Field EARNED_POINTS;

  /** Points available in the group. */
  public static final Field AVAILABLE_POINTS;

  /** Points earned divided by points available. */
  public static final Field POINTS_RATE;

  /** Personalised care adjustments of the group. */
  public static final Field PCA_COUNT;

  /** Sum of denominators of the group. */
  public static final Field DENOMINATORS;

  /** Adjustments divided by denominators plus adjustments. */
  public static final Field PCA_RATE;

  static {
    Table.Builder table =
        Table.named(
            "area_groups",
            Layer.GOLD,
            Tree.STATISTICS,
            "One group of one area, from sums over its practices.");
    LEVEL = table.text("level", "One of pcn, sub_icb, icb, region or england.");
    AREA_CODE = table.text("area_code", "ODS code of the area.");
    GROUP_CODE = table.text("group_code", "Group.");
    table.endOfKey();
    AREA_NAME = table.text("area_name", "Name of the area.");
    PRACTICES = table.count("practices", Unit.PRACTICES, "Practices counted.");
    PATIENT_LIST_TYPE = table.text("patient_list_type", "List the prevalence is measured against.");
    LIST_SIZE =
        table.optionalTotal(
            "list_size",
            Unit.PATIENTS,
            "Registered patients of that type; practices with a blank register included.");
    REGISTER_SIZE =
        table.optionalTotal("register_size", Unit.PATIENTS, "Patients on the register.");
    RAW_PREVALENCE =
        table.optionalDecimal(
            "raw_prevalence", 10, Unit.FRACTION, "Register divided by list size.");
    NEWLY_DIAGNOSED =
        table.flag("newly_diagnosed", "The register counts new diagnoses and is no prevalence.");
    EARNED_POINTS =
        table.optionalDecimal("earned_points", 2, Unit.POINTS, "Points earned in the group.");
    AVAILABLE_POINTS =
        table.decimal("available_points", 2, Unit.POINTS, "Points available in the group.");
    POINTS_RATE =
        table.optionalDecimal(
            "points_rate", 10, Unit.FRACTION, "Points earned divided by points available.");
    PCA_COUNT =
        table.optionalTotal(
            "pca_count", Unit.PATIENTS, "Personalised care adjustments of the group.");
    DENOMINATORS =
        table.optionalTotal("denominators", Unit.PATIENTS, "Sum of denominators of the group.");
    PCA_RATE =
        table.optionalDecimal(
            "pca_rate", 10, Unit.FRACTION, "Adjustments divided by denominators plus adjustments.");
    TABLE = table.build();
  }

  private AreaGroups() {}
}
