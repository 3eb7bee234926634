package org.openqof.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.spark.SparkEngine;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState.State;
import org.openqof.store.parquet.DataFile;
import org.openqof.tables.ContentDigest;
import org.openqof.tables.Table;
import org.openqof.tables.Tables;
import org.openqof.testing.FailingTasks;
import org.openqof.testing.HdfsForTests;
import org.openqof.testing.ObjectStore;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkCluster;
import org.openqof.testing.SparkForTests;

/**
 * The national job on a real Spark cluster gives the tables of a run in this process: on its own,
 * by spark-submit, and when tasks fail, run twice and lose their machine.
 */
@SuppressWarnings("NullAway.Init") // JUnit and the set-up fill the fields before any test
@Slow
class ClusterTest {
  private static final List<FinancialYear> YEARS =
      List.of(FinancialYear.of("2022-23"), FinancialYear.of("2023-24"));

  /** One executor on each of the two machines, each with one task at a time. */
  private static final Map<String, String> EXECUTORS =
      Map.of(
          "spark.executor.memory",
          "600m",
          "spark.executor.cores",
          "1",
          "spark.cores.max",
          "2",
          "spark.executor.extraJavaOptions",
          "-XX:TieredStopAtLevel=1",
          SparkEngine.PRACTICES_PER_TASK,
          "5");

  @TempDir static Path room;
  private static SparkCluster cluster;
  private static Path extracts;
  private static Map<String, Map<String, String>> expected;
  private static Map<String, Map<String, String>> ofOneYear;

