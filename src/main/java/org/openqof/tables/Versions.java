package org.openqof.tables;

import org.openqof.tables.Field.Unit;
import org.openqof.tables.Table.Layer;
import org.openqof.tables.Table.Tree;

/**
 * Versions and their states; the highest published version is current. One change of state of one
 * version of one year.
 */
public final class Versions {
  /** The descriptor. */
  public static final Table TABLE;

  /** Ingested, recalculated, published, or removed by retention. */
  public static final Field STATE;

  /** Run that brought it there. */
  public static final Field RUN_ID;

  /** UTC time, ISO 8601. */
  public static final Field HAPPENED_AT;

  /** Local or spark. */
  public static final Field ENGINE;

  /** Version whose silver tables it was made from. */
  public static final Field SILVER_VERSION;

  /** Digest of inputs, rulebook and code. */
  public static final Field IDENTITY;

  /** Digest of the rulebook. */
  public static final Field RULEBOOK_DIGEST;

  /** Version of OpenQOF. */
  public static final Field CODE_VERSION;

  /** Content digest of each table it holds, as JSON. */
  public static final Field DIGESTS;

  static {
    Table.Builder table =
        Table.named(
            "versions",
            Layer.OPS,
            Tree.NOT_PUBLISHED,
            "One change of state of one version of one year.");
    STATE = table.text("state", "Ingested, recalculated, published, or removed by retention.");
    RUN_ID = table.text("run_id", "Run that brought it there.");
    table.endOfKey();
    HAPPENED_AT = table.text("happened_at", "UTC time, ISO 8601.");
    ENGINE = table.text("engine", "Local or spark.");
    SILVER_VERSION =
        table.count("silver_version", Unit.COUNT, "Version whose silver tables it was made from.");
    IDENTITY = table.text("identity", "Digest of inputs, rulebook and code.");
    RULEBOOK_DIGEST = table.text("rulebook_digest", "Digest of the rulebook.");
    CODE_VERSION = table.text("code_version", "Version of OpenQOF.");
    DIGESTS = table.text("digests", "Content digest of each table it holds, as JSON.");
    TABLE = table.build();
  }

  private Versions() {}
}
