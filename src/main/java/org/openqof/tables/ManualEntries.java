package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Rows of {@code manual_entries}. One value that a practice entered by hand. */
public final class ManualEntries {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Indicator. */
  public static final Field INDICATOR_CODE;

  /** Field, in the words of INDICATOR_VALUES. */
  public static final Field FIELD_NAME;

  /** Date the entry speaks for. */
  public static final Field ACHIEVEMENT_DATE;

  /** Patients; 1 or 0 for a yes/no answer. */
  public static final Field VALUE;

  /** Numerator, denominator, register, yes_no or reason. */
  public static final Field FIELD_KIND;

  /** Why it was entered: manual_indicator, shared_system, no_extract or closure. */
  public static final Field BASIS;

  /** Who entered it. */
  public static final Field ENTERED_BY;

  /** Day it was entered. */
  public static final Field ENTERED_ON;

  /** Used, interim, or superseded where the extract has the same value. */
  public static final Field VALUE_USE;

  /** Content digest of the file it was read from. */
  public static final Field FILE_DIGEST;

  /** Line in that file. */
  public static final Field LINE_NUMBER;

  static {
    Table.Builder table =
        Table.named(
            "manual_entries",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One value that a practice entered by hand.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    INDICATOR_CODE = table.text("indicator_code", "Indicator.");
    FIELD_NAME = table.text("field_name", "Field, in the words of INDICATOR_VALUES.");
    ACHIEVEMENT_DATE = table.date("achievement_date", "Date the entry speaks for.");
    table.endOfKey();
    VALUE = table.count("value", Unit.COUNT, "Patients; 1 or 0 for a yes/no answer.");
    FIELD_KIND = table.text("field_kind", "Numerator, denominator, register, yes_no or reason.");
    BASIS =
        table.text(
            "basis", "Why it was entered: manual_indicator, shared_system, no_extract or closure.");
    ENTERED_BY = table.text("entered_by", "Who entered it.");
    ENTERED_ON = table.date("entered_on", "Day it was entered.");
    VALUE_USE =
        table.text(
            "value_use", "Used, interim, or superseded where the extract has the same value.");
    FILE_DIGEST = table.text("file_digest", "Content digest of the file it was read from.");
    LINE_NUMBER = table.count("line_number", Unit.LINE, "Line in that file.");
    TABLE = table.build();
  }

  private ManualEntries() {}
}
