package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code agreed_plans}. One decision whether a practice has the agreed plan on which income
 * protection depends.
 */
public final class AgreedPlans {
  private static final Table.Builder COLUMNS =
      Table.named(
          "agreed_plans",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One decision whether a practice has the agreed plan on which income protection depends.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field PLAN_AGREED =
      COLUMNS.flag("plan_agreed", "Whether the plan was agreed.");
  public static final Field APPROVER = COLUMNS.text("approver", "Who decided.");
  public static final Field DECIDED_ON = COLUMNS.date("decided_on", "Day it was decided.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private AgreedPlans() {}
}
