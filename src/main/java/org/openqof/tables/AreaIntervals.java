package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Confidence limits by area. One rate of one area with its limits and the method that gave them.
 */
public final class AreaIntervals {
  private static final Table.Builder COLUMNS =
      Table.named(
          "area_intervals",
          Layer.GOLD,
          Tree.STATISTICS,
          "One rate of one area with its confidence limits and the method that gave them.");
  public static final Field LEVEL =
      COLUMNS
          .key()
          .text("level", "One of sub_icb, icb, region or england; in a publication group as well.");
  public static final Field AREA_CODE =
      COLUMNS.key().text("area_code", "ODS code of the area; the name of a group.");
  public static final Field MEASURE =
      COLUMNS
          .key()
          .text(
              "measure",
              "One of achievement, intervention_rate, pca_rate, raw_prevalence or newly_diagnosed.");
  public static final Field SUBJECT_CODE =
      COLUMNS
          .key()
          .text("subject_code", "Indicator; for raw_prevalence and newly_diagnosed the group.");
  public static final Field EVENTS =
      COLUMNS.total("events", Unit.PATIENTS, "Patients counted above the line.");
  public static final Field BASE =
      COLUMNS.total("base", Unit.PATIENTS, "Patients counted below the line.");
  public static final Field RATE =
      COLUMNS.decimal("rate", 10, Unit.FRACTION, "Events divided by base.");
  public static final Field LOWER_LIMIT =
      COLUMNS.optionalDecimal(
          "lower_limit",
          10,
          Unit.FRACTION,
          "Lower confidence limit; empty where the method gives none.");
  public static final Field UPPER_LIMIT =
      COLUMNS.optionalDecimal(
          "upper_limit",
          10,
          Unit.FRACTION,
          "Upper confidence limit; empty where the method gives none.");
  public static final Field CONFIDENCE =
      COLUMNS.decimal("confidence", 4, Unit.FRACTION, "Confidence of the limits.");
  public static final Field METHOD =
      COLUMNS.text(
          "method",
          "wilson for proportions; for newly diagnosed exact below ten events and byar from ten on;"
              + " none where events exceed the base.");
  public static final Table TABLE = COLUMNS.build();

  private AreaIntervals() {}
}
