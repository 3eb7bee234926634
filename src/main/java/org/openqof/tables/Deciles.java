package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/** Deciles of practices. One decile of one rate over the practices of one population. */
public final class Deciles {
  private static final Table.Builder COLUMNS =
      Table.named(
          "deciles",
          Layer.GOLD,
          Tree.STATISTICS,
          "One decile of one rate over the practices of one population.");
  public static final Field POPULATION =
      COLUMNS
          .key()
          .text(
              "population",
              "england, icb, or list_size_tenth: practices of similar size; in a publication group as well.");
  public static final Field POPULATION_CODE =
      COLUMNS
          .key()
          .text(
              "population_code",
              "ENG, the ODS code of the ICB, 01 (smallest lists) to 10, or the group.");
  public static final Field MEASURE =
      COLUMNS
          .key()
          .text("measure", "One of achievement, intervention_rate, pca_rate or raw_prevalence.");
  public static final Field SUBJECT_CODE =
      COLUMNS.key().text("subject_code", "Indicator; for raw_prevalence the group.");
  public static final Field DECILE =
      COLUMNS.key().count("decile", Unit.COUNT, "1 to 9; 5 is the median.");
  public static final Field PRACTICES =
      COLUMNS.count(
          "practices",
          Unit.PRACTICES,
          "Practices counted; small ones and those with an empty base are not.");
  public static final Field RATE =
      COLUMNS.decimal(
          "rate",
          10,
          Unit.FRACTION,
          "The rate that this many tenths of the practices do not exceed, interpolated between neighbours.");
  public static final Table TABLE = COLUMNS.build();

  private Deciles() {}
}
