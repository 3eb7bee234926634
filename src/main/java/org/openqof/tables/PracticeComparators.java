package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** What a practice is compared with. One practice with the tenth of list sizes it belongs to. */
public final class PracticeComparators {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_comparators",
          Layer.GOLD,
          Tree.STATISTICS,
          "One practice with the tenth of list sizes it belongs to, whether it is small, and its outliers.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field LIST_SIZE =
      COLUMNS.count("list_size", Unit.PATIENTS, "Registered patients, all ages.");
  public static final Field LIST_SIZE_TENTH =
      COLUMNS.optionalText(
          "list_size_tenth",
          "01 (smallest lists) to 10: its population in table deciles; empty for a small practice.");
  public static final Field SMALL_PRACTICE =
      COLUMNS.flag(
          "small_practice", "Whether it has fewer patients than the limit for small practices.");
  public static final Field LOW_OUTLIERS =
      COLUMNS.count("low_outliers", Unit.COUNT, "Rates below their funnel.");
  public static final Field HIGH_OUTLIERS =
      COLUMNS.count("high_outliers", Unit.COUNT, "Rates above their funnel.");
  public static final Table TABLE = COLUMNS.build();

  private PracticeComparators() {}
}
