package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Practices and their reference data. One practice of the year with its reference data. */
public final class Practices {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Name as the year gives it. */
  public static final Field PRACTICE_NAME;

  /** First day of participation in the framework. */
  public static final Field PARTICIPATES_FROM;

  /** Last day of participation in the framework. */
  public static final Field PARTICIPATES_TO;

  /** File digest of the practice list. */
  public static final Field PARTICIPATION_FILE;

  /** Line in that file. */
  public static final Field PARTICIPATION_LINE;

  /** A active, C closed, D dormant, P proposed. */
  public static final Field ORGANISATION_STATUS;

  /** Opening date. */
  public static final Field OPEN_DATE;

  /** Closing date. */
  public static final Field CLOSE_DATE;

  /** 4 for a GP practice. */
  public static final Field PRESCRIBING_SETTING;

  /** Postcode, as the practice reference has it. */
  public static final Field POSTCODE;

  /** File digest of the practice reference. */
  public static final Field ORGANISATION_FILE;

  /** Line in that file. */
  public static final Field ORGANISATION_LINE;

  /** Primary care network; U where the practice has none. */
  public static final Field PCN_CODE;

  /** Its name. */
  public static final Field PCN_NAME;

  /** Sub-ICB location (clinical commissioning group to 2021-22). */
  public static final Field SUB_ICB_CODE;

  /** Its ONS code. */
  public static final Field SUB_ICB_ONS_CODE;

  /** Its name. */
  public static final Field SUB_ICB_NAME;

  /** Integrated care board (STP to 2020-21). */
  public static final Field ICB_CODE;

  /** Its ONS code. */
  public static final Field ICB_ONS_CODE;

  /** Its name. */
  public static final Field ICB_NAME;

  /** NHS England region. */
  public static final Field REGION_CODE;

  /** Its ONS code. */
  public static final Field REGION_ONS_CODE;

  /** Its name. */
  public static final Field REGION_NAME;

  /** Contractor registered population. */
  public static final Field CRP;

  /** Date of that population. */
  public static final Field CRP_DATE;

  /** One of payment_extract, registered_patients or published_prevalence. */
  public static final Field CRP_BASIS;

  /** File digest of that population. */
  public static final Field CRP_FILE;

  /** Line in that file. */
  public static final Field CRP_LINE;

  /** Points it could earn, as published. */
  public static final Field REPORTED_MAXIMUM_POINTS;

  static {
    Table.Builder table =
        Table.named(
            "practices",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One practice of the year with its reference data.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    PRACTICE_NAME = table.text("practice_name", "Name as the year gives it.");
    PARTICIPATES_FROM =
        table.optionalDate("participates_from", "First day of participation in the framework.");
    PARTICIPATES_TO =
        table.optionalDate("participates_to", "Last day of participation in the framework.");
    PARTICIPATION_FILE =
        table.optionalText("participation_file", "File digest of the practice list.");
    PARTICIPATION_LINE = table.optionalCount("participation_line", Unit.LINE, "Line in that file.");
    ORGANISATION_STATUS =
        table.optionalText("organisation_status", "A active, C closed, D dormant, P proposed.");
    OPEN_DATE = table.optionalDate("open_date", "Opening date.");
    CLOSE_DATE = table.optionalDate("close_date", "Closing date.");
    PRESCRIBING_SETTING = table.optionalText("prescribing_setting", "4 for a GP practice.");
    POSTCODE = table.optionalText("postcode", "Postcode, as the practice reference has it.");
    ORGANISATION_FILE =
        table.optionalText("organisation_file", "File digest of the practice reference.");
    ORGANISATION_LINE = table.optionalCount("organisation_line", Unit.LINE, "Line in that file.");
    PCN_CODE = table.text("pcn_code", "Primary care network; U where the practice has none.");
    PCN_NAME = table.text("pcn_name", "Its name.");
    SUB_ICB_CODE =
        table.text("sub_icb_code", "Sub-ICB location (clinical commissioning group to 2021-22).");
    SUB_ICB_ONS_CODE = table.optionalText("sub_icb_ons_code", "Its ONS code.");
    SUB_ICB_NAME = table.text("sub_icb_name", "Its name.");
    ICB_CODE = table.text("icb_code", "Integrated care board (STP to 2020-21).");
    ICB_ONS_CODE = table.optionalText("icb_ons_code", "Its ONS code.");
    ICB_NAME = table.text("icb_name", "Its name.");
    REGION_CODE = table.text("region_code", "NHS England region.");
    REGION_ONS_CODE = table.optionalText("region_ons_code", "Its ONS code.");
    REGION_NAME = table.text("region_name", "Its name.");
    CRP = table.optionalCount("crp", Unit.PATIENTS, "Contractor registered population.");
    CRP_DATE = table.optionalDate("crp_date", "Date of that population.");
    CRP_BASIS =
        table.optionalText(
            "crp_basis", "One of payment_extract, registered_patients or published_prevalence.");
    CRP_FILE = table.optionalText("crp_file", "File digest of that population.");
    CRP_LINE = table.optionalCount("crp_line", Unit.LINE, "Line in that file.");
    REPORTED_MAXIMUM_POINTS =
        table.optionalCount(
            "reported_maximum_points", Unit.POINTS, "Points it could earn, as published.");
    TABLE = table.build();
  }

  private Practices() {}
}
