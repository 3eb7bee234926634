package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code manual_entries}. One value that a practice entered by hand. */
public final class ManualEntries {
  private static final Table.Builder COLUMNS =
      Table.named(
          "manual_entries",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One value that a practice entered by hand.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field INDICATOR_CODE = COLUMNS.key().text("indicator_code", "Indicator.");
  public static final Field FIELD_NAME =
      COLUMNS.key().text("field_name", "Field, in the words of INDICATOR_VALUES.");
  public static final Field ACHIEVEMENT_DATE =
      COLUMNS.key().date("achievement_date", "Date the entry speaks for.");
  public static final Field VALUE =
      COLUMNS.count("value", Unit.COUNT, "Patients; 1 or 0 for a yes/no answer.");
  public static final Field FIELD_KIND =
      COLUMNS.text("field_kind", "Numerator, denominator, register, yes_no or reason.");
  public static final Field BASIS =
      COLUMNS.text(
          "basis", "Why it was entered: manual_indicator, shared_system, no_extract or closure.");
  public static final Field ENTERED_BY = COLUMNS.text("entered_by", "Who entered it.");
  public static final Field ENTERED_ON = COLUMNS.date("entered_on", "Day it was entered.");
  public static final Field VALUE_USE =
      COLUMNS.text(
          "value_use", "Used, interim, or superseded where the extract has the same value.");
  public static final Field FILE_DIGEST =
      COLUMNS.text("file_digest", "Content digest of the file it was read from.");
  public static final Field LINE_NUMBER =
      COLUMNS.count("line_number", Unit.LINE, "Line in that file.");
  public static final Table TABLE = COLUMNS.build();

  private ManualEntries() {}
}
