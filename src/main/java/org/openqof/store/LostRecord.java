package org.openqof.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqof.domain.FinancialYear;
import org.openqof.store.parquet.BlockReader;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.YearColumns;
import org.openqof.store.place.Storage;
import org.openqof.tables.Versions;

/**
 * A record of the log of versions that is in a data file, and whose file no entry names.
 *
 * @param file the file
 * @param state what it records
 */
record LostRecord(DataFile file, VersionState state) {
  /** A version first got its frozen values, then its results, then was published. */
  static final Comparator<LostRecord> BY_STATE =
      Comparator.comparing((LostRecord record) -> record.state().year())
          .thenComparing(record -> record.state().version())
          .thenComparing(record -> record.state().state());

  private static final Pattern PLACE =
      Pattern.compile(
          ".*/"
              + YearColumns.YEAR_NAME
              + "=(\\d{4}-\\d{2})/"
              + YearColumns.VERSION_NAME
              + "=(\\d{1,9})/[^/]+");

  /** The record in a file; empty where the file is none of a version. */
  static Optional<LostRecord> of(Lake lake, VersionLog log, Storage.Entry entry) {
    Matcher place = PLACE.matcher(entry.path());
    if (!place.matches() || !entry.name().endsWith(".parquet")) {
      return Optional.empty();
    }
    DataFile file = BlockReader.described(lake.storage(), entry, Versions.TABLE);
    List<VersionState> states =
        log.statesIn(file, FinancialYear.of(place.group(1)), Integer.parseInt(place.group(2)));
    return states.stream().findFirst().map(state -> new LostRecord(file, state));
  }

  /** Whether the log has it, from whichever run. */
  boolean isIn(List<VersionState> known) {
    return known.stream()
        .anyMatch(other -> other.version() == state.version() && other.state() == state.state());
  }
}
