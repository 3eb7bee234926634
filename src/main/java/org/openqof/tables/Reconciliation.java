package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Equations checked on every run, and differences from reported points. One equation that must
 * hold, or one difference from a reported figure.
 */
public final class Reconciliation {
  /** The descriptor. */
  public static final Table TABLE;

  /** Equation or comparison. */
  public static final Field CHECK_NAME;

  /** Practice, indicator or table concerned; empty for the whole year. */
  public static final Field SUBJECT;

  /** What was computed. */
  public static final Field LEFT_SIDE;

  /** What it must equal. */
  public static final Field RIGHT_SIDE;

  /** Left less right. */
  public static final Field DIFFERENCE;

  /** Whether the two agree. */
  public static final Field HOLDS;

  /** Whether publication stops where they do not. */
  public static final Field MUST_HOLD;

  static {
    Table.Builder table =
        Table.named(
            "reconciliation",
            Layer.GOLD,
            Tree.NOT_PUBLISHED,
            "One equation that must hold, or one difference from a reported figure.");
    CHECK_NAME = table.text("check_name", "Equation or comparison.");
    SUBJECT =
        table.text("subject", "Practice, indicator or table concerned; empty for the whole year.");
    table.endOfKey();
    LEFT_SIDE = table.optionalDecimal("left_side", 4, Unit.COUNT, "What was computed.");
    RIGHT_SIDE = table.optionalDecimal("right_side", 4, Unit.COUNT, "What it must equal.");
    DIFFERENCE = table.decimal("difference", 4, Unit.COUNT, "Left less right.");
    HOLDS = table.flag("holds", "Whether the two agree.");
    MUST_HOLD = table.flag("must_hold", "Whether publication stops where they do not.");
    TABLE = table.build();
  }

  private Reconciliation() {}
}
