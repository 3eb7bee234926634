package org.openqof.synthetic;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a generator wrote, read back independently of it. */
final class Written {
  private Written() {}

  /** All files below a folder by relative name, with their bytes. */
  static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** The content of a file: plain, compressed, or in an archive after an exclamation mark. */
  static byte[] content(Path folder, String name) throws IOException {
    int mark = name.indexOf('!');
    if (mark < 0) {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      return name.endsWith(".gz") ? unzipped(bytes) : bytes;
    }
    try (ZipInputStream zip =
        new ZipInputStream(Files.newInputStream(folder.resolve(name.substring(0, mark))))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name.substring(mark + 1))) {
          return zip.readAllBytes();
        }
      }
    }
    throw new IOException("not in the archive: " + name);
  }

  /** The bytes before they were compressed. */
  static byte[] unzipped(byte[] compressed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }

  /** The lines of a file as they are, whatever their ends. */
  static List<String> lines(Path folder, String name) throws IOException {
    List<String> lines = new ArrayList<>();
    InputStream content = new ByteArrayInputStream(content(folder, name));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.ISO_8859_1))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** The records of a file without faults. */
  static List<NamedCsvRecord> records(Path folder, String name) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    new ByteArrayInputStream(content(folder, name)), StandardCharsets.UTF_8))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
