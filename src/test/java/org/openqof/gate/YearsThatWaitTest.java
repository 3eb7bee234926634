package org.openqof.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

/**
 * A year that stands on a stopped year waits with it, and the line that the gate prints lets it
 * through however it was made: through the front door, with every command telling the same.
 */
@Slow
class YearsThatWaitTest {
  private static final String BEFORE = "2022-23";
  private static final String YEAR = "2023-24";
  private static final Pattern ACCEPT = Pattern.compile("\\./qof (gate accept --year .*)");

  @TempDir static Path room = Path.of("");

  @BeforeAll
  static void aNation() {
    Qof.Answer generated =
        Qof.run(
            "generate",
            "--practices",
            120,
            "--years",
            BEFORE + ".." + YEAR,
            "--seed",
            11,
            "--out",
            room.resolve("good"));
    assertThat(generated.exitCode()).as(generated.err()).isZero();
  }

  private static Qof.Answer run(Path extracts, String lake, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--extracts",
                extracts,
                "--lake",
                room.resolve(lake),
                "--published",
                room.resolve(lake + "-published")));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  private static Qof.Answer on(String lake, Object... command) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--lake", room.resolve(lake)));
    return Qof.run(arguments.toArray());
  }

  /** The extracts, the list of the first year without four practices of ten. */
  private static Path broken(String name) throws IOException {
    Path from = room.resolve("good");
    Path to = room.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (file.getFileName().toString().equals("FINAL_PRACTICE_LIST_2223.csv")) {
          Files.write(
              copy,
              Files.readAllLines(file).stream()
                  .filter(line -> !line.matches(".*,Z10\\d\\d[1357],.*"))
                  .toList());
        } else {
          Files.createLink(copy, file);
        }
      }
    }
    return to;
  }

  /** The very line that was printed, with a name and a reason. */
  private static Qof.Answer acceptAsPrinted(Qof.Answer answer) {
    Matcher line = ACCEPT.matcher(answer.out());
    assertThat(line.find()).as(answer.out()).isTrue();
    String[] words =
        line.group(1).replace("NAME", "Smith").replace("WHY", "right").strip().split(" ");
    return Qof.run((Object[]) words);
  }

  /** A4: by whichever command one asks. */
  @Test
  void aYearThatStandsOnAStoppedYearWaitsAndEveryCommandSaysSo() throws IOException {
    Path extracts = broken("forA4");
    Qof.Answer stopped = run(extracts, "a4");
    assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isEqualTo(3);
    String waits = "waits for 2022-23, which it stands on and which is stopped";
    assertThat(stopped.out())
        .contains(
            "GATE CLOSED",
            "STOPPED        2023-24 " + waits,
            "what to do: put right what is wrong with 2022-23, or accept it: ./qof gate show --year"
                + " 2022-23 --lake "
                + room.resolve("a4").toUri().toString().replace("///", "/").replaceFirst("/$", "")
                + "; then run again",
            ": 0 published, 2 HELD (2022-23, 2023-24)");
    assertThat(room.resolve("a4-published").resolve(YEAR)).doesNotExist();

    Qof.Answer alone = run(extracts, "a4", "--years", YEAR);
    assertThat(alone.exitCode()).as("--years does not get round it").isEqualTo(3);
    assertThat(alone.out()).contains(waits);
    assertThat(on("a4", "gate", "show").out()).contains("2022-23  version 1", "2023-24  " + waits);
    assertThat(on("a4", "gate", "show", "--year", YEAR).out())
        .contains(waits)
        .doesNotContain("is not held");
    assertThat(on("a4", "history").out())
        .contains("2022-23  version 1 is stopped by the gate", "2023-24  " + waits);
    assertThat(on("a4", "status").out()).contains("2023-24 " + waits);
    assertThat(
            Qof.run(
                    "plan",
                    "--extracts",
                    extracts,
                    "--lake",
                    room.resolve("a4"),
                    "--published",
                    room.resolve("a4-published"))
                .out())
        .contains(waits);
    Qof.Answer published = on("a4", "publish", "--year", YEAR, "--out", room.resolve("a4-out"));
    assertThat(published.exitCode()).isEqualTo(3);
    assertThat(published.err()).contains(waits);
    Qof.Answer refused =
        on(
            "a4",
            "gate",
            "accept",
            "--year",
            YEAR,
            "--figure",
            "all",
            "--values",
            "0123456789ab",
            "--by",
            "Smith",
            "--reason",
            "right",
            "--until",
            "2099-01-01");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("./qof gate show --year 2022-23");

    // Mended, both go on, and nothing is left of it.
    Qof.Answer mended = run(room.resolve("good"), "a4");
    assertThat(mended.exitCode()).as(mended.out() + mended.err()).isZero();
    assertThat(on("a4", "gate", "show").out()).contains("no year is held");
    assertThat(on("a4", "history").out()).doesNotContain("stopped");
    assertThat(on("a4", "status").out()).doesNotContain("waits for");
  }

  /** A5: a year made from frozen values because its year before was accepted. */
  @Test
  void thePrintedLineLetsAYearThroughThatWasMadeFromFrozenValues() throws IOException {
    assertThat(run(room.resolve("good"), "a5").exitCode()).isZero();
    Path before = broken("forA5").resolve(BEFORE);
    Qof.Answer held = run(before, "a5");
    assertThat(held.exitCode()).as(held.out() + held.err()).isEqualTo(3);
    assertThat(held.out()).contains("version 1 stays current", "last run: version 1");
    assertThat(acceptAsPrinted(held).exitCode()).isZero();

    Qof.Answer rebuilt = run(before, "a5");
    assertThat(rebuilt.exitCode()).as(rebuilt.out() + rebuilt.err()).isEqualTo(3);
    assertThat(rebuilt.out())
        .contains("made from its frozen values", ": 1 published, 1 HELD (2023-24)");
    assertThat(on("a5", "gate", "show").out()).contains("2023-24  version 2", "GATE CLOSED");
    assertThat(on("a5", "history").out()).contains("2023-24  version 2 is stopped by the gate");
    Qof.Answer accepted = acceptAsPrinted(rebuilt);
    assertThat(accepted.exitCode()).as(accepted.err()).isZero();
    Qof.Answer through = run(before, "a5");
    assertThat(through.exitCode()).as(through.out() + through.err()).isZero();
    assertThat(Files.readString(room.resolve("a5-published/2023-24/latest.json")))
        .as("another version than the first")
        .doesNotContain("\"version\" : 1");
    assertThat(on("a5", "gate", "show").out()).contains("no year is held");
  }
}
