package org.openqof.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.store.Lake;

/** What a killed process leaves half-written goes, wherever in the lake it was writing. */
@SuppressWarnings("NullAway.Init") // JUnit fills the field before any test
class LeftoversTest {
  @TempDir private Path lake;

  @Test
  void halfWrittenNotesGoFromEveryFolderAndWholeOnesStay() throws Exception {
    List<String> folders =
        List.of(
            ".",
            ".state",
            ".state/begun",
            ".state/file-digests",
            ".state/stopped",
            "held/2023-24/1",
            "rulebooks",
            "runs/2026");
    for (String folder : folders) {
      Files.createDirectories(lake.resolve(folder));
      Files.writeString(lake.resolve(folder).resolve(".note.json.0f3a.tmp"), "{");
      Files.writeString(lake.resolve(folder).resolve("note.json"), "{}");
    }

    new Leftovers(new Lake(lake.toUri())).delete();

    for (String folder : folders) {
      try (Stream<Path> left = Files.list(lake.resolve(folder)).filter(Files::isRegularFile)) {
        assertThat(left.map(file -> file.getFileName().toString()).filter(n -> n.contains("note")))
            .as(folder)
            .containsExactly("note.json");
      }
    }
  }
}
