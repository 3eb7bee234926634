package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Refused rows with all reasons and the raw line. One row of an extract that was refused, with
 * every reason.
 */
public final class RefusedRows {
  private static final Table.Builder COLUMNS =
      Table.named(
          "refused_rows",
          Layer.QUARANTINE,
          Tree.NOT_PUBLISHED,
          "One row of an extract that was refused, with every reason.");
  public static final Field FILE_DIGEST = COLUMNS.key().text("file_digest", "File of the row.");
  public static final Field LINE_NUMBER =
      COLUMNS.key().count("line_number", Unit.LINE, "Line in that file.");
  public static final Field LAYOUT = COLUMNS.text("layout", "Layout of the file.");
  public static final Field REASONS =
      COLUMNS.text("reasons", "Codes of all rules it broke, separated by blanks.");
  public static final Field EXPLANATION =
      COLUMNS.text("explanation", "The same in words: what was found and what was expected.");
  public static final Field RAW_LINE = COLUMNS.text("raw_line", "The line as received.");
  public static final Table TABLE = COLUMNS.build();

  private RefusedRows() {}
}
