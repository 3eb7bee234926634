package org.openqof.store;

import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;
import io.delta.kernel.internal.deletionvectors.RoaringBitmapArray;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.utils.FileStatus;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.store.parquet.ColumnRange;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.parquet.YearColumns;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * A data file as the log of a table names it. Only good while the scan that found it stands at it.
 * Kernel's classes for the entries of a log are used here alone.
 */
final class LoggedFile {
  private final Row row;
  private final Map<String, String> partition;

  /** The file of a row that Kernel's scan of files gave. */
  LoggedFile(Row row) {
    this.row = row;
    this.partition = InternalScanFileUtils.getPartitionValues(row);
  }

  /** Whether its rows belong to this version of the year. */
  boolean isOf(FinancialYear year, int version) {
    return isOf(year) && version == version();
  }

  /** Whether its rows belong to a version of the year. */
  boolean isOf(FinancialYear year) {
    return year.toString().equals(partition.get(YearColumns.YEAR_NAME));
  }

  /** The year of its rows. */
  FinancialYear year() {
    return FinancialYear.of(String.valueOf(partition.get(YearColumns.YEAR_NAME)));
  }

  /** The version of that year. */
  int version() {
    return Integer.parseInt(String.valueOf(partition.get(YearColumns.VERSION_NAME)));
  }

  /** Its name without folders. */
  String name() {
    String path = status().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The entry of a log that takes it out of the table. */
  Row removal(long nowMillis) {
    AddFile added = new AddFile(row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    return SingleAction.createRemoveFileSingleAction(
        added.toRemoveFileRow(true, Optional.of(nowMillis)));
  }

  /** All that the log knows of it; of ranges that of the leading key, where it is a text. */
  DataFile dataFile(Table table, String tablePath, Engine engine) {
    FileStatus status = status();
    Field lead = table.fields().get(0);
    long rows = 0;
    List<ColumnRange> ranges = List.of();
    Optional<DataFileStatistics> statistics =
        DataFileStatistics.deserializeFromJson(statisticsJson(), DeltaLayout.of(table));
    if (statistics.isPresent()) {
      rows = statistics.get().getNumRecords();
      Column column = new Column(lead.name());
      var least = statistics.get().getMinValues().get(column);
      var most = statistics.get().getMaxValues().get(column);
      if (lead.type() == Field.Type.TEXT && least != null && most != null) {
        ranges =
            List.of(
                new ColumnRange(
                    lead.name(), (String) least.getValue(), (String) most.getValue(), 0));
      }
    }
    return new DataFile(
        table.name(),
        status.getPath(),
        status.getSize(),
        status.getModificationTime(),
        rows,
        deletedRows(tablePath, engine),
        ranges,
        null,
        null);
  }

  private FileStatus status() {
    return InternalScanFileUtils.getAddFileStatus(row);
  }

  private @Nullable String statisticsJson() {
    Row add = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    return add.isNullAt(InternalScanFileUtils.ADD_FILE_STATS_ORDINAL)
        ? null
        : add.getString(InternalScanFileUtils.ADD_FILE_STATS_ORDINAL);
  }

  private BitSet deletedRows(String tablePath, Engine engine) {
    BitSet deleted = new BitSet();
    DeletionVectorDescriptor descriptor =
        InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row);
    if (descriptor != null) {
      RoaringBitmapArray rows =
          DeletionVectorUtils.loadNewDvAndBitmap(engine, tablePath, descriptor)._2;
      for (long position : rows.toArray()) {
        deleted.set(Math.toIntExact(position));
      }
    }
    return deleted;
  }
}
