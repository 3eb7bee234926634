package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Accepted values with the file and line they came from. One accepted value of an extract. */
public final class IndicatorValues {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Date the collection speaks for; 31 March is final. */
  public static final Field ACHIEVEMENT_DATE;

  /** Indicator, as sent. */
  public static final Field INDICATOR_CODE;

  /** Field, as sent. */
  public static final Field FIELD_NAME;

  /** File the value was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  /**
   * What the field is: numerator, denominator, register, yes_no, reason, pcas, achieved_points,
   * newly_diagnosed.
   */
  public static final Field FIELD_KIND;

  /**
   * Patients; hundredths of a point for achieved_points; 1 or 0 for yes_no; empty where sent blank.
   */
  public static final Field VALUE;

  /** Used, superseded, interim or management_information. */
  public static final Field VALUE_USE;

  /** Day of submission. */
  public static final Field SUBMITTED_DATE;

  /** Second of that day. */
  public static final Field SUBMITTED_SECOND;

  /** Marked as the last submission. */
  public static final Field LAST_SUBMISSION;

  static {
    Table.Builder table =
        Table.named(
            "indicator_values",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One accepted value of an extract.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    ACHIEVEMENT_DATE =
        table.date("achievement_date", "Date the collection speaks for; 31 March is final.");
    INDICATOR_CODE = table.text("indicator_code", "Indicator, as sent.");
    FIELD_NAME = table.text("field_name", "Field, as sent.");
    FILE_DIGEST = table.text("file_digest", "File the value was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    table.endOfKey();
    FIELD_KIND =
        table.text(
            "field_kind",
            "What the field is: numerator, denominator, register, yes_no, reason, pcas, achieved_points, newly_diagnosed.");
    VALUE =
        table.optionalCount(
            "value",
            Unit.COUNT,
            "Patients; hundredths of a point for achieved_points; 1 or 0 for yes_no; empty where sent blank.");
    VALUE_USE = table.text("value_use", "Used, superseded, interim or management_information.");
    SUBMITTED_DATE = table.optionalDate("submitted_date", "Day of submission.");
    SUBMITTED_SECOND = table.optionalCount("submitted_second", Unit.COUNT, "Second of that day.");
    LAST_SUBMISSION = table.flag("last_submission", "Marked as the last submission.");
    TABLE = table.build();
  }

  private IndicatorValues() {}
}
