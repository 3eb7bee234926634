package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.openqof.domain.FinancialYear;
import org.openqof.job.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.Table;
import org.openqof.testing.Qof;

/** Published data beside the project, and runs over chosen files of it through the front door. */
final class RealData {
  private static final Path FOLDER = Path.of("..", "shared", "data", "real");

  private final Lake lake;
  private final Qof.Answer answer;

  private RealData(Lake lake, Qof.Answer answer) {
    this.lake = lake;
    this.answer = answer;
  }

  /** A published file; the test is skipped where the data are absent. */
  static Path file(String name) {
    Path file = FOLDER.resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "the published data are not beside the project: " + FOLDER);
    return file;
  }

  /** The rows of a published file, read without the product. */
  static List<NamedCsvRecord> rows(String name) {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file(name))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the national job over these files alone. */
  static RealData run(Path room, String... names) {
    return run(false, room, names);
  }

  /**
   * Runs published files that are too few for the gate, and accepts what it holds by the very line
   * that it prints.
   */
  static RealData runAccepted(Path room, String... names) {
    return run(true, room, names);
  }

  private static RealData run(boolean accepted, Path room, String... names) {
    try {
      Path extracts = Files.createDirectories(room.resolve("extracts"));
      for (String name : names) {
        Path file = file(name);
        Files.createSymbolicLink(
            extracts.resolve(file.getFileName()), file.toAbsolutePath().normalize());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Qof.Answer answer = runOnce(room);
    if (accepted) {
      acceptAsPrinted(answer, room);
      answer = runOnce(room);
    }
    assertThat(answer.exitCode()).as(answer.err() + answer.out()).isZero();
    return new RealData(new Lake(Place.uri(room.resolve("lake").toString())), answer);
  }

  private static Qof.Answer runOnce(Path room) {
    return Qof.run(
        "run",
        "--extracts",
        room.resolve("extracts"),
        "--lake",
        room.resolve("lake"),
        "--published",
        room.resolve("published"),
        "--engine",
        "local",
        "--debug");
  }

  private static void acceptAsPrinted(Qof.Answer held, Path room) {
    assertThat(held.exitCode()).as(held.err() + held.out()).isEqualTo(3);
    Matcher printed =
        Pattern.compile("gate accept --year (\\S+) --figure all --values (\\S+) .* --until (\\S+) ")
            .matcher(held.out());
    assertThat(printed.find()).as(held.out()).isTrue();
    Qof.Answer answer =
        Qof.run(
            "gate",
            "accept",
            "--year",
            printed.group(1),
            "--figure",
            "all",
            "--values",
            printed.group(2),
            "--by",
            "A. Tester",
            "--reason",
            "one group alone is known",
            "--until",
            printed.group(3),
            "--lake",
            room.resolve("lake"));
    assertThat(answer.exitCode()).as(answer.err() + answer.out()).isZero();
  }

  /** What the command answered. */
  Qof.Answer answer() {
    return answer;
  }

  /** All rows of a table of the published version of a year. */
  Block table(Table table, String year) {
    FinancialYear wanted = FinancialYear.of(year);
    int version = new VersionLog(lake).last(wanted, State.PUBLISHED).orElseThrow().version();
    return lake.read(table, wanted, version);
  }
}
