package org.openqof.publish;

import java.util.List;
import java.util.function.Consumer;
import org.openqof.tables.Block;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/** The frozen rows of one version of one year, wherever they are kept. */
public interface YearRows {

  /** All rows of a table, sorted by its key. */
  Block read(Table table);

  /** Some columns of all rows of a table, block by block, in order of the leading key. */
  void forEach(Table table, List<Field> columns, Consumer<Block> blocks);
}
