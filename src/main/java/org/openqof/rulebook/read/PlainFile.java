package org.openqof.rulebook.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqof.errors.LastRead;

/**
 * A small text that a person keeps: rulebook, layout, job, scenario. What is not a file is never
 * opened, since a pipe waits for ever and a device never ends.
 */
public final class PlainFile {
  private static final int MOST_BYTES = 16 << 20;

  private PlainFile() {}

  /**
   * Its text.
   *
   * @throws CharacterCodingException when it is not UTF-8
   * @throws IOException when it cannot be read, with the reason in words
   */
  public static String text(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("It is a folder.");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("It is a pipe, a device or a socket, and only a file is read.");
    }
    byte[] bytes;
    LastRead.note(file.toString());
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException("It is larger than 16 MiB, which no such file is.");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
