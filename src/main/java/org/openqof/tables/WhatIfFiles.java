package org.openqof.tables;

import java.util.List;
import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Files of a what-if: what scenarios cost, and who wins and loses. They hold money.
 *
 * <p>One file because it is the descriptors of eight files, a column a line.
 */
public final class WhatIfFiles {
  private static final Table.Builder SCENARIOS_COLUMNS =
      Table.named(
          "what_if_scenarios",
          Layer.PUBLICATION,
          Tree.PAYMENTS,
          "One scenario with what it costs.");
  public static final Field SCENARIO =
      SCENARIOS_COLUMNS.key().text("scenario", "Name of the scenario.");
  public static final Field FAMILY =
      SCENARIOS_COLUMNS.text("family", "Name of its sweep; its own name where it belongs to none.");
  public static final Field SWEPT_KEY =
      SCENARIOS_COLUMNS.optionalText("swept_key", "Key that is swept.");
  public static final Field SWEPT_VALUE =
      SCENARIOS_COLUMNS.optionalText("swept_value", "Its value.");
  public static final Field DESCRIPTION =
      SCENARIOS_COLUMNS.text("description", "What it is about, as its file says.");
  public static final Field CHANGES =
      SCENARIOS_COLUMNS.text(
          "changes", "What it changes, in words; a centile with the value it came to.");
  public static final Field PRACTICES =
      SCENARIOS_COLUMNS.count("practices", Unit.PRACTICES, "Practices paid in the base year.");
  public static final Field BASE_GBP =
      SCENARIOS_COLUMNS.decimal("base_gbp", 2, Unit.GBP, "Total achievement in the base year.");
  public static final Field SCENARIO_GBP =
      SCENARIOS_COLUMNS.decimal("scenario_gbp", 2, Unit.GBP, "Total achievement in the scenario.");
  public static final Field CHANGE_GBP =
      SCENARIOS_COLUMNS.decimal(
          "change_gbp", 2, Unit.GBP, "What all practices together gain or lose.");
  public static final Field CHANGE_FRACTION =
      SCENARIOS_COLUMNS.optionalDecimal(
          "change_fraction", 6, Unit.FRACTION, "The change divided by the base.");
  public static final Field WINNERS =
      SCENARIOS_COLUMNS.count("winners", Unit.PRACTICES, "Practices that gain a penny or more.");
  public static final Field LOSERS =
      SCENARIOS_COLUMNS.count("losers", Unit.PRACTICES, "Practices that lose a penny or more.");
  public static final Field UNCHANGED =
      SCENARIOS_COLUMNS.count("unchanged", Unit.PRACTICES, "Practices that neither gain nor lose.");
  public static final Field LEFT_OUT =
      SCENARIOS_COLUMNS.count(
          "left_out", Unit.PRACTICES, "Practices that the scenario leaves out.");
  public static final Field GAINED_GBP =
      SCENARIOS_COLUMNS.decimal("gained_gbp", 2, Unit.GBP, "What the winners gain.");
  public static final Field LOST_GBP =
      SCENARIOS_COLUMNS.decimal("lost_gbp", 2, Unit.GBP, "What the losers lose, 0 or below.");
  public static final Field NOTICES =
      SCENARIOS_COLUMNS.optionalText(
          "notices",
          "What a reader must know: which indicators were to be paid points of a base year and are paid on own performance, for how many practices and pounds.");

  /** One scenario with what it costs. */
  public static final Table SCENARIOS = SCENARIOS_COLUMNS.build();

  private static final Table.Builder GROUPS_COLUMNS =
      Table.named(
          "what_if_groups",
          Layer.PUBLICATION,
          Tree.PAYMENTS,
          "Winners and losers of one group of practices in one scenario.");
  public static final Field GROUP_SCENARIO =
      GROUPS_COLUMNS.key().text("scenario", "Name of the scenario.");
  public static final Field DIMENSION =
      GROUPS_COLUMNS
          .key()
          .text(
              "dimension",
              "How practices are grouped: list_size, region, icb, deprivation or a grouping of your own.");
  public static final Field GROUP_CODE =
      GROUPS_COLUMNS.key().text("group_code", "The group; NONE for practices that are in none.");
  public static final Field GROUP_NAME = GROUPS_COLUMNS.text("group_name", "Its name.");
  public static final Field GROUP_PRACTICES =
      GROUPS_COLUMNS.count(
          "practices", Unit.PRACTICES, "Practices in it that are paid in the base year.");
  public static final Field GROUP_BASE_GBP =
      GROUPS_COLUMNS.decimal("base_gbp", 2, Unit.GBP, "Total achievement in the base year.");
  public static final Field GROUP_SCENARIO_GBP =
      GROUPS_COLUMNS.decimal("scenario_gbp", 2, Unit.GBP, "Total achievement in the scenario.");
  public static final Field GROUP_CHANGE_GBP =
      GROUPS_COLUMNS.decimal("change_gbp", 2, Unit.GBP, "What the group gains or loses.");
  public static final Field GROUP_WINNERS =
      GROUPS_COLUMNS.count("winners", Unit.PRACTICES, "Practices that gain a penny or more.");
  public static final Field GROUP_LOSERS =
      GROUPS_COLUMNS.count("losers", Unit.PRACTICES, "Practices that lose a penny or more.");
  public static final Field GROUP_UNCHANGED =
      GROUPS_COLUMNS.count("unchanged", Unit.PRACTICES, "Practices that neither gain nor lose.");
  public static final Field GROUP_LEFT_OUT =
      GROUPS_COLUMNS.count("left_out", Unit.PRACTICES, "Practices that the scenario leaves out.");
  public static final Field GROUP_GAINED_GBP =
      GROUPS_COLUMNS.decimal("gained_gbp", 2, Unit.GBP, "What its winners gain.");
  public static final Field GROUP_LOST_GBP =
      GROUPS_COLUMNS.decimal("lost_gbp", 2, Unit.GBP, "What its losers lose, 0 or below.");

