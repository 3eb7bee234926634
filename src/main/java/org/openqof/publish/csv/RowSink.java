package org.openqof.publish.csv;

import java.io.IOException;
import java.io.OutputStream;
import org.openqof.tables.Block;
import org.openqof.tables.Table;

/** Collects rows of one file in blocks and writes each block when it is full. */
final class RowSink {
  private static final int ROWS = 4096;

  private final TableCsv csv;
  private final Table table;
  private Block block;

  RowSink(OutputStream stream, Table table, boolean pointZero) {
    this.csv = new TableCsv(stream, table, pointZero);
    this.table = table;
    this.block = new Block(table, ROWS);
  }

  RowSink(OutputStream stream, Table table) {
    this(stream, table, false);
  }

  /** Begins a row. */
  Block next() {
    if (block.rows() == ROWS) {
      csv.add(block);
      block = new Block(table, ROWS);
    }
    return block.next();
  }

  /** Writes out everything; data rows written. */
  long finish() throws IOException {
    csv.add(block);
    block = new Block(table, 1);
    return csv.finish();
  }
}
