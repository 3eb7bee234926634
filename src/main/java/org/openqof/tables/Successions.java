package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code successions}. One share of a practice's patients that went to another practice by
 * merger or split.
 */
public final class Successions {
  private static final Table.Builder COLUMNS =
      Table.named(
          "successions",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One share of a practice's patients that went to another practice by merger or split.");
  public static final Field FROM_PRACTICE_CODE =
      COLUMNS
          .key()
          .text("from_practice_code", "ODS code of the practice that closed or gave patients.");
  public static final Field TO_PRACTICE_CODE =
      COLUMNS.key().text("to_practice_code", "ODS code of the practice that took them.");
  public static final Field SUCCESSION_DATE =
      COLUMNS.date("succession_date", "First day on which the patients belong to the successor.");
  public static final Field SHARE =
      COLUMNS.decimal(
          "share",
          6,
          Unit.FRACTION,
          "Share of the patients, above 0 and up to 1; shares of one practice add up to 1.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private Successions() {}
}