  /** Winners and losers of one group of practices in one scenario. */
  public static final Table GROUPS = GROUPS_COLUMNS.build();

  private static final Table.Builder TENTHS_COLUMNS =
      Table.named(
          "what_if_deciles",
          Layer.PUBLICATION,
          Tree.PAYMENTS,
          "How the changes of practices are spread in one scenario: least, deciles, largest.");
  public static final Field TENTH_SCENARIO =
      TENTHS_COLUMNS.key().text("scenario", "Name of the scenario.");
  public static final Field TENTH =
      TENTHS_COLUMNS
          .key()
          .count(
              "decile",
              Unit.NONE,
              "0 for the least change, 1 to 9 for the deciles, 10 for the largest.");
  public static final Field TENTH_GBP =
      TENTHS_COLUMNS.decimal(
          "change_gbp", 2, Unit.GBP, "The change, half-up to the penny between two neighbours.");

  /** How the changes of practices are spread in one scenario: least, deciles, largest. */
  public static final Table TENTHS = TENTHS_COLUMNS.build();

  private static final Table.Builder BINS_COLUMNS =
      Table.named(
          "what_if_histogram",
          Layer.PUBLICATION,
          Tree.PAYMENTS,
          "How many practices change by how much in one scenario.");
  public static final Field BIN_SCENARIO =
      BINS_COLUMNS.key().text("scenario", "Name of the scenario.");
  public static final Field BIN =
      BINS_COLUMNS.key().count("bin", Unit.NONE, "Number of the step, from 1.");
  public static final Field BIN_FROM_GBP =
      BINS_COLUMNS.decimal(
          "from_gbp", 2, Unit.GBP, "Where the step begins; a change of so much belongs to it.");
  public static final Field BIN_TO_GBP =
      BINS_COLUMNS.decimal(
          "to_gbp", 2, Unit.GBP, "Where the step ends; a change of so much belongs to the next.");
  public static final Field BIN_PRACTICES =
      BINS_COLUMNS.count("practices", Unit.PRACTICES, "Practices that change by so much.");

  /** How many practices change by how much in one scenario. */
  public static final Table BINS = BINS_COLUMNS.build();

  private static final Table.Builder MOVERS_COLUMNS =
      Table.named(
          "what_if_largest_changes",
          Layer.PUBLICATION,
          Tree.PAYMENTS,
          "The practices that gain and lose most in one scenario.");
  public static final Field MOVER_SCENARIO =
      MOVERS_COLUMNS.key().text("scenario", "Name of the scenario.");
  public static final Field MOVER_DIRECTION =
      MOVERS_COLUMNS.key().text("direction", "Gain or loss.");
  public static final Field MOVER_RANK =
      MOVERS_COLUMNS.key().count("rank", Unit.NONE, "1 for the largest.");
  public static final Field MOVER_PRACTICE =
      MOVERS_COLUMNS.text("practice_code", "ODS code of the practice.");
  public static final Field MOVER_NAME = MOVERS_COLUMNS.text("practice_name", "Its name.");
  public static final Field MOVER_ICB =
      MOVERS_COLUMNS.text("icb_code", "Its integrated care board.");
  public static final Field MOVER_CRP =
      MOVERS_COLUMNS.count("crp", Unit.PATIENTS, "Contractor registered population.");
  public static final Field MOVER_BASE_GBP =
      MOVERS_COLUMNS.decimal("base_gbp", 2, Unit.GBP, "Total achievement in the base year.");
  public static final Field MOVER_SCENARIO_GBP =
      MOVERS_COLUMNS.decimal("scenario_gbp", 2, Unit.GBP, "Total achievement in the scenario.");
  public static final Field MOVER_CHANGE_GBP =
      MOVERS_COLUMNS.decimal("change_gbp", 2, Unit.GBP, "What it gains or loses.");

