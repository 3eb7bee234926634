package org.openqof.tables;

import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Which fields are personalised care adjustments and which exclusions. One reason for which
 * patients are set aside, as the dictionary of the extracts tells it.
 */
public final class AdjustmentReasons {
  private static final Table.Builder COLUMNS =
      Table.named(
          "adjustment_reasons",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One reason for which patients are set aside, as the dictionary of the extracts tells it.");
  public static final Field FIELD_NAME =
      COLUMNS.key().text("field_name", "Short name of the field.");
  public static final Field ADJUSTMENT =
      COLUMNS.flag(
          "adjustment", "True for a personalised care adjustment, false for an exclusion.");
  public static final Table TABLE = COLUMNS.build();

  private AdjustmentReasons() {}
}
