package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Registered patients by list type at the date of the public statistics. One list of registered
 * patients of one practice.
 */
public final class PatientLists {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** TOTAL, 06OV, 17OV, …: ages and sex counted. */
  public static final Field PATIENT_LIST_TYPE;

  /** Date the patients were counted. */
  public static final Field LIST_DATE;

  /** Registered patients of that type. */
  public static final Field LIST_SIZE;

  /** File the count was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "patient_lists",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One list of registered patients of one practice.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    PATIENT_LIST_TYPE =
        table.text("patient_list_type", "TOTAL, 06OV, 17OV, …: ages and sex counted.");
    table.endOfKey();
    LIST_DATE = table.optionalDate("list_date", "Date the patients were counted.");
    LIST_SIZE = table.count("list_size", Unit.PATIENTS, "Registered patients of that type.");
    FILE_DIGEST = table.text("file_digest", "File the count was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private PatientLists() {}
}
