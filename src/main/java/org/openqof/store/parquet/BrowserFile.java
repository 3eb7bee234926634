package org.openqof.store.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.openqof.store.place.LakeErrors;
import org.openqof.tables.Block;
import org.openqof.tables.Table;

/**
 * A Parquet file that a browser reads by ranges of bytes: Snappy, which readers in browsers bring
 * with them, one row group a block, least and greatest value of every column. The same rows give
 * the same bytes.
 *
 * @param content its bytes
 * @param footer bytes of the footer with its length and sign: what a reader must fetch first
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
public record BrowserFile(byte[] content, int footer) {
  private static final int LENGTH_AND_SIGN = 8;

  /**
   * Makes a file.
   *
   * @param table table of all the blocks
   * @param rowGroups blocks, each of which becomes a row group; those without rows are left out
   */
  public static BrowserFile of(Table table, List<Block> rowGroups) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodecFactory codecs = new CodecFactory(new Configuration(false), 0);
    try (ParquetFileWriter file =
        BlockWriter.open(ParquetFiles.output(() -> bytes, table.name()), ParquetLayout.of(table))) {
      BytesInputCompressor snappy = codecs.getCompressor(CompressionCodecName.SNAPPY);
      file.start();
      for (Block block : rowGroups) {
        if (block.rows() > 0) {
          BlockWriter.writeRowGroup(file, ParquetLayout.of(table), block, snappy);
        }
      }
      file.end(ParquetLayout.metadata(table));
    } catch (IOException problem) {
      throw LakeErrors.inputOutput("write", table.name(), problem);
    } finally {
      codecs.release();
    }
    byte[] content = bytes.toByteArray();
    int length =
        ByteBuffer.wrap(content)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(content.length - LENGTH_AND_SIGN);
    return new BrowserFile(content, length + LENGTH_AND_SIGN);
  }
}
