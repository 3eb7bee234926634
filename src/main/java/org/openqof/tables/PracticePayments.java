package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Payments by practice. One practice with its achievement payment. */
public final class PracticePayments {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_payments",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One practice with its achievement payment.");
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
  public static final Field CRP =
      COLUMNS.count("crp", Unit.PATIENTS, "Contractor registered population.");
  public static final Field CRP_DATE = COLUMNS.date("crp_date", "Date of that population.");
  public static final Field CRP_BASIS =
      COLUMNS.text("crp_basis", "What stands for that population.");
  public static final Field CPI =
      COLUMNS.decimal("cpi", 10, Unit.FACTOR, "Contractor population index, shown to 10 decimals.");
  public static final Field AVAILABLE_POINTS =
      COLUMNS.decimal(
          "available_points", 2, Unit.POINTS, "Points available in the lines that were priced.");
  public static final Field EARNED_POINTS =
      COLUMNS.decimal(
          "earned_points", 2, Unit.POINTS, "Points earned in the lines that were priced.");
  public static final Field LINES_PRICED =
      COLUMNS.count("lines_priced", Unit.COUNT, "Indicator lines with a payment.");
  public static final Field LINES_NOT_PRICED =
      COLUMNS.count("lines_not_priced", Unit.COUNT, "Indicator lines without one.");
  public static final Field LINES_UNCONFIRMED =
      COLUMNS.count(
          "lines_unconfirmed", Unit.COUNT, "Lines whose thresholds are not confirmed by a source.");
  public static final Field ACHIEVEMENT_PAYMENT_GBP =
      COLUMNS.decimal("achievement_payment_gbp", 2, Unit.GBP, "Sum of its lines.");
  public static final Field ACHIEVEMENT_DATE =
      COLUMNS.date(
          "achievement_date",
          "Date of the practice's final collection: 31 March, or the last day of its contract.");
  public static final Field PROTECTED_POINTS =
      COLUMNS.decimal(
          "protected_points", 2, Unit.POINTS, "Of the points earned, those of base years.");
  public static final Field CONTRACT_DAYS =
      COLUMNS.count(
          "contract_days",
          Unit.COUNT,
          "Days of the year in which the contract was in force, both ends counted.");
  public static final Field YEAR_DAYS =
      COLUMNS.count("year_days", Unit.COUNT, "Days of the year, 365 or 366.");
  public static final Field PART_YEAR_GBP =
      COLUMNS.decimal(
          "part_year_gbp",
          2,
          Unit.GBP,
          "What the part of the year without a contract takes away; 0 for a whole year.");
  public static final Field ADJUSTMENTS_GBP =
      COLUMNS.decimal("adjustments_gbp", 2, Unit.GBP, "Sum of the corrections applied.");
  public static final Field TOTAL_ACHIEVEMENT_GBP =
      COLUMNS.decimal(
          "total_achievement_gbp",
          2,
          Unit.GBP,
          "Achievement payment, part year and adjustments together.");
  public static final Field ASPIRATION_PAID_GBP =
      COLUMNS.decimal("aspiration_paid_gbp", 2, Unit.GBP, "Aspiration paid during the year.");
  public static final Field ACHIEVEMENT_DUE_GBP =
      COLUMNS.decimal(
          "achievement_due_gbp",
          2,
          Unit.GBP,
          "Total achievement minus aspiration paid; below zero when overpaid.");
  public static final Table TABLE = COLUMNS.build();

  private PracticePayments() {}
}
