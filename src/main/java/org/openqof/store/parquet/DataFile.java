package org.openqof.store.parquet;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openqof.tables.ContentDigest;

/**
 * A data file of a table in the lake, staged or committed.
 *
 * @param table name of the table
 * @param path absolute path
 * @param bytes size
 * @param modifiedMillis time of last change, milliseconds since 1970 UTC
 * @param rows rows in the file
 * @param deletedRows positions of rows that were deleted since (by Spark SQL) without rewriting the
 *     file
 * @param ranges ranges of the columns that are known: all of a staged file, those of the leading
 *     key of a committed one
 * @param contentDigest digest of its rows while it is known: of a file as it was staged
 * @param sha256 digest of its bytes, hexadecimal, while it is known: likewise
 */
public record DataFile(
    String table,
    String path,
    long bytes,
    long modifiedMillis,
    long rows,
    BitSet deletedRows,
    List<ColumnRange> ranges,
    @Nullable ContentDigest contentDigest,
    @Nullable String sha256)
    implements Serializable {
  public DataFile {
    ranges = List.copyOf(ranges);
  }

  /** Its name without folders. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The digest of its rows, to be combined with those of the table's other files. */
  public Optional<ContentDigest> digest() {
    return Optional.ofNullable(contentDigest);
  }

  public @Nullable String firstKey() {
    return ranges.isEmpty() || ranges.get(0).least() == null
        ? null
        : String.valueOf(ranges.get(0).least());
  }

  public @Nullable String lastKey() {
    return ranges.isEmpty() || ranges.get(0).most() == null
        ? null
        : String.valueOf(ranges.get(0).most());
  }
}
