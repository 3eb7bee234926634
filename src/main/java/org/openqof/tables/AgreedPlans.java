package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code agreed_plans}. One decision whether a practice has the agreed plan on which income
 * protection depends.
 */
public final class AgreedPlans {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Whether the plan was agreed. */
  public static final Field PLAN_AGREED;

  /** Who decided. */
  public static final Field APPROVER;

  /** Day it was decided. */
  public static final Field DECIDED_ON;

  /** Content digest of the file it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "agreed_plans",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One decision whether a practice has the agreed plan on which income protection depends.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    PLAN_AGREED = table.flag("plan_agreed", "Whether the plan was agreed.");
    APPROVER = table.text("approver", "Who decided.");
    DECIDED_ON = table.date("decided_on", "Day it was decided.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private AgreedPlans() {}
}
