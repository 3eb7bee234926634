package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** What a practice is compared with. One practice with the tenth of list sizes it belongs to. */
public final class PracticeComparators {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Registered patients, all ages. */
  public static final Field LIST_SIZE;

  /** 01 (smallest lists) to 10: its population in table deciles; empty for a small practice. */
  public static final Field LIST_SIZE_TENTH;

  /** Whether it has fewer patients than the limit for small practices. */
  public static final Field SMALL_PRACTICE;

  /** Rates below their funnel. */
  public static final Field LOW_OUTLIERS;

  /** Rates above their funnel. */
  public static final Field HIGH_OUTLIERS;

  static {
    Table.Builder table =
        Table.named(
            "practice_comparators",
            Layer.GOLD,
            Tree.STATISTICS,
            "One practice with the tenth of list sizes it belongs to, whether it is small, and its outliers.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    LIST_SIZE = table.count("list_size", Unit.PATIENTS, "Registered patients, all ages.");
    LIST_SIZE_TENTH =
        table.optionalText(
            "list_size_tenth",
            "01 (smallest lists) to 10: its population in table deciles; empty for a small practice.");
    SMALL_PRACTICE =
        table.flag(
            "small_practice", "Whether it has fewer patients than the limit for small practices.");
    LOW_OUTLIERS = table.count("low_outliers", Unit.COUNT, "Rates below their funnel.");
    HIGH_OUTLIERS = table.count("high_outliers", Unit.COUNT, "Rates above their funnel.");
    TABLE = table.build();
  }

  private PracticeComparators() {}
}
