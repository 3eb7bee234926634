package org.openqof.extract.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.openqof.errors.QofException;
import org.openqof.extract.Given;
import org.openqof.testing.OddArchive;

class ContainersTest {
  private static final byte[] CSV = Given.bytes("PRACTICE_CODE,VALUE\nA81001,1\n");

  @Test
  void aPlainFileIsShownAsItIs() {
    assertThat(walk("a.csv", CSV)).containsExactly("a.csv = PRACTICE_CODE,VALUE\nA81001,1\n");
  }

  @Test
  void aGzipFileIsUnpackedWhateverItIsCalled() {
    assertThat(walk("a.csv", gzip(CSV))).containsExactly("a.csv = " + text(CSV));
    assertThat(walk("a.csv.gz", gzip(CSV))).containsExactly("a.csv.gz = " + text(CSV));
  }

  @Test
  void aGzipFileOfSeveralMembersIsReadToItsEnd() {
    byte[] two = join(gzip(Given.bytes("one\n")), gzip(Given.bytes("two\n")));

    assertThat(walk("a.csv.gz", two)).containsExactly("a.csv.gz = one\ntwo\n");
  }

  @Test
  void theEntriesOfAnArchiveAreShownInOrderAndTheRestIsReported() {
    byte[] zip =
        zip(
            "QOF/PREVALENCE_2324.csv", CSV,
            "QOF/notes.pdf", Given.bytes("%PDF-1.7 ..."),
            "QOF/really_a_pdf.csv", Given.bytes("%PDF-1.7 ..."),
            "QOF/tables.docx", zip("word/document.xml", CSV),
            "README.txt", Given.bytes("read me"),
            "__MACOSX/QOF/._PREVALENCE_2324.csv", Given.bytes("resource fork"),
            "b.CSV", Given.bytes("x\n"));

    assertThat(walk("qof.zip", zip))
        .containsExactly(
            "qof.zip!QOF/PREVALENCE_2324.csv = " + text(CSV),
            "qof.zip!QOF/notes.pdf skipped: a PDF document",
            "qof.zip!QOF/really_a_pdf.csv skipped: a PDF document",
            "qof.zip!QOF/tables.docx skipped: an office document",
            "qof.zip!README.txt = read me",
            "qof.zip!__MACOSX/QOF/._PREVALENCE_2324.csv skipped: a file of the operating system",
            "qof.zip!b.CSV = x\n");
  }

  @Test
  void anOfficeDocumentIsNoArchive() {
    assertThat(walk("tables.docx", zip("word/document.xml", CSV)))
        .containsExactly("tables.docx skipped: an office document");
  }

  @Test
  void aBrokenWorkbookIsNoAnswer() {
    assertThatThrownBy(() -> walk("tables.xlsx", zip("xl/workbook.xml", CSV)))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("tables.xlsx")
        .hasMessageContaining("workbook");
  }

  @Test
  void aWorkbookOfAProgramMayHaveNoStylesAndNoPlacesOfItsCells() {
    String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    String packed = "http://schemas.openxmlformats.org/package/2006";
    String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    byte[] book =
        zip(
            "[Content_Types].xml",
            Given.bytes(
                ("<Types xmlns='%s/content-types'><Override PartName='/xl/workbook.xml'"
                        + " ContentType='%ssheet.main+xml'/></Types>")
                    .formatted(packed, types)),
            "xl/workbook.xml",
            Given.bytes(
                ("<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='One' sheetId='1'"
                        + " r:id='r1'/></sheets></workbook>")
                    .formatted(main, relations)),
            "xl/_rels/workbook.xml.rels",
            Given.bytes(
                ("<Relationships xmlns='%s/relationships'><Relationship Id='r1'"
                        + " Type='%s/worksheet' Target='worksheets/sheet1.xml'/></Relationships>")
                    .formatted(packed, relations)),
            "xl/worksheets/sheet1.xml",
            Given.bytes(
                ("<worksheet xmlns='%s'><sheetData><row><c t='inlineStr'><is><t>PRACTICE_CODE</t>"
                        + "</is></c><c t='inlineStr'><is><t>VALUE</t></is></c></row><row>"
                        + "<c t='inlineStr'><is><t>A81001</t></is></c><c><v>1</v></c></row>"
                        + "</sheetData></worksheet>")
                    .formatted(main)));

    assertThat(walk("a.xlsx", book)).containsExactly("a.xlsx = " + text(CSV));
  }

  @Test
  void aWorkbookThatExpandsTooFarIsNeverOpened() {
    byte[] zeros = new byte[64 << 20];

    assertThatThrownBy(() -> walk("bomb.xlsx", zip("xl/worksheets/sheet1.xml", zeros)))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("bomb.xlsx")
        .hasMessageContaining("expands too far");
  }

