package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Indicators of the year as a received map has them, to lay alongside the rulebook. One indicator
 * of one map.
 */
public final class ReceivedIndicators {
  private static final Table.Builder COLUMNS =
      Table.named(
          "received_indicators",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One indicator of a map of indicators that was received.");
  public static final Field INDICATOR_CODE = COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field AVAILABLE_POINTS =
      COLUMNS.optionalDecimal(
          "available_points", 2, Unit.POINTS, "Points available; empty where left blank.");
  public static final Field GROUP_CODE = COLUMNS.text("group_code", "Group of the indicator.");
  public static final Field PATIENT_LIST_TYPE =
      COLUMNS.optionalText("patient_list_type", "List published with it; empty where left blank.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private ReceivedIndicators() {}
}
