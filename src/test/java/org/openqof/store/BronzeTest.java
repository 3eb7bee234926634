package org.openqof.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.errors.QofException;
import org.openqof.store.Bronze.Frame;
import org.openqof.store.Bronze.Kept;
import org.openqof.store.place.LocalStorage;

class BronzeTest {
  private static final String DIGEST = "ab12" + "0".repeat(60);

  private final Bronze bronze;
  private final Path place;
  private final byte[] content = new byte[300_000];

  BronzeTest(@TempDir Path folder) {
    place = folder;
    bronze = new Lake(folder.toUri()).bronze();
    Random random = new Random(3);
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) ('a' + random.nextInt(6));
    }
  }

  private Kept keep(int chunk) {
    try (Bronze.Writer writer = bronze.open()) {
      for (int from = 0; from < content.length; from += chunk) {
        byte[] piece = Arrays.copyOfRange(content, from, Math.min(content.length, from + chunk));
        if (from % 2 == 0) {
          writer.append(piece, piece.length);
        } else {
          writer.appendCompressed(Bronze.compress(piece, piece.length), piece.length);
        }
      }
      return writer.commit(DIGEST);
    }
  }

  private byte[] together(List<Frame> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.forEach(frame -> all.writeBytes(bronze.read(DIGEST, frame)));
    return all.toByteArray();
  }

  @Test
  void everyPieceComesBackAsItWas() {
    Kept kept = keep(70_001);

    assertThat(kept.written()).isTrue();
    assertThat(kept.frames()).hasSize(5);
    assertThat(together(kept.frames())).isEqualTo(content);
    assertThat(kept.storedBytes()).isLessThan(content.length / 2);
  }

  @Test
  void theSameContentIsKeptOnceAndTheFirstCutCounts() throws IOException {
    Kept first = keep(100_000);
    byte[] before = Files.readAllBytes(LocalStorage.path(bronze.path(DIGEST)));
    Kept second = keep(70_001);

    assertThat(second.written()).isFalse();
    assertThat(second.frames()).isEqualTo(first.frames());
    assertThat(together(second.frames())).isEqualTo(content);
    assertThat(LocalStorage.path(bronze.path(DIGEST))).hasBinaryContent(before);
    try (var incoming = Files.list(place.resolve("bronze/received/.incoming"))) {
      assertThat(incoming).isEmpty();
    }
  }

  @Test
  void anyZstdProgramUnpacksTheWholeFile() throws IOException {
    keep(100_000);

    try (InputStream stream =
        new ZstdInputStream(Files.newInputStream(LocalStorage.path(bronze.path(DIGEST))))) {
      assertThat(stream.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void aFileWithoutContentCanBeKept() {
    try (Bronze.Writer writer = bronze.open()) {
      assertThat(writer.commit(DIGEST).frames()).isEmpty();
    }
    assertThat(bronze.kept(DIGEST).frames()).isEmpty();
  }

  @Test
  void aWriterThatIsNotCommittedLeavesNothing() throws IOException {
    try (Bronze.Writer writer = bronze.open()) {
      writer.append(content, content.length);
    }

    assertThat(bronze.holds(DIGEST)).isFalse();
    try (var files = Files.walk(place)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void leftoversOfAnInterruptedRunAreCleaned() throws IOException {
    Bronze.Writer interrupted = bronze.open();
    interrupted.append(content, content.length);
    bronze.cleanLeftovers();

    try (var files = Files.walk(place)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
    interrupted.close();
  }

  @Test
  void everyDamagedByteOfAFrameIsNoticed() throws IOException {
    Kept kept = keep(100_000);
    Frame frame = kept.frames().get(1);
    Path file = LocalStorage.path(bronze.path(DIGEST));
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < frame.storedBytes(); at += 211) {
      byte[] damaged = whole.clone();
      damaged[(int) frame.offset() + at] ^= 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(() -> bronze.read(DIGEST, frame))
          .as("byte " + at)
          .isInstanceOf(QofException.class)
          .hasMessageContaining("is damaged")
          .hasMessageContaining("offset " + frame.offset())
          .hasMessageContaining("original extract");
    }
  }

  @Test
  void aTruncatedFileIsNoticed() throws IOException {
    Kept kept = keep(100_000);
    Path file = LocalStorage.path(bronze.path(DIGEST));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 50_000));

    assertThatThrownBy(() -> bronze.kept(DIGEST)).isInstanceOf(QofException.class);
    assertThatThrownBy(() -> bronze.read(DIGEST, kept.frames().get(2)))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void aLengthThatIsNotThatOfTheFrameIsNoticed() {
    Frame frame = keep(100_000).frames().get(0);

    assertThatThrownBy(() -> bronze.read(DIGEST, frame.offset(), frame.storedBytes(), 100_001))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("unpacks to 100000 bytes, expected 100001");
    assertThatThrownBy(() -> bronze.read(DIGEST, frame.offset(), frame.storedBytes(), 99_999))
        .isInstanceOf(QofException.class);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> bronze.read("cd" + DIGEST, 0, 1, 1))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("cd" + DIGEST)
        .hasMessageContaining("is missing");
  }
}
