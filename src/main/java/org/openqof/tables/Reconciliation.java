package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Equations checked on every run, and differences from reported points. One equation that must
 * hold, or one difference from a reported figure.
 */
public final class Reconciliation {
  private static final Table.Builder COLUMNS =
      Table.named(
          "reconciliation",
          Layer.GOLD,
          Tree.NOT_PUBLISHED,
          "One equation that must hold, or one difference from a reported figure.");
  public static final Field CHECK_NAME =
      COLUMNS.key().text("check_name", "Equation or comparison.");
  public static final Field SUBJECT =
      COLUMNS
          .key()
          .text("subject", "Practice, indicator or table concerned; empty for the whole year.");
  public static final Field LEFT_SIDE =
      COLUMNS.optionalDecimal("left_side", 4, Unit.COUNT, "What was computed.");
  public static final Field RIGHT_SIDE =
      COLUMNS.optionalDecimal("right_side", 4, Unit.COUNT, "What it must equal.");
  public static final Field DIFFERENCE =
      COLUMNS.decimal("difference", 4, Unit.COUNT, "Left less right.");
  public static final Field HOLDS = COLUMNS.flag("holds", "Whether the two agree.");
  public static final Field MUST_HOLD =
      COLUMNS.flag("must_hold", "Whether publication stops where they do not.");
  public static final Table TABLE = COLUMNS.build();

  private Reconciliation() {}
}
