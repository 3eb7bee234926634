package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.testing.ManyCommands;
import org.openqof.testing.Seen;
import org.openqof.testing.Slow;

/**
 * What commands write under umasks other than the usual one, seen as somebody else. Every command
 * under the umask of this process: {@link EveryCommandTest}.
 */
@DisabledOnOs(OS.WINDOWS)
@Slow
class WhoSeesFilesTest {
  @TempDir private Path room = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"000", "022", "077"})
  void theUmaskDecidesNothing(String umask) throws Exception {
    Path scenario = Path.of("jobs/scenarios/upper-90.yaml").toAbsolutePath();
    String lake = "|--lake|" + room.resolve("lake");
    String extracts = "|--extracts|" + room.resolve("invented");
    run(
        umask,
        "generate|--practices|3|--years|2022-23..2023-24|--seed|5|--contracts|--out|"
            + room.resolve("invented"),
        "run|--engine|local"
            + extracts
            + lake
            + "|--published|"
            + room.resolve("published")
            + "|--metrics|"
            + room.resolve("metrics/qof.prom")
            + "|--lineage|"
            + room.resolve("lineage/events.jsonl"),
        "publish|--year|2023-24|--forms|CSV,PAGES|--out|" + room.resolve("official") + lake,
        "compare|2022-23|2023-24|--out|" + room.resolve("compared") + lake,
        "what-if|" + scenario + "|--base|2023-24|--out|" + room.resolve("what-if") + lake,
        "report|achievement-summary|--practice|Z10001|--year|2023-24|--format|html|--out|"
            + room.resolve("reports/a.html")
            + lake,
        "rulebook|prove|--year|2023-24|--write|" + room.resolve("proved") + extracts,
        "notebook|install-kernel|--kernels|" + room.resolve("kernels"),
        "lake|restore" + lake);

    assertThat(Seen.wrong(room)).isEmpty();
    if (Seen.canAskAsAnotherUser()) {
      assertThat(Seen.wrongToAnotherUser(room)).isEmpty();
    }
    for (String place :
        List.of(
            "lake/silver",
            "published/2023-24",
            "invented/2023-24",
            "official/2023-24",
            "compared",
            "what-if",
            "reports",
            "metrics",
            "lineage",
            "kernels")) {
      assertThat(room.resolve(place)).as(place).isNotEmptyDirectory();
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
