package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Refused rows with all reasons and the raw line. One row of an extract that was refused, with
 * every reason.
 */
public final class RefusedRows {
  /** The descriptor. */
  public static final Table TABLE;

  /** File of the row. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  /** Layout of the file. */
  public static final Field LAYOUT;

  /** Codes of all rules it broke, separated by blanks. */
  public static final Field REASONS;

  /** The same in words: what was found and what was expected. */
  public static final Field EXPLANATION;

  /** The line as received. */
  public static final Field RAW_LINE;

  static {
    Table.Builder table =
        Table.named(
            "refused_rows",
            Layer.QUARANTINE,
            Tree.NOT_PUBLISHED,
            "One row of an extract that was refused, with every reason.");
    FILE_DIGEST = table.text("file_digest", "File of the row.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    table.endOfKey();
    LAYOUT = table.text("layout", "Layout of the file.");
    REASONS = table.text("reasons", "Codes of all rules it broke, separated by blanks.");
    EXPLANATION =
        table.text("explanation", "The same in words: what was found and what was expected.");
    RAW_LINE = table.text("raw_line", "The line as received.");
    TABLE = table.build();
  }

  private RefusedRows() {}
}
