package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Contractor registered populations on the dates that a year needs. One contractor registered
 * population of one practice on one date.
 */
public final class Populations {
  private static final Table.Builder COLUMNS =
      Table.named(
          "populations",
          Layer.SILVER,
          Tree.NOT_PUBLISHED,
          "One contractor registered population of one practice on one date.");
  public static final Field REFERENCE_DATE =
      COLUMNS.key().date("reference_date", "Date the patients were counted.");
  public static final Field PRACTICE_CODE =
      COLUMNS.key().text("practice_code", "ODS code of the practice.");
  public static final Field REGISTERED_POPULATION =
      COLUMNS.count("registered_population", Unit.PATIENTS, "Registered patients, all ages.");
  public static final Field BASIS =
      COLUMNS.text("basis", "One of payment_extract, registered_patients or published_prevalence.");
  public static final Table TABLE = COLUMNS.build();

  private Populations() {}
}
