package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Payments by practice and indicator. One indicator of one practice with its payment and every
 * factor that made it.
 */
public final class PaymentLines {
  private static final Table.Builder COLUMNS =
      Table.named(
          "payment_lines",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One indicator of one practice with its payment and every factor that made it.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field INDICATOR_CODE = COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field GROUP_CODE = COLUMNS.text("group_code", "Group of the indicator.");
  public static final Field KIND =
      COLUMNS.text(
          "kind", "Fraction, step, register, yes_no, standard, holistic or quality_practice.");
  public static final Field NUMERATOR =
      COLUMNS.optionalCount("numerator", Unit.PATIENTS, "Patients who received the intervention.");
  public static final Field DENOMINATOR =
      COLUMNS.optionalCount("denominator", Unit.PATIENTS, "Patients eligible, net of adjustments.");
  public static final Field ACHIEVEMENT =
      COLUMNS.optionalDecimal(
          "achievement",
          10,
          Unit.FRACTION,
          "Underlying achievement; empty for a zero denominator.");
  public static final Field LOWER_THRESHOLD =
      COLUMNS.optionalDecimal(
          "lower_threshold", 4, Unit.FRACTION, "Achievement at which points begin.");
  public static final Field UPPER_THRESHOLD =
      COLUMNS.optionalDecimal(
          "upper_threshold", 4, Unit.FRACTION, "Achievement at which all points are earned.");
  public static final Field AVAILABLE_POINTS =
      COLUMNS.decimal("available_points", 2, Unit.POINTS, "Points available.");
  public static final Field EARNED_POINTS =
      COLUMNS.optionalDecimal(
          "earned_points", 2, Unit.POINTS, "Points earned; empty where they cannot be computed.");
  public static final Field POINT_VALUE_GBP =
      COLUMNS.decimal("point_value_gbp", 2, Unit.GBP, "Price of a point.");
  public static final Field CRP =
      COLUMNS.count("crp", Unit.PATIENTS, "Contractor registered population.");
  public static final Field AVERAGE_LIST_SIZE =
      COLUMNS.decimal(
          "average_list_size", 4, Unit.PATIENTS, "National average list size that pays.");
  public static final Field CPI =
      COLUMNS.decimal("cpi", 10, Unit.FACTOR, "Contractor population index, shown to 10 decimals.");
  public static final Field PREVALENCE_GROUP =
      COLUMNS.optionalText(
          "prevalence_group",
          "Register that adjusts the payment, by the code of its group or, where it belongs to no group, its own; empty where not adjusted.");
  public static final Field REGISTER_SIZE =
      COLUMNS.optionalCount(
          "register_size",
          Unit.PATIENTS,
          "Patients on that register, or on that of a register indicator.");
  public static final Field NATIONAL_PREVALENCE =
      COLUMNS.optionalDecimal(
          "national_prevalence", 12, Unit.FRACTION, "What the practice is compared with.");
  public static final Field APDF =
      COLUMNS.optionalDecimal(
          "apdf",
          10,
          Unit.FACTOR,
          "Adjusted practice disease factor, shown to 10 decimals; empty where not adjusted.");
  public static final Field ACHIEVEMENT_PAYMENT_GBP =
      COLUMNS.optionalDecimal(
          "achievement_payment_gbp", 2, Unit.GBP, "Achievement payment; empty where not priced.");
  public static final Field NOT_PRICED =
      COLUMNS.optionalText("not_priced", "Why the line has no payment.");
  public static final Field THRESHOLD_STATUS =
      COLUMNS.text("threshold_status", "Support of the thresholds used.");
  public static final Field REPORTED_POINTS =
      COLUMNS.optionalDecimal(
          "reported_points",
          2,
          Unit.POINTS,
          "Points as awarded by the payment service, if in the extract.");
  public static final Field PERFORMANCE_POINTS =
      COLUMNS.optionalDecimal(
          "performance_points",
          2,
          Unit.POINTS,
          "Points of the year's own performance; differ from the points earned where the line is"
              + " protected.");
  public static final Field PROTECTION =
      COLUMNS.optionalText(
          "protection",
          "How income protection settled the line: protected, paid_in_full, reallocated,"
              + " no_base_year or no_agreed_plan; empty without protection.");
  public static final Field PROTECTED_FROM_YEAR =
      COLUMNS.optionalText(
          "protected_from_year",
          "Year whose points are paid; empty where the line is not protected.");
  public static final Field BASE_INDICATOR_CODE =
      COLUMNS.optionalText(
          "base_indicator_code",
          "Code of the indicator in that year; several, parted by spaces, where they are"
              + " pooled.");
  public static final Field BASE_POINTS =
      COLUMNS.optionalDecimal(
          "base_points",
          2,
          Unit.POINTS,
          "Points of that year, of all pooled indicators, before scaling to the points available"
              + " now.");
  public static final Field TARGET_POPULATION_FACTOR =
      COLUMNS.optionalDecimal(
          "target_population_factor",
          10,
          Unit.FACTOR,
          "Target population factor of an additional service; empty where none applies.");
  public static final Field PAYING_ROUTE =
      COLUMNS.optionalText(
          "paying_route",
          "Which route pays where an indicator can be paid by improvement: thresholds,"
              + " improvement or no_baseline, which are the thresholds; empty elsewhere.");
  public static final Field BASELINE_ACHIEVEMENT =
      COLUMNS.optionalDecimal(
          "baseline_achievement",
          10,
          Unit.FRACTION,
          "The practice's own baseline, shown to 10 decimals; empty without one.");
  public static final Field THRESHOLD_POINTS =
      COLUMNS.optionalDecimal(
          "threshold_points",
          2,
          Unit.POINTS,
          "Points by the thresholds, where there is a second route.");
  public static final Field IMPROVEMENT_POINTS =
      COLUMNS.optionalDecimal(
          "improvement_points",
          2,
          Unit.POINTS,
          "Points by improvement on the baseline; empty without a baseline.");
  public static final Table TABLE = COLUMNS.build();

  private PaymentLines() {}
}
