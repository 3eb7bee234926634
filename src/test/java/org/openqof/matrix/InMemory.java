package org.openqof.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A folder in memory where the machine has room for it there: half of a cell's time would be
 * waiting for a disk, and what a disk keeps is proved elsewhere.
 */
final class InMemory implements TempDirFactory {
  private static final long ROOM = 512L << 20;

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM
        ? Files.createTempDirectory(memory, "qof-matrix-")
        : Files.createTempDirectory("qof-matrix-");
  }
}
