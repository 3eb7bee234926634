package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Practices that a received publication of the year left out. One rule that one practice failed
 * there.
 */
public final class ReceivedOutcomes {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Number of the rule. */
  public static final Field RULE;

  /** The rule in words. */
  public static final Field DESCRIPTION;

  /** File it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "received_outcomes",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One rule by which a received publication of the year left one practice out.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    RULE = table.text("rule", "Number of the rule, as received.");
    table.endOfKey();
    DESCRIPTION = table.text("description", "The rule in words, as received.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private ReceivedOutcomes() {}
}
