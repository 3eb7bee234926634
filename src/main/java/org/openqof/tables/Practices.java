package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Practices and their reference data. One practice of the year with its reference data. */
public final class Practices {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practices",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One practice of the year with its reference data.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field PRACTICE_NAME =
      COLUMNS.text("practice_name", "Name as the year gives it.");
  public static final Field PARTICIPATES_FROM =
      COLUMNS.optionalDate("participates_from", "First day of participation in the framework.");
  public static final Field PARTICIPATES_TO =
      COLUMNS.optionalDate("participates_to", "Last day of participation in the framework.");
  public static final Field PARTICIPATION_FILE =
      COLUMNS.optionalText("participation_file", "File digest of the practice list.");
  public static final Field PARTICIPATION_LINE =
      COLUMNS.optionalCount("participation_line", Unit.LINE, "Line in that file.");
  public static final Field ORGANISATION_STATUS =
      COLUMNS.optionalText("organisation_status", "A active, C closed, D dormant, P proposed.");
  public static final Field OPEN_DATE = COLUMNS.optionalDate("open_date", "Opening date.");
  public static final Field CLOSE_DATE = COLUMNS.optionalDate("close_date", "Closing date.");
  public static final Field PRESCRIBING_SETTING =
      COLUMNS.optionalText("prescribing_setting", "4 for a GP practice.");
  public static final Field POSTCODE =
      COLUMNS.optionalText("postcode", "Postcode, as the practice reference has it.");
  public static final Field ORGANISATION_FILE =
      COLUMNS.optionalText("organisation_file", "File digest of the practice reference.");
  public static final Field ORGANISATION_LINE =
      COLUMNS.optionalCount("organisation_line", Unit.LINE, "Line in that file.");
  public static final Field PCN_CODE =
      COLUMNS.text("pcn_code", "Primary care network; U where the practice has none.");
  public static final Field PCN_NAME = COLUMNS.text("pcn_name", "Its name.");
  public static final Field SUB_ICB_CODE =
      COLUMNS.text("sub_icb_code", "Sub-ICB location (clinical commissioning group to 2021-22).");
  public static final Field SUB_ICB_ONS_CODE =
      COLUMNS.optionalText("sub_icb_ons_code", "Its ONS code.");
  public static final Field SUB_ICB_NAME = COLUMNS.text("sub_icb_name", "Its name.");
  public static final Field ICB_CODE =
      COLUMNS.text("icb_code", "Integrated care board (STP to 2020-21).");
  public static final Field ICB_ONS_CODE = COLUMNS.optionalText("icb_ons_code", "Its ONS code.");
  public static final Field ICB_NAME = COLUMNS.text("icb_name", "Its name.");
  public static final Field REGION_CODE = COLUMNS.text("region_code", "NHS England region.");
  public static final Field REGION_ONS_CODE =
      COLUMNS.optionalText("region_ons_code", "Its ONS code.");
  public static final Field REGION_NAME = COLUMNS.text("region_name", "Its name.");
  public static final Field CRP =
      COLUMNS.optionalCount("crp", Unit.PATIENTS, "Contractor registered population.");
  public static final Field CRP_DATE = COLUMNS.optionalDate("crp_date", "Date of that population.");
  public static final Field CRP_BASIS =
      COLUMNS.optionalText(
          "crp_basis", "One of payment_extract, registered_patients or published_prevalence.");
  public static final Field CRP_FILE =
      COLUMNS.optionalText("crp_file", "File digest of that population.");
  public static final Field CRP_LINE =
      COLUMNS.optionalCount("crp_line", Unit.LINE, "Line in that file.");
  public static final Field REPORTED_MAXIMUM_POINTS =
      COLUMNS.optionalCount(
          "reported_maximum_points", Unit.POINTS, "Points it could earn, as published.");
  public static final Table TABLE = COLUMNS.build();

  private Practices() {}
}
