package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Accepted values with the file and line they came from. One accepted value of an extract. */
public final class IndicatorValues {
  private static final Table.Builder COLUMNS =
      Table.named(
          "indicator_values",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One accepted value of an extract.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field ACHIEVEMENT_DATE =
      COLUMNS.key().date("achievement_date", "Date the collection speaks for; 31 March is final.");
  public static final Field INDICATOR_CODE =
      COLUMNS.key().text("indicator_code", "Indicator, as sent.");
  public static final Field FIELD_NAME = COLUMNS.key().text("field_name", "Field, as sent.");
  public static final Field FILE_DIGEST =
      COLUMNS.key().text("file_digest", "File the value was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.key().count("line_number", Unit.LINE, "Line in that file.");
  public static final Field FIELD_KIND =
      COLUMNS.text(
          "field_kind",
          "What the field is: numerator, denominator, register, yes_no, reason, pcas, achieved_points, newly_diagnosed.");
  public static final Field VALUE =
      COLUMNS.optionalCount(
          "value",
          Unit.COUNT,
          "Patients; hundredths of a point for achieved_points; 1 or 0 for yes_no; empty where sent blank.");
  public static final Field VALUE_USE =
      COLUMNS.text("value_use", "Used, superseded, interim or management_information.");
  public static final Field SUBMITTED_DATE =
      COLUMNS.optionalDate("submitted_date", "Day of submission.");
  public static final Field SUBMITTED_SECOND =
      COLUMNS.optionalCount("submitted_second", Unit.COUNT, "Second of that day.");
  public static final Field LAST_SUBMISSION =
      COLUMNS.flag("last_submission", "Marked as the last submission.");
  public static final Table TABLE = COLUMNS.build();

  private IndicatorValues() {}
}
