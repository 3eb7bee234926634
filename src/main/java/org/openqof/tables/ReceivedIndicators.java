package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Indicators of the year as a received map has them, to lay beside the rulebook. One indicator of
 * one map.
 */
public final class ReceivedIndicators {
  /** The descriptor. */
  public static final Table TABLE;

  /** Indicator. */
  public static final Field INDICATOR_CODE;

  /** Points available. */
  public static final Field AVAILABLE_POINTS;

  /** Group of the indicator. */
  public static final Field GROUP_CODE;

  /** List published with it. */
  public static final Field PATIENT_LIST_TYPE;

  /** File it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "received_indicators",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One indicator of a map of indicators that was received.");
    INDICATOR_CODE = table.text("indicator_code", "Indicator.");
    table.endOfKey();
    AVAILABLE_POINTS =
        table.optionalDecimal(
            "available_points", 2, Unit.POINTS, "Points available; empty where left blank.");
    GROUP_CODE = table.text("group_code", "Group of the indicator.");
    PATIENT_LIST_TYPE =
        table.optionalText("patient_list_type", "List published with it; empty where left blank.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private ReceivedIndicators() {}
}
