package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Deciles of practices. One decile of one rate over the practices of one population. */
public final class Deciles {
  /** The descriptor. */
  public static final Table TABLE;

  /**
   * england, icb, or list_size_tenth: practices of similar size; in a publication group as well.
   */
  public static final Field POPULATION;

  /** ENG, the ODS code of the ICB, 01 (smallest lists) to 10, or the group. */
  public static final Field POPULATION_CODE;

  /** One of achievement, intervention_rate, pca_rate or raw_prevalence. */
  public static final Field MEASURE;

  /** Indicator; for raw_prevalence the group. */
  public static final Field SUBJECT_CODE;

  /** 1 to 9; 5 is the median. */
  public static final Field DECILE;

  /** Practices counted; small ones and those with an empty base are not. */
  public static final Field PRACTICES;

  /**
   * The rate that this many tenths of the practices do not exceed, interpolated between neighbours.
   */
  public static final Field RATE;

  static {
    Table.Builder table =
        Table.named(
            "deciles",
            Layer.GOLD,
            Tree.STATISTICS,
            "One decile of one rate over the practices of one population.");
    POPULATION =
        table.text(
            "population",
            "england, icb, or list_size_tenth: practices of similar size; in a publication group as well.");
    POPULATION_CODE =
        table.text(
            "population_code",
            "ENG, the ODS code of the ICB, 01 (smallest lists) to 10, or the group.");
    MEASURE =
        table.text("measure", "One of achievement, intervention_rate, pca_rate or raw_prevalence.");
    SUBJECT_CODE = table.text("subject_code", "Indicator; for raw_prevalence the group.");
    DECILE = table.count("decile", Unit.COUNT, "1 to 9; 5 is the median.");
    table.endOfKey();
    PRACTICES =
        table.count(
            "practices",
            Unit.PRACTICES,
            "Practices counted; small ones and those with an empty base are not.");
    RATE =
        table.decimal(
            "rate",
            10,
            Unit.FRACTION,
            "The rate that this many tenths of the practices do not exceed, interpolated between neighbours.");
    TABLE = table.build();
  }

  private Deciles() {}
}
