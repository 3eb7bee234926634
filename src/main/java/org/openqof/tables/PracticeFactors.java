package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Contractor population index and adjusted practice disease factors. One practice and prevalence
 * group with the factors of its payments.
 */
public final class PracticeFactors {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_factors",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One practice and prevalence group with the factors of its payments.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field GROUP_CODE =
      COLUMNS.key().text("group_code", "Group of the register, or the register's own code.");
  public static final Field CRP =
      COLUMNS.count("crp", Unit.PATIENTS, "Contractor registered population.");
  public static final Field CRP_DATE = COLUMNS.date("crp_date", "Date of that population.");
  public static final Field CRP_BASIS =
      COLUMNS.text("crp_basis", "What stands for that population.");
  public static final Field AVERAGE_LIST_SIZE =
      COLUMNS.decimal(
          "average_list_size", 4, Unit.PATIENTS, "National average list size that pays.");
  public static final Field CPI =
      COLUMNS.decimal("cpi", 10, Unit.FACTOR, "Contractor population index, shown to 10 decimals.");
  public static final Field REGISTER_SIZE =
      COLUMNS.optionalCount(
          "register_size", Unit.PATIENTS, "Patients on the register; empty where none was given.");
  public static final Field RAW_PREVALENCE =
      COLUMNS.optionalDecimal(
          "raw_prevalence",
          10,
          Unit.FRACTION,
          "Register divided by contractor registered population.");
  public static final Field NATIONAL_PREVALENCE =
      COLUMNS.optionalDecimal(
          "national_prevalence", 12, Unit.FRACTION, "What the practice is compared with.");
  public static final Field APDF =
      COLUMNS.optionalDecimal(
          "apdf", 10, Unit.FACTOR, "Adjusted practice disease factor, shown to 10 decimals.");
  public static final Table TABLE = COLUMNS.build();

  private PracticeFactors() {}
}
