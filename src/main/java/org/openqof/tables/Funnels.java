package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Funnels of practices. One rate with what its funnel plot is drawn from. */
public final class Funnels {
  /** The descriptor. */
  public static final Table TABLE;

  /** One of achievement, intervention_rate, pca_rate or raw_prevalence. */
  public static final Field MEASURE;

  /** Indicator; for raw_prevalence the group. */
  public static final Field SUBJECT_CODE;

  /** Practices the funnel is built on; small ones and those with an empty base are not. */
  public static final Field PRACTICES;

  /** Rate of these practices together, which the limits surround. */
  public static final Field TARGET;

  /**
   * Over-dispersion: mean square of the winsorised scores; 1 when practices differ by chance only.
   */
  public static final Field PHI;

  /**
   * Variance between practices beyond chance, of the transformed rate; 0 without over-dispersion.
   */
  public static final Field TAU_SQUARED;

  /** Confidence of the limits that the counts refer to. */
  public static final Field CONFIDENCE;

  /** Practices below the limits that allow for chance only. */
  public static final Field BELOW_BY_CHANCE;

  /** Practices above them. */
  public static final Field ABOVE_BY_CHANCE;

  /** Practices below the limits that allow for over-dispersion as well. */
  public static final Field BELOW;

  /** Practices above them. */
  public static final Field ABOVE;

  /** How the limits are formed. */
  public static final Field METHOD;

  static {
    Table.Builder table =
        Table.named(
            "funnels",
            Layer.GOLD,
            Tree.STATISTICS,
            "One rate with what its funnel plot is drawn from and how many practices lie outside.");
    MEASURE =
        table.text("measure", "One of achievement, intervention_rate, pca_rate or raw_prevalence.");
    SUBJECT_CODE = table.text("subject_code", "Indicator; for raw_prevalence the group.");
    table.endOfKey();
    PRACTICES =
        table.count(
            "practices",
            Unit.PRACTICES,
            "Practices the funnel is built on; small ones and those with an empty base are not.");
    TARGET =
        table.decimal(
            "target",
            10,
            Unit.FRACTION,
            "Rate of these practices together, which the limits surround.");
    PHI =
        table.decimal(
            "phi",
            6,
            Unit.FACTOR,
            "Over-dispersion: mean square of the winsorised scores; 1 when practices differ by chance only.");
    TAU_SQUARED =
        table.decimal(
            "tau_squared",
            10,
            Unit.FACTOR,
            "Variance between practices beyond chance, of the transformed rate; 0 without over-dispersion.");
    CONFIDENCE =
        table.decimal(
            "confidence", 4, Unit.FRACTION, "Confidence of the limits that the counts refer to.");
    BELOW_BY_CHANCE =
        table.count(
            "below_by_chance",
            Unit.PRACTICES,
            "Practices below the limits that allow for chance only.");
    ABOVE_BY_CHANCE = table.count("above_by_chance", Unit.PRACTICES, "Practices above them.");
    BELOW =
        table.count(
            "below",
            Unit.PRACTICES,
            "Practices below the limits that allow for over-dispersion as well.");
    ABOVE = table.count("above", Unit.PRACTICES, "Practices above them.");
    METHOD = table.text("method", "How the limits are formed.");
    TABLE = table.build();
  }

  private Funnels() {}
}
