package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.store.Lake;
import org.openqof.store.RunLock;
import org.openqof.tables.Practices;
import org.openqof.testing.LakeRows;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;
import org.openqof.testing.WholeExtract;

/** What a night does with news of one kind, and what it leaves alone. */
@Slow
class NightlyRunsTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2025-01-01T00:00:00Z"));

  private final Path room;
  private final Path extracts;

  NightlyRunsTest(@TempDir Path room) {
    this.room = room;
    extracts = room.resolve("extracts");
  }

  @BeforeEach
  void twoYears() throws IOException {
    year("2022-23").in(extracts.resolve("before"));
    year("2023-24").in(extracts.resolve("now"));
    letAllGrowOld();
  }

  private static WholeExtract year(String year) {
    return WholeExtract.of(year).practice("A81001", 8000, 80).practice("A81002", 12000, 60);
  }

  /** As files are that were delivered before the night began. */
  private void letAllGrowOld() throws IOException {
    try (Stream<Path> files = Files.walk(extracts)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, LONG_AGO);
      }
    }
  }

  private Qof.Answer qof(String command, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "--extracts",
            extracts,
            "--lake",
            room.resolve("lake"),
            "--published",
            room.resolve("published")));
    if (!arguments.contains("--engine")) {
      arguments.addAll(List.of("--engine", "local"));
    }
    return Qof.run(arguments.toArray());
  }

  private Qof.Answer run(Object... more) {
    Qof.Answer answer = qof("run", more);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  private Map<String, FileTime> contents(Path folder) throws IOException {
    Map<String, FileTime> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return contents;
  }

  private Path values() {
    return extracts.resolve("now").resolve("INDICATOR_VALUES_2324.csv");
  }

  private void correct(Path file, String what, String by) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replaceFirst(what, by));
  }

  @Test
  void aNightWithoutNewsOpensNoFileAndWritesNothingButItsRecord() throws IOException {
    run();
    Map<String, FileTime> lake = contents(room.resolve("lake"));

    Qof.Answer again = run();

    assertThat(again.out())
        .contains("2022-23  version 1 is up to date")
        .contains("2023-24  version 1 is up to date")
        .contains("tables        file:" + room.resolve("published").resolve("2023-24/1"));
    assertThat(again.err()).as("steps").isEmpty();
    Map<String, FileTime> after = contents(room.resolve("lake"));
    assertThat(after.keySet().stream().filter(file -> !lake.containsKey(file)))
        .as("new")
        .hasSize(1)
        .allMatch(file -> file.startsWith("runs/"));
    after.keySet().retainAll(lake.keySet());
    assertThat(after.equals(lake)).as("everything else is as it was").isTrue();
  }

  @Test
  void aJobOfOneYearWithoutNewsReadsNothingOfTheOthersEither() throws IOException {
    run("--years", "2023-24");
    assertThat(run("--years", "2023-24").err()).as("steps").isEmpty();

    Path before = extracts.resolve("before").resolve("INDICATOR_VALUES_2223.csv");
    correct(before, "Numerator,80", "Numerator,79");
    assertThat(run("--years", "2023-24").err()).as("steps").isNotEmpty();
  }

  @Test
  void anAnswerDoesNotOutliveWhatItSpeaksOf() throws IOException {
    run();
    Files.delete(room.resolve("published").resolve("2023-24").resolve("latest.json"));

    assertThat(run().out()).containsPattern("2023-24  version 1(: £.*)?\\n").contains("published");
    assertThat(room.resolve("published").resolve("2023-24").resolve("latest.json")).exists();
  }

  @Test
  void aFileReplacedByOneOfTheSameSizeAndTimeIsNoticed() throws IOException {
    run();
    Path other = Files.copy(values(), room.resolve("other.csv"));
    correct(other, "Numerator,80", "Numerator,79");
    Files.setLastModifiedTime(other, LONG_AGO);
    assertThat(Files.size(other)).isEqualTo(Files.size(values()));
    Files.move(other, values(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(Files.getLastModifiedTime(values())).isEqualTo(LONG_AGO);

    assertThat(run().out()).contains("2023-24  version 2");
  }

  @Test
  void aFileChangedWithinATickOfTheClockIsReadAgainEachNight() throws IOException {
    Files.setLastModifiedTime(values(), FileTime.from(Instant.now()));
    run();

    Qof.Answer again = run();

    long size = Files.size(values());
    assertThat(again.err()).contains("%,d of ".formatted(size));
    assertThat(again.out()).contains("2023-24  version 1 is up to date");
  }

  @Test
  void onlyTheCorrectedFileIsReadAndOnlyItsYearMadeAnew() throws IOException {
    run();
    String before = new FilesOfTheLake(room).digest("2023-24", "INDICATOR_VALUES_2324.csv");
    correct(values(), "Numerator,80", "Numerator,79");

    Qof.Answer plan = qof("plan");
    Qof.Answer night = run();

    String now = new FilesOfTheLake(room).digest("2023-24", "INDICATOR_VALUES_2324.csv");
    String told =
        "INDICATOR_VALUES_2324.csv changed: %s before, %s now"
            .formatted(before.substring(0, 12), now.substring(0, 12));
    assertThat(plan.out())
        .contains("2022-23  nothing to do: version 1 is up to date")
        .contains("2023-24  read and recalculate: version 2")
        .contains("because       " + told);
    assertThat(night.err()).contains("%,d of ".formatted(Files.size(values())));
    assertThat(night.out())
        .contains("2022-23  version 1 is up to date")
        .contains("2023-24  version 2")
        .contains("made because " + told);
  }

  @Test
  void aYearWhoseBaseYearChangedIsRecalculatedFromItsFrozenValues() throws IOException {
    run();
    correct(
        extracts.resolve("before").resolve("INDICATOR_VALUES_2223.csv"),
        "Numerator,80",
        "Numerator,79");

    Qof.Answer plan = qof("plan");
    Qof.Answer night = run();

    assertThat(plan.out())
        .contains("2022-23  read and recalculate: version 2")
        .contains("2023-24  recalculate: version 2")
        .contains("it uses 2022-23, which is rebuilt");
    assertThat(night.out()).contains("the year before, 2022-23, changed");
    assertThat(night.err()).contains("2023-24  reading frozen values");
    assertThat(new LakeRows(room.resolve("lake")).silverVersion("2023-24")).isEqualTo(1);
  }

  @Test
  void aYearWhoseFilesAreGoneIsMadeAnewWhenItsBaseYearChangesByBothEngines() throws IOException {
    SparkForTests.session();
    run();
    Files.move(extracts.resolve("now"), room.resolve("archive"));
    letAllGrowOld();
    assertThat(qof("plan").out()).contains("plan: 0 of 1 year to do");
    correctTheYearBefore("Numerator,80", "Numerator,79");

    Qof.Answer plan = qof("plan");
    Path lake = room.resolve("lake");
    copyTree(lake, room.resolve("other"));
    Qof.Answer night = run();

    assertThat(plan.out())
        .contains("2022-23  read and recalculate: version 2")
        .contains("2023-24  recalculate: version 2")
        .contains("it uses 2022-23, which is rebuilt")
        .contains("its files are no longer in the extracts: its frozen values stand");
    assertThat(night.out())
        .containsPattern("2023-24  version 2(: £.*)?\\n")
        .contains("made because the year before, 2022-23, changed")
        .contains("made from its frozen values: its files are no longer in the extracts");
    assertThat(night.err()).contains("2023-24  reading frozen values");
    Map<String, String> digests = new LakeRows(lake).digestsOfResults("2023-24");
    assertThat(run().err()).as("steps of a night without news").isEmpty();

    Path latest = room.resolve("published").resolve("2023-24").resolve("latest.json");
    Files.delete(latest);
    assertThat(run().out())
        .containsPattern("2023-24  version 2(: £.*)?\\n")
        .doesNotContain("made because");
    assertThat(latest).exists();

    deleteTree(lake);
    Files.move(room.resolve("other"), lake);
    deleteTree(room.resolve("published"));
    run("--engine", "spark");
    assertThat(new LakeRows(lake).digestsOfResults("2023-24")).isEqualTo(digests);
  }

  @Test
  void anotherRulebookAloneLeavesAYearWithoutFilesAsItIsAndEveryNightSaysSo() throws IOException {
    run();
    Files.move(extracts.resolve("now"), room.resolve("archive"));
    Path rulebook = dearer();
    String told =
        "left as it is: 2023-24 version 1, whose files are no longer in the extracts: the rulebook"
            + " changed. To rebuild it, put them back or run ./qof run jobs/recalculate.yaml"
            + " --years 2023-24";

    assertThat(qof("plan", "--rulebook", rulebook).out()).contains("note          " + told);
    assertThat(run("--rulebook", rulebook).out()).contains(told).doesNotContain("2023-24  ");
    Qof.Answer quiet = run("--rulebook", rulebook);
    assertThat(quiet.out()).contains(told);
    assertThat(quiet.err()).as("steps of a night without news").isEmpty();
    deleteTree(room.resolve("lake").resolve(".state"));
    assertThat(run("--rulebook", rulebook, "--years", "2022-23..2023-24").out())
        .as("without the notes of the lake, and asked for by name")
        .contains(told)
        .doesNotContain("2023-24  version");

    correctTheYearBefore("Numerator,80", "Numerator,79");
    assertThat(run("--rulebook", rulebook).out())
        .containsPattern("2023-24  version 2(: £.*)?\\n")
        .contains("made because the rulebook changed")
        .contains("made because the year before, 2022-23, changed")
        .doesNotContain("left as it is");
  }

  @Test
  void aYearAskedForByNameNeedsItsFilesOrItsValuesInTheLake() throws IOException {
    Path archive = Files.move(extracts.resolve("now"), room.resolve("archive"));
    Qof.Answer refused = qof("run", "--years", "2022-23..2023-24");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("no prevalence for 2023-24.");

    Files.move(archive, extracts.resolve("now"));
    run("jobs/ingest.yaml");
    Files.move(extracts.resolve("now"), archive);
    assertThat(qof("plan").out()).contains("version 1 has its values and no results yet");
    assertThat(run("--years", "2022-23..2023-24").out())
        .containsPattern("2023-24  version 1(: £.*)?\\n");
    assertThat(run("--years", "2022-23..2023-24").out())
        .contains("2023-24  version 1 is up to date");
    assertThat(qof("run", "--years", "2023-24").err()).contains("no prevalence for 2023-24.");
  }

  private void correctTheYearBefore(String what, String by) throws IOException {
    Path file = extracts.resolve("before").resolve("INDICATOR_VALUES_2223.csv");
    correct(file, what, by);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-02T00:00:00Z")));
  }

  @Test
  void aFileOfTheNextYearThatSaysNothingNewOfThisOneMakesNoNewVersion() throws IOException {
    Path after = extracts.resolve("now");
    Path waiting = Files.move(after, room.resolve("waiting"));
    run();
    Files.move(waiting, after);
    // The next year's counts repeat this year's own date, with the same number.
    Files.writeString(
        after.resolve("CONTRACTOR_REGISTERED_POPULATION_2324.csv"),
        Files.readString(after.resolve("CONTRACTOR_REGISTERED_POPULATION_2324.csv"))
            + "A81001,20230101,8000\n");
    letAllGrowOld();

    assertThat(run().out())
        .contains("2022-23  version 1 is up to date")
        .containsPattern("2023-24  version 1(: £.*)?\\n");
  }

  @Test
  void aFileOfTheNextYearThatContradictsThisOneIsNoticed() throws IOException {
    run();
    Path crp = extracts.resolve("before").resolve("CONTRACTOR_REGISTERED_POPULATION_2223.csv");
    Files.delete(crp);
    Files.writeString(
        extracts.resolve("now").resolve("CONTRACTOR_REGISTERED_POPULATION_2324.csv"),
        Files.readString(
                extracts.resolve("now").resolve("CONTRACTOR_REGISTERED_POPULATION_2324.csv"))
            + "A81001,20230101,8100\nA81002,20230101,12000\n");

    // The list of the next year's statistics went with the file: nobody is left in them.
    Qof.Answer night = qof("run");
    assertThat(night.exitCode()).as(night.out() + night.err()).isEqualTo(3);
    assertThat(night.out())
        .contains("CONTRACTOR_REGISTERED_POPULATION_2223.csv is gone")
        .contains("2022-23  version 2")
        .contains("2023-24  version 2")
        .contains("practices_in_statistics −100.00 % against last year");
  }

  @Test
  void theSameBytesUnderTheNamesOfTwoYearsSpeakForBoth() throws IOException {
    String map =
        "PRACTICE_CODE,PRACTICE_NAME,PCN_ODS_CODE,PCN_NAME,SUB_ICB_ODS_CODE,"
            + "SUB_ICB_ONS_CODE,SUB_ICB_NAME,ICB_ODS_CODE,ICB_ONS_CODE,ICB_NAME,"
            + "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME\n"
            + "A81001,One,U1,Elm,90A,E9,Elm sub-ICB,QE9,E91,Elm ICB,X90,E92,Elm region\n"
            + "A81002,Two,U1,Elm,90A,E9,Elm sub-ICB,QE9,E91,Elm ICB,X90,E92,Elm region\n";
    Files.writeString(extracts.resolve("before").resolve("MAPPING_NHS_GEOGRAPHIES_2223.csv"), map);
    Files.writeString(extracts.resolve("now").resolve("MAPPING_NHS_GEOGRAPHIES_2324.csv"), map);

    run();

    for (String year : List.of("2022-23", "2023-24")) {
      assertThat(new LakeRows(room.resolve("lake")).one(Practices.TABLE, year, 1, "A81001"))
          .containsEntry("pcn_code", "U1");
    }
  }

  @Test
  void oneJobOrThreeMakeTheSameVersion() throws IOException {
    run();
    assertThat(run("jobs/recalculate.yaml").out()).contains("2023-24  version 1 is up to date");
    assertThat(run("jobs/publish.yaml").out()).contains("2023-24  version 1 is up to date");
    assertThat(run("jobs/ingest.yaml").out()).contains("2023-24  version 1 is up to date");

    correct(values(), "Numerator,80", "Numerator,78");
    run("jobs/ingest.yaml");
    assertThat(run("jobs/recalculate.yaml").out()).containsPattern("2023-24  version 2(: £.*)?\\n");
    run("jobs/publish.yaml");
    assertThat(run().out())
        .contains("2022-23  version 1 is up to date")
        .contains("2023-24  version 2 is up to date");
  }

  @Test
  void aPlanForProgramsSaysTheSameAndWritesNothing() throws IOException {
    run();
    Files.delete(extracts.resolve("now").resolve("CONTRACTOR_REGISTERED_POPULATION_2324.csv"));
    Map<String, FileTime> before = contents(room);

    Qof.Answer plan = qof("plan", "--json");

    assertThat(plan.exitCode()).isZero();
    JsonNode json = new ObjectMapper().readTree(plan.out());
    assertThat(json.at("/years/0/action").asText()).isEqualTo("nothing");
    assertThat(json.at("/years/1/action").asText()).isEqualTo("read and recalculate");
    assertThat(json.at("/years/1/version_then").asInt()).isEqualTo(2);
    assertThat(json.at("/files/0/name").asText())
        .isEqualTo("CONTRACTOR_REGISTERED_POPULATION_2324.csv");
    assertThat(json.at("/files/0/news").asText()).isEqualTo("gone");
    assertThat(contents(room)).isEqualTo(before);
  }

  @Test
  void aChangedRulebookIsTheReason() throws IOException {
    run();

    Qof.Answer plan = qof("plan", "--rulebook", dearer());

    assertThat(plan.out())
        .contains("2022-23  nothing to do")
        .contains("2023-24  read and recalculate: version 2")
        .contains("because       the rulebook changed");
  }

  /** A rulebook folder by which a point of 2023-24 costs more. */
  private Path dearer() throws IOException {
    Path payment = room.resolve("rulebook").resolve("2023-24").resolve("payment.yaml");
    Files.createDirectories(payment.getParent());
    try (var shipped = getClass().getResourceAsStream("/rulebook/2023-24/payment.yaml")) {
      Files.writeString(
          payment,
          new String(shipped.readAllBytes(), StandardCharsets.UTF_8).replace("213.43", "214.00"));
    }
    return room.resolve("rulebook");
  }

  @Test
  void aMissingMemoryOfTheExtractsCostsAReadingAndNothingElse() throws IOException {
    run();
    deleteTree(room.resolve("lake").resolve(".state"));

    assertThat(run().out())
        .contains("2022-23  version 1 is up to date")
        .contains("2023-24  version 1 is up to date");
    assertThat(run("--reread").err()).contains("taking extracts into the lake");
  }

  @Test
  void aLakeMadeAnewGoesOnWhereThePublicationStands() throws IOException {
    run();
    deleteTree(room.resolve("lake"));

    assertThat(run().out()).containsPattern("2023-24  version 2(: £.*)?\\n");
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aHeldLakeEndsTheRunWithSeventyFiveAndTheNameOfItsHolder() throws IOException {
    run();
    correct(values(), "Numerator,80", "Numerator,77");
    Lake lake = new Lake(room.resolve("lake").toUri());
    try (RunLock held = RunLock.take(lake, "the-other-run", Instant.EPOCH)) {
      Qof.Answer refused = qof("run");

      assertThat(held.recoveredFrom()).isEmpty();
      assertThat(refused.exitCode()).isEqualTo(75);
      assertThat(refused.err()).contains("the-other-run").contains("What to do");
      assertThat(qof("plan").out()).contains("the lake is held by run the-other-run");
    }
    assertThat(run().out()).contains("2023-24  version 2");
  }

  /** Table {@code files} of a lake. */
  private record FilesOfTheLake(Path room) {
    String digest(String year, String name) {
      LakeRows rows = new LakeRows(room.resolve("lake"));
      return rows.of(org.openqof.tables.Files.TABLE, year, rows.silverVersion(year)).stream()
          .filter(row -> name.equals(row.get("file_name")))
          .map(row -> row.getOrDefault("file_digest", ""))
          .findFirst()
          .orElseThrow();
    }
  }
}
