package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Contractor registered populations on the dates that a year needs. One contractor registered
 * population of one practice on one date.
 */
public final class Populations {
  /** The descriptor. */
  public static final Table TABLE;

  /** Date the patients were counted. */
  public static final Field REFERENCE_DATE;

  /** ODS code of the practice. */
  public static final Field PRACTICE_CODE;

  /** Registered patients, all ages. */
  public static final Field REGISTERED_POPULATION;

  /** One of payment_extract, registered_patients or published_prevalence. */
  public static final Field BASIS;

  static {
    Table.Builder table =
        Table.named(
            "populations",
            Layer.SILVER,
            Tree.NOT_PUBLISHED,
            "One contractor registered population of one practice on one date.");
    REFERENCE_DATE = table.date("reference_date", "Date the patients were counted.");
    PRACTICE_CODE = table.text("practice_code", "ODS code of the practice.");
    table.endOfKey();
    REGISTERED_POPULATION =
        table.count("registered_population", Unit.PATIENTS, "Registered patients, all ages.");
    BASIS =
        table.text("basis", "One of payment_extract, registered_patients or published_prevalence.");
    TABLE = table.build();
  }

  private Populations() {}
}
