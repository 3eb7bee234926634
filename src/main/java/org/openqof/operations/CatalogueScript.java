package org.openqof.operations;

import java.util.ArrayList;
import java.util.List;
import org.openqof.store.Lake;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

/**
 * The statements by which a catalogue of another Spark, or of a platform that speaks its SQL, comes
 * to know every Delta table of a lake where it lies, with what its rows are. Nothing is copied, and
 * the tables keep the comments of their columns.
 *
 * @param lake the lake
 * @param schema name of the schema that takes the tables
 */
public record CatalogueScript(Lake lake, String schema) {
  /**
   * What a schema may be called, so that it needs no quotation: with its catalogue, if it has one.
   */
  public static final String NAME = "[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?";

  public CatalogueScript {
    if (!schema.matches(NAME)) {
      throw new IllegalArgumentException("not a name for a schema: " + schema);
    }
  }

  /** The script: one statement a line; tables that the lake does not have yet are left out. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("create schema if not exists " + schema + ";");
    for (Table table : Tables.all()) {
      if (lake.deltaVersion(table).isPresent()) {
        lines.add(
            "create table if not exists %s.%s using delta comment %s location %s;"
                .formatted(
                    schema, table.name(), quoted(table.sentence()), quoted(lake.path(table))));
      }
    }
    return lines;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
