package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code successions}. One share of a practice's patients that went to another practice by
 * merger or split.
 */
public final class Successions {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice that closed or gave patients. */
  public static final Field FROM_PRACTICE_CODE;

  /** ODS code of the practice that took them. */
  public static final Field TO_PRACTICE_CODE;

  /** First day on which the patients belong to the successor. */
  public static final Field SUCCESSION_DATE;

  /** Share of the patients, above 0 and up to 1; shares of one practice add up to 1. */
  public static final Field SHARE;

  /** Content digest of the file it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "successions",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One share of a practice's patients that went to another practice by merger or split.");
    FROM_PRACTICE_CODE =
        table.text("from_practice_code", "ODS code of the practice that closed or gave patients.");
    TO_PRACTICE_CODE = table.text("to_practice_code", "ODS code of the practice that took them.");
    table.endOfKey();
    SUCCESSION_DATE =
        table.date("succession_date", "First day on which the patients belong to the successor.");
    SHARE =
        table.decimal(
            "share",
            6,
            Unit.FRACTION,
            "Share of the patients, above 0 and up to 1; shares of one practice add up to 1.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private Successions() {}
}
