package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.store.ReplacedFolder;
import org.openqof.store.RunLock;
import org.openqof.store.place.Audience;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;

/** A lake that is no longer what it was when its versions were made: nothing is paid from it. */
@Slow
class DamagedLakeTest {
  private final Path room;
  private final Path extracts;
  private final Path lake;

  DamagedLakeTest(@TempDir Path room) {
    this.room = room;
    extracts = room.resolve("extracts");
    lake = room.resolve("lake");
  }

  @BeforeEach
  void twoYears() throws IOException {
    year("2022-23").in(extracts.resolve("before"));
    year("2023-24").in(extracts.resolve("now"));
    assertThat(run().exitCode()).isZero();
  }

  private static WholeExtract year(String year) {
    return WholeExtract.of(year).practice("A81001", 8000, 80).practice("A81002", 12000, 60);
  }

  private Qof.Answer run() {
    return qof("run", "--extracts", extracts, "--engine", "local");
  }

  /** A command on the lake and its publications. */
  private Qof.Answer qof(Object... command) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--lake", lake, "--published", room.resolve("published")));
    return Qof.run(arguments.toArray());
  }

  /** The year before gets news, so that the year is made again from its frozen values. */
  private void correctTheYearBefore() throws IOException {
    Path values = extracts.resolve("before").resolve("INDICATOR_VALUES_2223.csv");
    String text = Files.readString(values);
    Files.writeString(values, text.replaceFirst("Numerator,80", "Numerator,79"));
  }

  private int currentVersion(String year) {
    return new Publication(room.resolve("published").toUri())
        .latest(FinancialYear.of(year))
        .orElseThrow()
        .version();
  }

  /** As in a copy that was taken before. */
  private void loseTheLastCommit(String table) throws IOException {
    Path entry = lastEntry(table);
    Files.delete(entry);
    Files.deleteIfExists(
        entry.resolveSibling(entry.getFileName().toString().replace(".json", ".crc")));
  }

  private Path lastEntry(String table) throws IOException {
    try (Stream<Path> log = Files.list(lake.resolve(table).resolve("_delta_log"))) {
      return log.filter(file -> file.toString().endsWith(".json"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  private static void flipABit(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
  }

  @Test
  void frozenValuesThatLostTheirLastCommitPayNothing() throws IOException {
    loseTheLastCommit("silver/indicator_values");
    correctTheYearBefore();

    Qof.Answer night = run();

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.err())
        .contains("Table indicator_values of version 1 of 2023-24 is not what the lake recorded")
        .contains("Expected: content digest ")
        .contains("Found: no rows")
        .contains("./qof lake restore --year 2023-24 --version 1");
    assertThat(currentVersion("2023-24")).isEqualTo(1);
  }

  @Test
  void aTableThatIsEmptyOnceItsCommitIsGoneIsNoticedToo() throws IOException {
    loseTheLastCommit("silver/populations");
    correctTheYearBefore();

    Qof.Answer night = run();

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.err()).contains("Table populations of version 1 of 2023-24");
  }

  @Test
  void aFlippedBitInFrozenValuesIsNoticedAndNamed() throws IOException {
    Path data;
    try (Stream<Path> files = Files.walk(lake.resolve("silver/indicator_values"))) {
      data =
          files
              .filter(file -> file.toString().endsWith(".parquet"))
              .filter(file -> file.toString().contains("2023-24"))
              .findFirst()
              .orElseThrow();
    }
    flipABit(data);
    correctTheYearBefore();

    Qof.Answer night = run();

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.err())
        .contains("Table indicator_values of version 1 of 2023-24")
        .contains(String.valueOf(data.getFileName()));
  }

  @Test
  void withoutTheMemoryOfItsFilesTheRowsAreDigested() throws IOException {
    Path memory = lake.resolve(".state/file-digests");
    try (Stream<Path> files = Files.list(memory)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "{}");
      }
    }
    correctTheYearBefore();
    assertThat(run().exitCode()).isZero();
    assertThat(currentVersion("2023-24")).isEqualTo(2);
  }

  @Test
  void withoutThatMemoryALostCommitIsNoticedTheSame() throws IOException {
    Files.delete(lake.resolve(".state/file-digests/2023-24-1.json"));
    loseTheLastCommit("silver/practices");
    correctTheYearBefore();

    Qof.Answer night = run();

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.err()).contains("Table practices of version 1 of 2023-24");
  }

  @Test
  void resultsThatLostRowsAreNotReportedOn() throws IOException {
    loseTheLastCommit("gold/payment_lines");

    Qof.Answer explained =
        Qof.run("explain", "A81001", "--year", "2023-24", "--lake", lake.toString());

    assertThat(explained.exitCode()).as(explained.out() + explained.err()).isEqualTo(3);
    assertThat(explained.err()).contains("Table payment_lines of version 1 of 2023-24");
  }

  @Test
  void anEntryThatIsGoneWithoutItsChecksumIsNamed() throws IOException {
    Path entry = lastEntry("silver/indicator_values");
    Files.delete(entry);
    correctTheYearBefore();

    Qof.Answer night = run();

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(1);
    assertThat(night.err())
        .contains("The log of table indicator_values cannot be read")
        .contains(entry.getFileName().toString().replace(".json", ".crc"))
        .contains("./qof lake restore");
  }

  private static int findings(Qof.Answer check) {
    return (int) check.out().lines().filter(line -> line.matches("  \\S.*")).count();
  }

  @Test
  void aWholeLakeIsWellAndTheStatusSaysWhenThatWasSeen() throws IOException {
    assertThat(qof("status").out()).contains("last check    none");

    Qof.Answer check = qof("lake", "check");

    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    assertThat(check.out()).contains("well").contains("2 versions").contains("2 publications");
    assertThat(qof("lake", "check", "--quick", "--json").out())
        .contains("\"event\":\"lake_check\"")
        .contains("\"findings\":[]");
    assertThat(qof("status").out()).contains("nothing found (quick)");
  }

  @Test
  void aCheckNamesEveryKindOfDamage() throws IOException {
    loseTheLastCommit("silver/populations");
    Path orphan =
        lake.resolve("gold/payment_lines/financial_year=2023-24/version=1/part-x.parquet");
    Files.writeString(orphan, "left by a halted run");
    Path received;
    try (Stream<Path> files = Files.walk(lake.resolve("bronze/received"))) {
      received = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
    flipABit(received);
    try (Stream<Path> files = Files.walk(room.resolve("published/2023-24/1"))) {
      flipABit(
          files
              .filter(file -> file.toString().endsWith(".parquet"))
              .min(Comparator.naturalOrder())
              .orElseThrow());
    }
    Files.setPosixFilePermissions(
        lake.resolve("gold/payment_lines"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        lake.resolve("silver"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(lake, PosixFilePermissions.fromString("rwxr-xr-x"));

    Qof.Answer check = qof("lake", "check");

    assertThat(check.exitCode()).as(check.out() + check.err()).isEqualTo(3);
    assertThat(check.out())
        .containsPattern("(?m)^  content +populations of 2023-24 version 1$")
        .containsPattern("(?m)^  leftover +file:" + orphan)
        .containsPattern("(?m)^  bronze +file:" + received)
        .containsPattern("(?m)^  publication +file:" + room.resolve("published/2023-24/1"))
        .containsPattern("(?m)^  permissions +file:" + lake + "$")
        .containsPattern("(?m)^  permissions +file:" + lake.resolve("silver") + "$")
        .containsPattern("(?m)^  permissions +file:" + lake.resolve("gold/payment_lines"))
        .contains("Run chmod -R o-rwx " + lake.resolve("silver") + ".");
    assertThat(findings(check)).as(check.out()).isEqualTo(7);
    assertThat(qof("status").out()).contains("found something");
    assertThat(qof("status").exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsStillThereIsPutBackAndThenPays() throws IOException {
    loseTheLastCommit("silver/indicator_values");
    loseTheLastCommit("gold/payment_lines");
    Files.delete(lastEntry("gold/practice_payments"));
    flipABit(
        lastEntry("silver/practices")
            .resolveSibling(
                lastEntry("silver/practices").getFileName().toString().replace(".json", ".crc")));

    Qof.Answer restored = qofLake("restore", "--leftovers");

    assertThat(restored.exitCode()).as(restored.out() + restored.err()).isZero();
    assertThat(restored.out())
        .contains("table indicator_values of 2023-24 version 1: put back from the files that it")
        .contains("table payment_lines of 2023-24 version 1: put back")
        .contains("table practice_payments of 2023-24 version 1: put back");
    assertThat(qof("lake", "check").exitCode()).isZero();
    correctTheYearBefore();
    Qof.Answer run = run();
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(currentVersion("2023-24")).isEqualTo(2);
  }

  private Qof.Answer qofLake(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("lake"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--lake", lake));
    return Qof.run(arguments.toArray());
  }

  @Test
  void whatIsGoneIsNamedWithTheReceivedFilesItIsMadeFrom() throws IOException {
    try (Stream<Path> files =
        Files.walk(lake.resolve("silver/indicator_values/financial_year=2023-24"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }

    Qof.Answer restored = qofLake("restore", "--year", "2023-24", "--version", "1");

    assertThat(restored.exitCode()).as(restored.out() + restored.err()).isEqualTo(3);
    assertThat(restored.out())
        .contains("NOT RESTORED  2023-24 version 1: the files of indicator_values")
        .contains("INDICATOR_VALUES_2324.csv (file:" + lake.resolve("bronze/received"));
  }

  /** Records are only read: one that is damaged is named, and stops no run. */
  @Test
  void aDamagedRecordOfARunIsNamedAndStopsNoRun() throws IOException {
    Path record;
    try (Stream<Path> records = Files.list(lake.resolve("runs"))) {
      record = records.max(Comparator.naturalOrder()).orElseThrow();
    }
    String whole = Files.readString(record);
    for (String damaged :
        List.of(whole.substring(0, whole.length() / 2), "", "null", "{}", "[1]", "\u0000\u0000")) {
      Files.writeString(record, damaged);
      for (String command : List.of("status", "history")) {
        Qof.Answer answer =
            command.equals("status") ? qof("status") : Qof.run("history", "--lake", lake);
        assertThat(answer.exitCode()).as(command + damaged + answer.out()).isEqualTo(1);
        assertThat(answer.err())
            .as(command + damaged)
            .contains("The record of a run cannot be understood: file:" + record)
            .contains("move it away");
      }
    }
    Qof.Answer night = run();
    assertThat(night.exitCode()).as(night.out() + night.err()).isZero();
    assertThat(qof("lake", "check").exitCode()).isZero();
    assertThat(qof("status").exitCode()).isZero();
  }

  @Test
  void aNightThatChecksTheLakeEndsWithThreeWhenSomethingIsFound() throws IOException {
    Path job = room.resolve("job.yaml");
    Files.writeString(job, "steps: [ingest, recalculate, publish]\ncheck_lake: full\n");
    loseTheLastCommit("gold/payment_lines");

    Qof.Answer night = qof("run", job, "--extracts", extracts, "--engine", "local");

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.out()).containsPattern("content +payment_lines of 2023-24 version 1");
    assertThat(currentVersion("2023-24")).isEqualTo(1);
  }

  @Test
  void aFolderThatAnEarlierProgramMadeStopsNothingButItsOwnYearsPublication() throws IOException {
    Path official = room.resolve("official");
    Files.createDirectories(official.resolve("2022-23"));
    Files.writeString(official.resolve("2022-23/datapackage.json"), "{}");
    Path job = room.resolve("job.yaml");
    Files.writeString(
        job, "steps: [ingest, recalculate, publish]\npublication: %s\n".formatted(official));

    Qof.Answer night = qof("run", job, "--extracts", extracts, "--engine", "local");

    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(1);
    assertThat(night.out()).contains("2 published, 1 official publications NOT MADE");
    assertThat(night.err())
        .contains("official/2022-23 holds files that this program did not write.")
        .contains("made has no list of its files (.openqof-files): move it away as a whole.");
    assertThat(official.resolve("2022-23/datapackage.json")).hasContent("{}");
    assertThat(official.resolve("2023-24/datapackage.json")).exists();
    assertThat(qof("status").out()).contains("official/2022-23 holds files");

    Files.move(official.resolve("2022-23"), room.resolve("moved"));
    Qof.Answer next = qof("run", job, "--extracts", extracts, "--engine", "local");
    assertThat(next.exitCode()).as(next.out() + next.err()).isZero();
    assertThat(official.resolve("2022-23/.openqof-files")).exists();
  }

  @Test
  void ofTwoPublicationsAtOnceTheSecondIsRefusedAndTheFirstIsNotTouched() {
    Path out = room.resolve("publication");
    Object[] publish = {"publish", "--year", "2023-24", "--lake", lake, "--out", out};
    try (ReplacedFolder first =
        ReplacedFolder.begin(out.toUri(), "2023-24", "datapackage.json", Audience.EVERYONE)) {
      Qof.Answer second = Qof.run(publish);

      assertThat(second.exitCode()).as(second.out() + second.err()).isEqualTo(75);
      assertThat(second.err()).contains(first.place() + " is being made by another process.");
    }
    Qof.Answer alone = Qof.run(publish);
    assertThat(alone.exitCode()).as(alone.out() + alone.err()).isZero();
  }

  /** As two people would; who comes too late is told, and what lies there in the end is whole. */
  @Test
  void twoCommandsOfOneKindAtOnceEndWithOneWholeResultEach() throws Exception {
    Path out = room.resolve("publication");
    for (Object[] command :
        List.of(
            new Object[] {"publish", "--year", "2023-24", "--lake", lake, "--out", out},
            new Object[] {
              "run",
              "--extracts",
              extracts,
              "--lake",
              lake,
              "--published",
              room.resolve("published"),
              "--engine",
              "local"
            })) {
      correctTheYearBefore();
      List<Qof.Answer> answers = new ArrayList<>();
      CyclicBarrier together = new CyclicBarrier(2);
      ExecutorService pool = Executors.newFixedThreadPool(2);
      try {
        List<Future<Qof.Answer>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          both.add(
              pool.submit(
                  () -> {
                    together.await();
                    return Qof.run(command);
                  }));
        }
        for (Future<Qof.Answer> each : both) {
          answers.add(each.get());
        }
      } finally {
        pool.shutdownNow();
      }
      assertThat(answers).extracting(Qof.Answer::exitCode).contains(0).isSubsetOf(0, 75);
    }
    Process sums =
        new ProcessBuilder("sha256sum", "--check", "--quiet", ".openqof-files")
            .directory(out.resolve("2023-24").toFile())
            .inheritIO()
            .start();
    assertThat(sums.waitFor()).isZero();
    assertThat(currentVersion("2023-24")).isEqualTo(2);
    Qof.Answer check = qof("lake", "check");
    assertThat(check.exitCode()).as(check.out()).isZero();
  }

  @Test
  void ofTwoComparisonsIntoOneFolderAtOnceTheSecondIsRefused() {
    Path out = room.resolve("compared");
    Object[] compare = {
      "compare", "2022-23", "2023-24", "--level", "england", "--lake", lake, "--out", out
    };
    try (ReplacedFolder first =
        ReplacedFolder.begin(out.toUri(), "2022-23_2023-24", "x", Audience.OWNER_AND_GROUP)) {
      Qof.Answer second = Qof.run(compare);

      assertThat(second.exitCode()).as(second.out() + second.err()).isEqualTo(75);
      assertThat(second.err()).contains(first.place() + " is being made by another process.");
    }
    assertThat(Qof.run(compare).exitCode()).isZero();
    assertThat(out.resolve("2022-23_2023-24/.openqof-files")).exists();
  }

  @Test
  void aCheckAndARestoringWaitForTheRunThatHoldsTheLake() {
    Lake held = new Lake(lake.toUri());
    try (RunLock run = RunLock.take(held, "run", Instant.now())) {
      run.ensureHeld();
      assertThat(qof("lake", "check").exitCode()).isEqualTo(75);
      assertThat(qofLake("restore").exitCode()).isEqualTo(75);
    }
    assertThat(qofLake("restore").exitCode()).isZero();
  }
}
