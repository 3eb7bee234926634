package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code population_corrections}. One contractor registered population that a commissioner
 * corrected.
 */
public final class PopulationCorrections {
  private static final Table.Builder COLUMNS =
      Table.named(
          "population_corrections",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One contractor registered population that a commissioner corrected.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field REFERENCE_DATE =
      COLUMNS.key().date("reference_date", "Date the population speaks for.");
  public static final Field CRP =
      COLUMNS.count("crp", Unit.PATIENTS, "Contractor registered population as corrected.");
  public static final Field EXTRACT_CRP =
      COLUMNS.optionalCount(
          "extract_crp", Unit.PATIENTS, "Contractor registered population as the extract gave it.");
  public static final Field REASON = COLUMNS.text("reason", "Why it was corrected.");
  public static final Field APPROVER = COLUMNS.text("approver", "Who approved it.");
  public static final Field APPROVED_ON = COLUMNS.date("approved_on", "Day it was approved.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private PopulationCorrections() {}
}
