package org.openqof.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Zip archives as other programs write them, and the JDK does not. */
public final class OddArchive {
  private static final int PASSWORD = 1;
  private static final int SIZE_BEHIND = 8;

  private OddArchive() {}

  /** Stored, with its size behind it. */
  public static byte[] sizeBehind(String name, byte[] content) {
    return byHand(name, content, 0, SIZE_BEHIND, content);
  }

  /** Packed by bzip2. */
  public static byte[] bzip2(String name, byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed)) {
      out.write(content);
    }
    return byHand(name, content, 12, 0, packed.toByteArray());
  }

  /** With a password. */
  public static byte[] locked(String name, byte[] content) {
    return byHand(name, content, 0, PASSWORD, content);
  }

  /** An archive of one entry by its method and flags. */
  private static byte[] byHand(String named, byte[] content, int method, int flags, byte[] packed) {
    CRC32 check = new CRC32();
    check.update(content);
    boolean behind = (flags & SIZE_BEHIND) != 0;
    ByteBuffer out = ByteBuffer.allocate(600 + packed.length).order(ByteOrder.LITTLE_ENDIAN);
    byte[] name = named.getBytes(StandardCharsets.UTF_8);
    out.putInt(0x04034b50).putShort((short) 46).putShort((short) flags).putShort((short) method);
    out.putInt(0).putInt(behind ? 0 : (int) check.getValue());
    out.putInt(behind ? 0 : packed.length).putInt(behind ? 0 : content.length);
    out.putShort((short) name.length).putShort((short) 0).put(name).put(packed);
    if (behind) {
      out.putInt(0x08074b50)
          .putInt((int) check.getValue())
          .putInt(packed.length)
          .putInt(content.length);
    }
    int directory = out.position();
    out.putInt(0x02014b50).putShort((short) 46).putShort((short) 46).putShort((short) flags);
    out.putShort((short) method).putInt(0).putInt((int) check.getValue()).putInt(packed.length);
    out.putInt(content.length).putShort((short) name.length).putShort((short) 0);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(0).put(name);
    int size = out.position() - directory;
    out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort((short) 1);
    out.putShort((short) 1).putInt(size).putInt(directory).putShort((short) 0);
    return Arrays.copyOf(out.array(), out.position());
  }
}
