package org.openqof.publish;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A small CSV file of facts that comes with the program, under {@code publish/}. */
public final class Resource {
  private Resource() {}

  /** Its rows. */
  public static List<NamedCsvRecord> rows(String name) {
    String path = "/publish/" + name;
    try (InputStream stream = Resource.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + path);
      }
      try (CsvReader<NamedCsvRecord> reader =
          CsvReader.builder()
              .ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        return reader.stream().toList();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
