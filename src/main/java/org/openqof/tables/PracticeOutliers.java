package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Outliers. One rate of one practice that lies outside the funnel. */
public final class PracticeOutliers {
  /** The descriptor. */
  public static final Table TABLE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** One of achievement, intervention_rate, pca_rate or raw_prevalence. */
  public static final Field MEASURE;

  /** Indicator; for raw_prevalence the group. */
  public static final Field SUBJECT_CODE;

  /** low or high. */
  public static final Field SIDE;

  /** Patients counted above the line. */
  public static final Field EVENTS;

  /** Patients counted below the line. */
  public static final Field BASE;

  /** Events divided by base. */
  public static final Field RATE;

  /** Rate that the funnel surrounds. */
  public static final Field TARGET;

  /** Standard deviations from the target, for chance only. */
  public static final Field SCORE_BY_CHANCE;

  /** Standard deviations from the target, over-dispersion allowed for. */
  public static final Field SCORE;

  static {
    Table.Builder table =
        Table.named(
            "practice_outliers",
            Layer.GOLD,
            Tree.STATISTICS,
            "One rate of one practice that lies outside the limits of its funnel, over-dispersion allowed for.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    MEASURE =
        table.text("measure", "One of achievement, intervention_rate, pca_rate or raw_prevalence.");
    SUBJECT_CODE = table.text("subject_code", "Indicator; for raw_prevalence the group.");
    table.endOfKey();
    SIDE = table.text("side", "low or high.");
    EVENTS = table.count("events", Unit.PATIENTS, "Patients counted above the line.");
    BASE = table.count("base", Unit.PATIENTS, "Patients counted below the line.");
    RATE = table.decimal("rate", 10, Unit.FRACTION, "Events divided by base.");
    TARGET = table.decimal("target", 10, Unit.FRACTION, "Rate that the funnel surrounds.");
    SCORE_BY_CHANCE =
        table.decimal(
            "score_by_chance",
            4,
            Unit.FACTOR,
            "Standard deviations from the target, for chance only.");
    SCORE =
        table.decimal(
            "score",
            4,
            Unit.FACTOR,
            "Standard deviations from the target, over-dispersion allowed for.");
    TABLE = table.build();
  }

  private PracticeOutliers() {}
}
