package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code refused_state_changes}. One change of a payment's state that was asked for and not
 * allowed.
 */
public final class RefusedStateChanges {
  /** The descriptor. */
  public static final Table TABLE;

  /** Content digest of the file. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  /** Codes of all rules it broke, separated by blanks. */
  public static final Field REASONS;

  /** The same in words: what was found and what was expected. */
  public static final Field EXPLANATION;

  /** What to do about it. */
  public static final Field REMEDY;

  /** The line as received. */
  public static final Field RAW_LINE;

  static {
    Table.Builder table =
        Table.named(
            "refused_state_changes",
            Layer.OPS,
            Tree.NOT_PUBLISHED,
            "One change of a payment's state that was asked for and not allowed.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    REASONS = table.text("reasons", "Codes of all rules it broke, separated by blanks.");
    table.endOfKey();
    EXPLANATION =
        table.text("explanation", "The same in words: what was found and what was expected.");
    REMEDY = table.text("remedy", "What to do about it.");
    RAW_LINE = table.text("raw_line", "The line as received.");
    TABLE = table.build();
  }

  private RefusedStateChanges() {}
}
