package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.local.LocalEngine;
import org.openqof.extract.form.Limits;
import org.openqof.extract.layout.Layouts;
import org.openqof.intake.FileLedger;
import org.openqof.intake.FoundFiles;
import org.openqof.intake.ReceiveExtracts;
import org.openqof.intake.ReceivedFile;
import org.openqof.run.report.RunReport;
import org.openqof.settings.JobFile;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.place.Storage;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;

/**
 * What can go wrong around a run: each ends with a message that says what to do, the published
 * version stays whole, and when the cause is gone the next run ends as if nothing had been.
 */
@Slow
class FaultsOfTheNightTest {
  private static final FinancialYear YEAR = FinancialYear.of("2023-24");

  private final Path room;
  private final Path extracts;
  private Path lake;
  private Path published;

  FaultsOfTheNightTest(@TempDir Path room) {
    this.room = room;
    extracts = room.resolve("extracts");
    lake = room.resolve("lake");
    published = room.resolve("published");
  }

  @BeforeEach
  void oneYear() throws IOException {
    WholeExtract.of("2023-24")
        .practice("A81001", 8000, 80)
        .practice("A81002", 12000, 60)
        .in(extracts);
  }

  private Qof.Answer qof(String command, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "--extracts", extracts, "--lake", lake, "--published", published, "--engine", "local"));
    return Qof.run(arguments.toArray());
  }

  private Qof.Answer run(Object... more) {
    Qof.Answer answer = qof("run", more);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  private Qof.Answer fails(Object... more) {
    Qof.Answer answer = qof("run", more);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(1);
    assertThat(answer.err()).contains("What to do:");
    return answer;
  }

  private Path values() {
    return extracts.resolve("INDICATOR_VALUES_2324.csv");
  }

  private void correct() throws IOException {
    String text = Files.readString(values());
    assertThat(text).contains("Numerator,80");
    Files.writeString(values(), text.replaceFirst("Numerator,80", "Numerator,79"));
  }

  private void publishedIsWhole() {
    Publication publication = new Publication(published.toUri());
    publication.verify(YEAR, publication.latest(YEAR).orElseThrow().version());
  }

  private void equalsALakeMadeAnew() {
    Map<String, String> found = new LakeRows(lake).digestsOfResults("2023-24");
    lake = room.resolve("again");
    published = room.resolve("again-published");
    run();
    assertThat(found).isEqualTo(new LakeRows(lake).digestsOfResults("2023-24"));
  }

  private List<Path> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*" + pattern))
          .sorted()
          .toList();
    }
  }

  @Test
  void aFullDiskStopsTheRunAndTheNextOneWithRoomFinishesIt() throws Exception {
    Path disk = Files.createDirectory(room.resolve("disk"));
    Assumptions.assumeTrue(
        ends("mount", "-t", "tmpfs", "-o", "size=24m,nr_inodes=4000", "tmpfs", disk.toString())
            == 0,
        "only root can mount a small disk; KilledRunsTest limits the size of files instead");
    try {
      lake = disk.resolve("lake");
      published = disk.resolve("published");
      run();
      correct();
      Path filler = disk.resolve("filler");
      fill(filler);
      assertThat(fails().err())
          .contains("No space left on device")
          .contains("Make room on that disk");
      publishedIsWhole();
      assertThat(lake.resolve(".run.lock")).doesNotExist();

      Files.delete(filler);
      assertThat(run().out()).containsPattern("2023-24  version 2(: £.*)?\\n");
      publishedIsWhole();

      correct();
      Path entries = takeAllEntries(disk.resolve("entries"));
      assertThat(fails().err()).contains("No space left on device").contains("df -i");
      publishedIsWhole();
      freeAllEntries(entries);
      assertThat(run().out()).containsPattern("2023-24  version 3(: £.*)?\\n");
      publishedIsWhole();
      equalsALakeMadeAnew();
    } finally {
      assertThat(ends("umount", disk.toString())).isZero();
    }
  }

  private static int ends(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Takes every entry of a disk but a few, with files of no bytes. */
  private static Path takeAllEntries(Path folder) throws IOException {
    Files.createDirectory(folder);
    int made = 0;
    try {
      while (true) {
        Files.createFile(folder.resolve(Integer.toString(made)));
        made++;
      }
    } catch (FileSystemException full) {
      for (int i = 0; i < 10; i++) {
        Files.delete(folder.resolve(Integer.toString(made - 1 - i)));
      }
    }
    return folder;
  }

  private static void freeAllEntries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** Leaves room for the first part of a run. */
  private static void fill(Path filler) throws IOException {
    long free = Files.getFileStore(filler.getParent()).getUsableSpace();
    Files.write(filler, new byte[Math.toIntExact(free - (160 << 10))]);
  }

  @Test
  void aPlaceThatCannotBeWrittenStopsTheRunAndTheResultsAreKept() throws IOException {
    Path good = published;
    published = Files.writeString(room.resolve("file"), "no folder").resolve("published");
    assertThat(fails().err()).contains(published.toString());

    published = good;
    assertThat(run().out()).containsPattern("2023-24  version 1(: £.*)?\\n");
    publishedIsWhole();
    equalsALakeMadeAnew();
  }

  @Test
  void frozenValuesThatWereCutOffAreNamedAndMadeAnewFromTheFiles() throws IOException {
    run();
    Path silver = files(lake, "silver/indicator_values/.*parquet").get(0);
    Files.write(silver, Arrays.copyOf(Files.readAllBytes(silver), 200));
    Path rulebook = otherPrice();

    Qof.Answer failed = qof("run", "jobs/recalculate.yaml", "--rulebook", rulebook);

    assertThat(failed.exitCode()).as(failed.out() + failed.err()).isEqualTo(3);
    assertThat(failed.err())
        .contains("Table indicator_values of version 1 of 2023-24 is not what the lake recorded")
        .contains(silver.getFileName().toString());
    publishedIsWhole();
    assertThat(run("--rulebook", rulebook).out()).containsPattern("2023-24  version 2(: £.*)?\\n");
    publishedIsWhole();
  }

  private Path otherPrice() throws IOException {
    Path payment = room.resolve("rulebook").resolve("2023-24").resolve("payment.yaml");
    Files.createDirectories(payment.getParent());
    try (InputStream shipped = getClass().getResourceAsStream("/rulebook/2023-24/payment.yaml")) {
      Files.writeString(
          payment,
          new String(shipped.readAllBytes(), StandardCharsets.UTF_8).replace("213.43", "214.00"));
    }
    return room.resolve("rulebook");
  }

  @Test
  void aFlippedBitInResultsIsFoundWhereTheyAreRead() throws IOException {
    run();
    Path gold = files(lake, "gold/payment_lines/.*parquet").get(0);
    byte[] bytes = Files.readAllBytes(gold);
    bytes[200] ^= 4;
    Files.write(gold, bytes);

    Qof.Answer explained = Qof.run("explain", "A81001", "--year", "2023-24", "--lake", lake);

    assertThat(explained.exitCode()).isEqualTo(1);
    assertThat(explained.err())
        .contains("A file of table payment_lines cannot be read")
        .contains("What to do:");
    publishedIsWhole();
  }

  @Test
  void aFlippedBitInACopyInBronzeIsFoundAndTheFileStoredAnew() throws IOException {
    letAllGrowOld();
    run();
    Path copy = largest(lake.resolve("bronze").resolve("received"));
    byte[] bytes = Files.readAllBytes(copy);
    bytes[bytes.length / 2] ^= 1;
    Files.write(copy, bytes);
    Path rulebook = otherPrice();

    assertThat(fails("--rulebook", rulebook).err())
        .contains("The stored copy")
        .contains("is damaged")
        .contains("Delete that file");
    Files.delete(copy);

    assertThat(run("--rulebook", rulebook).out()).containsPattern("2023-24  version 2(: £.*)?\\n");
    publishedIsWhole();
  }

  private void letAllGrowOld() throws IOException {
    for (Path file : files(extracts, "csv")) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
    }
  }

  private Path largest(Path folder) throws IOException {
    return files(folder, "zst").stream()
        .max(Comparator.comparingLong(file -> file.toFile().length()))
        .orElseThrow();
  }

  @Test
  void aLogThatLostAnEntryIsNamedAndALakeMadeAnewTakesItsPlace() throws IOException {
    run();
    Files.delete(files(lake, "ops/versions/_delta_log/.*1.json").get(0));
    correct();

    assertThat(fails().err())
        .contains("The log of table versions cannot be read")
        .contains("move the lake away");
    publishedIsWhole();

    lake = room.resolve("second-lake");
    assertThat(run().out()).containsPattern("2023-24  version 2(: £.*)?\\n");
    publishedIsWhole();
  }

  @Test
  void aLakeOfANewerVersionIsNeitherReadNorWritten() throws IOException {
    run();
    Path format = lake.resolve("lake.json");
    String now = Files.readString(format);
    assertThat(now).contains("\"format\" : 2");
    Files.writeString(format, "{\"format\": 3, \"writer\": \"9.0.0\"}");
    correct();
    List<Path> before = files(room, "");

    assertThat(fails().err())
        .contains("newer version")
        .contains("written by 9.0.0")
        .contains("Use that version");
    assertThat(qof("plan").exitCode()).isEqualTo(1);
    assertThat(Qof.run("explain", "A81001", "--year", "2023-24", "--lake", lake).err())
        .contains("newer version");
    assertThat(files(room, "")).isEqualTo(before);
    publishedIsWhole();

    Files.writeString(format, "format one");
    assertThat(fails().err()).contains("does not say which format");
    // A lake from before there was such a file is of the first format.
    Files.delete(format);
    run();
    assertThat(format).hasContent(now);
  }

  @Test
  void aClockThatGoesBackIsToldAndVersionsStayInOrder() throws IOException {
    Instant evening = Instant.parse("2026-03-01T22:00:00Z");
    run(InstantSource.fixed(evening));
    correct();
    // An hour back between the runs, and back again within the second.
    Instant earlier = evening.minus(Duration.ofHours(1));
    List<Instant> ticks = new ArrayList<>();
    RunReport second =
        run(
            () -> {
              ticks.add(earlier);
              return earlier.minusSeconds(ticks.size());
            });

    assertThat(second.notices())
        .anyMatch(notice -> notice.contains("before the last recorded time 2026-03-01T22:00:00Z"));
    List<VersionState> states = new VersionLog(new Lake(lake.toUri())).states(YEAR);
    assertThat(states).extracting(VersionState::version).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(states)
        .extracting(VersionState::happenedAt)
        .isSorted()
        .allMatch(time -> !Instant.parse(time).isBefore(evening));
    assertThat(new Publication(published.toUri()).latest(YEAR).orElseThrow().version())
        .isEqualTo(2);
  }

  private RunReport run(InstantSource clock) {
    RunSettings settings =
        RunSettings.of(JobFile.read(Path.of("jobs/national.yaml")), "test", name -> name)
            .withExtracts(extracts.toString())
            .withLake(lake.toString())
            .withPublished(published.toString());
    return new NationalRun(settings, (given, spark) -> new LocalEngine(), Progress.SILENT)
        .by(clock)
        .run();
  }

  @Test
  void aFileReplacedWhileItIsReadIsReadOnceMore() throws IOException {
    ReceiveExtracts.Received received = receiveWhileReplacing(1);

    assertThat(received.notices())
        .containsExactly("INDICATOR_VALUES_2324.csv changed while it was read, and was read again");
    ReceivedFile values =
        received.files().stream()
            .filter(file -> file.name().startsWith("INDICATOR_VALUES"))
            .findFirst()
            .orElseThrow();
    ReceiveExtracts.Received untroubled = receiveWhileReplacing(0);
    assertThat(untroubled.files()).extracting(ReceivedFile::digest).contains(values.digest());
    // Of what was read first nothing stays.
    assertThat(files(lake, "zst")).hasSize(received.files().size());
  }

  @Test
  void aFileThatIsReplacedEachTimeItIsReadIsRefusedAndNothingOfItStays() throws IOException {
    assertThat(receiveWhileReplacing(9).rejected().words(YEAR))
        .singleElement()
        .asString()
        .contains("changed while it was read, twice")
        .contains("Wait until its delivery has ended");
    assertThat(files(lake, "zst")).hasSize(2);
  }

  /** Receives the extracts from a storage in which the values are replaced as they are read. */
  private ReceiveExtracts.Received receiveWhileReplacing(int times) throws IOException {
    Storage real = Storage.of(extracts.toUri());
    int[] left = {times};
    Storage replacing =
        (Storage)
            Proxy.newProxyInstance(
                Storage.class.getClassLoader(),
                new Class<?>[] {Storage.class},
                (self, method, arguments) -> {
                  Object answer;
                  try {
                    answer = method.invoke(real, arguments);
                  } catch (InvocationTargetException failed) {
                    throw failed.getCause();
                  }
                  boolean values =
                      method.getName().equals("open")
                          && String.valueOf(arguments[0]).contains("INDICATOR_VALUES");
                  return values && left[0]-- > 0 ? replacedAtItsEnd((InputStream) answer) : answer;
                });
    Lake there = new Lake(lake.toUri());
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      return new ReceiveExtracts(
              replacing,
              Layouts.shipped(),
              Limits.defaults(),
              there.bronze(),
              new FileLedger(there, "extracts", "test"),
              true,
              pool,
              Progress.SILENT)
          .receive(FoundFiles.of(real, extracts.toUri(), List.of()), null);
    } finally {
      pool.shutdownNow();
    }
  }

  private InputStream replacedAtItsEnd(InputStream content) {
    return new FilterInputStream(content) {
      @Override
      public void close() throws IOException {
        super.close();
        Path next = Files.copy(values(), room.resolve("next.csv"));
        Files.writeString(
            next, Files.readString(next).replaceFirst("Numerator,\\d\\d", "Numerator,50"));
        Files.move(next, values(), StandardCopyOption.REPLACE_EXISTING);
      }
    };
  }

  @Test
  void twoContentsUnderOneNameStopTheRunUntilOneIsGone() throws IOException {
    run();
    Path second = extracts.resolve("sent-again").resolve("INDICATOR_VALUES_2324.csv");
    Files.createDirectories(second.getParent());
    Files.writeString(
        second, Files.readString(values()).replaceFirst("Numerator,80", "Numerator,70"));

    assertThat(fails().err())
        .contains("Two files of one name and year have different contents")
        .contains("Remove the one that is out of date");
    publishedIsWhole();

    Files.delete(values());
    assertThat(run().out())
        .containsPattern("2023-24  version 2(: £.*)?\\n")
        .contains("INDICATOR_VALUES_2324.csv");
    equalsALakeMadeAnew();
  }
}
