package org.openqof.publication;

import java.util.List;
import java.util.function.Consumer;
import org.openqof.publish.YearRows;
import org.openqof.store.Lake;
import org.openqof.store.VersionState;
import org.openqof.store.parquet.Selection;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;

/**
 * The rows of one published version in the lake: silver of the version it was made from, gold of
 * its own.
 */
public record LakeYear(Lake lake, VersionState state) implements YearRows {

  @Override
  public Block read(Table table) {
    return lake.read(table, state.year(), version(table));
  }

  @Override
  public void forEach(Table table, List<Field> columns, Consumer<Block> blocks) {
    lake.forEach(
        table, state.year(), version(table), Selection.of(columns.toArray(Field[]::new)), blocks);
  }

  private int version(Table table) {
    return Tables.isFrozen(table) ? state.silverVersion() : state.version();
  }
}
