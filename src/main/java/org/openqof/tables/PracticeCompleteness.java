package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code practice_completeness}. One practice with what it had to send and what is missing.
 */
public final class PracticeCompleteness {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Automatic, manual or none. */
  public static final Field EXTRACTION;

  /** Indicators that an extract should hold. */
  public static final Field AUTOMATIC_EXPECTED;

  /** Of those, the indicators with values. */
  public static final Field AUTOMATIC_RECEIVED;

  /** Indicators that are answered by hand. */
  public static final Field MANUAL_EXPECTED;

  /** Of those, the indicators with an answer. */
  public static final Field MANUAL_RECEIVED;

  /** Codes of what is missing, separated by blanks; empty where nothing is. */
  public static final Field MISSING;

  /** Whether nothing is missing. */
  public static final Field COMPLETE;

  /** Standard or estimated, as the payment service defines it. */
  public static final Field ASPIRATION_STATUS;

  static {
    Table.Builder table =
        Table.named(
            "practice_completeness",
            Layer.GOLD,
            Tree.PAYMENTS,
            "One practice with what it had to send and what is missing.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    EXTRACTION = table.text("extraction", "Automatic, manual or none.");
    AUTOMATIC_EXPECTED =
        table.count("automatic_expected", Unit.COUNT, "Indicators that an extract should hold.");
    AUTOMATIC_RECEIVED =
        table.count("automatic_received", Unit.COUNT, "Of those, the indicators with values.");
    MANUAL_EXPECTED =
        table.count("manual_expected", Unit.COUNT, "Indicators that are answered by hand.");
    MANUAL_RECEIVED =
        table.count("manual_received", Unit.COUNT, "Of those, the indicators with an answer.");
    MISSING =
        table.optionalText(
            "missing", "Codes of what is missing, separated by blanks; empty where nothing is.");
    COMPLETE = table.flag("complete", "Whether nothing is missing.");
    ASPIRATION_STATUS =
        table.text(
            "aspiration_status", "Standard or estimated, as the payment service defines it.");
    TABLE = table.build();
  }

  private PracticeCompleteness() {}
}
