package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code payment_states}. One recorded change of the state of a practice's payment. */
public final class PaymentStates {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Number of the change, from 1. */
  public static final Field SEQUENCE;

  /** Declared, approved, paid, disputed or superseded. */
  public static final Field PAYMENT_STATE;

  /** Total achievement of the version it refers to. */
  public static final Field TOTAL_ACHIEVEMENT_GBP;

  /** Who changed it. */
  public static final Field CHANGED_BY;

  /** When, ISO 8601. */
  public static final Field CHANGED_AT;

  /** Why it was changed. */
  public static final Field REASON;

  /** Content digest of the file it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "payment_states",
            Layer.OPS,
            Tree.NOT_PUBLISHED,
            "One recorded change of the state of a practice's payment.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    SEQUENCE = table.count("sequence", Unit.COUNT, "Number of the change, from 1.");
    table.endOfKey();
    PAYMENT_STATE =
        table.text("payment_state", "Declared, approved, paid, disputed or superseded.");
    TOTAL_ACHIEVEMENT_GBP =
        table.decimal(
            "total_achievement_gbp", 2, Unit.GBP, "Total achievement of the version it refers to.");
    CHANGED_BY = table.text("changed_by", "Who changed it.");
    CHANGED_AT = table.text("changed_at", "When, ISO 8601.");
    REASON = table.text("reason", "Why it was changed.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private PaymentStates() {}
}
