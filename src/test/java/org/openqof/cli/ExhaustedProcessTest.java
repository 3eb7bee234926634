package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Slow;

/**
 * A process that really has no more of something ends with one message and what to do about it. A
 * full disk is a case of FaultsOfTheNightTest.
 */
@EnabledOnOs(OS.LINUX)
@Slow
class ExhaustedProcessTest {
  @TempDir private Path room = Path.of("");

  /** The command, in a process that has opened all files it may but a few. */
  static final class WithFewFiles {
    /** Held to the end: a stream that nobody holds is closed. */
    private static final ArrayDeque<FileInputStream> OPEN = new ArrayDeque<>();

    private WithFewFiles() {}

    /**
     * Opens files until there are no more, lets go of some, and runs the command.
     *
     * @param arguments how many to let go of, and the command's own
     */
    public static void main(String[] arguments) {
      // The virtual machine itself says what it says when it cannot load a first class.
      if (Main.commandLine().getSubcommands().isEmpty()) {
        throw new IllegalStateException("no commands");
      }
      String file = System.getProperty("java.home") + "/release";
      try {
        while (true) {
          OPEN.add(new FileInputStream(file));
        }
      } catch (IOException noMore) {
        for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
          close(OPEN.remove());
        }
      }
      Main.main(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    }

    private static void close(FileInputStream stream) {
      try {
        stream.close();
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private String ends(String limit, String heap, String... program) throws Exception {
    List<String> line = new ArrayList<>(List.of("sh", "-c", limit + "exec \"$0\" \"$@\""));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(program));
    line.addAll(
        List.of(
            "run",
            "--engine",
            "local",
            "--extracts",
            "data-samples",
            "--lake",
            room.resolve("lake").toString(),
            "--published",
            room.resolve("published").toString()));
    Path said = room.resolve("said.txt");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    int exitCode = process.waitFor();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(exitCode).as(text).isEqualTo(1);
    assertThat(text)
        .contains("has no more of what the command needs")
        .doesNotContain("\tat org.openqof")
        .doesNotContain("Exception in thread");
    return text;
  }

  @Test
  void aHeapThatIsTooSmallIsNamedWithWhatRaisesIt() throws Exception {
    assertThat(ends("", "-Xmx24m", Main.class.getName()))
        .contains("OutOfMemoryError")
        .contains("What to do: Give the process more: QOF_MEMORY=2g");
  }

  @Test
  void aTemporaryFolderThatIsNotThereIsNamed() throws Exception {
    assertThat(ends("", "-Djava.io.tmpdir=" + room.resolve("gone"), Main.class.getName()))
        .contains("Cannot unpack lib")
        .contains("What to do: Libraries that compress unpack their native part in the temporary")
        .contains(room.resolve("gone").toString())
        .contains("QOF_JAVA_OPTS=-Djava.io.tmpdir=DIR");
  }

  @Test
  void tooFewOpenFilesAreNamedWithWhatRaisesThem() throws Exception {
    assertThat(ends("ulimit -n 400; ", "-Xmx200m", WithFewFiles.class.getName(), "3"))
        .contains("Too many open files")
        .contains("What to do: Raise the number of files that a process may have open");
  }
}
