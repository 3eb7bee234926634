package org.openqof.tables;

import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Every practice check failed, not only the first. One check that one practice failed. */
public final class PracticeChecks {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Number of the check. */
  public static final Field CHECK_CODE;

  /** What failing means: refused, payment, statistics or warning. */
  public static final Field SEVERITY;

  /** What is checked. */
  public static final Field DESCRIPTION;

  /** What was found. */
  public static final Field FOUND;

  static {
    Table.Builder table =
        Table.named(
            "practice_checks",
            Layer.QUARANTINE,
            Tree.NOT_PUBLISHED,
            "One check that one practice failed.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    CHECK_CODE = table.text("check_code", "Number of the check.");
    table.endOfKey();
    SEVERITY =
        table.text(
            "severity",
            "What failing means: refused (left out of payments, national figures and statistics), payment (of the first two), statistics (of the last), warning (reported only).");
    DESCRIPTION = table.text("description", "What is checked.");
    FOUND = table.text("found", "What was found.");
    TABLE = table.build();
  }

  private PracticeChecks() {}
}
