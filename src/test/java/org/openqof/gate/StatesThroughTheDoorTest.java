package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.engine.local.LocalEngine;
import org.openqof.run.NationalRun;
import org.openqof.settings.JobFile;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;

/**
 * The states of years as people meet them: commands on a nation of five practices, whose files
 * break, are put right and are withdrawn. Whatever happens, nothing of a stopped year becomes
 * current, every command names the same stopped years, and what is printed leads out. {@code
 * -Dqof.seed} plays the same again, {@code -Dqof.sequences} more of it.
 */
@Slow
class StatesThroughTheDoorTest {
  private static final List<String> YEARS = List.of("2022-23", "2023-24");
  private static final int SEQUENCES = Integer.getInteger("qof.sequences", 6);
  private static final int EVENTS = 3;
  private static final Pattern STOPPED_LINE =
      Pattern.compile("(?m)^(20\\d\\d-\\d\\d)  (version \\d+$|is stopped|waits for)");

  @TempDir Path room = Path.of("");
  private int sent = 60;

  /** What happens, to one year or to the lake. */
  private enum Happening {
    RUN,
    RUN_LAST_YEAR_ALONE,
    BREAK,
    REJECT,
    MEND,
    WITHDRAW,
    ACCEPT,
    DROP,
    PUBLISH
  }

  private Path extracts() {
    return room.resolve("extracts");
  }

  private Qof.Answer command(Object... words) {
    return Qof.run(words);
  }

  private Qof.Answer run(String name, Object... more) {
    List<Object> words = new ArrayList<>(List.of(name));
    words.addAll(List.of(more));
    words.addAll(List.of("--lake", room.resolve("lake"), "--published", room.resolve("published")));
    if (more.length == 0 || !String.valueOf(more[0]).startsWith("jobs/")) {
      words.addAll(List.of("--extracts", extracts()));
    }
    return command(words.toArray());
  }

  private void send(String year) throws IOException {
    WholeExtract extract = WholeExtract.of(year);
    for (int practice = 1; practice <= 5; practice++) {
      extract.practice("A8100" + practice, 6000 + 1000 * practice, 60 + (sent + practice) % 30);
    }
    sent++;
    extract.in(extracts().resolve(year));
  }

  private Path list(String year) {
    String digits = year.substring(2, 4) + year.substring(5);
    return extracts().resolve(year).resolve("FINAL_PRACTICE_LIST_" + digits + ".csv");
  }

