package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Versions and their states; the highest published version is current. One change of state of one
 * version of one year.
 */
public final class Versions {
  private static final Table.Builder COLUMNS =
      Table.named(
          "versions",
          Layer.OPS,
          Tree.NOT_PUBLISHED,
          "One change of state of one version of one year.");
  public static final Field STATE =
      COLUMNS.key().text("state", "Ingested, recalculated, published, or removed by retention.");
  public static final Field RUN_ID = COLUMNS.key().text("run_id", "Run that brought it there.");
  public static final Field HAPPENED_AT = COLUMNS.text("happened_at", "UTC time, ISO 8601.");
  public static final Field ENGINE = COLUMNS.text("engine", "Local or spark.");
  public static final Field SILVER_VERSION =
      COLUMNS.count("silver_version", Unit.COUNT, "Version whose silver tables it was made from.");
  public static final Field IDENTITY =
      COLUMNS.text("identity", "Digest of inputs, rulebook and code.");
  public static final Field RULEBOOK_DIGEST =
      COLUMNS.text("rulebook_digest", "Digest of the rulebook.");
  public static final Field CODE_VERSION = COLUMNS.text("code_version", "Version of OpenQOF.");
  public static final Field DIGESTS =
      COLUMNS.text("digests", "Content digest of each table it holds, as JSON.");
  public static final Table TABLE = COLUMNS.build();

  private Versions() {}
}
