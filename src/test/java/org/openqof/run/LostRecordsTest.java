package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.local.LocalEngine;
import org.openqof.settings.JobFile;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import org.openqof.store.VersionLog;
import org.openqof.testing.Qof;
import org.openqof.testing.WholeExtract;

/**
 * The log of versions lacks a record: its last entry was lost, or the run that published did not
 * live to write it. What was paid stays known, and nothing is added to a version twice.
 */
class LostRecordsTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  private static Path made;

  private final Path room;
  private final Path lake;

  LostRecordsTest(@TempDir Path room) {
    this.room = room;
    lake = room.resolve("lake");
  }

  @BeforeAll
  static void aYear(@TempDir Path place) throws IOException {
    made = place;
    WholeExtract.of("2023-24")
        .practice("A81001", 8000, 80)
        .practice("A81002", 12000, 60)
        .in(place.resolve("extracts"));
    assertThat(run(place).exitCode()).isZero();
  }

  @BeforeEach
  void copyOfIt() throws IOException {
    Files.walkFileTree(
        made,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(room.resolve(made.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, room.resolve(made.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    Files.setPosixFilePermissions(lake, PosixFilePermissions.fromString("rwxr-x---"));
  }

  private static Qof.Answer run(Path place) {
    return Qof.run(
        "run",
        "--extracts",
        place.resolve("extracts"),
        "--engine",
        "local",
        "--lake",
        place.resolve("lake"),
        "--published",
        place.resolve("published"));
  }

  private Qof.Answer lake(Object... command) {
    List<Object> arguments = new ArrayList<>(List.of("lake"));
    arguments.addAll(List.of(command));
    arguments.addAll(List.of("--lake", lake));
    if (command[0].equals("check")) {
      arguments.addAll(List.of("--published", room.resolve("published")));
    }
    return Qof.run(arguments.toArray());
  }

  private List<String> states() {
    return new VersionLog(new Lake(lake.toUri()))
        .states(YEAR).stream().map(state -> state.version() + " " + state.state()).toList();
  }

  /** Entries of the log of versions that are lost from its end, with their checksums. */
  private void loseRecords(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      try (Stream<Path> log = Files.list(lake.resolve("ops/versions/_delta_log"))) {
        Path last =
            log.filter(file -> file.toString().endsWith(".json"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Files.delete(last);
        Files.deleteIfExists(
            last.resolveSibling(last.getFileName().toString().replace(".json", ".crc")));
      }
    }
  }

  private void correct() throws IOException {
    Path values = room.resolve("extracts/INDICATOR_VALUES_2324.csv");
    Files.writeString(
        values, Files.readString(values).replaceFirst("Numerator,80", "Numerator,79"));
  }

  /** A run that ends, as if killed, when it comes to record the publication it has just made. */
  private void publishAndDieBeforeRecording(int version) {
    Path latest = room.resolve("published/2023-24/latest.json");
    InstantSource clock =
        () -> {
          try {
            if (Files.exists(latest)
                && Files.readString(latest).contains("\"version\" : " + version)) {
              throw new IllegalStateException("killed");
            }
          } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
          }
          return Instant.now();
        };
    RunSettings settings =
        RunSettings.of(JobFile.read(Path.of("jobs/national.yaml")), "development", name -> name)
            .withExtracts(room.resolve("extracts").toString())
            .withLake(lake.toString())
            .withPublished(room.resolve("published").toString());
    NationalRun run =
        new NationalRun(settings, (given, spark) -> new LocalEngine(1), Progress.SILENT).by(clock);
    assertThatThrownBy(run::run).hasMessageContaining("killed");
  }

  @Test
  void aRunKilledBeforeItRecordsItsPublicationIsRecordedByTheNext() throws IOException {
    correct();
    publishAndDieBeforeRecording(2);
    assertThat(states())
        .containsExactly(
            "1 INGESTED", "1 RECALCULATED", "1 PUBLISHED", "2 INGESTED", "2 RECALCULATED");
    Qof.Answer check = lake("check");
    assertThat(check.exitCode()).isEqualTo(3);
    assertThat(check.out()).contains("did not live to record it: the next run does");

    Qof.Answer night = run(room);

    assertThat(night.exitCode()).as(night.out() + night.err()).isZero();
    assertThat(night.out()).contains("2023-24  version 2");
    assertThat(states()).endsWith("2 RECALCULATED", "2 PUBLISHED");
    assertThat(lake("check").exitCode()).isZero();
  }

  @Test
  void whatIsNotTheLakesOwnIsNotRecordedAsPublished() throws IOException {
    loseRecords(1);
    try (Stream<Path> files = Files.walk(room.resolve("published/2023-24/1"))) {
      Path file =
          files
              .filter(each -> each.toString().endsWith("payment_lines.parquet"))
              .findFirst()
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 4;
      Files.write(file, bytes);
    }

    Qof.Answer night = run(room);

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.err())
        .contains("The published version 1 of 2023-24 is not the one that the lake made.")
        .contains("payment_lines.parquet");
    assertThat(states()).doesNotContain("1 PUBLISHED");
  }

  @Test
  void aPublicationWhoseManifestLeavesATableOutIsNotRecorded() throws IOException {
    loseRecords(1);
    Path manifest = room.resolve("published/2023-24/1/manifest.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode whole = (ObjectNode) json.readTree(manifest.toFile());
    for (String list : List.of("tables", "files")) {
      ArrayNode kept = json.createArrayNode();
      for (JsonNode each : whole.get(list)) {
        if (!each.get("path").asText().endsWith("/payment_lines.parquet")) {
          kept.add(each);
        }
      }
      assertThat(kept).hasSize(whole.get(list).size() - 1);
      whole.set(list, kept);
    }
    json.writeValue(manifest.toFile(), whole);

    Qof.Answer night = run(room);

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.err())
        .contains("The published version 1 of 2023-24 is not the one that the lake made.")
        .contains("table payment_lines", "no such table");
    assertThat(states()).doesNotContain("1 PUBLISHED");
  }

  @Test
  void lostRecordsStopTheNextRunBeforeAnythingIsAddedTwice() throws IOException {
    loseRecords(2);

    Qof.Answer night = run(room);

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.err())
        .contains("The log of versions has lost what was recorded of version 1 of 2023-24.")
        .contains("./qof lake restore --lake file:" + lake);
    Qof.Answer check = lake("check");
    assertThat(check.exitCode()).isEqualTo(3);
    assertThat(check.out()).contains("a state in which table").doesNotContain("--leftovers");
  }

  @Test
  void lostRecordsThatTheTablesBearOutArePutBack() throws IOException {
    List<String> before = states();
    loseRecords(3);
    assertThat(states()).isEmpty();

    Qof.Answer restored = lake("restore", "--leftovers");

    assertThat(restored.exitCode()).as(restored.out() + restored.err()).isZero();
    assertThat(restored.out())
        .contains("table versions: 2023-24 version 1 is recalculated again, by run ");
    assertThat(states()).isEqualTo(before);
    Qof.Answer check = lake("check");
    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    correct();
    Qof.Answer night = run(room);
    assertThat(night.exitCode()).as(night.out() + night.err()).isZero();
    assertThat(states()).endsWith("2 INGESTED", "2 RECALCULATED", "2 PUBLISHED");
  }

  @Test
  void aLostRecordThatIsNowhereIsSaidAndNeverPassedOver() throws IOException {
    loseRecords(2);
    try (Stream<Path> files = Files.walk(lake.resolve("ops/versions"))) {
      for (Path file :
          files.filter(each -> each.toString().contains("part-recalculated")).toList()) {
        Files.delete(file);
      }
    }

    Qof.Answer restored = lake("restore", "--leftovers");

    assertThat(restored.exitCode()).as(restored.out() + restored.err()).isEqualTo(3);
    assertThat(restored.out())
        .contains("2023-24 version 1 has rows in table")
        .contains("put the lake's folder ops back from a backup");
  }
}
