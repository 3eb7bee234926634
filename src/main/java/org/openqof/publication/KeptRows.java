package org.openqof.publication;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.openqof.publish.YearRows;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * The rows of one version while a publication is made: each table is read once, whichever forms ask
 * for it. What is passed through block by block is not kept. May be used by several threads.
 */
final class KeptRows implements YearRows {
  private final YearRows rows;
  private final Map<Table, Block> kept = new ConcurrentHashMap<>();

  KeptRows(YearRows rows) {
    this.rows = rows;
  }

  @Override
  public Block read(Table table) {
    return kept.computeIfAbsent(table, rows::read);
  }

  @Override
  public void forEach(Table table, List<Field> columns, Consumer<Block> blocks) {
    rows.forEach(table, columns, blocks);
  }
}
