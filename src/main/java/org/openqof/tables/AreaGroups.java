package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Prevalence and achievement by area and group. One group of one area, from sums over its
 * practices.
 */
public final class AreaGroups {
  private static final Table.Builder COLUMNS =
      Table.named(
          "area_groups",
          Layer.GOLD,
          Tree.STATISTICS,
          "One group of one area, from sums over its practices.");
  public static final Field LEVEL =
      COLUMNS.key().text("level", "One of pcn, sub_icb, icb, region or england.");
  public static final Field AREA_CODE = COLUMNS.key().text("area_code", "ODS code of the area.");
  public static final Field GROUP_CODE = COLUMNS.key().text("group_code", "Group.");
  public static final Field AREA_NAME = COLUMNS.text("area_name", "Name of the area.");
  public static final Field PRACTICES =
      COLUMNS.count("practices", Unit.PRACTICES, "Practices counted.");
  public static final Field PATIENT_LIST_TYPE =
      COLUMNS.text("patient_list_type", "List the prevalence is measured against.");
  public static final Field LIST_SIZE =
      COLUMNS.optionalTotal(
          "list_size",
          Unit.PATIENTS,
          "Registered patients of that type; practices with a blank register included.");
  public static final Field REGISTER_SIZE =
      COLUMNS.optionalTotal("register_size", Unit.PATIENTS, "Patients on the register.");
  public static final Field RAW_PREVALENCE =
      COLUMNS.optionalDecimal(
          "raw_prevalence", 10, Unit.FRACTION, "Register divided by list size.");
  public static final Field NEWLY_DIAGNOSED =
      COLUMNS.flag("newly_diagnosed", "The register counts new diagnoses and is not a prevalence.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal("earned_points", 2, Unit.POINTS, "Points earned in the group.");
  public static final Field AVAILABLE_POINTS =
      COLUMNS.decimal("available_points", 2, Unit.POINTS, "Points available in the group.");
  public static final Field POINTS_RATE =
      COLUMNS.optionalDecimal(
          "points_rate", 10, Unit.FRACTION, "Points earned divided by points available.");
  public static final Field PCA_COUNT =
      COLUMNS.optionalTotal(
          "pca_count", Unit.PATIENTS, "Personalised care adjustments of the group.");
  public static final Field DENOMINATORS =
      COLUMNS.optionalTotal("denominators", Unit.PATIENTS, "Sum of denominators of the group.");
  public static final Field PCA_RATE =
      COLUMNS.optionalDecimal(
          "pca_rate", 10, Unit.FRACTION, "Adjustments divided by denominators plus adjustments.");
  public static final Table TABLE = COLUMNS.build();

  private AreaGroups() {}
}
