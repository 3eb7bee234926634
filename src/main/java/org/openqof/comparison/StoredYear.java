package org.openqof.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openqof.comparison.change.Succession;
import org.openqof.comparison.change.YearMap;
import org.openqof.domain.FinancialYear;
import org.openqof.input.Geography;
import org.openqof.practice.rows.ReferenceRows;
import org.openqof.settings.JobErrors;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Practices;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;
import org.openqof.tables.Versions;

/** The latest results of one year in the lake, as comparisons and reports read them. */
final class StoredYear {
  private static final String SUCCESSIONS = "successions";

  private final Lake lake;
  private final VersionState version;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Geography> places = new HashMap<>();

  private StoredYear(Lake lake, VersionState version) {
    this.lake = lake;
    this.version = version;
  }

  /**
   * A year's latest recalculated version.
   *
   * @throws org.openqof.errors.QofException when the lake has no results of the year, or a practice
   *     stands in two places of its map
   */
  static StoredYear of(Lake lake, FinancialYear year) {
    VersionState version =
        new VersionLog(lake)
            .last(year, State.RECALCULATED)
            .orElseThrow(
                () ->
                    JobErrors.yearNotHeld(
                        year.toString(), lake.years(Versions.TABLE), lake.root()));
    StoredYear stored = new StoredYear(lake, version);
    stored.readPlaces();
    return stored;
  }

  FinancialYear year() {
    return version.year();
  }

  VersionState version() {
    return version;
  }

  /** All rows of a table of results. */
  Block results(Table table) {
    return lake.read(table, year(), version.version());
  }

  /** Some columns of a table of results. */
  Block results(Table table, List<Field> columns) {
    return lake.read(table, year(), version.version(), Selection.of(columns.toArray(Field[]::new)));
  }

  /** All rows of a table of what was taken in. */
  Block inputs(Table table) {
    return lake.read(table, year(), version.silverVersion());
  }

  /** Codes of all practices that the year knows. */
  Set<String> practices() {
    return names.keySet();
  }

  /** The name of a practice of the year. */
  Optional<String> name(String practice) {
    return Optional.ofNullable(names.get(practice));
  }

  private void readPlaces() {
    Block rows = inputs(Practices.TABLE);
    for (int row = 0; row < rows.rows(); row++) {
      String code = rows.textAt(Practices.PRACTICE_CODE, row);
      names.put(code, rows.textAt(Practices.PRACTICE_NAME, row));
      Geography place = ReferenceRows.geography(rows, row);
      Geography other = places.put(code, place);
      if (other != null) {
        throw JobErrors.practiceTwice(
            code, year().toString(), other.subIcb().odsCode(), place.subIcb().odsCode());
      }
    }
  }

  /** The year's map. */
  YearMap map() {
    return new YearMap(year(), places, successions());
  }

  /** Mergers and splits, where the lake has a table of them. */
  private List<Succession> successions() {
    Optional<Table> known = Tables.named(SUCCESSIONS);
    if (known.isEmpty()) {
      return List.of();
    }
    return SuccessionRows.of(inputs(known.get()));
  }
}
