package org.openqof.recalculation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openqof.settings.YearVersion;
import org.openqof.store.Lake;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/** Data files that were written and not yet committed, by table name. */
public final class StagedParts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, List<DataFile>> files = new TreeMap<>();

  /** Adds a file of a table. */
  void add(Table table, DataFile file) {
    files.computeIfAbsent(table.name(), name -> new ArrayList<>()).add(file);
  }

  /** Stages a block unless it is empty. */
  void stage(YearVersion place, Block block) {
    if (block.rows() > 0) {
      add(
          block.table(),
          place
              .lake()
              .stage(
                  block.table(), place.year(), place.version(), partName(block), List.of(block)));
    }
  }

  /** Stages blocks, sorted by their tables' keys, on as many processors as there are. */
  void stageSorted(YearVersion place, List<Block> blocks) {
    blocks.parallelStream()
        .map(
            block -> {
              StagedParts one = new StagedParts();
              one.stage(place, block.sorted());
              return one;
            })
        .toList()
        .forEach(this::addAll);
  }

  /** The first practice of the block, for people who look into the folder. */
  private static String partName(Block block) {
    Field first = block.table().fields().get(0);
    if (first.type() != Field.Type.TEXT) {
      return "all";
    }
    String key = block.textAt(first, 0).replaceAll("[^A-Za-z0-9]+", "-");
    return key.isEmpty() ? "all" : key.substring(0, Math.min(16, key.length()));
  }

  /** Adds all files of another. */
  void addAll(StagedParts other) {
    other.files.forEach(
        (name, added) -> files.computeIfAbsent(name, table -> new ArrayList<>()).addAll(added));
  }

  /** Deletes files that are not to be committed after all. */
  public void delete(Lake lake) {
    files.values().forEach(each -> each.forEach(file -> lake.storage().deleteTree(file.path())));
    files.clear();
  }

  /** Files by table name. */
  public Map<String, List<DataFile>> files() {
    return files;
  }
}
