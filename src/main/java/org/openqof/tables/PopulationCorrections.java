package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code population_corrections}. One contractor registered population that a commissioner
 * corrected.
 */
public final class PopulationCorrections {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Date the population speaks for. */
  public static final Field REFERENCE_DATE;

  /** Contractor registered population as corrected. */
  public static final Field CRP;

  /** Contractor registered population as the extract gave it. */
  public static final Field EXTRACT_CRP;

  /** Why it was corrected. */
  public static final Field REASON;

  /** Who approved it. */
  public static final Field APPROVER;

  /** Day it was approved. */
  public static final Field APPROVED_ON;

  /** Content digest of the file it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "population_corrections",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One contractor registered population that a commissioner corrected.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    REFERENCE_DATE = table.date("reference_date", "Date the population speaks for.");
    table.endOfKey();
    CRP = table.count("crp", Unit.PATIENTS, "Contractor registered population as corrected.");
    EXTRACT_CRP =
        table.optionalCount(
            "extract_crp",
            Unit.PATIENTS,
            "Contractor registered population as the extract gave it.");
    REASON = table.text("reason", "Why it was corrected.");
    APPROVER = table.text("approver", "Who approved it.");
    APPROVED_ON = table.date("approved_on", "Day it was approved.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private PopulationCorrections() {}
}
