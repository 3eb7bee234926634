package org.openqof.matrix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A file packed for its way. */
final class Packed {
  private Packed() {}

  static void gzip(Path file, Fault.Given given) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(file.resolveSibling(Fault.name(file) + ".gz")))) {
      Files.copy(file, out);
    }
    Files.delete(file);
  }

  static void zip(Path file, Fault.Given given) throws IOException {
    Files.write(file.resolveSibling(Fault.name(file).replace(".csv", ".zip")), zipped(file));
    Files.delete(file);
  }

  static void cutZip(Path file, Fault.Given given) throws IOException {
    byte[] whole = zipped(file);
    Files.write(
        file.resolveSibling(Fault.name(file).replace(".csv", ".zip")),
        Arrays.copyOf(whole, whole.length * 2 / 3));
    Files.delete(file);
  }

  private static byte[] zipped(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(Fault.name(file)));
      Files.copy(file, zip);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
