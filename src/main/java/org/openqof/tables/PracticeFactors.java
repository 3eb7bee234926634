package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Contractor population index and adjusted practice disease factors. One practice and prevalence
 * group with the factors of its payments.
 */
public final class PracticeFactors {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Group of the register. */
  public static final Field GROUP_CODE;

  /** Contractor registered population. */
  public static final Field CRP;

  /** Date of that population. */
  public static final Field CRP_DATE;

  /** What stands for that population. */
  public static final Field CRP_BASIS;

  /** National average list size that pays. */
  public static final Field AVERAGE_LIST_SIZE;

  /** Contractor population index, shown to 10 decimals. */
  public static final Field CPI;

  /** Patients on the register; empty where none was given. */
  public static final Field REGISTER_SIZE;

  /** Register divided by contractor registered population. */
  public static final Field RAW_PREVALENCE;

  /** What the practice is compared with. */
  public static final Field NATIONAL_PREVALENCE;

  /** Adjusted practice disease factor, shown to 10 decimals. */
  public static final Field APDF;

  static {
    Table.Builder table =
        Table.named(
            "practice_factors",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One practice and prevalence group with the factors of its payments.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    GROUP_CODE = table.text("group_code", "Group of the register, or the register's own code.");
    table.endOfKey();
    CRP = table.count("crp", Unit.PATIENTS, "Contractor registered population.");
    CRP_DATE = table.date("crp_date", "Date of that population.");
    CRP_BASIS = table.text("crp_basis", "What stands for that population.");
    AVERAGE_LIST_SIZE =
        table.decimal(
            "average_list_size", 4, Unit.PATIENTS, "National average list size that pays.");
    CPI =
        table.decimal("cpi", 10, Unit.FACTOR, "Contractor population index, shown to 10 decimals.");
    REGISTER_SIZE =
        table.optionalCount(
            "register_size",
            Unit.PATIENTS,
            "Patients on the register; empty where none was given.");
    RAW_PREVALENCE =
        table.optionalDecimal(
            "raw_prevalence",
            10,
            Unit.FRACTION,
            "Register divided by contractor registered population.");
    NATIONAL_PREVALENCE =
        table.optionalDecimal(
            "national_prevalence", 12, Unit.FRACTION, "What the practice is compared with.");
    APDF =
        table.optionalDecimal(
            "apdf", 10, Unit.FACTOR, "Adjusted practice disease factor, shown to 10 decimals.");
    TABLE = table.build();
  }

  private PracticeFactors() {}
}
