package org.openqof.tables;

import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Implausible values: reported, and refused where stated. One implausible value of one practice.
 */
public final class Warnings {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Indicator or group concerned; empty for the whole practice. */
  public static final Field SUBJECT;

  /** Code of the plausibility rule. */
  public static final Field WARNING_CODE;

  /** Warning: reported only; indicator: the indicator is not priced and not counted. */
  public static final Field SEVERITY;

  /** What was found and what was expected. */
  public static final Field MESSAGE;

  static {
    Table.Builder table =
        Table.named(
            "warnings",
            Layer.QUARANTINE,
            Tree.NOT_PUBLISHED,
            "One implausible value of one practice.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    SUBJECT = table.text("subject", "Indicator or group concerned; empty for the whole practice.");
    WARNING_CODE = table.text("warning_code", "Code of the plausibility rule.");
    table.endOfKey();
    SEVERITY =
        table.text(
            "severity",
            "Warning: reported only; indicator: the indicator is not priced and not counted.");
    MESSAGE = table.text("message", "What was found and what was expected.");
    TABLE = table.build();
  }

  private Warnings() {}
}