  /** The practices that gain and lose most in one scenario. */
  public static final Table MOVERS = MOVERS_COLUMNS.build();

  private static final Table.Builder PRACTICE_CHANGES_COLUMNS =
      Table.named(
          "what_if_practices", Layer.PUBLICATION, Tree.PAYMENTS, "One practice in one scenario.");
  public static final Field PRACTICE_SCENARIO =
      PRACTICE_CHANGES_COLUMNS.key().text("scenario", "Name of the scenario.");
  public static final Field PRACTICE_CODE =
      PRACTICE_CHANGES_COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field CRP =
      PRACTICE_CHANGES_COLUMNS.count("crp", Unit.PATIENTS, "Contractor registered population.");
  public static final Field PRACTICE_BASE_GBP =
      PRACTICE_CHANGES_COLUMNS.decimal(
          "base_gbp", 2, Unit.GBP, "Total achievement in the base year.");
  public static final Field PRACTICE_SCENARIO_GBP =
      PRACTICE_CHANGES_COLUMNS.optionalDecimal(
          "scenario_gbp",
          2,
          Unit.GBP,
          "Total achievement in the scenario; empty where it is left out.");
  public static final Field PRACTICE_CHANGE_GBP =
      PRACTICE_CHANGES_COLUMNS.decimal(
          "change_gbp", 2, Unit.GBP, "What it gains or loses; all it had where it is left out.");

  /** One practice in one scenario. */
  public static final Table PRACTICE_CHANGES = PRACTICE_CHANGES_COLUMNS.build();

  private static final Table.Builder INDICATORS_COLUMNS =
      Table.named(
          "what_if_indicators",
          Layer.PUBLICATION,
          Tree.PAYMENTS,
          "One indicator that a scenario changes, over all practices.");
  public static final Field INDICATOR_SCENARIO =
      INDICATORS_COLUMNS.key().text("scenario", "Name of the scenario.");
  public static final Field INDICATOR =
      INDICATORS_COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field BASE_LOWER =
      INDICATORS_COLUMNS.optionalDecimal(
          "base_lower_threshold", 4, Unit.FRACTION, "Lower threshold in the base year.");
  public static final Field BASE_UPPER =
      INDICATORS_COLUMNS.optionalDecimal(
          "base_upper_threshold", 4, Unit.FRACTION, "Upper threshold in the base year.");
  public static final Field SCENARIO_LOWER =
      INDICATORS_COLUMNS.optionalDecimal(
          "scenario_lower_threshold", 4, Unit.FRACTION, "Lower threshold in the scenario.");
  public static final Field SCENARIO_UPPER =
      INDICATORS_COLUMNS.optionalDecimal(
          "scenario_upper_threshold", 4, Unit.FRACTION, "Upper threshold in the scenario.");
  public static final Field BASE_AVAILABLE =
      INDICATORS_COLUMNS.optionalDecimal(
          "base_available_points",
          2,
          Unit.POINTS,
          "Points available in the base year; empty where it is new.");
  public static final Field SCENARIO_AVAILABLE =
      INDICATORS_COLUMNS.optionalDecimal(
          "scenario_available_points",
          2,
          Unit.POINTS,
          "Points available in the scenario; empty where it is retired.");
  public static final Field BASE_POINTS =
      INDICATORS_COLUMNS.decimal(
          "base_points", 2, Unit.POINTS, "Points paid in the base year, of all practices.");
  public static final Field SCENARIO_POINTS =
      INDICATORS_COLUMNS.decimal("scenario_points", 2, Unit.POINTS, "Points paid in the scenario.");
  public static final Field BASE_IN_FULL =
      INDICATORS_COLUMNS.count(
          "base_in_full", Unit.PRACTICES, "Practices paid all points available in the base year.");
  public static final Field SCENARIO_IN_FULL =
      INDICATORS_COLUMNS.count(
          "scenario_in_full",
          Unit.PRACTICES,
          "Practices paid all points available in the scenario.");
  public static final Field BASE_PAYMENT_GBP =
      INDICATORS_COLUMNS.decimal(
          "base_payment_gbp",
          2,
          Unit.GBP,
          "Its lines in the base year, before parts of years and corrections.");
  public static final Field SCENARIO_PAYMENT_GBP =
      INDICATORS_COLUMNS.decimal("scenario_payment_gbp", 2, Unit.GBP, "Its lines in the scenario.");
  public static final Field PAYMENT_CHANGE_GBP =
      INDICATORS_COLUMNS.decimal("change_gbp", 2, Unit.GBP, "The difference of the two.");
  public static final Field BASE_WITHOUT_BASE_YEAR =
      INDICATORS_COLUMNS.count(
          "base_without_base_year",
          Unit.PRACTICES,
          "Practices that were to be paid points of a year before and are paid on own performance, for want of such points: in the base year.");
  public static final Field SCENARIO_WITHOUT_BASE_YEAR =
      INDICATORS_COLUMNS.count(
          "scenario_without_base_year", Unit.PRACTICES, "The same in the scenario.");
  public static final Field BASE_WITHOUT_BASE_YEAR_GBP =
      INDICATORS_COLUMNS.decimal(
          "base_without_base_year_gbp", 2, Unit.GBP, "Their lines in the base year.");
  public static final Field SCENARIO_WITHOUT_BASE_YEAR_GBP =
      INDICATORS_COLUMNS.decimal(
          "scenario_without_base_year_gbp", 2, Unit.GBP, "Their lines in the scenario.");