  private void withdraw(String year) throws IOException {
    try (Stream<Path> files = Files.walk(extracts().resolve(year))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Only the heading is left: the gate stops the year, however small the nation is. */
  private void breakList(String year) throws IOException {
    send(year);
    Files.write(list(year), Files.readAllLines(list(year)).subList(0, 1));
  }

  /** A column that no layout knows: the file cannot be taken in. */
  private void reject(String year) throws IOException {
    send(year);
    Files.writeString(
        list(year), Files.readString(list(year)).replaceFirst("PART_ED_DT", "COLOUR"));
  }

  private Set<String> stopped() {
    TreeSet<String> years = new TreeSet<>();
    if (Files.isDirectory(room.resolve("lake"))) {
      Qof.Answer shown = command("gate", "show", "--lake", room.resolve("lake"));
      Matcher line = STOPPED_LINE.matcher(shown.out());
      while (line.find()) {
        years.add(line.group(1));
      }
    }
    return years;
  }

  private String current(String year) throws IOException {
    Path latest = room.resolve("published").resolve(year).resolve("latest.json");
    return Files.exists(latest) ? Files.readString(latest) : "";
  }

  /** The line that is printed for a year, with a name and a reason. */
  private boolean paste(String year, String decision) {
    String shown = command("gate", "show", "--year", year, "--lake", room.resolve("lake")).out();
    Matcher line =
        Pattern.compile("\\./qof (gate %s --year %s .*)".formatted(decision, year)).matcher(shown);
    if (!line.find()) {
      return false;
    }
    String words =
        line.group(1).replace("NAME", "Smith").replace("WHY", "looked").strip()
            + (line.group(1).contains("--lake ") ? "" : " --lake " + room.resolve("lake"));
    Qof.Answer done = command((Object[]) words.split(" "));
    assertThat(done.exitCode()).as(words + "\n" + done.err()).isZero();
    return true;
  }

  private void happens(Happening happening, String year) throws IOException {
    switch (happening) {
      case RUN -> night("run");
      case RUN_LAST_YEAR_ALONE -> night("run", "--years", YEARS.get(1));
      case BREAK -> breakList(year);
      case REJECT -> reject(year);
      case MEND -> send(year);
      case WITHDRAW -> withdraw(year);
      case ACCEPT -> paste(year, "accept");
      case DROP -> paste(year, "drop");
      case PUBLISH -> night("run", "jobs/publish.yaml");
    }
  }

  /** A run: what is stopped after it has not become current by it. */
  private Qof.Answer night(String name, Object... more) throws IOException {
    List<String> before = List.of(current(YEARS.get(0)), current(YEARS.get(1)));
    Qof.Answer answer = run(name, more);
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isIn(0, 1, 2, 3);
    assertThat(answer.err()).doesNotContain("The program failed");
    Set<String> stopped = stopped();
    for (int i = 0; i < YEARS.size(); i++) {
      if (stopped.contains(YEARS.get(i))) {
        assertThat(current(YEARS.get(i))).as("nothing pays while stopped").isEqualTo(before.get(i));
      }
      if (answer.out().contains("HELD (")
          && answer.out().matches("(?s).*HELD \\([^)]*" + YEARS.get(i) + ".*")) {
        assertThat(stopped).as("the last line and gate show").contains(YEARS.get(i));
      }
    }
    return answer;
  }

  private void everyCommandTellsTheSame() {
    if (!Files.isDirectory(room.resolve("lake/ops"))) {
      return;
    }
    Set<String> stopped = stopped();
    String status = command("status", "--lake", room.resolve("lake")).out();
    String history = command("history", "--lake", room.resolve("lake")).out();
    for (String year : YEARS) {
      boolean inStatus =
          status.matches("(?s).*" + year + " (version \\d+ )?(is stopped|waits for).*");
      boolean inHistory =
          history.matches("(?s).*" + year + "  (version \\d+ )?(is stopped|waits for).*");
      assertThat(List.of(inStatus, inHistory))
          .as(year + "\n" + status + history)
          .containsOnly(stopped.contains(year));
    }
  }

  /** A person does what is printed, night after night. */
  private void doesAsTold() throws IOException {
    for (int day = 0; day < 5; day++) {
      Qof.Answer answer = night("run");
      if (answer.exitCode() == 1 || answer.exitCode() == 2) {
        // No year can go on: the message asks for files that can be read.
        for (String year : YEARS) {
          send(year);
        }
        continue;
      }
      if (stopped().isEmpty()) {
        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
        return;
      }
      for (String year : stopped()) {
        boolean withdrawn = !Files.exists(list(year));
        if (withdrawn ? !paste(year, "drop") && !paste(year, "accept") : !paste(year, "accept")) {
          String why =
              command("gate", "show", "--year", year, "--lake", room.resolve("lake")).out();
          if (!why.contains("waits for")) {
            send(year);
          }
        }
      }
    }
    assertThat(stopped()).as("the way out that was printed is one").isEmpty();
  }

  @Test
  void whateverHappensEveryCommandTellsTheSameAndWhatIsPrintedLeadsOut() throws IOException {
    long seed = Long.getLong("qof.seed", System.nanoTime());
    System.out.println("states through the door: -Dqof.seed=" + seed);
    Random dice = new Random(seed);
    Path outer = room;
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      room = Files.createDirectory(outer.resolve("s" + sequence));
      for (String year : YEARS) {
        send(year);
      }
      List<String> story = new ArrayList<>();
      try {
        for (int event = 0; event < EVENTS; event++) {
          Happening happening = Happening.values()[dice.nextInt(Happening.values().length)];
          String year = YEARS.get(dice.nextInt(YEARS.size()));
          story.add(happening + " " + year);
          happens(happening, year);
        }
        everyCommandTellsTheSame();
        story.add("does as told");
        doesAsTold();
        everyCommandTellsTheSame();
      } catch (AssertionError | RuntimeException failed) {
        throw new AssertionError("seed " + seed + ", sequence " + sequence + ": " + story, failed);
      }
    }
  }

  /** A file that cannot be taken in stops its year; the other one goes on. */
  @Test
  void aFileThatCannotBeReadStopsItsYearAndTheOthersGoOn() throws IOException {
    for (String year : YEARS) {
      send(year);
    }
    reject("2023-24");
    Qof.Answer answer = run("run");
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(3);
    assertThat(answer.out())
        .contains(
            "STOPPED        1 file of 2023-24 cannot be taken in: nothing of it is made, paid or"
                + " published; no version is current",
            "what to do: correct or remove these files",
            "FINAL_PRACTICE_LIST_2324.csv",
            "COLOUR")
        .containsPattern("done: 2 years.*: 1 published, 1 HELD \\(2023-24\\)\n$");
    assertThat(current("2022-23")).contains("\"version\" : 1");
    assertThat(current("2023-24")).isEmpty();
    assertThat(run("plan").out()).contains("COLOUR");
    assertThat(stopped()).containsExactly("2023-24");

    send("2023-24");
    Qof.Answer mended = run("run");
    assertThat(mended.exitCode()).as(mended.out() + mended.err()).isZero();
    assertThat(stopped()).isEmpty();

    // The year before cannot be read: the version of each stays, and the later year waits.
    reject("2022-23");
    Qof.Answer waiting = run("run", "--years", "2023-24");
    assertThat(waiting.exitCode()).as(waiting.out() + waiting.err()).isEqualTo(3);
    assertThat(waiting.out())
        .contains("file of 2022-23 cannot be taken in", "version 1 stays current");
    withdraw("2022-23");
    Qof.Answer gone = run("run");
    assertThat(gone.exitCode()).as(gone.out() + gone.err()).isZero();
    assertThat(stopped()).isEmpty();

    // No year is left: the run fails as before, and touches nothing.
    reject("2023-24");
    Qof.Answer nothing = run("run", "--years", "2023-24");
    assertThat(nothing.exitCode()).as(nothing.out() + nothing.err()).isEqualTo(1);
    assertThat(nothing.err()).contains("COLOUR", "nothing was published");
  }

  /** A stray year that the gate stops, its files withdrawn: the printed line is a way out. */
  @Test
  void aStoppedYearWhoseFilesWereWithdrawnIsDroppedByThePrintedLine() throws IOException {
    for (String year : YEARS) {
      send(year);
    }
    breakList("2022-23");
    assertThat(run("run").exitCode()).isEqualTo(3);
    assertThat(stopped()).containsExactly("2022-23", "2023-24");
    withdraw("2022-23");
    assertThat(run("run").exitCode()).as("night after night").isEqualTo(3);
    Qof.Answer unsaid =
        command(
            "gate",
            "drop",
            "--year",
            "2022-23",
            "--by",
            "NAME",
            "--reason",
            "WHY",
            "--lake",
            room.resolve("lake"));
    assertThat(unsaid.exitCode()).isEqualTo(2);
    Qof.Answer waits =
        command(
            "gate",
            "drop",
            "--year",
            "2023-24",
            "--by",
            "Smith",
            "--reason",
            "stray",
            "--lake",
            room.resolve("lake"));
    assertThat(waits.exitCode()).isEqualTo(2);
    assertThat(waits.err()).contains("gate drop --year 2022-23");
    assertThat(paste("2022-23", "drop")).isTrue();
    Qof.Answer through = run("run");
    assertThat(through.exitCode()).as(through.out() + through.err()).isZero();
    assertThat(current("2023-24")).contains("\"version\" : 1");
    assertThat(stopped()).isEmpty();
    assertThat(command("gate", "show", "--lake", room.resolve("lake")).out())
        .contains("2022-23  version 1 dropped by Smith: looked");

    // Files that come again are judged again.
    send("2022-23");
    Qof.Answer again = run("run");
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    assertThat(current("2022-23")).isNotEmpty();
  }

  /**
   * Before its end a year may have interim collections alone; then it pays nothing, and says so.
   */
  @Test
  void aFinalCollectionThatIsMisreadAsInterimPaysNothingAndTheFirstLineSaysSo() throws IOException {
    send("2023-24");
    Path values = extracts().resolve("2023-24/INDICATOR_VALUES_2324.csv");
    Files.writeString(values, Files.readString(values).replace(",20240331,", ",20231231,"));
    String report = night(Instant.parse("2024-03-30T12:00:00Z"));
    assertThat(report)
        .containsPattern("(?m)^2023-24  version 1.*, pays nothing: interim collections only$")
        .contains("paid 0, in the statistics 0", "£0.00 for 0.00 points");
    // The day after the year's end such an extract lacks its values.
    assertThat(night(Instant.parse("2024-04-01T12:00:00Z"))).doesNotContain("pays nothing");
  }

  /** However small a nation is: a version that paid does not give way to one that pays nobody. */
  @Test
  void aVersionThatPaysNobodyIsStoppedWhereOneOfTheSameYearPaid() throws IOException {
    send("2022-23");
    assertThat(run("run").exitCode()).isZero();
    Path values = extracts().resolve("2022-23/INDICATOR_VALUES_2223.csv");
    Files.writeString(values, Files.readString(values).replace(",20230331,", ",20221231,"));
    Qof.Answer misread = run("run");
    assertThat(misread.exitCode()).as(misread.out() + misread.err()).isEqualTo(3);
    assertThat(misread.out())
        .contains("version 1 stays current", "practices_paid", "pounds_paid", "−100.00 %");
  }

  private String night(Instant clock) throws IOException {
    RunSettings settings =
        RunSettings.of(JobFile.read(Path.of("jobs/national.yaml")), "development", name -> name)
            .withYears("2023-24")
            .withExtracts(extracts().toString())
            .withLake(room.resolve("lake" + clock.getEpochSecond()).toString())
            .withPublished(room.resolve("published" + clock.getEpochSecond()).toString());
    return String.join(
        "\n",
        new NationalRun(settings, (given, spark) -> new LocalEngine(), Progress.SILENT)
            .by(InstantSource.fixed(clock))
            .run()
            .lines());
  }
}
