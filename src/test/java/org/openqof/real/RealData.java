package org.openqof.real;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;
import org.openqof.domain.FinancialYear;
import org.openqof.settings.Place;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.Table;
import org.openqof.testing.ForAllTests;
import org.openqof.testing.Qof;
import org.openqof.testing.WideGate;

/**
 * Published data alongside the project, and runs over chosen files of it through the front door.
 */
final class RealData {
  private static final Path FOLDER = Path.of("..", "shared", "data", "real");

  private static final String AREA_FIGURES = "achievement/ccg_group_points_2016-17_to_2018-19.csv";

  private static final Map<String, RealData> YEARS = new ConcurrentHashMap<>();

  private final Path place;
  private final Lake lake;
  private final Qof.Answer answer;

  private RealData(Path place, Qof.Answer answer) {
    this.place = place.resolve("lake");
    this.lake = new Lake(Place.uri(this.place.toString()));
    this.answer = answer;
  }

  /**
   * Prevalence and areas of a published year and, where they were published, the points of areas:
   * run once in a JVM for all tests, which only read it.
   */
  static RealData ofYear(String prevalence, String geography) {
    return YEARS.computeIfAbsent(
        prevalence,
        first -> {
          boolean areas = geography.startsWith("ORGANISATION");
          Path room = ForAllTests.folder("qof-real");
          return areas
              ? run(room, "prevalence/" + prevalence, "reference/" + geography, AREA_FIGURES)
              : run(room, "prevalence/" + prevalence, "reference/" + geography);
        });
  }

  /** A published file; the test is skipped where the data are absent. */
  static Path file(String name) {
    Path file = FOLDER.resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "the published data are not alongside the project: " + FOLDER);
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

  /** Runs published files that are too few for the project's gate. */
  static RealData runUngated(Path room, String... names) {
    return run(true, room, names);
  }

  private static RealData run(boolean ungated, Path room, String... names) {
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
    Qof.Answer answer = runOnce(room, ungated);
    assertThat(answer.exitCode()).as(answer.err() + answer.out()).isZero();
    return new RealData(room, answer);
  }

  private static Qof.Answer runOnce(Path room, boolean ungated) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--extracts",
                room.resolve("extracts"),
                "--lake",
                room.resolve("lake"),
                "--published",
                room.resolve("published"),
                "--engine",
                "local",
                "--debug"));
    if (ungated) {
      arguments.addAll(List.of("--rulebook", WideGate.in(room.resolve("gate"))));
    }
    return Qof.run(arguments.toArray());
  }

  /** Where its lake lies. */
  Path place() {
    return place;
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
