package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Registers of years that have only published prevalence. One register of one practice as published
 * in a prevalence file.
 */
public final class PublishedRegisters {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Group of the register. */
  public static final Field GROUP_CODE;

  /** Patients on the register; empty where published blank. */
  public static final Field REGISTER_SIZE;

  /** List type published with it. */
  public static final Field PATIENT_LIST_TYPE;

  /** Registered patients of that type. */
  public static final Field LIST_SIZE;

  /** File it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "published_registers",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One register of one practice as published in a prevalence file.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    GROUP_CODE = table.text("group_code", "Group of the register.");
    table.endOfKey();
    REGISTER_SIZE =
        table.optionalCount(
            "register_size",
            Unit.PATIENTS,
            "Patients on the register; empty where published blank.");
    PATIENT_LIST_TYPE = table.text("patient_list_type", "List type published with it.");
    LIST_SIZE = table.count("list_size", Unit.PATIENTS, "Registered patients of that type.");
    FILE_DIGEST = table.text("file_digest", "File it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private PublishedRegisters() {}
}
