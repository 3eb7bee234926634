package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Payments by practice. One practice with its achievement payment. */
public final class PracticePayments {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Name as the year gives it. */
  public static final Field PRACTICE_NAME;

  /** Primary care network; U where the practice has none. */
  public static final Field PCN_CODE;

  /** Sub-ICB location (clinical commissioning group to 2021-22). */
  public static final Field SUB_ICB_CODE;

  /** Integrated care board (STP to 2020-21). */
  public static final Field ICB_CODE;

  /** NHS England region. */
  public static final Field REGION_CODE;

  /** Contractor registered population. */
  public static final Field CRP;

  /** Date of that population. */
  public static final Field CRP_DATE;

  /** What stands for that population. */
  public static final Field CRP_BASIS;

  /** Contractor population index, shown to 10 decimals. */
  public static final Field CPI;

  /** Points available in the lines that were priced. */
  public static final Field AVAILABLE_POINTS;

  /** Points earned in the lines that were priced. */
  public static final Field EARNED_POINTS;

  /** Indicator lines with a payment. */
  public static final Field LINES_PRICED;

  /** Indicator lines without one. */
  public static final Field LINES_NOT_PRICED;

  /** Lines whose thresholds are not confirmed by a source. */
  public static final Field LINES_UNCONFIRMED;

  /** Sum of its lines. */
  public static final Field ACHIEVEMENT_PAYMENT_GBP;

  /** Date of the practice's final collection: 31 March, or the last day of its contract. */
  public static final Field ACHIEVEMENT_DATE;

  /** Of the points earned, those of base years. */
  public static final Field PROTECTED_POINTS;

  /** Days of the year in which the contract was in force, both ends counted. */
  public static final Field CONTRACT_DAYS;

  /** Days of the year, 365 or 366. */
  public static final Field YEAR_DAYS;

  /** What the part of the year without a contract takes away; 0 for a whole year. */
  public static final Field PART_YEAR_GBP;

  /** Sum of the corrections applied. */
  public static final Field ADJUSTMENTS_GBP;

  /** Achievement payment, part year and adjustments together. */
  public static final Field TOTAL_ACHIEVEMENT_GBP;

  /** Aspiration paid during the year. */
  public static final Field ASPIRATION_PAID_GBP;

  /** Total achievement minus aspiration paid; below zero when overpaid. */
  public static final Field ACHIEVEMENT_DUE_GBP;

  static {
    Table.Builder table =
        Table.named(
            "practice_payments",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One practice with its achievement payment.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    PRACTICE_NAME = table.text("practice_name", "Name as the year gives it.");
    PCN_CODE =
        table.optionalText("pcn_code", "Primary care network; U where the practice has none.");
    SUB_ICB_CODE =
        table.optionalText(
            "sub_icb_code", "Sub-ICB location (clinical commissioning group to 2021-22).");
    ICB_CODE = table.optionalText("icb_code", "Integrated care board (STP to 2020-21).");
    REGION_CODE = table.optionalText("region_code", "NHS England region.");
    CRP = table.count("crp", Unit.PATIENTS, "Contractor registered population.");
    CRP_DATE = table.date("crp_date", "Date of that population.");
    CRP_BASIS = table.text("crp_basis", "What stands for that population.");
    CPI =
        table.decimal("cpi", 10, Unit.FACTOR, "Contractor population index, shown to 10 decimals.");
    AVAILABLE_POINTS =
        table.decimal(
            "available_points", 2, Unit.POINTS, "Points available in the lines that were priced.");
    EARNED_POINTS =
        table.decimal(
            "earned_points", 2, Unit.POINTS, "Points earned in the lines that were priced.");
    LINES_PRICED = table.count("lines_priced", Unit.COUNT, "Indicator lines with a payment.");
    LINES_NOT_PRICED = table.count("lines_not_priced", Unit.COUNT, "Indicator lines without one.");
    LINES_UNCONFIRMED =
        table.count(
            "lines_unconfirmed",
            Unit.COUNT,
            "Lines whose thresholds are not confirmed by a source.");
    ACHIEVEMENT_PAYMENT_GBP =
        table.decimal("achievement_payment_gbp", 2, Unit.GBP, "Sum of its lines.");
    ACHIEVEMENT_DATE =
        table.date(
            "achievement_date",
            "Date of the practice's final collection: 31 March, or the last day of its contract.");
    PROTECTED_POINTS =
        table.decimal(
            "protected_points", 2, Unit.POINTS, "Of the points earned, those of base years.");
    CONTRACT_DAYS =
        table.count(
            "contract_days",
            Unit.COUNT,
            "Days of the year in which the contract was in force, both ends counted.");
    YEAR_DAYS = table.count("year_days", Unit.COUNT, "Days of the year, 365 or 366.");
    PART_YEAR_GBP =
        table.decimal(
            "part_year_gbp",
            2,
            Unit.GBP,
            "What the part of the year without a contract takes away; 0 for a whole year.");
    ADJUSTMENTS_GBP =
        table.decimal("adjustments_gbp", 2, Unit.GBP, "Sum of the corrections applied.");
    TOTAL_ACHIEVEMENT_GBP =
        table.decimal(
            "total_achievement_gbp",
            2,
            Unit.GBP,
            "Achievement payment, part year and adjustments together.");
    ASPIRATION_PAID_GBP =
        table.decimal("aspiration_paid_gbp", 2, Unit.GBP, "Aspiration paid during the year.");
    ACHIEVEMENT_DUE_GBP =
        table.decimal(
            "achievement_due_gbp",
            2,
            Unit.GBP,
            "Total achievement minus aspiration paid; below zero when overpaid.");
    TABLE = table.build();
  }

  private PracticePayments() {}
}
