package org.openqof.synthetic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The folder that is written to: opens its files and packs archives, the same bytes every time. */
final class ExtractFolder {
  private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final Path root;
  private final boolean gzip;

  ExtractFolder(Path root, boolean gzip) {
    this.root = root;
    this.gzip = gzip;
  }

  /** Opens a small file for its lines. */
  Lines open(String name) throws IOException {
    return new Lines(stream(name), name);
  }

  /** Opens a big file, which is compressed when that was asked for. */
  Lines openBig(String name) throws IOException {
    if (!gzip) {
      return open(name);
    }
    String compressed = name + ".gz";
    return new Lines(new GZIPOutputStream(stream(compressed), 1 << 16), compressed);
  }

  /** Opens a file that {@link #pack} will move into an archive. */
  Lines openForArchive(String folder, String archive, String name) throws IOException {
    return new Lines(stream(folder + "/" + name), folder + "/" + archive + "!" + name);
  }

  /** Moves files of a folder into an archive of that folder, in the order given. */
  void pack(String folder, String archive, List<String> names) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(stream(folder + "/" + archive))) {
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        Path file = root.resolve(folder).resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
          in.transferTo(zip);
        }
        zip.closeEntry();
        Files.delete(file);
      }
    }
  }

  private OutputStream stream(String name) throws IOException {
    Path file = root.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.newOutputStream(file);
  }
}
