package org.openqof.synthetic;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that exists only when something was entered or decided: made with its first row. */
final class EnteredFile implements Closeable {
  private final ExtractFolder folder;
  private final String name;
  private final String[] header;
  private @Nullable Lines lines;

  EnteredFile(ExtractFolder folder, String name, String... header) {
    this.folder = folder;
    this.name = name;
    this.header = header.clone();
  }

  /** Its lines, the header written. */
  Lines lines() throws IOException {
    Lines open = lines;
    if (open == null) {
      open = folder.open(name);
      open.row(header);
      lines = open;
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }
}
