package org.openqof.tables;

import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Every practice check failed, not only the first. One check that one practice failed. */
public final class PracticeChecks {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_checks",
          Layer.QUARANTINE,
          Tree.NOT_PUBLISHED,
          "One check that one practice failed.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field CHECK_CODE = COLUMNS.key().text("check_code", "Number of the check.");
  public static final Field SEVERITY =
      COLUMNS.text(
          "severity",
          "What failing means: refused (left out of payments, national figures and statistics), payment (of the first two), statistics (of the last), warning (reported only).");
  public static final Field DESCRIPTION = COLUMNS.text("description", "What is checked.");
  public static final Field FOUND = COLUMNS.text("found", "What was found.");
  public static final Table TABLE = COLUMNS.build();

  private PracticeChecks() {}
}
