package org.openqof.publish;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openqof.testing.Qof;

/**
 * The samples run and published once through the front door, for all tests of the publication: 55
 * practices of 2023-24 with typical faults, and the year before.
 */
public final class SamplePublication {
  private static final SamplePublication MADE = new SamplePublication();

  private final Path room;
  private final Path folder;

  private SamplePublication() {
    try {
      room = Files.createTempDirectory("qof-publication");
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(room)));
    Qof.Answer run =
        Qof.run(
            "run",
            "jobs/national.yaml",
            "--lake",
            lake(),
            "--published",
            room.resolve("published"),
            "--engine",
            "local");
    assertThat(run.exitCode()).as(run.err()).isZero();
    folder = publish("publication", "2023-24");
  }

  /** The one that all tests share. */
  public static SamplePublication get() {
    return MADE;
  }

  /** The lake it was made from. */
  public Path lake() {
    return room.resolve("lake");
  }

  /** Where the run published the tables. */
  public Path published() {
    return room.resolve("published");
  }

  /** The publication of 2023-24. */
  public Path folder() {
    return folder;
  }

  /** Publishes once more. */
  public Path publish(String name, String year, String... more) {
    Path out = room.resolve(name);
    Object[] arguments =
        Stream.concat(
                Stream.of("publish", "--year", year, "--lake", lake(), "--out", out),
                Stream.of(more))
            .toArray();
    Qof.Answer answer = Qof.run(arguments);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return out.resolve(year);
  }

  /** Rows of a CSV file of it. */
  public List<NamedCsvRecord> rows(String name) {
    return rows(folder.resolve(name));
  }

  /** Rows of a CSV file. */
  public static List<NamedCsvRecord> rows(Path file) {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** A workbook of it. */
  public Workbook workbook(String name) {
    return Workbook.read(folder.resolve("workbooks/qof-2324-" + name + ".xlsx"));
  }

  /** Bytes of all files below a folder, by name. */
  public static Map<String, byte[]> files(Path folder) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().equals(".openqof-files")) {
          // Which files are the program's own: no part of what is published.
          continue;
        }
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return files;
  }

  private static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
