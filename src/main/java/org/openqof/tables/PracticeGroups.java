package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Prevalence and achievement by practice and group. One group of one practice: prevalence, points
 * and adjustments.
 */
public final class PracticeGroups {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_groups",
          Layer.GOLD,
          Tree.STATISTICS,
          "One group of one practice: prevalence, points and adjustments.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field GROUP_CODE = COLUMNS.key().text("group_code", "Group.");
  public static final Field PATIENT_LIST_TYPE =
      COLUMNS.text("patient_list_type", "List the prevalence is measured against.");
  public static final Field LIST_SIZE =
      COLUMNS.optionalCount("list_size", Unit.PATIENTS, "Registered patients of that type.");
  public static final Field REGISTER_SIZE =
      COLUMNS.optionalCount(
          "register_size", Unit.PATIENTS, "Patients on the register; 0 where published blank.");
  public static final Field RAW_PREVALENCE =
      COLUMNS.optionalDecimal(
          "raw_prevalence",
          10,
          Unit.FRACTION,
          "Register divided by list size; empty for an empty list or newly diagnosed patients.");
  public static final Field NEWLY_DIAGNOSED =
      COLUMNS.flag("newly_diagnosed", "The register counts new diagnoses and is not a prevalence.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal("earned_points", 2, Unit.POINTS, "Points earned in the group.");
  public static final Field AVAILABLE_POINTS =
      COLUMNS.decimal("available_points", 2, Unit.POINTS, "Points available in the group.");
  public static final Field PCA_COUNT =
      COLUMNS.optionalTotal(
          "pca_count", Unit.PATIENTS, "Personalised care adjustments of the group.");
  public static final Field DENOMINATORS =
      COLUMNS.optionalTotal("denominators", Unit.PATIENTS, "Sum of denominators of the group.");
  public static final Field PCA_RATE =
      COLUMNS.optionalDecimal(
          "pca_rate", 10, Unit.FRACTION, "Adjustments divided by denominators plus adjustments.");
  public static final Table TABLE = COLUMNS.build();

  private PracticeGroups() {}
}
