package org.openqof.publish.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqof.errors.QofException;
import org.openqof.publish.SamplePublication;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;

@Slow
class WorkbookCheckTest {
  private static final Path OURS =
      SamplePublication.get().folder().resolve("workbooks/qof-2324-nat-reg-ach-prev-pca.xlsx");

  /** The first sheet with a table of figures, AF. */
  private static final String SHEET = "xl/worksheets/sheet4.xml";

  @TempDir private Path room = Path.of("");

  @Test
  void everyWorkbookOfOursPasses() throws IOException {
    try (Stream<Path> books = Files.list(OURS.getParent())) {
      for (Path book : books.filter(file -> file.toString().endsWith(".xlsx")).toList()) {
        assertThat(WorkbookCheck.check(book)).as(book.toString()).isEmpty();
      }
    }
    assertThat(Qof.run("xlsx", "check", OURS).exitCode()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "X01 | docProps/core.xml | <dc:title>[^<]*</dc:title> | ''",
        "X02 | docProps/core.xml | <dc:language>[^<]*</dc:language> | ''",
        "X03 | SHEET | </sheetData> | </sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>",
        "X04 | SHEET | </sheetData> | </sheetData><autoFilter ref=\"A5:B6\"/>",
        "X05 | SHEET | state=\"frozen\" | state=\"split\"",
        "X06 | SHEET | <row r=\"6\" | <row hidden=\"1\" r=\"6\"",
        "X08 | xl/tables/table3.xml | name=\"Region ONS code\" | name=\"Region ODS code\"",
        "X09 | SHEET | <row r=\"7\".*?</row> | ''",
        "X10 | SHEET | <c r=\"B7\".*?</c> | ''",
        "X11 | xl/workbook.xml | name=\"AF\" | name=\"AF figures\"",
        "X12 | xl/workbook.xml | name=\"Notes\" | name=\"Remarks\"",
        "X13 | SHEET | </worksheet> | <headerFooter><oddHeader>Draft</oddHeader></headerFooter></worksheet>",
        "X13 | xl/drawings/drawing33.xml | descr=\"[^\"]*\" | descr=\"\"",
        "X05 | SHEET | ySplit=\"5\" | ySplit=\"9\"",
        "X14 | SHEET | (<c r=\"E7\"[^>]*>) | $1<f>1+1</f>",
        "X15 | SHEET | (<sheetView [^>]*>) | $1<selection activeCell=\"C9\"/>",
        "X16 | SHEET | (<c r=\"C7\"[^>]*>).*?</c> | <c r=\"C7\" t=\"inlineStr\"><is><t>https://example.org/qof</t></is></c>",
        "X17 | SHEET | <c r=\"A1\".*?</c> | ''",
        "X18 | xl/styles.xml | <sz val=\"12.00\"/> | <sz val=\"8\"/>"
      })
  void aPlantedFaultIsFound(String rule, String part, String from, String to) throws IOException {
    Map<String, String> parts = parts(OURS);
    String name = part.equals("SHEET") ? SHEET : part;
    String before = parts.getOrDefault(name, "");
    String after = Pattern.compile(from, Pattern.DOTALL).matcher(before).replaceFirst(to);
    assertThat(after).as("the fault is planted").isNotEqualTo(before);
    parts.put(name, after);
    Path faulty = write(parts);
    assertThat(WorkbookCheck.check(faulty)).extracting(Finding::rule).contains(rule);
    Qof.Answer answer = Qof.run("xlsx", "check", faulty);
    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.out()).contains("to correct", rule);
  }

  @Test
  void anUnexplainedSymbolIsFound() throws IOException {
    Map<String, String> parts = parts(OURS);
    parts.computeIfPresent(
        SHEET,
        (name, xml) ->
            xml.replaceFirst(
                "<c r=\"C7\"([^>]*?) t=\"inlineStr\"([^>]*)><is><t>[^<]*</t>",
                "<c r=\"C7\"$1 t=\"inlineStr\"$2><is><t>**</t>"));
    assertThat(WorkbookCheck.check(write(parts)))
        .anySatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo("X10");
              assertThat(finding.what()).contains("**");
              assertThat(finding.where()).isEqualTo("AF");
            });
  }

  @Test
  void macrosAndImagesAreFound() throws IOException {
    Map<String, String> parts = parts(OURS);
    parts.put("xl/vbaProject.bin", "x");
    parts.put("xl/media/image1.png", "x");
    assertThat(WorkbookCheck.check(write(parts)))
        .filteredOn(finding -> finding.rule().equals("X13"))
        .extracting(Finding::where)
        .contains("xl/vbaProject.bin", "xl/media/image1.png");
  }

  @Test
  void aBombIsRefused() throws IOException {
    Path bomb = room.resolve("bomb.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.write("<workbook><!--".getBytes(StandardCharsets.UTF_8));
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < 40; i++) {
        zip.write(blanks);
      }
      zip.write("--></workbook>".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    assertThatThrownBy(() -> WorkbookCheck.check(bomb))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("more than a workbook can be");
  }

  @Test
  void anEntityThatReadsAnotherFileIsRefused() throws IOException {
    Path secret = Files.writeString(room.resolve("secret.txt"), "the secret");
    Path hostile = room.resolve("hostile.xlsx");
    write(
        hostile,
        Map.of(
            "xl/workbook.xml",
            "<!DOCTYPE w [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]><w>&s;</w>"));
    assertThatThrownBy(() -> WorkbookCheck.check(hostile))
        .isInstanceOf(QofException.class)
        .hasMessageNotContaining("the secret");
  }

  @Test
  void whatIsNoWorkbookIsSaidSo() throws IOException {
    Path text = Files.writeString(room.resolve("letter.xlsx"), "Dear all");
    Qof.Answer answer = Qof.run("xlsx", "check", text);
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("cannot be checked", "What to do");
  }

  private static Map<String, String> parts(Path file) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : List.copyOf(Collections.list(zip.entries()))) {
        parts.put(
            entry.getName(),
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  private Path write(Map<String, String> parts) throws IOException {
    Path file = Files.createTempFile(room, "faulty", ".xlsx");
    write(file, parts);
    return file;
  }

  private static void write(Path file, Map<String, String> parts) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }
}
