package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.testing.ManyCommands;

/**
 * Every file that commands write, seen as somebody else: money and names are their owner's and
 * group's, what is public can be read by all and written by none, whatever the umask.
 */
@DisabledOnOs(OS.WINDOWS)
class WhoSeesFilesTest {
  private static final String CLOSED_FOLDER = "rwxr-x---";
  private static final String CLOSED_FILE = "rw-r-----";
  private static final String OPEN_FOLDER = "rwxr-xr-x";
  private static final String OPEN_FILE = "rw-r--r--";

  @TempDir private Path room = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"000", "022", "077"})
  void theUmaskDecidesNothing(String umask) throws Exception {
    Path scenario = Path.of("jobs/scenarios/upper-90.yaml").toAbsolutePath();
    String lake = "|--lake|" + room.resolve("lake");
    run(
        umask,
        "generate|--practices|12|--years|2021-22|--seed|5|--zip|--layout|published|--out|"
            + room.resolve("invented"),
        "run|--engine|local|--extracts|data-samples"
            + lake
            + "|--published|"
            + room.resolve("published")
            + "|--metrics|"
            + room.resolve("metrics/qof.prom")
            + "|--lineage|"
            + room.resolve("lineage/events.jsonl"),
        "publish|--year|2023-24|--out|" + room.resolve("official") + lake,
        "compare|2022-23|2023-24|--out|" + room.resolve("compared") + lake,
        "what-if|" + scenario + "|--base|2023-24|--out|" + room.resolve("what-if") + lake,
        "report|achievement-summary|--practice|Z10001|--year|2023-24|--format|html|--out|"
            + room.resolve("reports/a.html")
            + lake);

    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Path path : below(room)) {
      String relative = room.relativize(path).toString();
      String found = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      boolean folder = Files.isDirectory(path);
      String wanted =
          isClosed(relative)
              ? (folder ? CLOSED_FOLDER : CLOSED_FILE)
              : (folder ? OPEN_FOLDER : OPEN_FILE);
      if (!found.equals(wanted)) {
        wrong.add(relative + " is " + found + ", not " + wanted);
      }
      seen++;
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThan(300);
    for (String place :
        List.of("invented", "official/2023-24", "compared", "what-if", "reports", "metrics")) {
      assertThat(below(room.resolve(place))).as(place).isNotEmpty();
    }
  }

  private static boolean isClosed(String relative) {
    return relative.matches("(lake|compared|what-if|reports)(/.*)?")
        || relative.matches("published/[^/]+/[^/]+/payments(/.*)?");
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.equals(folder)).sorted().toList();
    }
  }

  private void run(String umask, String... commands) throws Exception {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-Dfile.encoding=UTF-8", "-Duser.timezone=UTC", "-cp"));
    line.add(System.getProperty("java.class.path"));
    line.add(ManyCommands.class.getName());
    line.addAll(List.of(commands));
    Path said = Files.createTempFile("commands", ".txt");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(() -> read(said)).isZero();
    Files.delete(said);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