  /** One indicator that a scenario changes, over all practices. */
  public static final Table INDICATORS = INDICATORS_COLUMNS.build();

  private static final Table.Builder LINES_COLUMNS =
      Table.named(
          "what_if_lines",
          Layer.PUBLICATION,
          Tree.PAYMENTS,
          "One indicator of one practice in the base year and in one scenario, with what one more patient is worth.");
  public static final Field LINE_PRACTICE =
      LINES_COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field LINE_INDICATOR =
      LINES_COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field NUMERATOR =
      LINES_COLUMNS.optionalCount(
          "numerator", Unit.PATIENTS, "Patients who received the intervention.");
  public static final Field DENOMINATOR =
      LINES_COLUMNS.optionalCount(
          "denominator", Unit.PATIENTS, "Patients eligible, net of adjustments.");
  public static final Field ACHIEVEMENT =
      LINES_COLUMNS.optionalDecimal(
          "achievement",
          10,
          Unit.FRACTION,
          "Underlying achievement; empty for a zero denominator.");
  public static final Field LINE_BASE_POINTS =
      LINES_COLUMNS.optionalDecimal(
          "base_points",
          2,
          Unit.POINTS,
          "Points paid in the base year; empty where there is no line.");
  public static final Field LINE_SCENARIO_POINTS =
      LINES_COLUMNS.optionalDecimal(
          "scenario_points", 2, Unit.POINTS, "Points paid in the scenario.");
  public static final Field LINE_BASE_GBP =
      LINES_COLUMNS.optionalDecimal(
          "base_payment_gbp",
          2,
          Unit.GBP,
          "Payment of the line in the base year; empty where it is not priced.");
  public static final Field LINE_SCENARIO_GBP =
      LINES_COLUMNS.optionalDecimal(
          "scenario_payment_gbp", 2, Unit.GBP, "Payment of the line in the scenario.");
  public static final Field LINE_CHANGE_GBP =
      LINES_COLUMNS.decimal(
          "change_gbp",
          2,
          Unit.GBP,
          "Scenario less base; a line that is not there counts as nothing.");
  public static final Field BASE_NEXT_PATIENT_GBP =
      LINES_COLUMNS.optionalDecimal(
          "base_next_patient_gbp",
          2,
          Unit.GBP,
          "What one more patient in the numerator would add to the line in the base year; empty where none is left or it is not a share of patients.");
  public static final Field SCENARIO_NEXT_PATIENT_GBP =
      LINES_COLUMNS.optionalDecimal(
          "scenario_next_patient_gbp", 2, Unit.GBP, "The same in the scenario.");
  public static final Field BASE_TO_LOWER =
      LINES_COLUMNS.optionalCount(
          "base_patients_to_lower",
          Unit.PATIENTS,
          "Patients short of the lower threshold in the base year; 0 where it is reached.");
  public static final Field BASE_TO_UPPER =
      LINES_COLUMNS.optionalCount(
          "base_patients_to_upper",
          Unit.PATIENTS,
          "Patients short of the upper threshold in the base year.");
  public static final Field SCENARIO_TO_LOWER =
      LINES_COLUMNS.optionalCount(
          "scenario_patients_to_lower",
          Unit.PATIENTS,
          "Patients short of the lower threshold in the scenario.");
  public static final Field SCENARIO_TO_UPPER =
      LINES_COLUMNS.optionalCount(
          "scenario_patients_to_upper",
          Unit.PATIENTS,
          "Patients short of the upper threshold in the scenario.");

  /**
   * One indicator of one practice in the base year and in one scenario, with what one more patient
   * is worth.
   */
  public static final Table LINES = LINES_COLUMNS.build();

  private WhatIfFiles() {}

  /** All of them. */
  public static List<Table> all() {
    return List.of(SCENARIOS, GROUPS, TENTHS, BINS, MOVERS, PRACTICE_CHANGES, INDICATORS, LINES);
  }
}
