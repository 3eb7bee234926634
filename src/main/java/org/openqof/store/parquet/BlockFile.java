package org.openqof.store.parquet;

import java.io.Serializable;
import java.util.List;
import org.openqof.tables.ContentDigest;

/**
 * A Parquet file that was written from blocks.
 *
 * @param path absolute path
 * @param bytes size
 * @param rows rows it holds
 * @param ranges what it holds of each column, in the table's order
 * @param digest digest of its rows, to be combined with those of the table's other files
 * @param sha256 digest of its bytes, hexadecimal
 */
public record BlockFile(
    String path,
    long bytes,
    long rows,
    List<ColumnRange> ranges,
    ContentDigest digest,
    String sha256)
    implements Serializable {
  public BlockFile {
    ranges = List.copyOf(ranges);
  }
}
