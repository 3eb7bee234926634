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
import org.openqof.store.place.Audience;

class ReplacedFolderTest {
  private static final String MARK = "mark.json";

  @TempDir private Path room = Path.of("");

  private ReplacedFolder begin() {
    return ReplacedFolder.begin(room.toUri(), "2023-24", MARK, Audience.EVERYONE);
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

  /** The process that prepares the folder has ended, as far as anybody can see. */
  private void die() throws IOException {
    Path lock = room.resolve(".2023-24.lock");
    String text = Files.readString(lock, StandardCharsets.UTF_8);
    Files.writeString(lock, text.replaceFirst("process started: .*", "process started: 1"));
  }

  private String published() throws IOException {
    return Files.readString(room.resolve("2023-24/csv/a.csv"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> list = Files.list(room)) {
      return list.map(path -> String.valueOf(path.getFileName()))
          .filter(name -> !name.endsWith(".guard"))
          .sorted()
          .toList();
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
    assertThat(names()).contains("2023-24").hasSize(4);
    die();
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
        .hasMessageContaining("holds files that this program did not write");
    assertThat(room.resolve("2023-24/thesis.txt")).hasContent("years of work");
  }

  @Test
  void ofTwoAtOnceTheSecondIsRefusedAndTheFirstIsWhole() throws IOException {
    try (ReplacedFolder first = begin()) {
      write(first, "csv/a.csv", "first");
      assertThatThrownBy(this::begin)
          .isInstanceOfSatisfying(
              QofException.class,
              refused -> assertThat(refused.kind()).isEqualTo(QofException.Kind.HELD))
          .hasMessageContaining("is being made by another process")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      write(first, MARK, "{}");
      first.exchange();
    }
    assertThat(published()).isEqualTo("first");
    assertThat(names()).containsExactly("2023-24");
  }

  @Test
  void aProcessThatWasHaltedAndLostThePlaceExchangesNothing() throws IOException {
    ReplacedFolder halted = begin();
    write(halted, "csv/a.csv", "half");
    die();
    publish("second");
    // It goes on where it was: half of its files are gone.
    write(halted, MARK, "{}");
    assertThatThrownBy(halted::exchange)
        .isInstanceOf(QofException.class)
        .hasMessageContaining("was not replaced");
    halted.close();
    assertThat(published()).isEqualTo("second");
    assertThat(names()).containsExactly("2023-24");
  }

  @Test
  void aProcessHaltedInsideTheExchangeLeavesTheNextOneWhole() throws IOException {
    publish("first");
    ReplacedFolder halted = begin();
    write(halted, "csv/a.csv", "half");
    write(halted, MARK, "{}");
    // Halted between its two renames.
    Files.move(room.resolve("2023-24"), room.resolve(".former-2023-24"));
    die();
    publish("second");
    assertThatThrownBy(halted::exchange).isInstanceOf(QofException.class);
    halted.close();
    assertThat(published()).isEqualTo("second");
    assertThat(names()).containsExactly("2023-24");
  }

  @Test
  void filesOfAPersonInAFormerFolderStopTheNextAndStay() throws IOException {
    publish("first");
    Files.writeString(room.resolve("2023-24/notes.txt"), "years of work");
    assertThatThrownBy(() -> publish("second"))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("notes.txt (not written by this program)");
    assertThat(room.resolve("2023-24/notes.txt")).hasContent("years of work");
    assertThat(published()).isEqualTo("first");
    Files.delete(room.resolve("2023-24/notes.txt"));
    Files.writeString(room.resolve("2023-24/csv/a.csv"), "corrected by hand");
    assertThatThrownBy(() -> publish("second"))
        .hasMessageContaining("csv/a.csv (changed since this program wrote it)");
    assertThat(published()).isEqualTo("corrected by hand");
  }

  @Test
  void aFileThatLooksLikeTheMarkMakesNoFolderOurs() throws IOException {
    Files.createDirectories(room.resolve("2023-24"));
    Files.writeString(room.resolve("2023-24").resolve(MARK), "{}");
    assertThatThrownBy(this::begin).hasMessageContaining(MARK);
  }

  @Test
  void whatComesWhileItIsPreparedStays() throws IOException {
    publish("first");
    try (ReplacedFolder folder = begin()) {
      write(folder, MARK, "{}");
      Files.writeString(room.resolve("2023-24/late.txt"), "of a person");
      assertThatThrownBy(folder::exchange).hasMessageContaining("late.txt");
    }
    assertThat(room.resolve("2023-24/late.txt")).hasContent("of a person");
    assertThat(published()).isEqualTo("first");
  }
}
