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
  /** One scenario with what it costs. */
  public static final Table SCENARIOS;

  /** Name of the scenario. */
  public static final Field SCENARIO;

  /** Name of its sweep; its own name where it belongs to none. */
  public static final Field FAMILY;

  /** Key that is swept. */
  public static final Field SWEPT_KEY;

  /** Its value. */
  public static final Field SWEPT_VALUE;

  /** What it is about, as its file says. */
  public static final Field DESCRIPTION;

  /** What it changes, in words; a centile with the value it came to. */
  public static final Field CHANGES;

  /** Practices paid in the base year. */
  public static final Field PRACTICES;

  /** Total achievement in the base year. */
  public static final Field BASE_GBP;

  /** Total achievement in the scenario. */
  public static final Field SCENARIO_GBP;

  /** What all practices together gain or lose. */
  public static final Field CHANGE_GBP;

  /** The change divided by the base. */
  public static final Field CHANGE_FRACTION;

  /** Practices that gain a penny or more. */
  public static final Field WINNERS;

  /** Practices that lose a penny or more. */
  public static final Field LOSERS;

  /** Practices that neither gain nor lose. */
  public static final Field UNCHANGED;

  /** Practices that the scenario leaves out. */
  public static final Field LEFT_OUT;

  /** What the winners gain. */
  public static final Field GAINED_GBP;

  /** What the losers lose, 0 or below. */
  public static final Field LOST_GBP;

  /** What a reader must know: indicators paid on own performance for want of a base year. */
  public static final Field NOTICES;

  /** Winners and losers of one group of practices in one scenario. */
  public static final Table GROUPS;

  /** Name of the scenario. */
  public static final Field GROUP_SCENARIO;

  /** How practices are grouped: list_size, region, icb, deprivation or a grouping of your own. */
  public static final Field DIMENSION;

  /** The group; NONE for practices that are in none. */
  public static final Field GROUP_CODE;

  /** Its name. */
  public static final Field GROUP_NAME;

  /** Practices in it that are paid in the base year. */
  public static final Field GROUP_PRACTICES;

  /** Total achievement in the base year. */
  public static final Field GROUP_BASE_GBP;

  /** Total achievement in the scenario. */
  public static final Field GROUP_SCENARIO_GBP;

  /** What the group gains or loses. */
  public static final Field GROUP_CHANGE_GBP;

  /** Practices that gain a penny or more. */
  public static final Field GROUP_WINNERS;

  /** Practices that lose a penny or more. */
  public static final Field GROUP_LOSERS;

  /** Practices that neither gain nor lose. */
  public static final Field GROUP_UNCHANGED;

  /** Practices that the scenario leaves out. */
  public static final Field GROUP_LEFT_OUT;

  /** What its winners gain. */
  public static final Field GROUP_GAINED_GBP;

  /** What its losers lose, 0 or below. */
  public static final Field GROUP_LOST_GBP;

  /** How the changes of practices are spread in one scenario: least, deciles, largest. */
  public static final Table TENTHS;

  /** Name of the scenario. */
  public static final Field TENTH_SCENARIO;

  /** 0 for the least change, 1 to 9 for the deciles, 10 for the largest. */
  public static final Field TENTH;

  /** The change, half-up to the penny between two neighbours. */
  public static final Field TENTH_GBP;

  /** How many practices change by how much in one scenario. */
  public static final Table BINS;

  /** Name of the scenario. */
  public static final Field BIN_SCENARIO;

  /** Number of the step, from 1. */
  public static final Field BIN;

  /** Where the step begins; a change of so much belongs to it. */
  public static final Field BIN_FROM_GBP;

  /** Where the step ends; a change of so much belongs to the next. */
  public static final Field BIN_TO_GBP;

  /** Practices that change by so much. */
  public static final Field BIN_PRACTICES;

  /** The practices that gain and lose most in one scenario. */
  public static final Table MOVERS;

  /** Name of the scenario. */
  public static final Field MOVER_SCENARIO;

  /** Gain or loss. */
  public static final Field MOVER_DIRECTION;

  /** 1 for the largest. */
  public static final Field MOVER_RANK;

  /** ODS code of the practice. */
  public static final Field MOVER_PRACTICE;

  /** Its name. */
  public static final Field MOVER_NAME;

  /** Its integrated care board. */
  public static final Field MOVER_ICB;

  /** Contractor registered population. */
  public static final Field MOVER_CRP;

  /** Total achievement in the base year. */
  public static final Field MOVER_BASE_GBP;

  /** Total achievement in the scenario. */
  public static final Field MOVER_SCENARIO_GBP;

  /** What it gains or loses. */
  public static final Field MOVER_CHANGE_GBP;

  /** One practice in one scenario. */
  public static final Table PRACTICE_CHANGES;

  /** Name of the scenario. */
  public static final Field PRACTICE_SCENARIO;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Contractor registered population. */
  public static final Field CRP;

  /** Total achievement in the base year. */
  public static final Field PRACTICE_BASE_GBP;

  /** Total achievement in the scenario; empty where it is left out. */
  public static final Field PRACTICE_SCENARIO_GBP;

  /** What it gains or loses; all it had where it is left out. */
  public static final Field PRACTICE_CHANGE_GBP;

  /** One indicator that a scenario changes, over all practices. */
  public static final Table INDICATORS;

  /** Name of the scenario. */
  public static final Field INDICATOR_SCENARIO;

  /** Indicator. */
  public static final Field INDICATOR;

  /** Lower threshold in the base year. */
  public static final Field BASE_LOWER;

  /** Upper threshold in the base year. */
  public static final Field BASE_UPPER;

  /** Lower threshold in the scenario. */
  public static final Field SCENARIO_LOWER;

  /** Upper threshold in the scenario. */
  public static final Field SCENARIO_UPPER;

  /** Points available in the base year; empty where it is new. */
  public static final Field BASE_AVAILABLE;

  /** Points available in the scenario; empty where it is retired. */
  public static final Field SCENARIO_AVAILABLE;

  /** Points paid in the base year, of all practices. */
  public static final Field BASE_POINTS;

  /** Points paid in the scenario. */
  public static final Field SCENARIO_POINTS;

  /** Practices paid all points available in the base year. */
  public static final Field BASE_IN_FULL;

  /** Practices paid all points available in the scenario. */
  public static final Field SCENARIO_IN_FULL;

  /** Its lines in the base year, before parts of years and corrections. */
  public static final Field BASE_PAYMENT_GBP;

  /** Its lines in the scenario. */
  public static final Field SCENARIO_PAYMENT_GBP;

  /** The difference of the two. */
  public static final Field PAYMENT_CHANGE_GBP;

  /** Practices on own performance in the base year, for want of points of its own base year. */
  public static final Field BASE_WITHOUT_BASE_YEAR;

  /** Practices on own performance in the scenario, for want of points of its own base year. */
  public static final Field SCENARIO_WITHOUT_BASE_YEAR;

  /** Their lines in the base year. */
  public static final Field BASE_WITHOUT_BASE_YEAR_GBP;

  /** Their lines in the scenario. */
  public static final Field SCENARIO_WITHOUT_BASE_YEAR_GBP;

  /**
   * One indicator of one practice in the base year and in one scenario, with what one more patient
   * is worth.
   */
  public static final Table LINES;

  /** ODS code of the practice. */
  public static final Field LINE_PRACTICE;

  /** Indicator. */
  public static final Field LINE_INDICATOR;

  /** Patients who received the intervention. */
  public static final Field NUMERATOR;

  /** Patients eligible, net of adjustments. */
  public static final Field DENOMINATOR;

  /** Underlying achievement; empty for a zero denominator. */
  public static final Field ACHIEVEMENT;

  /** Points paid in the base year; empty where there is no line. */
  public static final Field LINE_BASE_POINTS;

  /** Points paid in the scenario. */
  public static final Field LINE_SCENARIO_POINTS;

  /** Payment of the line in the base year; empty where it is not priced. */
  public static final Field LINE_BASE_GBP;

  /** Payment of the line in the scenario. */
  public static final Field LINE_SCENARIO_GBP;

  /** Scenario less base; a line that is not there counts as nothing. */
  public static final Field LINE_CHANGE_GBP;

  /**
   * What one more patient in the numerator would add to the line in the base year; empty where none
   * is left or it is no share of patients.
   */
  public static final Field BASE_NEXT_PATIENT_GBP;

  /** The same in the scenario. */
  public static final Field SCENARIO_NEXT_PATIENT_GBP;

  /** Patients short of the lower threshold in the base year; 0 where it is reached. */
  public static final Field BASE_TO_LOWER;

  /** Patients short of the upper threshold in the base year. */
  public static final Field BASE_TO_UPPER;

  /** Patients short of the lower threshold in the scenario. */
  public static final Field SCENARIO_TO_LOWER;

  /** Patients short of the upper threshold in the scenario. */
  public static final Field SCENARIO_TO_UPPER;

  static {
    Table.Builder table =
        Table.named(
            "what_if_scenarios",
            Layer.PUBLICATION,
            Tree.PAYMENTS,
            "One scenario with what it costs.");
    SCENARIO = table.text("scenario", "Name of the scenario.");
    table.endOfKey();
    FAMILY = table.text("family", "Name of its sweep; its own name where it belongs to none.");
    SWEPT_KEY = table.optionalText("swept_key", "Key that is swept.");
    SWEPT_VALUE = table.optionalText("swept_value", "Its value.");
    DESCRIPTION = table.text("description", "What it is about, as its file says.");
    CHANGES =
        table.text("changes", "What it changes, in words; a centile with the value it came to.");
    PRACTICES = table.count("practices", Unit.PRACTICES, "Practices paid in the base year.");
    BASE_GBP = table.decimal("base_gbp", 2, Unit.GBP, "Total achievement in the base year.");
    SCENARIO_GBP = table.decimal("scenario_gbp", 2, Unit.GBP, "Total achievement in the scenario.");
    CHANGE_GBP =
        table.decimal("change_gbp", 2, Unit.GBP, "What all practices together gain or lose.");
    CHANGE_FRACTION =
        table.optionalDecimal(
            "change_fraction", 6, Unit.FRACTION, "The change divided by the base.");
    WINNERS = table.count("winners", Unit.PRACTICES, "Practices that gain a penny or more.");
    LOSERS = table.count("losers", Unit.PRACTICES, "Practices that lose a penny or more.");
    UNCHANGED = table.count("unchanged", Unit.PRACTICES, "Practices that neither gain nor lose.");
    LEFT_OUT = table.count("left_out", Unit.PRACTICES, "Practices that the scenario leaves out.");
    GAINED_GBP = table.decimal("gained_gbp", 2, Unit.GBP, "What the winners gain.");
    LOST_GBP = table.decimal("lost_gbp", 2, Unit.GBP, "What the losers lose, 0 or below.");
    NOTICES =
        table.optionalText(
            "notices",
            "What a reader must know: which indicators were to be paid points of a base year and are paid on own performance, for how many practices and pounds.");
    SCENARIOS = table.build();
    table =
        Table.named(
            "what_if_groups",
            Layer.PUBLICATION,
            Tree.PAYMENTS,
            "Winners and losers of one group of practices in one scenario.");
    GROUP_SCENARIO = table.text("scenario", "Name of the scenario.");
    DIMENSION =
        table.text(
            "dimension",
            "How practices are grouped: list_size, region, icb, deprivation or a grouping of your own.");
    GROUP_CODE = table.text("group_code", "The group; NONE for practices that are in none.");
    table.endOfKey();
    GROUP_NAME = table.text("group_name", "Its name.");
    GROUP_PRACTICES =
        table.count("practices", Unit.PRACTICES, "Practices in it that are paid in the base year.");
    GROUP_BASE_GBP = table.decimal("base_gbp", 2, Unit.GBP, "Total achievement in the base year.");
    GROUP_SCENARIO_GBP =
        table.decimal("scenario_gbp", 2, Unit.GBP, "Total achievement in the scenario.");
    GROUP_CHANGE_GBP = table.decimal("change_gbp", 2, Unit.GBP, "What the group gains or loses.");
    GROUP_WINNERS = table.count("winners", Unit.PRACTICES, "Practices that gain a penny or more.");
    GROUP_LOSERS = table.count("losers", Unit.PRACTICES, "Practices that lose a penny or more.");
    GROUP_UNCHANGED =
        table.count("unchanged", Unit.PRACTICES, "Practices that neither gain nor lose.");
    GROUP_LEFT_OUT =
        table.count("left_out", Unit.PRACTICES, "Practices that the scenario leaves out.");
    GROUP_GAINED_GBP = table.decimal("gained_gbp", 2, Unit.GBP, "What its winners gain.");
    GROUP_LOST_GBP = table.decimal("lost_gbp", 2, Unit.GBP, "What its losers lose, 0 or below.");
    GROUPS = table.build();
    table =
        Table.named(
            "what_if_deciles",
            Layer.PUBLICATION,
            Tree.PAYMENTS,
            "How the changes of practices are spread in one scenario: least, deciles, largest.");
    TENTH_SCENARIO = table.text("scenario", "Name of the scenario.");
    TENTH =
        table.count(
            "decile",
            Unit.NONE,
            "0 for the least change, 1 to 9 for the deciles, 10 for the largest.");
    table.endOfKey();
    TENTH_GBP =
        table.decimal(
            "change_gbp", 2, Unit.GBP, "The change, half-up to the penny between two neighbours.");
    TENTHS = table.build();
    table =
        Table.named(
            "what_if_histogram",
            Layer.PUBLICATION,
            Tree.PAYMENTS,
            "How many practices change by how much in one scenario.");
    BIN_SCENARIO = table.text("scenario", "Name of the scenario.");
    BIN = table.count("bin", Unit.NONE, "Number of the step, from 1.");
    table.endOfKey();
    BIN_FROM_GBP =
        table.decimal(
            "from_gbp", 2, Unit.GBP, "Where the step begins; a change of so much belongs to it.");
    BIN_TO_GBP =
        table.decimal(
            "to_gbp", 2, Unit.GBP, "Where the step ends; a change of so much belongs to the next.");
    BIN_PRACTICES = table.count("practices", Unit.PRACTICES, "Practices that change by so much.");
    BINS = table.build();
    table =
        Table.named(
            "what_if_largest_changes",
            Layer.PUBLICATION,
            Tree.PAYMENTS,
            "The practices that gain and lose most in one scenario.");
    MOVER_SCENARIO = table.text("scenario", "Name of the scenario.");
    MOVER_DIRECTION = table.text("direction", "Gain or loss.");
    MOVER_RANK = table.count("rank", Unit.NONE, "1 for the largest.");
    table.endOfKey();
    MOVER_PRACTICE = table.text("practice_code", "ODS code of the practice.");
    MOVER_NAME = table.text("practice_name", "Its name.");
    MOVER_ICB = table.text("icb_code", "Its integrated care board.");
    MOVER_CRP = table.count("crp", Unit.PATIENTS, "Contractor registered population.");
    MOVER_BASE_GBP = table.decimal("base_gbp", 2, Unit.GBP, "Total achievement in the base year.");
    MOVER_SCENARIO_GBP =
        table.decimal("scenario_gbp", 2, Unit.GBP, "Total achievement in the scenario.");
    MOVER_CHANGE_GBP = table.decimal("change_gbp", 2, Unit.GBP, "What it gains or loses.");
    MOVERS = table.build();
    table =
        Table.named(
            "what_if_practices", Layer.PUBLICATION, Tree.PAYMENTS, "One practice in one scenario.");
    PRACTICE_SCENARIO = table.text("scenario", "Name of the scenario.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    CRP = table.count("crp", Unit.PATIENTS, "Contractor registered population.");
    PRACTICE_BASE_GBP =
        table.decimal("base_gbp", 2, Unit.GBP, "Total achievement in the base year.");
    PRACTICE_SCENARIO_GBP =
        table.optionalDecimal(
            "scenario_gbp",
            2,
            Unit.GBP,
            "Total achievement in the scenario; empty where it is left out.");
    PRACTICE_CHANGE_GBP =
        table.decimal(
            "change_gbp", 2, Unit.GBP, "What it gains or loses; all it had where it is left out.");
    PRACTICE_CHANGES = table.build();
    table =
        Table.named(
            "what_if_indicators",
            Layer.PUBLICATION,
            Tree.PAYMENTS,
            "One indicator that a scenario changes, over all practices.");
    INDICATOR_SCENARIO = table.text("scenario", "Name of the scenario.");
    INDICATOR = table.text("indicator_code", "Indicator.");
    table.endOfKey();
    BASE_LOWER =
        table.optionalDecimal(
            "base_lower_threshold", 4, Unit.FRACTION, "Lower threshold in the base year.");
    BASE_UPPER =
        table.optionalDecimal(
            "base_upper_threshold", 4, Unit.FRACTION, "Upper threshold in the base year.");
    SCENARIO_LOWER =
        table.optionalDecimal(
            "scenario_lower_threshold", 4, Unit.FRACTION, "Lower threshold in the scenario.");
    SCENARIO_UPPER =
        table.optionalDecimal(
            "scenario_upper_threshold", 4, Unit.FRACTION, "Upper threshold in the scenario.");
    BASE_AVAILABLE =
        table.optionalDecimal(
            "base_available_points",
            2,
            Unit.POINTS,
            "Points available in the base year; empty where it is new.");
    SCENARIO_AVAILABLE =
        table.optionalDecimal(
            "scenario_available_points",
            2,
            Unit.POINTS,
            "Points available in the scenario; empty where it is retired.");
    BASE_POINTS =
        table.decimal(
            "base_points", 2, Unit.POINTS, "Points paid in the base year, of all practices.");
    SCENARIO_POINTS =
        table.decimal("scenario_points", 2, Unit.POINTS, "Points paid in the scenario.");
    BASE_IN_FULL =
        table.count(
            "base_in_full",
            Unit.PRACTICES,
            "Practices paid all points available in the base year.");
    SCENARIO_IN_FULL =
        table.count(
            "scenario_in_full",
            Unit.PRACTICES,
            "Practices paid all points available in the scenario.");
    BASE_PAYMENT_GBP =
        table.decimal(
            "base_payment_gbp",
            2,
            Unit.GBP,
            "Its lines in the base year, before parts of years and corrections.");
    SCENARIO_PAYMENT_GBP =
        table.decimal("scenario_payment_gbp", 2, Unit.GBP, "Its lines in the scenario.");
    PAYMENT_CHANGE_GBP = table.decimal("change_gbp", 2, Unit.GBP, "The difference of the two.");
    BASE_WITHOUT_BASE_YEAR =
        table.count(
            "base_without_base_year",
            Unit.PRACTICES,
            "Practices that were to be paid points of a year before and are paid on own performance, for want of such points: in the base year.");
    SCENARIO_WITHOUT_BASE_YEAR =
        table.count("scenario_without_base_year", Unit.PRACTICES, "The same in the scenario.");
    BASE_WITHOUT_BASE_YEAR_GBP =
        table.decimal("base_without_base_year_gbp", 2, Unit.GBP, "Their lines in the base year.");
    SCENARIO_WITHOUT_BASE_YEAR_GBP =
        table.decimal(
            "scenario_without_base_year_gbp", 2, Unit.GBP, "Their lines in the scenario.");
    INDICATORS = table.build();
    table =
        Table.named(
            "what_if_lines",
            Layer.PUBLICATION,
            Tree.PAYMENTS,
            "One indicator of one practice in the base year and in one scenario, with what one more patient is worth.");
    LINE_PRACTICE = table.text("practice_code", "ODS code of the practice.");
    LINE_INDICATOR = table.text("indicator_code", "Indicator.");
    table.endOfKey();
    NUMERATOR =
        table.optionalCount("numerator", Unit.PATIENTS, "Patients who received the intervention.");
    DENOMINATOR =
        table.optionalCount("denominator", Unit.PATIENTS, "Patients eligible, net of adjustments.");
    ACHIEVEMENT =
        table.optionalDecimal(
            "achievement",
            10,
            Unit.FRACTION,
            "Underlying achievement; empty for a zero denominator.");
    LINE_BASE_POINTS =
        table.optionalDecimal(
            "base_points",
            2,
            Unit.POINTS,
            "Points paid in the base year; empty where there is no line.");
    LINE_SCENARIO_POINTS =
        table.optionalDecimal("scenario_points", 2, Unit.POINTS, "Points paid in the scenario.");
    LINE_BASE_GBP =
        table.optionalDecimal(
            "base_payment_gbp",
            2,
            Unit.GBP,
            "Payment of the line in the base year; empty where it is not priced.");
    LINE_SCENARIO_GBP =
        table.optionalDecimal(
            "scenario_payment_gbp", 2, Unit.GBP, "Payment of the line in the scenario.");
    LINE_CHANGE_GBP =
        table.decimal(
            "change_gbp",
            2,
            Unit.GBP,
            "Scenario less base; a line that is not there counts as nothing.");
    BASE_NEXT_PATIENT_GBP =
        table.optionalDecimal(
            "base_next_patient_gbp",
            2,
            Unit.GBP,
            "What one more patient in the numerator would add to the line in the base year; empty where none is left or it is no share of patients.");
    SCENARIO_NEXT_PATIENT_GBP =
        table.optionalDecimal(
            "scenario_next_patient_gbp", 2, Unit.GBP, "The same in the scenario.");
    BASE_TO_LOWER =
        table.optionalCount(
            "base_patients_to_lower",
            Unit.PATIENTS,
            "Patients short of the lower threshold in the base year; 0 where it is reached.");
    BASE_TO_UPPER =
        table.optionalCount(
            "base_patients_to_upper",
            Unit.PATIENTS,
            "Patients short of the upper threshold in the base year.");
    SCENARIO_TO_LOWER =
        table.optionalCount(
            "scenario_patients_to_lower",
            Unit.PATIENTS,
            "Patients short of the lower threshold in the scenario.");
    SCENARIO_TO_UPPER =
        table.optionalCount(
            "scenario_patients_to_upper",
            Unit.PATIENTS,
            "Patients short of the upper threshold in the scenario.");
    LINES = table.build();
  }

  private WhatIfFiles() {}

  /** All of them. */
  public static List<Table> all() {
    return List.of(SCENARIOS, GROUPS, TENTHS, BINS, MOVERS, PRACTICE_CHANGES, INDICATORS, LINES);
  }
}
