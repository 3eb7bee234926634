package org.openqof.publish.site;

import java.util.List;
import org.openqof.tables.Block;
import org.openqof.tables.Table;

/** Makes Parquet files that a browser reads by ranges. */
@FunctionalInterface
public interface BrowserParquet {

  /**
   * A file of row groups.
   *
   * @param table table of all the blocks
   * @param rowGroups blocks, each of which becomes a row group
   */
  Made make(Table table, List<Block> rowGroups);

  /**
   * What was made.
   *
   * @param content bytes of the file
   * @param footer bytes at its end that a reader fetches first
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
  record Made(byte[] content, int footer) {}
}
