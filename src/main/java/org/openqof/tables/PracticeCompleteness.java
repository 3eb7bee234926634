package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Rows of {@code practice_completeness}. One practice with what it had to send and what is missing.
 */
public final class PracticeCompleteness {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_completeness",
          Layer.GOLD,
          Tree.PAYMENTS,
          "One practice with what it had to send and what is missing.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field EXTRACTION = COLUMNS.text("extraction", "Automatic, manual or none.");
  public static final Field AUTOMATIC_EXPECTED =
      COLUMNS.count("automatic_expected", Unit.COUNT, "Indicators that an extract should hold.");
  public static final Field AUTOMATIC_RECEIVED =
      COLUMNS.count("automatic_received", Unit.COUNT, "Of those, the indicators with values.");
  public static final Field MANUAL_EXPECTED =
      COLUMNS.count("manual_expected", Unit.COUNT, "Indicators that are answered by hand.");
  public static final Field MANUAL_RECEIVED =
      COLUMNS.count("manual_received", Unit.COUNT, "Of those, the indicators with an answer.");
  public static final Field MISSING =
      COLUMNS.optionalText(
          "missing", "Codes of what is missing, separated by blanks; empty where nothing is.");
  public static final Field COMPLETE = COLUMNS.flag("complete", "Whether nothing is missing.");
  public static final Field ASPIRATION_STATUS =
      COLUMNS.text(
          "aspiration_status", "Standard or estimated, as the payment service defines it.");
  public static final Table TABLE = COLUMNS.build();

  private PracticeCompleteness() {}
}
