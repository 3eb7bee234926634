package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code refused_state_changes}. One change of a payment's state that was asked for and not
 * allowed.
 */
public final class RefusedStateChanges {
  private static final Table.Builder COLUMNS =
      Table.named(
          "refused_state_changes",
          Layer.OPS,
          Tree.NOT_PUBLISHED,
          "One change of a payment's state that was asked for and not allowed.");
  public static final Field FILE_DIGEST =
      COLUMNS.key().text("file_digest", "Content digest of the file.");
  public static final Field LINE_NUMBER =
      COLUMNS.key().count("line_number", Unit.LINE, "Line in that file.");
  public static final Field REASONS =
      COLUMNS.key().text("reasons", "Codes of all rules it broke, separated by blanks.");
  public static final Field EXPLANATION =
      COLUMNS.text("explanation", "The same in words: what was found and what was expected.");
  public static final Field REMEDY = COLUMNS.text("remedy", "What to do about it.");
  public static final Field RAW_LINE = COLUMNS.text("raw_line", "The line as received.");
  public static final Table TABLE = COLUMNS.build();

  private RefusedStateChanges() {}
}
