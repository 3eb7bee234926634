package org.openqof.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openqof.domain.FinancialYear;
import org.openqof.store.parquet.BlockFile;
import org.openqof.store.parquet.BlockWriter;
import org.openqof.store.parquet.DataFile;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.Table;

/** Data files in the folder of a table that its log does not name, or not yet. */
final class StagedFiles {
  private final Table table;
  private final String path;
  private final Storage storage;

  /** Those of the table that lies at this path. */
  StagedFiles(Table table, String path, Storage storage) {
    this.table = table;
    this.path = path;
    this.storage = storage;
  }

  /** Writes one; {@link Lake#stage} says how. */
  DataFile write(FinancialYear year, int version, String partName, List<Block> rowGroups) {
    if (!partName.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("not a name for a part: " + partName);
    }
    String file =
        Storage.below(
            path,
            DeltaLayout.folder(year, version),
            "part-" + partName + "-" + UUID.randomUUID() + ".parquet");
    BlockFile written = BlockWriter.write(storage, file, table, rowGroups);
    long modified = storage.find(file).map(Storage.Entry::modifiedMillis).orElse(0L);
    return new DataFile(
        table.name(),
        file,
        written.bytes(),
        modified,
        written.rows(),
        new BitSet(),
        written.ranges(),
        written.digest(),
        written.sha256());
  }

  /** Deletes all that the log does not name, whatever run left them. */
  void deleteUncommitted(TableLog log) {
    synchronized (log) {
      for (Storage.Entry file : uncommitted(log)) {
        storage.deleteTree(file.path());
      }
    }
  }

  /** All files in partitions of the table that its log does not name. */
  List<Storage.Entry> uncommitted(TableLog log) {
    synchronized (log) {
      // Looked for before the log is read: a run that was halted in between finds there that the
      // lake is another's, and has seen no file of that one.
      List<Storage.Entry> found = new ArrayList<>();
      for (Storage.Entry year : storage.list(path)) {
        // The log is not a partition.
        if (!year.folder() || year.name().startsWith("_")) {
          continue;
        }
        for (Storage.Entry version : storage.list(year.path())) {
          found.addAll(storage.list(version.path()));
        }
      }
      log.latest().ifPresent(log::stillOurs);
      Set<String> committed = new HashSet<>();
      log.scan(file -> committed.add(file.name()));
      found.removeIf(file -> committed.contains(file.name()));
      return found;
    }
  }

  /** Deletes those of these files that the log does not name. */
  void deleteUncommitted(TableLog log, FinancialYear year, int version, List<DataFile> files) {
    Set<String> committed =
        log.files(table, year, version).stream().map(DataFile::path).collect(Collectors.toSet());
    for (DataFile file : files) {
      if (!committed.contains(file.path())) {
        storage.deleteTree(file.path());
      }
    }
  }
}
