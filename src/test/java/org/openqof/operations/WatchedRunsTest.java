package org.openqof.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.engine.local.LocalEngine;
import org.openqof.errors.QofException;
import org.openqof.run.NationalRun;
import org.openqof.settings.JobErrors;
import org.openqof.settings.JobFile;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import org.openqof.store.RunLock;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.Tools;
import org.openqof.testing.WholeExtract;

/** What runs leave for those who watch them: records, status, history, metrics, lineage. */
@Slow
class WatchedRunsTest {
  private static final String YEAR = "2023-24";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path room;
  private final Path extracts;

  WatchedRunsTest(@TempDir Path room) throws IOException {
    this.room = room;
    this.extracts = room.resolve("extracts");
    WholeExtract.of(YEAR).practice("Z90001", 10_000, 70).practice("Z90002", 8_000, 60).in(extracts);
  }

  private Qof.Answer run(Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "run",
                "--engine",
                "local",
                "--extracts",
                extracts,
                "--lake",
                room.resolve("lake"),
                "--published",
                room.resolve("published")));
    all.addAll(List.of(more));
    return Qof.run(all.toArray());
  }

  private Qof.Answer ofLake(String command, Object... more) {
    List<Object> all = new ArrayList<>(List.of(command, "--lake", room.resolve("lake")));
    all.addAll(List.of(more));
    return Qof.run(all.toArray());
  }

  /** Records in the lake, the oldest first. */
  private List<JsonNode> records() throws IOException {
    try (Stream<Path> files = Files.list(room.resolve("lake/runs"))) {
      List<JsonNode> records = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        assertThat(file.getFileName().toString())
            .matches("[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z-[0-9a-f-]{36}\\.json");
        records.add(JSON.readTree(file.toFile()));
      }
      return records;
    }
  }

  private void cutOff(String name) throws IOException {
    Path file = extracts.resolve(name);
    Files.writeString(file, Files.readString(file) + "QOF2324,QOF,\"cut");
  }

  @Test
  void everyRunLeavesARecordAlsoWhenItFails() throws IOException {
    assertThat(run().exitCode()).isZero();
    assertThat(run().exitCode()).isZero();
    cutOff("INDICATOR_VALUES_2324.csv");
    Qof.Answer failed = run();
    assertThat(failed.exitCode()).isEqualTo(1);

    List<JsonNode> records = records();
    assertThat(records)
        .extracting(kept -> kept.path("outcome").asText())
        .containsExactly("done", "nothing_new", "failed");
    JsonNode first = records.get(0);
    JsonNode year = first.path("years").get(0);
    assertThat(year.path("inputs"))
        .extracting(input -> input.path("name").asText())
        .contains("INDICATOR_VALUES_2324.csv");
    assertThat(year.path("inputs"))
        .allMatch(input -> input.path("digest").asText().matches("[0-9a-f]{64}"));
    assertThat(year.path("practices").asInt()).isEqualTo(2);
    assertThat(year.path("rows_in").asLong()).isEqualTo(year.path("rows_accepted").asLong());
    assertThat(year.path("tables").path("payment_lines").asText()).isNotEmpty();
    assertThat(first.path("steps"))
        .extracting(step -> step.path("step").asText())
        .contains("publishing");
    assertThat(first.path("memory").path("heap_limit_bytes").asLong()).isPositive();
    assertThat(first.path("current").path(YEAR).path("published_version").asInt()).isEqualTo(1);
    // Whoever watches runs may read records: they hold no money.
    assertThat(first.toString()).doesNotContain("gbp").doesNotContain("£");

    JsonNode last = records.get(2);
    assertThat(last.path("exit_code").asInt()).isEqualTo(1);
    assertThat(failed.err()).contains(last.path("problem").asText());
    assertThat(last.path("remedy").asText()).isNotEmpty();
    assertThat(last.path("last_success_at").asText())
        .isEqualTo(records.get(1).path("ended_at").asText());
    assertThat(last.path("current")).isEqualTo(records.get(1).path("current"));
  }

  @Test
  void statusIsWellAfterASuccessAndNotAfterAFailureOrWhenItIsOld() throws IOException {
    Qof.Answer before = ofLake("status");
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.out())
        .contains("no run of this lake has ended yet", "there is no lake in this place");

    run();
    Qof.Answer well = ofLake("status", "--max-age", "30h");
    assertThat(well.exitCode()).as(well.out()).isZero();
    assertThat(well.out())
        .contains("well  file:")
        .contains("exit code 0, done")
        .contains("  2023-24        1  20")
        .contains("lock          free");
    assertThat(JSON.readTree(ofLake("status", "--json").out()).path("well").asBoolean()).isTrue();

    Path form = room.resolve("lake/lake.json");
    String written = Files.readString(form);
    Files.writeString(form, "{\"format\": 99}");
    assertThat(ofLake("status").out()).contains("LOOK", "written by a newer version of OpenQOF");
    Files.writeString(form, written);

    Lake lake = new Lake(room.resolve("lake").toUri());
    assertThat(
            LakeStatus.of(
                    lake, Duration.ofHours(30), null, Instant.now().plus(Duration.ofHours(31)))
                .problems())
        .containsExactly("the last success is 31 hours ago, more than 30 hours");
    Qof.Answer elsewhere = ofLake("status", "--published", room.resolve("elsewhere"));
    assertThat(elsewhere.exitCode()).isEqualTo(1);
    assertThat(elsewhere.out()).contains("the lake published version 1, and").contains("has none");

    try (RunLock held = RunLock.take(lake, "another run", Instant.now())) {
      assertThat(held).isNotNull();
      assertThat(ofLake("status").out())
          .contains("well  ")
          .contains("lock          run another run");
      // A run that never got the lock did not touch the lake and leaves no record.
      assertThat(run().exitCode()).isNotZero();
      assertThat(records()).hasSize(1);
    }

    cutOff("INDICATOR_VALUES_2324.csv");
    run();
    Qof.Answer failed = ofLake("status");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains("the last run ended with exit code 1");
    assertThat(ofLake("status", "--max-age", "soon").err())
        .contains("'soon' is not a length of time.")
        .contains("--max-age 30h");
  }

  @Test
  void aRunStoppedByACheckIsHeldUntilOneGoesThrough() throws IOException {
    run();
    RunSettings settings =
        RunSettings.of(
                JobFile.read(Path.of("jobs/national.yaml")), "other", UnaryOperator.identity())
            .withExtracts(extracts.toString())
            .withLake(room.resolve("lake").toString())
            .withPublished(room.resolve("published").toString())
            .withEngine("local");
    Progress stopping =
        new Progress() {
          @Override
          public void began(String subject, String step) {
            if (step.startsWith("points")) {
              throw JobErrors.checksFailed(subject, List.of("a figure moved too far"));
            }
          }

          @Override
          public void reached(double share) {}

          @Override
          public void ended(String outcome) {}
        };
    NationalRun run = new NationalRun(settings, (with, onSpark) -> new LocalEngine(1), stopping);
    assertThatThrownBy(run::run).isInstanceOf(QofException.class);

    JsonNode held = records().get(1);
    assertThat(held.path("outcome").asText()).isEqualTo("held");
    assertThat(held.path("failed_step").asText())
        .isEqualTo("2023-24 points, payments and statistics");
    assertThat(held.path("details").get(0).asText()).isEqualTo("a figure moved too far");
    assertThat(ofLake("status").out()).contains("2023-24 was stopped by a check");

    assertThat(run().exitCode()).isZero();
    assertThat(ofLake("status").exitCode()).isZero();
  }

  @Test
  void historyListsEveryVersionWithWhatItWasMadeFromOtherwise() throws IOException {
    run();
    WholeExtract.of(YEAR).practice("Z90001", 10_000, 71).practice("Z90002", 8_000, 60).in(extracts);
    run();
    Qof.Answer answer = ofLake("history", YEAR);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out().lines().filter(line -> line.startsWith(YEAR)))
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).matches("2023-24 +1 +published .* local .* first"),
            second ->
                assertThat(second).matches("2023-24 +2 +current +published .* local .* input"));
    JsonNode json = JSON.readTree(ofLake("history", "--json").out());
    assertThat(json.path("versions").get(1).path("current").asBoolean()).isTrue();
    assertThat(json.path("versions").get(1).path("total_achievement_gbp").decimalValue())
        .isGreaterThan(json.path("versions").get(0).path("total_achievement_gbp").decimalValue());
    assertThat(json.path("runs")).hasSize(2);
    assertThat(ofLake("history", "2010-11").err()).contains("holds nothing of 2010-11");
  }

  @Test
  void metricsAreWholeAndPassTheChecksOfTheirReader() throws Exception {
    Path metrics = room.resolve("metrics/qof.prom");
    run("--metrics", metrics);
    String text = Files.readString(metrics);
    assertThat(text)
        .contains("\nqof_run_exit_code 0\n")
        .contains("\nqof_year_published_version{year=\"2023-24\"} 1\n")
        .contains("\nqof_year_rows_refused{year=\"2023-24\"} 0\n")
        .contains("\nqof_year_held{year=\"2023-24\"} 0\n")
        .contains("step=\"publishing\"} ");
    long names = text.lines().filter(line -> line.startsWith("# HELP ")).count();
    assertThat(text.lines().filter(line -> line.startsWith("# TYPE "))).hasSize((int) names);
    String success = valueOf(text, "qof_run_success_timestamp_seconds");

    cutOff("INDICATOR_VALUES_2324.csv");
    run("--metrics", metrics);
    String failed = Files.readString(metrics);
    assertThat(failed)
        .contains("\nqof_run_exit_code 1\n")
        .contains("qof_year_published_version{year=\"2023-24\"} 1");
    assertThat(valueOf(failed, "qof_run_success_timestamp_seconds")).isEqualTo(success);

    Path promtool = Tools.need("promtool", "prometheus");
    Process check =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectInput(metrics.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  private static String valueOf(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1);
  }

  @Test
  void metricsThatCannotBeWrittenAreANoticeAndNoFailure() throws IOException {
    Path file = Files.writeString(room.resolve("file"), "in the way");
    Qof.Answer answer = run("--metrics", file.resolve("qof.prom"));
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("note: no metrics were written: ");
  }

  /** What the specification, 2-0-2, requires of a run event and of its facets. */
  private static void isARunEvent(JsonNode event) {
    assertThat(event.path("eventType").asText()).isIn("START", "COMPLETE", "FAIL");
    assertThat(OffsetDateTime.parse(event.path("eventTime").asText())).isNotNull();
    assertThat(URI.create(event.path("producer").asText()).isAbsolute()).isTrue();
    assertThat(event.path("schemaURL").asText())
        .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
    assertThat(UUID.fromString(event.path("run").path("runId").asText())).isNotNull();
    assertThat(event.path("job").path("namespace").asText()).isNotEmpty();
    assertThat(event.path("job").path("name").asText()).isNotEmpty();
    event.path("run").path("facets").forEach(WatchedRunsTest::isAFacet);
    for (String side : List.of("inputs", "outputs")) {
      for (JsonNode dataset : event.path(side)) {
        assertThat(dataset.path("namespace").asText()).isEqualTo("file");
        assertThat(dataset.path("name").asText()).startsWith("/");
        dataset.path("facets").forEach(WatchedRunsTest::isAFacet);
      }
    }
  }

  private static void isAFacet(JsonNode facet) {
    assertThat(URI.create(facet.path("_producer").asText()).isAbsolute()).isTrue();
    assertThat(facet.path("_schemaURL").asText())
        .matches("https://openlineage.io/spec/facets/[0-9-]+/(\\w+)\\.json#/\\$defs/\\1");
  }

  @Test
  void lineageTellsStartAndEndWithFilesTablesAndColumns() throws IOException {
    Path file = room.resolve("lineage/events.ndjson");
    run("--lineage", file);
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      events.add(JSON.readTree(line));
    }
    assertThat(events)
        .extracting(event -> event.path("eventType").asText())
        .containsExactly("START", "COMPLETE");
    events.forEach(WatchedRunsTest::isARunEvent);
    JsonNode end = events.get(1);
    assertThat(end.path("run").path("runId")).isEqualTo(events.get(0).path("run").path("runId"));
    assertThat(end.path("inputs"))
        .extracting(input -> input.path("name").asText())
        .contains(extracts.resolve("INDICATOR_VALUES_2324.csv").toString());
    JsonNode lines =
        Stream.of(end.path("outputs"))
            .flatMap(
                outputs -> {
                  List<JsonNode> all = new ArrayList<>();
                  outputs.forEach(all::add);
                  return all.stream();
                })
            .filter(output -> output.path("name").asText().endsWith("payment_lines.parquet"))
            .findFirst()
            .orElseThrow();
    assertThat(Path.of(lines.path("name").asText())).exists();
    assertThat(lines.path("facets").path("schema").path("fields"))
        .extracting(field -> field.path("name").asText())
        .contains("practice_code", "achievement_payment_gbp");

    cutOff("INDICATOR_VALUES_2324.csv");
    run("--lineage", file);
    List<String> all = Files.readAllLines(file);
    JsonNode failed = JSON.readTree(all.get(3));
    isARunEvent(failed);
    assertThat(failed.path("eventType").asText()).isEqualTo("FAIL");
    assertThat(failed.path("run").path("facets").path("errorMessage").path("message").asText())
        .isNotEmpty();
  }

  @Test
  void lineageGoesToAnAddressAndOneThatRefusesIsANotice() throws IOException {
    List<String> received = Collections.synchronizedList(new ArrayList<>());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/lineage",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(received.size() > 2 ? 503 : 201, -1);
          exchange.close();
        });
    server.start();
    try {
      String address =
          "http://%s:%d/api/v1/lineage"
              .formatted(
                  InetAddress.getLoopbackAddress().getHostAddress(), server.getAddress().getPort());
      assertThat(run("--lineage", address).out()).doesNotContain("no lineage was told");
      for (String event : received) {
        isARunEvent(JSON.readTree(event));
      }
      Qof.Answer refused = run("--lineage", address);
      assertThat(refused.exitCode()).isZero();
      assertThat(refused.out()).contains("note: no lineage was sent to " + address);
      assertThat(received).hasSize(4);
    } finally {
      server.stop(0);
    }
  }
}
