package org.openqof.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Compresses pages with zstd directly: Hadoop's codecs would load its configuration and copy each
 * page through streams. Files that Spark rewrote with another codec are read through Hadoop's. Not
 * safe for use by several threads.
 */
final class PageZstd implements CompressionCodecFactory {
  private static final int LEVEL = 1;
  private static final int FIRST_ROOM = 1 << 16;

  private @Nullable CodecFactory others;
  private @Nullable Compressor compressor;
  private @Nullable Decompressor decompressor;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("pages are written with zstd, not " + codec);
    }
    Compressor known = compressor;
    if (known == null) {
      known = new Compressor();
      compressor = known;
    }
    return known;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    if (codec == CompressionCodecName.ZSTD) {
      Decompressor known = decompressor;
      if (known == null) {
        known = new Decompressor();
        decompressor = known;
      }
      return known;
    }
    CodecFactory known = others;
    if (known == null) {
      known = new CodecFactory(new Configuration(false), 0);
      others = known;
    }
    return known.getDecompressor(codec);
  }

  @Override
  public void release() {
    if (compressor != null) {
      compressor.release();
      compressor = null;
    }
    if (decompressor != null) {
      decompressor.release();
      decompressor = null;
    }
    if (others != null) {
      others.release();
      others = null;
    }
  }

  /** Bytes of a page, which come in pieces, as one array. */
  private static final class Gathered extends ByteArrayOutputStream {
    Gathered(int room) {
      super(room);
    }

    byte[] bytes() {
      return buf;
    }
  }

  private static final class Compressor implements BytesInputCompressor {
    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
    private final Gathered plain = new Gathered(FIRST_ROOM);
    private byte[] room = new byte[FIRST_ROOM];

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      plain.reset();
      bytes.writeAllTo(plain);
      int most = Math.toIntExact(Zstd.compressBound(plain.size()));
      if (room.length < most) {
        room = new byte[most];
      }
      int size = context.compressByteArray(room, 0, room.length, plain.bytes(), 0, plain.size());
      // The page store copies what it is given before the next page comes.
      return BytesInput.from(room, 0, size);
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
      context.close();
    }
  }

  private static final class Decompressor implements BytesInputDecompressor {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    @Override
    public BytesInput decompress(BytesInput bytes, int plainSize) throws IOException {
      Gathered stored = new Gathered(Math.toIntExact(bytes.size()));
      bytes.writeAllTo(stored);
      return BytesInput.from(decompress(stored.bytes(), stored.size(), plainSize));
    }

    @Override
    public void decompress(ByteBuffer from, int storedSize, ByteBuffer into, int plainSize)
        throws IOException {
      byte[] stored = new byte[storedSize];
      from.get(stored);
      into.put(decompress(stored, storedSize, plainSize));
    }

    private byte[] decompress(byte[] stored, int storedSize, int plainSize) throws IOException {
      byte[] plain = new byte[plainSize];
      int size = context.decompressByteArray(plain, 0, plainSize, stored, 0, storedSize);
      if (size != plainSize) {
        throw new IOException("a page unpacks to " + size + " bytes, not to " + plainSize);
      }
      return plain;
    }

    @Override
    public void release() {
      context.close();
    }
  }
}
