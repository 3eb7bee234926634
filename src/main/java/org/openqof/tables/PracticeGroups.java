package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Prevalence and achievement by practice and group. One group of one practice: prevalence, points
 * and adjustments.
 */
public final class PracticeGroups {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Group. */
  public static final Field GROUP_CODE;

  /** List the prevalence is measured against. */
  public static final Field PATIENT_LIST_TYPE;

  /** Registered patients of that type. */
  public static final Field LIST_SIZE;

  /** Patients on the register; 0 where published blank. */
  public static final Field REGISTER_SIZE;

  /** Register divided by list size; empty for an empty list or newly diagnosed patients. */
  public static final Field RAW_PREVALENCE;

  /** The register counts new diagnoses and is no prevalence. */
  public static final Field NEWLY_DIAGNOSED;

  /** Points earned in the group. */
  public static final Field EARNED_POINTS;

  /** Points available in the group. */
  public static final Field AVAILABLE_POINTS;

  /** Personalised care adjustments of the group. */
  public static final Field PCA_COUNT;

  /** Sum of denominators of the group. */
  public static final Field DENOMINATORS;

  /** Adjustments divided by denominators plus adjustments. */
  public static final Field PCA_RATE;

  static {
    Table.Builder table =
        Table.named(
            "practice_groups",
            Layer.GOLD,
            Tree.STATISTICS,
            "One group of one practice: prevalence, points and adjustments.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    GROUP_CODE = table.text("group_code", "Group.");
    table.endOfKey();
    PATIENT_LIST_TYPE = table.text("patient_list_type", "List the prevalence is measured against.");
    LIST_SIZE =
        table.optionalCount("list_size", Unit.PATIENTS, "Registered patients of that type.");
    REGISTER_SIZE =
        table.optionalCount(
            "register_size", Unit.PATIENTS, "Patients on the register; 0 where published blank.");
    RAW_PREVALENCE =
        table.optionalDecimal(
            "raw_prevalence",
            10,
            Unit.FRACTION,
            "Register divided by list size; empty for an empty list or newly diagnosed patients.");
    NEWLY_DIAGNOSED =
        table.flag("newly_diagnosed", "The register counts new diagnoses and is no prevalence.");
    EARNED_POINTS =
        table.optionalDecimal("earned_points", 2, Unit.POINTS, "Points earned in the group.");
    AVAILABLE_POINTS =
        table.decimal("available_points", 2, Unit.POINTS, "Points available in the group.");
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

  private PracticeGroups() {}
}
