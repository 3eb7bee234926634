package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.errors.QofException;

class ReplacedFolderTest {
  private static final String MARK = "mark.json";

  @TempDir private Path room = Path.of("");

  private ReplacedFolder begin() {
    return ReplacedFolder.begin(room.toUri(), "2023-24", MARK);
  }

  private static void write(ReplacedFolder folder, String name, String text) {
    try (OutputStream stream = folder.create(name)) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private void publish(String text) {
    try (ReplacedFolder folder = begin()) {
      write(folder, MARK, "{}");
      write(folder, "csv/a.csv", text);
      folder.exchange();
    }
  }

  private String published() throws IOException {
    return Files.readString(room.resolve("2023-24/csv/a.csv"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> list = Files.list(room)) {
      return list.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  @Test
  void aNewFolderTakesThePlaceOfTheFormerOneWhole() throws IOException {
    publish("first");
    publish("second");
    assertThat(published()).isEqualTo("second");
    assertThat(names()).containsExactly("2023-24");
  }

  @Test
  void whatIsNotExchangedLeavesTheFormerOneUntouched() throws IOException {
    publish("first");
    try (ReplacedFolder folder = begin()) {
      write(folder, "csv/a.csv", "half");
      assertThat(published()).isEqualTo("first");
    }
    assertThat(published()).isEqualTo("first");
    assertThat(names()).containsExactly("2023-24");
  }

  @Test
  void aKilledProcessLeavesTheFormerOneAndItsLeftoversGoWithTheNext() throws IOException {
    publish("first");
    // A killed process never closes.
    ReplacedFolder killed = begin();
    write(killed, "csv/a.csv", "half");
    assertThat(published()).isEqualTo("first");
    assertThat(names()).hasSize(2);
    publish("second");
    assertThat(published()).isEqualTo("second");
    assertThat(names()).containsExactly("2023-24");
  }

  @Test
  void aProcessKilledBetweenTheTwoRenamesIsPutRight() throws IOException {
    publish("first");
    Files.move(room.resolve("2023-24"), room.resolve(".former-2023-24"));
    begin().close();
    assertThat(published()).isEqualTo("first");
    assertThat(names()).containsExactly("2023-24");
  }

  @Test
  void aProcessKilledAfterTheExchangeIsPutRight() throws IOException {
    publish("first");
    Files.createDirectories(room.resolve(".former-2023-24/csv"));
    begin().close();
    assertThat(published()).isEqualTo("first");
    assertThat(names()).containsExactly("2023-24");
  }

  @Test
  void aFolderThatIsNoPublicationIsNeverReplaced() throws IOException {
    Files.createDirectories(room.resolve("2023-24"));
    Files.writeString(room.resolve("2023-24/thesis.txt"), "years of work");
    assertThatThrownBy(this::begin)
        .isInstanceOf(QofException.class)
        .hasMessageContaining("no publication of ours");
    assertThat(room.resolve("2023-24/thesis.txt")).hasContent("years of work");
  }
}
