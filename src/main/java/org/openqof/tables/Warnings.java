package org.openqof.tables;

import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Implausible values: reported, and refused where stated. One implausible value of one practice.
 */
public final class Warnings {
  private static final Table.Builder COLUMNS =
      Table.named(
          "warnings",
          Layer.QUARANTINE,
          Tree.NOT_PUBLISHED,
          "One implausible value of one practice.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field SUBJECT =
      COLUMNS.key().text("subject", "Indicator or group concerned; empty for the whole practice.");
  public static final Field WARNING_CODE =
      COLUMNS.key().text("warning_code", "Code of the plausibility rule.");
  public static final Field SEVERITY =
      COLUMNS.text(
          "severity",
          "Warning: reported only; indicator: the indicator is not priced and not counted.");
  public static final Field MESSAGE =
      COLUMNS.text("message", "What was found and what was expected.");
  public static final Table TABLE = COLUMNS.build();

  private Warnings() {}
}
