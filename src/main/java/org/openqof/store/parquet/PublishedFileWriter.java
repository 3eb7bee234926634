package org.openqof.store.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.openqof.store.place.LakeErrors;
import org.openqof.store.place.Storage;
import org.openqof.tables.Block;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Field;
import org.openqof.tables.Table;

/**
 * Writes one file of a table from its files in the lake, sorted by the key. Row groups that follow
 * each other are copied byte by byte with their page indexes and statistics; files that overlap, or
 * that someone else rewrote, are read, sorted and written again.
 */
public final class PublishedFileWriter {
  private final Storage storage;
  private final Table table;
  private final MessageType schema;

  public PublishedFileWriter(Storage storage, Table table) {
    this.storage = storage;
    this.table = table;
    this.schema = ParquetLayout.of(table);
  }

  public record Written(long rows, ContentDigest digest) {}

  /** One row group of one file. */
  private record Group(DataFile file, BlockMetaData described, String first, String last) {}

  public Written write(String path, List<DataFile> files, YearColumns year) {
    PageZstd zstd = new PageZstd();
    try {
      Optional<List<Group>> groups = inOrder(files);
      if (groups.isEmpty() || files.stream().anyMatch(file -> file.digest().isEmpty())) {
        return writeAnew(path, files, year, zstd);
      }
      return copy(path, files, groups.get(), year, zstd);
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", path, problem);
    } finally {
      zstd.release();
    }
  }

  /** The row groups in the order of their leading keys, or nothing when they cannot be copied. */
  private Optional<List<Group>> inOrder(List<DataFile> files) throws IOException {
    Field lead = table.fields().get(0);
    List<Group> groups = new ArrayList<>();
    for (DataFile file : files) {
      if (!file.deletedRows().isEmpty()) {
        return Optional.empty();
      }
      try (ParquetFileReader reader = BlockReader.open(storage, table, file.path())) {
        if (!reader.getFileMetaData().getSchema().equals(schema)) {
          return Optional.empty();
        }
        for (BlockMetaData described : reader.getRowGroups()) {
          ColumnRange range = BlockWriter.range(lead, List.of(described));
          if (!(range.least() instanceof String first) || !(range.most() instanceof String last)) {
            return groups.isEmpty() && files.size() == 1 && reader.getRowGroups().size() == 1
                ? Optional.of(List.of(new Group(file, described, "", "")))
                : Optional.empty();
          }
          groups.add(new Group(file, described, first, last));
        }
      }
    }
    groups.sort(Comparator.comparing(Group::first));
    for (int i = 1; i < groups.size(); i++) {
      if (groups.get(i - 1).last().compareTo(groups.get(i).first()) >= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(groups);
  }

  private Written copy(
      String path, List<DataFile> files, List<Group> groups, YearColumns year, PageZstd zstd)
      throws IOException {
    long rows = 0;
    try (ParquetFileWriter out = BlockWriter.open(storage, path, YearColumns.schema(table))) {
      out.start();
      for (int from = 0; from < groups.size(); ) {
        DataFile file = groups.get(from).file();
        int to = from;
        while (to < groups.size() && groups.get(to).file().equals(file)) {
          to++;
        }
        rows += copyFrom(file, groups.subList(from, to), out, year, zstd);
        from = to;
      }
      out.end(year.metadata(table));
    }
    List<ContentDigest> digests = new ArrayList<>();
    files.forEach(file -> file.digest().ifPresent(digests::add));
    return new Written(rows, ContentDigest.combine(table, digests));
  }

  private long copyFrom(
      DataFile file, List<Group> groups, ParquetFileWriter out, YearColumns year, PageZstd zstd)
      throws IOException {
    long rows = 0;
    try (ParquetFileReader reader = BlockReader.open(storage, table, file.path());
        SeekableInputStream bytes = ParquetFiles.input(storage, file.path()).newStream()) {
      for (Group group : groups) {
        out.startBlock(group.described().getRowCount());
        for (Field field : table.fields()) {
          ColumnChunkMetaData chunk = BlockWriter.column(group.described(), field);
          out.appendColumnChunk(
              schema.getColumnDescription(new String[] {field.name()}),
              bytes,
              chunk,
              null,
              reader.readColumnIndex(chunk),
              reader.readOffsetIndex(chunk));
        }
        year.write(
            out, group.described().getRowCount(), zstd.getCompressor(CompressionCodecName.ZSTD));
        out.endBlock();
        rows += group.described().getRowCount();
      }
    }
    return rows;
  }

  private Written writeAnew(String path, List<DataFile> files, YearColumns year, PageZstd zstd)
      throws IOException {
    Block all = new Block(table);
    for (DataFile file : files) {
      BlockReader.forEach(storage, file, table, Selection.everything(), all::addAll);
    }
    Block sorted = all.sorted();
    try (ParquetFileWriter out = BlockWriter.open(storage, path, YearColumns.schema(table))) {
      out.start();
      if (sorted.rows() > 0) {
        BlockWriter.writeRowGroup(
            out, schema, sorted, zstd.getCompressor(CompressionCodecName.ZSTD), year);
      }
      out.end(year.metadata(table));
    }
    return new Written(sorted.rows(), ContentDigest.of(sorted));
  }
}
