package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code payment_states}. One recorded change of the state of a practice's payment. */
public final class PaymentStates {
  private static final Table.Builder COLUMNS =
      Table.named(
          "payment_states",
          Layer.OPS,
          Tree.NOT_PUBLISHED,
          "One recorded change of the state of a practice's payment.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field SEQUENCE =
      COLUMNS.key().count("sequence", Unit.COUNT, "Number of the change, from 1.");
  public static final Field PAYMENT_STATE =
      COLUMNS.text("payment_state", "Declared, approved, paid, disputed or superseded.");
  public static final Field TOTAL_ACHIEVEMENT_GBP =
      COLUMNS.decimal(
          "total_achievement_gbp", 2, Unit.GBP, "Total achievement of the version it refers to.");
  public static final Field CHANGED_BY = COLUMNS.text("changed_by", "Who changed it.");
  public static final Field CHANGED_AT = COLUMNS.text("changed_at", "When, ISO 8601.");
  public static final Field REASON = COLUMNS.text("reason", "Why it was changed.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private PaymentStates() {}
}