  @BeforeAll
  static void startTheClusterAndRunInProcess() throws IOException {
    cluster = SparkCluster.start(room);
    extracts = room.resolve("extracts");
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            60,
            "--years",
            "2022-23,2023-24",
            "--seed",
            17,
            "--faults",
            "typical",
            "--out",
            extracts);
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    expected = runInProcess("local");
    ofOneYear = runInProcess("local-of-one-year", "--years", "2023-24");
    assertThat(expected).containsOnlyKeys("2022-23", "2023-24");
    assertThat(expected.get("2023-24")).containsKeys("payment_lines", "refused_rows");
  }

  @AfterAll
  static void stopTheCluster() {
    cluster.close();
  }

  /** Content digests of both years' published versions, as the run formed them. */
  private static Map<String, Map<String, String>> reported(Lake lake) {
    VersionLog versions = new VersionLog(lake);
    Map<String, Map<String, String>> digests = new TreeMap<>();
    for (FinancialYear year : YEARS) {
      versions
          .last(year, State.PUBLISHED)
          .ifPresent(state -> digests.put(year.toString(), new TreeMap<>(state.digests())));
    }
    return digests;
  }

  /** The same, formed from the rows that the lake holds. */
  private static Map<String, Map<String, String>> held(
      Lake lake, Map<String, Map<String, String>> wanted) {
    Map<String, Map<String, String>> digests = new TreeMap<>();
    wanted.forEach(
        (year, tables) -> {
          Map<String, String> ofYear = new TreeMap<>();
          for (String name : tables.keySet()) {
            Table table = Tables.named(name).orElseThrow();
            ofYear.put(name, ContentDigest.of(lake.read(table, FinancialYear.of(year), 1)).hex());
          }
          digests.put(year, ofYear);
        });
    return digests;
  }

  private static void assertTheTables(
      Map<String, Map<String, String>> wanted, URI place, Map<String, String> settings) {
    Lake lake = new Lake(URI.create(place + "/lake"), settings);
    assertThat(reported(lake)).isEqualTo(wanted);
    assertThat(held(lake, wanted)).isEqualTo(wanted);
    Publication publication = new Publication(URI.create(place + "/published"), settings);
    for (String name : wanted.keySet()) {
      FinancialYear year = FinancialYear.of(name);
      assertThat(publication.latest(year).orElseThrow().version()).isEqualTo(1);
      publication.verify(year, 1);
      publication
          .manifest(year, 1)
          .orElseThrow()
          .tables()
          .forEach(
              table ->
                  assertThat(table.contentDigest()).isEqualTo(wanted.get(name).get(table.name())));
    }
  }

  private static Map<String, Map<String, String>> runInProcess(String name, String... further)
      throws IOException {
    Path place = room.resolve(name);
    List<Object> command =
        new ArrayList<>(
            List.of(
                "run",
                "--extracts",
                extracts,
                "--engine",
                "local",
                "--lake",
                place.resolve("lake"),
                "--published",
                place.resolve("published")));
    command.addAll(List.of(further));
    Qof.Answer local = Qof.run(command.toArray());
    assertThat(local.exitCode()).as(local.err()).isZero();
    return reported(new Lake(place.resolve("lake").toUri()));
  }

  private static List<String> run(String from, String to) {
    return List.of(
        "run",
        Path.of("jobs/overnight.yaml").toAbsolutePath().toString(),
        "--extracts",
        from,
        "--lake",
        to + "/lake",
        "--published",
        to + "/published",
        "--debug");
  }

  private static List<String> submit(String mode, Map<String, String> settings, List<String> run) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                cluster.master(),
                "--deploy-mode",
                mode,
                "--class",
                "org.openqof.cli.Main"));
    settings.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
    // The run that is not submitted asks the equations; asking costs more than the run itself here.
    command.addAll(List.of("--conf", SparkEngine.EQUATIONS + "=false"));
    command.add(cluster.product().toString());
    command.addAll(run);
    return command;
  }

  @Test
  void theNationalJobOnAClusterGivesEveryTableOfARunInProcess()
      throws IOException, InterruptedException {
    URI place = room.resolve("calm").toUri();
    List<String> command = new ArrayList<>();
    EXECUTORS.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Dspark.executor.extraClassPath=" + cluster.product());
    command.add("org.openqof.cli.Main");
    command.addAll(run(extracts.toString(), place.toString()));
    command.addAll(List.of("--engine", "spark", "--master", cluster.master()));
    command.addAll(List.of("--years", "2023-24"));

    SparkCluster.Ended ended = cluster.run("calm", List.of(cluster.product()), command);

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertTheTables(ofOneYear, place, Map.of());
  }

  @Test
  void submittedToTheClusterWithItsDriverThereAndAllFilesOnHdfsItGivesTheSame()
      throws IOException, InterruptedException {
    String place = HdfsForTests.address() + "/nation";
    HdfsForTests.fileSystem()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(extracts.toString()),
            new org.apache.hadoop.fs.Path(place + "/extracts"));
    Map<String, String> settings = new HashMap<>(EXECUTORS);
    settings.put("spark.default.parallelism", "1");
    settings.put("spark.driver.memory", "900m");
    settings.put("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1");
    settings.put("spark.standalone.submit.waitAppCompletion", "true");

    List<String> oneYear = new ArrayList<>(run(place + "/extracts", place));
    oneYear.addAll(List.of("--years", "2023-24"));

    SparkCluster.Ended ended = cluster.run("hdfs", List.of(), submit("cluster", settings, oneYear));

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertTheTables(ofOneYear, URI.create(place), Map.of());
  }

  @Test
  void whenTasksFailRunTwiceAndLoseTheirMachineTheTablesAreTheSame() throws Exception {
    Path folder = room.resolve("failing");
    URI place = URI.create("objects://nation" + folder);
    Path meeting = Files.createDirectories(room.resolve("meeting"));
    Path events = Files.createDirectories(room.resolve("events"));
    Path tests = Path.of("target", "test-classes").toAbsolutePath();
    Map<String, String> settings = new LinkedHashMap<>(EXECUTORS);
    settings.put("spark.executor.extraClassPath", tests.toString());
    settings.put("spark.speculation", "true");
    settings.put("spark.speculation.interval", "50ms");
    settings.put("spark.speculation.quantile", "0.5");
    settings.put("spark.speculation.multiplier", "1.5");
    settings.put("spark.eventLog.enabled", "true");
    settings.put("spark.eventLog.rolling.enabled", "false");
    settings.put("spark.eventLog.compress", "false");
    settings.put("spark.eventLog.dir", events.toUri().toString());
    ObjectStore.settings().forEach((name, value) -> settings.put("spark.hadoop." + name, value));
    settings.put("spark.hadoop." + ObjectStore.FAULT, FailingTasks.class.getName());
    settings.put("spark.hadoop." + FailingTasks.MEETING, meeting.toString());
    CompletableFuture<Void> killed =
        CompletableFuture.runAsync(
            () -> {
              try {
                FailingTasks.kill(meeting);
              } catch (IOException problem) {
                throw new UncheckedIOException(problem);
              }
            });

    SparkCluster.Ended ended =
        cluster.run(
            "failing",
            List.of(tests),
            submit("client", settings, run(extracts.toString(), place.toString())));

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    killed.get();
    Attempts attempts = Attempts.of(events);
    assertThat(attempts.failedByTheTest).as("attempts that failed").isGreaterThanOrEqualTo(8);
    assertThat(attempts.twice).as("second attempts alongside the first").isGreaterThanOrEqualTo(2);
    assertThat(attempts.lostWithTheirMachine).as("attempts that were killed").isPositive();
    assertThat(attempts.machinesLost).isPositive();
    assertTheTables(expected, place, ObjectStore.settings());

    // Every duplicated or failed attempt that had written its file left it behind, and nobody sees
    // it.
    Lake lake = new Lake(URI.create(place + "/lake"), ObjectStore.settings());
    Set<String> leftBehind = filesOf(folder.resolve("lake"));
    leftBehind.removeAll(committed(lake));
    assertThat(leftBehind).hasSizeGreaterThanOrEqualTo(6);
    SparkSession session = SparkForTests.session();
    session.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    try {
      for (String table : new String[] {"silver/indicator_values", "gold/payment_lines"}) {
        session.sql("vacuum delta.`" + folder.resolve("lake").resolve(table) + "` retain 0 hours");
      }
    } finally {
      session.conf().unset("spark.databricks.delta.retentionDurationCheck.enabled");
    }
    assertThat(filesOf(folder.resolve("lake/silver/indicator_values"))).isSubsetOf(committed(lake));
    assertThat(filesOf(folder.resolve("lake/gold/payment_lines"))).isSubsetOf(committed(lake));
    assertThat(held(lake, expected)).isEqualTo(expected);
  }

  private static Set<String> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      TreeSet<String> found = new TreeSet<>();
      files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .forEach(file -> found.add(file.toString()));
      return found;
    }
  }

  private static Set<String> committed(Lake lake) {
    TreeSet<String> found = new TreeSet<>();
    for (Table table : Tables.all()) {
      for (FinancialYear year : YEARS) {
        for (int version : lake.versions(table, year)) {
          for (DataFile file : lake.files(table, year, version)) {
            found.add(URI.create(file.path()).getPath());
          }
        }
      }
    }
    return found;
  }

  /** What became of the attempts of an application's tasks, by its event log. */
  private static final class Attempts {
    private int failedByTheTest;
    private int twice;
    private int lostWithTheirMachine;
    private int machinesLost;

    static Attempts of(Path events) throws IOException {
      Attempts attempts = new Attempts();
      ObjectMapper json = new ObjectMapper();
      try (Stream<Path> logs = Files.list(events)) {
        for (Path log : logs.toList()) {
          for (String line : Files.readAllLines(log)) {
            attempts.add(json.readTree(line));
          }
        }
      }
      return attempts;
    }

    private void add(JsonNode event) {
      switch (event.path("Event").asText()) {
        case "SparkListenerExecutorRemoved" -> machinesLost++;
        case "SparkListenerTaskEnd" -> {
          JsonNode reason = event.path("Task End Reason");
          if (reason.toString().contains(FailingTasks.MADE)) {
            failedByTheTest++;
          }
          if (reason.path("Reason").asText().equals("ExecutorLostFailure")) {
            lostWithTheirMachine++;
          }
          if (event.path("Task Info").path("Speculative").asBoolean()) {
            twice++;
          }
        }
        default -> {
          // Of no interest here.
        }
      }
    }
  }
}
