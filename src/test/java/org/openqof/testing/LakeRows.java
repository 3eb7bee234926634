package org.openqof.testing;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.domain.FinancialYear;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.ApprovedChanges;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.GateJudgements;
import org.openqof.tables.Table;

/** Rows of a lake as texts, for tests that say what must stand in them. */
public final class LakeRows {
  private final Lake lake;

  /** The rows of a lake. */
  public LakeRows(Path lake) {
    this.lake = new Lake(Place.uri(lake.toString()));
  }

  /** Rows of a table in one version of a year, each its fields by name; empty fields are absent. */
  public List<Map<String, String>> of(Table table, String year, int version) {
    Block block = lake.read(table, FinancialYear.of(year), version);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int row = 0; row < block.rows(); row++) {
      Map<String, String> fields = new TreeMap<>();
      for (Field field : table.fields()) {
        String value = block.canonicalAt(field, row);
        if (value != null) {
          fields.put(field.name(), value);
        }
      }
      rows.add(fields);
    }
    return rows;
  }

  /** Rows of one practice, the table's first column. */
  public List<Map<String, String>> of(Table table, String year, int version, String practice) {
    return of(table, year, version).stream()
        .filter(row -> practice.equals(row.get("practice_code")))
        .toList();
  }

  /** The only row of one practice. */
  public Map<String, String> one(Table table, String year, int version, String practice) {
    List<Map<String, String>> rows = of(table, year, version, practice);
    if (rows.size() != 1) {
      throw new AssertionError(table.name() + " of " + practice + ": " + rows);
    }
    return rows.get(0);
  }

  /** An amount of a row. */
  public static BigDecimal amount(Map<String, String> row, Field field) {
    String text = row.get(field.name());
    if (text == null) {
      throw new AssertionError("no " + field.name() + " in " + row);
    }
    return new BigDecimal(text);
  }

  /** Version whose frozen values a year's latest recalculated version was made from. */
  public int silverVersion(String year) {
    return new VersionLog(lake)
        .last(FinancialYear.of(year), State.RECALCULATED)
        .orElseThrow()
        .silverVersion();
  }

  /** Content digests of a year's latest recalculated version, by table. */
  public Map<String, String> digests(String year) {
    VersionState state =
        new VersionLog(lake).last(FinancialYear.of(year), State.RECALCULATED).orElseThrow();
    return new TreeMap<>(state.digests());
  }

  /**
   * The same without the tables that set a version alongside those before it: what was approved of
   * them, and how the gate compared their figures. A lake rebuilt has no versions before.
   */
  public Map<String, String> digestsOfResults(String year) {
    Map<String, String> digests = digests(year);
    digests.remove(ApprovedChanges.TABLE.name());
    digests.remove(GateJudgements.TABLE.name());
    return digests;
  }
}
