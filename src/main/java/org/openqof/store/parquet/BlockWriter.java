package org.openqof.store.parquet;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.openqof.store.place.FileDigest;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * Writes blocks as a Parquet file, column by column, one row group a block: zstd, page indexes,
 * statistics, page checksums. The same rows give the same bytes.
 */
public final class BlockWriter {
  private static final long ROW_GROUP_HINT = 128L << 20;
  private static final int INDEX_TRUNCATED_TO = 64;
  private static final int NOT_TRUNCATED = Integer.MAX_VALUE;

  private BlockWriter() {}

  /**
   * Writes a new file.
   *
   * @param path absolute path of the file, which must be new
   * @param table table of all the blocks
   * @param rowGroups blocks, each of which becomes a row group; those without rows are left out
   * @throws org.openqof.errors.QofException when it cannot be written; nothing is then left behind
   */
  public static BlockFile write(Storage storage, String path, Table table, List<Block> rowGroups) {
    MessageType schema = ParquetLayout.of(table);
    Map<String, String> metadata = ParquetLayout.metadata(table);
    PageZstd zstd = new PageZstd();
    boolean done = false;
    boolean begun = false;
    MessageDigest bytes = FileDigest.sha256();
    List<ContentDigest> digests = new ArrayList<>();
    List<BlockMetaData> groups;
    long size;
    OutputFile place =
        ParquetFiles.output(() -> new DigestOutputStream(storage.create(path), bytes), path);
    try (ParquetFileWriter file = open(place, schema)) {
      begun = true;
      file.start();
      for (Block block : rowGroups) {
        if (block.rows() > 0) {
          digests.add(ContentDigest.of(block));
          writeRowGroup(file, schema, block, zstd.getCompressor(CompressionCodecName.ZSTD));
        }
      }
      file.end(metadata);
      groups = file.getFooter().getBlocks();
      size = file.getPos();
      done = true;
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    } finally {
      zstd.release();
      if (begun && !done) {
        storage.deleteTree(path);
      }
    }
    // The last bytes have passed once the file is closed.
    return new BlockFile(
        path,
        size,
        groups.stream().mapToLong(BlockMetaData::getRowCount).sum(),
        ranges(table, groups),
        ContentDigest.combine(table, digests),
        HexFormat.of().formatHex(bytes.digest()));
  }

  static ParquetFileWriter open(Storage storage, String path, MessageType schema)
      throws IOException {
    return open(ParquetFiles.output(storage, path), schema);
  }

  static ParquetFileWriter open(OutputFile file, MessageType schema) throws IOException {
    return new ParquetFileWriter(
        file,
        schema,
        ParquetFileWriter.Mode.CREATE,
        ROW_GROUP_HINT,
        0,
        INDEX_TRUNCATED_TO,
        NOT_TRUNCATED,
        true);
  }

  static void writeRowGroup(
      ParquetFileWriter file, MessageType schema, Block block, BytesInputCompressor compressor)
      throws IOException {
    writeRowGroup(file, schema, block, compressor, null);
  }

  /**
   * Writes a row group.
   *
   * @param year columns that follow those of the block; null for none
   */
  static void writeRowGroup(
      ParquetFileWriter file,
      MessageType schema,
      Block block,
      BytesInputCompressor compressor,
      @Nullable YearColumns year)
      throws IOException {
    try (ColumnChunkPageWriteStore pages =
        new ColumnChunkPageWriteStore(
            compressor, schema, HeapByteBufferAllocator.getInstance(), INDEX_TRUNCATED_TO, true)) {
      for (Field field : block.table().fields()) {
        new ColumnPages(
                block,
                field,
                pages.getPageWriter(schema.getColumnDescription(new String[] {field.name()})))
            .write();
      }
      file.startBlock(block.rows());
      pages.flushToFileWriter(file);
      if (year != null) {
        year.write(file, block.rows(), compressor);
      }
      file.endBlock();
    }
  }

  private static List<ColumnRange> ranges(Table table, List<BlockMetaData> groups) {
    List<ColumnRange> ranges = new ArrayList<>();
    for (Field field : table.fields()) {
      ranges.add(range(field, groups));
    }
    return ranges;
  }

  /** The range of one column over row groups, from their statistics. */
  static ColumnRange range(Field field, List<BlockMetaData> groups) {
    Statistics<?> all = Statistics.createStats(ParquetLayout.column(field));
    for (BlockMetaData group : groups) {
      all.mergeStatistics(column(group, field).getStatistics());
    }
    return all.hasNonNullValue()
        ? new ColumnRange(
            field.name(), plain(all.genericGetMin()), plain(all.genericGetMax()), all.getNumNulls())
        : new ColumnRange(field.name(), null, null, all.getNumNulls());
  }

  static ColumnChunkMetaData column(BlockMetaData group, Field field) {
    for (ColumnChunkMetaData column : group.getColumns()) {
      if (column.getPath().toDotString().equals(field.name())) {
        return column;
      }
    }
    throw new IllegalArgumentException("no column " + field.name());
  }

  private static @Nullable Serializable plain(Object value) {
    return value instanceof Binary text
        ? new String(text.getBytes(), StandardCharsets.UTF_8)
        : (Serializable) value;
  }
}
