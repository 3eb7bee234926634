package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Outliers. One rate of one practice that lies outside the funnel. */
public final class PracticeOutliers {
  private static final Table.Builder COLUMNS =
      Table.named(
          "practice_outliers",
          Layer.GOLD,
          Tree.STATISTICS,
          "One rate of one practice that lies outside the limits of its funnel, over-dispersion allowed for.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field MEASURE =
      COLUMNS
          .key()
          .text("measure", "One of achievement, intervention_rate, pca_rate or raw_prevalence.");
  public static final Field SUBJECT_CODE =
      COLUMNS.key().text("subject_code", "Indicator; for raw_prevalence the group.");
  public static final Field SIDE = COLUMNS.text("side", "low or high.");
  public static final Field EVENTS =
      COLUMNS.count("events", Unit.PATIENTS, "Patients counted above the line.");
  public static final Field BASE =
      COLUMNS.count("base", Unit.PATIENTS, "Patients counted below the line.");
  public static final Field RATE =
      COLUMNS.decimal("rate", 10, Unit.FRACTION, "Events divided by base.");
  public static final Field TARGET =
      COLUMNS.decimal("target", 10, Unit.FRACTION, "Rate that the funnel surrounds.");
  public static final Field SCORE_BY_CHANCE =
      COLUMNS.decimal(
          "score_by_chance",
          4,
          Unit.FACTOR,
          "Standard deviations from the target, for chance only.");
  public static final Field SCORE =
      COLUMNS.decimal(
          "score",
          4,
          Unit.FACTOR,
          "Standard deviations from the target, over-dispersion allowed for.");
  public static final Table TABLE = COLUMNS.build();

  private PracticeOutliers() {}
}
