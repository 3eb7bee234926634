package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Registers of years that have only published prevalence. One register of one practice as published
 * in a prevalence file.
 */
public final class PublishedRegisters {
  private static final Table.Builder COLUMNS =
      Table.named(
          "published_registers",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One register of one practice as published in a prevalence file.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field GROUP_CODE = COLUMNS.key().text("group_code", "Group of the register.");
  public static final Field REGISTER_SIZE =
      COLUMNS.optionalCount(
          "register_size", Unit.PATIENTS, "Patients on the register; empty where published blank.");
  public static final Field PATIENT_LIST_TYPE =
      COLUMNS.text("patient_list_type", "List type published with it.");
  public static final Field LIST_SIZE =
      COLUMNS.count("list_size", Unit.PATIENTS, "Registered patients of that type.");
  public static final Field FILE_DIGEST = COLUMNS.text("file_digest", "File it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private PublishedRegisters() {}
}
