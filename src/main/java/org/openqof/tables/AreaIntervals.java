package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Confidence limits by area. One rate of one area with its limits and the method that gave them.
 */
public final class AreaIntervals {
  /** The descriptor. */
  public static final Table TABLE;

  /** One of sub_icb, icb, region or england; in a publication group as well. */
  public static final Field LEVEL;

  /** ODS code of the area; the name of a group. */
  public static final Field AREA_CODE;

  /** One of achievement, intervention_rate, pca_rate, raw_prevalence or newly_diagnosed. */
  public static final Field MEASURE;

  /** Indicator; for raw_prevalence and newly_diagnosed the group. */
  public static final Field SUBJECT_CODE;

  /** Patients counted above the line. */
  public static final Field EVENTS;

  /** Patients counted below the line. */
  public static final Field BASE;

  /** Events divided by base. */
  public static final Field RATE;

  /** Lower confidence limit; empty where the method gives none. */
  public static final Field LOWER_LIMIT;

  /** Upper confidence limit; empty where the method gives none. */
  public static final Field UPPER_LIMIT;

  /** Confidence of the limits. */
  public static final Field CONFIDENCE;

  /**
   * wilson for proportions, exact or byar for newly diagnosed, none where events exceed the base.
   */
  public static final Field METHOD;

  static {
    Table.Builder table =
        Table.named(
            "area_intervals",
            Layer.GOLD,
            Tree.STATISTICS,
            "One rate of one area with its confidence limits and the method that gave them.");
    LEVEL =
        table.text(
            "level", "One of sub_icb, icb, region or england; in a publication group as well.");
    AREA_CODE = table.text("area_code", "ODS code of the area; the name of a group.");
    MEASURE =
        table.text(
            "measure",
            "One of achievement, intervention_rate, pca_rate, raw_prevalence or newly_diagnosed.");
    SUBJECT_CODE =
        table.text("subject_code", "Indicator; for raw_prevalence and newly_diagnosed the group.");
    table.endOfKey();
    EVENTS = table.total("events", Unit.PATIENTS, "Patients counted above the line.");
    BASE = table.total("base", Unit.PATIENTS, "Patients counted below the line.");
    RATE = table.decimal("rate", 10, Unit.FRACTION, "Events divided by base.");
    LOWER_LIMIT =
        table.optionalDecimal(
            "lower_limit",
            10,
            Unit.FRACTION,
            "Lower confidence limit; empty where the method gives none.");
    UPPER_LIMIT =
        table.optionalDecimal(
            "upper_limit",
            10,
            Unit.FRACTION,
            "Upper confidence limit; empty where the method gives none.");
    CONFIDENCE = table.decimal("confidence", 4, Unit.FRACTION, "Confidence of the limits.");
    METHOD =
        table.text(
            "method",
            "wilson for proportions; for newly diagnosed exact below ten events and byar from ten on;"
                + " none where events exceed the base.");
    TABLE = table.build();
  }

  private AreaIntervals() {}
}
