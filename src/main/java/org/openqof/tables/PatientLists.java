package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Registered patients by list type at the date of the public statistics. One list of registered
 * patients of one practice.
 */
public final class PatientLists {
  private static final Table.Builder COLUMNS =
      Table.named(
          "patient_lists",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One list of registered patients of one practice.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field PATIENT_LIST_TYPE =
      COLUMNS.key().text("patient_list_type", "TOTAL, 06OV, 17OV, …: ages and sex counted.");
  public static final Field LIST_DATE =
      COLUMNS.optionalDate("list_date", "Date the patients were counted.");
  public static final Field LIST_SIZE =
      COLUMNS.count("list_size", Unit.PATIENTS, "Registered patients of that type.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "File the count was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private PatientLists() {}
}
