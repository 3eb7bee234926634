package org.openqof.extract.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.openqof.errors.QofException;
import org.openqof.extract.DirtyCsv;
import org.openqof.extract.Given;
import org.openqof.extract.form.RecordChunks.Chunk;

class RecordChunksTest {

  @Test
  void aLineBreakInsideQuotesDoesNotEndARecord() {
    List<Chunk> chunks = Given.chunks(Given.bytes("a,\"one\ntwo\"\nb,c\n"), 1);

    assertThat(chunks).hasSize(2);
    assertThat(text(chunks.get(0))).isEqualTo("a,\"one\ntwo\"\n");
    assertThat(chunks.get(0).lines()).isEqualTo(2);
    assertThat(chunks.get(1).firstLine()).isEqualTo(3);
  }

  @Test
  void aQuoteInsideAnUnquotedFieldIsAnOrdinaryCharacter() {
    assertThat(Given.chunks(Given.bytes("5\" pipe,x\nnext,y\n"), 1)).hasSize(2);
  }

  @Test
  void anEmptyStreamHasNoChunkAndTheDigestOfNothing() throws Exception {
    assertThat(Given.chunks(new byte[0], 10)).isEmpty();
    assertThat(Given.digest(new byte[0], 10)).isEqualTo(sha256(""));
  }

  @Test
  void theDigestIsThatOfTheContentWithLineFeeds() throws Exception {
    String lineFeeds = "a,b\nc,\"d\ne\"\n";
    String mark = "\uFEFF";

    for (String same :
        List.of(
            lineFeeds,
            lineFeeds.replace("\n", "\r\n"),
            lineFeeds.replace("\n", "\r"),
            mark + lineFeeds,
            lineFeeds.substring(0, lineFeeds.length() - 1),
            mark + lineFeeds.replace("\n", "\r\n"))) {
      for (int target : new int[] {1, 3, 100}) {
        assertThat(Given.digest(Given.bytes(same), target)).isEqualTo(sha256(lineFeeds));
      }
    }
    assertThat(Given.digest(Given.bytes("a,b\nc,d\n"), 9)).isNotEqualTo(sha256(lineFeeds));
  }

  @Test
  void aRecordLongerThanTheLimitIsRefusedNamingItsLine() {
    byte[] content = Given.bytes("a,b\nc,d\n" + "x".repeat((1 << 20) + 1) + "\ne,f\n");

    assertThatThrownBy(() -> Given.chunks(content, 100))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("test.csv")
        .hasMessageContaining("Line 3");
  }

  @Test
  void aRecordAsLongAsTheLimitIsAccepted() {
    String record = "x".repeat((1 << 20) - 1) + "\n";

    assertThat(Given.chunks(Given.bytes("a\n" + record + "b\n"), 100)).hasSize(3);
  }

  @Test
  void aQuoteNeverClosedIsRefusedNamingTheLineItOpensOn() {
    assertThatThrownBy(() -> Given.chunks(Given.bytes("a,b\nc,\"d\ne,f\ng,h\n"), 100))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("Line 2")
        .hasMessageContaining("closing quote");
  }

  @Test
  void megabytesWithoutALineEndAreRefusedBeforeTheyFillTheMemory() {
    byte[] rubbish = new byte[8 << 20];
    new Random(1).nextBytes(rubbish);
    for (int i = 0; i < rubbish.length; i++) {
      if (rubbish[i] == '\n' || rubbish[i] == '\r') {
        rubbish[i] = 0;
      }
    }

    assertThatThrownBy(() -> Given.chunks(rubbish, 4096)).isInstanceOf(QofException.class);
  }

  @Test
  void theDigestIsNotToldBeforeTheEnd() {
    RecordChunks chunks =
        new RecordChunks("x.csv", new ByteArrayInputStream(Given.bytes("a\nb\n")), 1);
    chunks.next();

    assertThatThrownBy(chunks::contentDigest).isInstanceOf(IllegalStateException.class);
    assertThat(chunks.contentBytes()).isEqualTo(2);
  }

  @Property(tries = 300)
  void chunksGiveBackTheContentWithTheirLineNumbers(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5000) int target) {
    byte[] content = DirtyCsv.of(seed, 40 + (int) Math.abs(seed % 300));
    List<Chunk> chunks;
    try {
      chunks = Given.chunks(content, target);
    } catch (QofException e) {
      assertThat(e.problem()).contains("ends inside a quoted field");
      return;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    int line = 1;
    for (Chunk chunk : chunks) {
      assertThat(chunk.firstLine()).isEqualTo(line);
      assertThat(chunk.lines()).isEqualTo(lines(chunk));
      line += chunk.lines();
      joined.write(chunk.content(), 0, chunk.length());
    }
    assertThat(joined.toByteArray()).isEqualTo(content);
    assertThat(Given.digest(content, target)).isEqualTo(Given.digest(content, 1 << 20));
  }

  @Property(tries = 60)
  void smallReadsGiveTheSameChunks(@ForAll long seed) {
    byte[] content = DirtyCsv.of(seed, 200);
    Random random = new Random(seed);
    ByteArrayInputStream drip =
        new ByteArrayInputStream(content) {
          @Override
          public int read(byte[] bytes, int from, int wanted) {
            return super.read(bytes, from, Math.min(wanted, 1 + random.nextInt(3)));
          }
        };
    RecordChunks dripped = new RecordChunks("drip.csv", drip, 64);
    try {
      for (Chunk whole : Given.chunks(content, 64)) {
        Chunk chunk = Objects.requireNonNull(dripped.next());
        assertThat(text(chunk)).isEqualTo(text(whole));
        assertThat(chunk.firstLine()).isEqualTo(whole.firstLine());
      }
    } catch (QofException e) {
      assertThat(e.problem()).contains("ends inside a quoted field");
    }
  }

  private static int lines(Chunk chunk) {
    int lines = 0;
    byte[] bytes = chunk.content();
    for (int i = 0; i < chunk.length(); i++) {
      boolean pair = bytes[i] == '\r' && i + 1 < chunk.length() && bytes[i + 1] == '\n';
      lines += (bytes[i] == '\n' || bytes[i] == '\r') && !pair ? 1 : 0;
    }
    byte last = bytes[chunk.length() - 1];
    return last == '\n' || last == '\r' ? lines : lines + 1;
  }

  private static String text(Chunk chunk) {
    return new String(Arrays.copyOf(chunk.content(), chunk.length()), StandardCharsets.ISO_8859_1);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Given.bytes(text)));
  }
}
