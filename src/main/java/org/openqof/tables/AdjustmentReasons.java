package org.openqof.tables;

import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Which fields are personalised care adjustments and which exclusions. One reason for which
 * patients are set aside, as the dictionary of the extracts tells it.
 */
public final class AdjustmentReasons {
  /** The descriptor. */
  public static final Table TABLE;

  /** Short name of the field. */
  public static final Field FIELD_NAME;

  /** True for a personalised care adjustment, false for an exclusion. */
  public static final Field ADJUSTMENT;

  static {
    Table.Builder table =
        Table.named(
            "adjustment_reasons",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One reason for which patients are set aside, as the dictionary of the extracts tells it.");
    FIELD_NAME = table.text("field_name", "Short name of the field.");
    table.endOfKey();
    ADJUSTMENT =
        table.flag(
            "adjustment", "True for a personalised care adjustment, false for an exclusion.");
    TABLE = table.build();
  }

  private AdjustmentReasons() {}
}