  @Test
  void anArchiveThatIsNotReadSaysWhatToDo() {
    assertThatThrownBy(() -> walk("q.7z", new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0, 1}))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("q.7z")
        .hasMessageContaining("Unpack it");
    assertThatThrownBy(() -> walk("q.zip", join(new byte[] {0, 1, 2}, zip("a.csv", CSV))))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("other bytes stand before it");
  }

  @Test
  void aStoredEntryWhoseSizeStandsBehindItAndOneOfBzip2AreRead() throws IOException {
    assertThat(walk("q.zip", OddArchive.sizeBehind("a.csv", CSV)))
        .containsExactly("q.zip!a.csv = " + text(CSV));
    assertThat(walk("q.zip", OddArchive.bzip2("a.csv", CSV)))
        .containsExactly("q.zip!a.csv = " + text(CSV));
  }

  @Test
  void aPasswordIsNamedAsSuch() {
    assertThatThrownBy(() -> walk("q.zip", OddArchive.locked("a.csv", CSV)))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("has a password")
        .hasMessageContaining("Unpack it");
  }

  @Test
  void anEntryThatIsNotReadIsStillPassedOver() {
    List<String> names = new ArrayList<>();
    new Containers(Limits.defaults())
        .walk("q.zip", in(zip("a.csv", CSV, "b.csv", CSV)), names(names));

    assertThat(names).containsExactly("q.zip!a.csv", "q.zip!b.csv");
  }

  @Test
  void anUnsafePathIsRefused() {
    for (String path :
        List.of("../a.csv", "x/../../a.csv", "/etc/a.csv", "C:\\a.csv", "..\\a.csv", "a\nb.csv")) {
      assertThatThrownBy(() -> walk("q.zip", zip(path, CSV)))
          .as(path)
          .isInstanceOf(QofException.class)
          .hasMessageContaining("q.zip")
          .hasMessageContaining("unsafe path");
    }
  }

  @Test
  void anArchiveInsideAnArchiveIsRefused() {
    for (byte[] inner : List.of(zip("a.csv", CSV), gzip(CSV))) {
      assertThatThrownBy(() -> walk("q.zip", zip("inner.csv", inner)))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("inner.csv")
          .hasMessageContaining("another archive");
      assertThatThrownBy(() -> walk("q.csv.gz", gzip(inner)))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("another archive");
    }
  }

  @Test
  void aBombIsStoppedByItsRatio() {
    byte[] zeros = new byte[64 << 20];
    Arrays.fill(zeros, (byte) 'x');

    assertThatThrownBy(() -> walk("bomb.zip", zip("a.csv", zeros)))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("bomb.zip")
        .hasMessageContaining("expands too far");
    assertThatThrownBy(() -> walk("bomb.gz", gzip(zeros)))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("expands too far");
    // Also where nobody reads the entry.
    assertThatThrownBy(() -> walk("bomb.zip", zip("a.pdf", zeros)))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("expands too far");
  }

  @Test
  void bytesAndEntriesHaveLimits() {
    Limits small = new Limits(100, 400, 2, 1 << 20, 4096, 10);
    byte[] noise = new byte[500];
    Arrays.fill(noise, (byte) 'y');

    assertThatThrownBy(() -> walk("q.zip", zip("a.csv", noise), small))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("100 bytes");
    assertThatThrownBy(() -> walk("q.zip", zip("a.csv", CSV, "b.csv", CSV, "c.csv", CSV), small))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("2 entries");
  }

  @Test
  void aCutOffGzipFileIsRefusedAtEveryLength() {
    byte[] whole = gzip(CSV);
    for (int length = 3; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> walk("a.csv.gz", cut))
          .isInstanceOf(QofException.class)
          .hasMessageContaining("a.csv.gz");
    }
  }

  @Test
  void aCutOffArchiveIsRefusedAtEveryLength() {
    byte[] whole = zip("a.csv", CSV, "b.csv", CSV);
    for (int length = 4; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> walk("q.zip", cut))
          .as("cut to %s of %s", length, whole.length)
          .isInstanceOf(QofException.class)
          .hasMessageContaining("q.zip");
    }
  }

  @Test
  void aDamagedCheckSumIsRefused() {
    byte[] damaged = gzip(CSV);
    damaged[damaged.length - 6] ^= 1;

    assertThatThrownBy(() -> walk("a.csv.gz", damaged))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void anEmptyFileAndABinaryOneAreReported() {
    assertThat(walk("a.csv", new byte[0])).containsExactly("a.csv skipped: empty");
    assertThat(walk("a.csv", new byte[] {1, 2, 0, 3})).containsExactly("a.csv skipped: no text");
  }

  @Test
  void damagedArchivesNeverGiveAnythingButAnAnswerOrARefusal() {
    byte[] noise = new byte[3000];
    new Random(5).nextBytes(noise);
    byte[] zip = zip("a.csv", CSV, "dir/b.csv", noise, "c.pdf", CSV);
    byte[] gzip = gzip(noise);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 4000; i++) {
      byte[] damaged = (i % 2 == 0 ? zip : gzip).clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        walk("damaged", damaged);
      } catch (QofException e) {
        assertThat(e.getMessage()).contains("damaged");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static List<String> walk(String name, byte[] content) {
    return walk(name, content, Limits.defaults());
  }

  private static List<String> walk(String name, byte[] content, Limits limits) {
    List<String> seen = new ArrayList<>();
    new Containers(limits)
        .walk(
            name,
            in(content),
            new Containers.Visitor() {
              @Override
              public void file(String file, InputStream text) {
                try {
                  seen.add(file + " = " + text(text.readAllBytes()));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }

              @Override
              public void skipped(String file, String reason) {
                seen.add(file + " skipped: " + reason);
              }
            });
    return seen;
  }

  private static Containers.Visitor names(List<String> names) {
    return new Containers.Visitor() {
      @Override
      public void file(String name, InputStream content) {
        names.add(name);
      }

      @Override
      public void skipped(String name, String reason) {
        names.add(name + " skipped");
      }
    };
  }

  private static InputStream in(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(Object... namesAndContents) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        out.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        out.write((byte[]) namesAndContents[i + 1]);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
