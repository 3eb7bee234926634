package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Practices that a received publication of the year left out. One rule that one practice failed
 * there.
 */
public final class ReceivedOutcomes {
  private static final Table.Builder COLUMNS =
      Table.named(
          "received_outcomes",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One rule by which a received publication of the year left one practice out.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field RULE = COLUMNS.key().text("rule", "Number of the rule, as received.");
  public static final Field DESCRIPTION =
      COLUMNS.text("description", "The rule in words, as received.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private ReceivedOutcomes() {}
}
