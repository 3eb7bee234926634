package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Funnels of practices. One rate with what its funnel plot is drawn from. */
public final class Funnels {
  private static final Table.Builder COLUMNS =
      Table.named(
          "funnels",
          Layer.GOLD,
          Tree.STATISTICS,
          "One rate with what its funnel plot is drawn from and how many practices lie outside.");
  public static final Field MEASURE =
      COLUMNS
          .key()
          .text("measure", "One of achievement, intervention_rate, pca_rate or raw_prevalence.");
  public static final Field SUBJECT_CODE =
      COLUMNS.key().text("subject_code", "Indicator; for raw_prevalence the group.");
  public static final Field PRACTICES =
      COLUMNS.count(
          "practices",
          Unit.PRACTICES,
          "Practices the funnel is built on; small ones and those with an empty base are not.");
  public static final Field TARGET =
      COLUMNS.decimal(
          "target",
          10,
          Unit.FRACTION,
          "Rate of these practices together, which the limits surround.");
  public static final Field PHI =
      COLUMNS.decimal(
          "phi",
          6,
          Unit.FACTOR,
          "Over-dispersion: mean square of the winsorised scores; 1 when practices differ by chance only.");
  public static final Field TAU_SQUARED =
      COLUMNS.decimal(
          "tau_squared",
          10,
          Unit.FACTOR,
          "Variance between practices beyond chance, of the transformed rate; 0 without over-dispersion.");
  public static final Field CONFIDENCE =
      COLUMNS.decimal(
          "confidence", 4, Unit.FRACTION, "Confidence of the limits that the counts refer to.");
  public static final Field BELOW_BY_CHANCE =
      COLUMNS.count(
          "below_by_chance",
          Unit.PRACTICES,
          "Practices below the limits that allow for chance only.");
  public static final Field ABOVE_BY_CHANCE =
      COLUMNS.count("above_by_chance", Unit.PRACTICES, "Practices above them.");
  public static final Field BELOW =
      COLUMNS.count(
          "below",
          Unit.PRACTICES,
          "Practices below the limits that allow for over-dispersion as well.");
  public static final Field ABOVE = COLUMNS.count("above", Unit.PRACTICES, "Practices above them.");
  public static final Field METHOD = COLUMNS.text("method", "How the limits are formed.");
  public static final Table TABLE = COLUMNS.build();

  private Funnels() {}
}
