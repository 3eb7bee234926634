package org.openqof.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.testing.LakeRows;
import org.openqof.testing.OddArchive;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.WholeExtract;

/**
 * Every file that bears the name or the columns of an extract is read, or stops the run, or is
 * ignored by the job's own words; how it is wrapped is not a reason to pass it over.
 */
@Slow
class FilesAsWholesTest {
  private static final List<String> FILES =
      List.of("FINAL_PRACTICE_LIST", "CONTRACTOR_REGISTERED_POPULATION", "INDICATOR_VALUES");

  private static Map<String, String> atFirst = Map.of();

  private final Path room;
  private final Path extracts;
  private int runs;

  FilesAsWholesTest(@TempDir Path room) {
    this.room = room;
    extracts = room.resolve("extracts");
  }

  @BeforeEach
  void oneYear() throws IOException {
    WholeExtract.of("2023-24")
        .practice("A81001", 8000, 80)
        .practice("A81002", 12000, 60)
        .in(extracts);
  }

  private Path file(String name) {
    return extracts.resolve(name + "_2324.csv");
  }

  private Path lake() {
    return room.resolve("lake" + runs);
  }

  private Qof.Answer run(Object... more) {
    runs++;
    List<Object> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(
        List.of("--extracts", extracts, "--lake", lake(), "--published", room.resolve("p" + runs)));
    arguments.addAll(List.of(more));
    return Qof.run(arguments.toArray());
  }

  private Map<String, String> paid() {
    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    Map<String, String> digests = new LakeRows(lake()).digestsOfResults("2023-24");
    digests.keySet().retainAll(List.of("payment_lines", "national_figures", "practice_payments"));
    assertThat(digests).isNotEmpty();
    return digests;
  }

  /** What the extracts give as they are sent; the same for every test. */
  private Map<String, String> paidAtFirst() {
    if (atFirst.isEmpty()) {
      atFirst = paid();
    }
    return atFirst;
  }

  private void stops(String... words) {
    Qof.Answer answer = run();
    assertThat(answer.exitCode()).as(answer.out() + answer.err()).isEqualTo(1);
    assertThat(answer.err()).contains(words).contains("What to do:");
  }

  private static void toWorkbook(Path csv, Path xlsx, String... sheets) throws IOException {
    try (OutputStream out = Files.newOutputStream(xlsx);
        org.dhatim.fastexcel.Workbook book =
            new org.dhatim.fastexcel.Workbook(out, "test", "1.0")) {
      for (String before : sheets) {
        Worksheet notes = book.newWorksheet(before);
        notes.value(0, 0, "Quality and Outcomes Framework");
        notes.value(2, 0, "Prepared for the commissioner");
      }
      Worksheet sheet = book.newWorksheet(sheets.length == 0 ? "Sheet1" : "Data");
      List<String> lines = Files.readAllLines(csv);
      for (int row = 0; row < lines.size(); row++) {
        String[] cells = lines.get(row).split(",", -1);
        for (int column = 0; column < cells.length; column++) {
          cell(sheet, row, column, cells[column]);
        }
      }
    }
  }

  /** As Excel would keep what was typed: dates and numbers as such, codes as text. */
  private static void cell(Worksheet sheet, int row, int column, String text) {
    if (text.matches("20\\d{6}")) {
      sheet.value(
          row, column, LocalDate.parse(text, java.time.format.DateTimeFormatter.BASIC_ISO_DATE));
      sheet.style(row, column).format("dd/mm/yyyy").set();
    } else if (text.matches("\\d+")) {
      sheet.value(row, column, Integer.parseInt(text));
    } else if (!text.isEmpty()) {
      sheet.value(row, column, text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FINAL_PRACTICE_LIST", "CONTRACTOR_REGISTERED_POPULATION", "INDICATOR_VALUES"})
  void aWorkbookIsReadAsItsCsvWouldBe(String name) throws IOException {
    Map<String, String> asCsv = paidAtFirst();
    toWorkbook(file(name), extracts.resolve(name + "_2324.xlsx"));
    Files.delete(file(name));

    assertThat(paid()).isEqualTo(asCsv);
  }

  /** B2: what people decide, as workbooks. */
  @Test
  void workbooksOfDecisionsAndListsAreReadAsTheirCsvWouldBe() throws IOException {
    Map<String, String> without = paidAtFirst();
    Files.writeString(
        file("ADJUSTMENTS"),
        """
        QUALITY_SERVICE,PRACTICE_CODE,IND_CODE,KIND,POINTS,AMOUNT_GBP,REASON,APPROVER,APPROVED_ON
        QOF2324,A81001,,commissioner,,-120,late codes withdrawn,R Jones,14/05/2024
        """);
    Files.writeString(
        file("CRP_CORRECTIONS"),
        """
        PRACTICE_CODE,REFERENCE_DATE,REGISTERED_POPULATION,REASON,APPROVER,APPROVED_ON
        A81002,20240101,12300,list cleaned,R Jones,14/05/2024
        """);
    Map<String, String> asCsv = paid();
    assertThat(asCsv).isNotEqualTo(without);
    for (String name : List.of("ADJUSTMENTS", "CRP_CORRECTIONS")) {
      toWorkbook(file(name), extracts.resolve(name + "_2324.xlsx"));
      Files.delete(file(name));
    }

    assertThat(paid()).isEqualTo(asCsv);
  }

  /** C4: read where that is possible, else what it is and what to do. */
  @Test
  void anArchiveOfAnotherProgramIsReadOrSaysWhatItIs() throws IOException {
    Map<String, String> before = paidAtFirst();
    byte[] list = Files.readAllBytes(file("FINAL_PRACTICE_LIST"));
    String name = "FINAL_PRACTICE_LIST_2324.csv";
    Files.delete(file("FINAL_PRACTICE_LIST"));
    Path archive = extracts.resolve("list.zip");
    Files.write(archive, OddArchive.locked(name, list));
    stops("list.zip", "has a password", "Unpack it");
    Files.write(archive, OddArchive.sizeBehind(name, list));
    assertThat(paid()).isEqualTo(before);
    Files.write(archive, OddArchive.bzip2(name, list));
    assertThat(paid()).isEqualTo(before);
  }

  @Test
  void aWorkbookOfSeveralSheetsIsReadWhereItsColumnsAreAndSaysWhatItPassesOver()
      throws IOException {
    Map<String, String> asCsv = paidAtFirst();
    toWorkbook(
        file("FINAL_PRACTICE_LIST"), extracts.resolve("2324 practices.xlsx"), "About", "History");
    Files.delete(file("FINAL_PRACTICE_LIST"));

    assertThat(paid()).isEqualTo(asCsv);
    assertThat(run().out())
        .contains("2324 practices.xlsx!About: a sheet without the columns of an extract");
  }

  @Test
  void aWorkbookOfAnExtractsNameWithoutItsColumnsStopsTheRun() throws IOException {
    Files.writeString(room.resolve("other.csv"), "Region,Comment\nNorth,none\n");
    toWorkbook(room.resolve("other.csv"), extracts.resolve("ADJUSTMENTS_2324.xlsx"), "About");

    stops("ADJUSTMENTS_2324.xlsx", "a workbook without a sheet of its columns");
  }

  @ParameterizedTest
  @CsvSource({
    "FINAL_PRACTICE_LIST_2324.csv.txt",
    "FINAL_PRACTICE_LIST_2324.CSV",
    "FINAL_PRACTICE_LIST_2324 - Copy.csv",
    "_FINAL_PRACTICE_LIST_2324.csv",
    "Copy of Final Practice List 2324.csv",
    "FINAL_PRACTICE_LIST_2324.csv.bak",
    "practices_2324.txt",
    "FINAL_PRACTICE_LIST_2324.xls",
    "FINAL_PRACTICE_LIST_2324.zip"
  })
  void aCsvIsReadWhateverItIsCalled(String name) throws IOException {
    Map<String, String> before = paidAtFirst();
    Files.move(file("FINAL_PRACTICE_LIST"), extracts.resolve(name));

    assertThat(paid()).isEqualTo(before);
  }

  @Test
  void aWorkbookThatIsCalledCsvIsRead() throws IOException {
    Map<String, String> before = paidAtFirst();
    Path book = room.resolve("book.xlsx");
    toWorkbook(file("FINAL_PRACTICE_LIST"), book);
    Files.write(file("FINAL_PRACTICE_LIST"), Files.readAllBytes(book));

    assertThat(paid()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"})
  void anEncodingIsNoReason(String charset) throws IOException {
    Map<String, String> before = paidAtFirst();
    for (String name : FILES) {
      Files.writeString(file(name), Files.readString(file(name)), Charset.forName(charset));
    }

    assertThat(paid()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "|"})
  void anotherSeparatorIsNoReason(String separator) throws IOException {
    Map<String, String> before = paidAtFirst();
    for (String name : FILES) {
      Files.writeString(file(name), Files.readString(file(name)).replace(",", separator));
    }

    assertThat(paid()).isEqualTo(before);
    assertThat(run().out()).contains("read FINAL_PRACTICE_LIST_2324.csv:").contains("columns");
  }

  @Test
  void linesAboveTheHeaderArePassedOverAndSaid() throws IOException {
    Map<String, String> before = paidAtFirst();
    for (String name : FILES) {
      Files.writeString(
          file(name), "Practices of England\nas of 1 April\n\n" + Files.readString(file(name)));
    }
    assertThat(paid()).isEqualTo(before);
    assertThat(run().out())
        .contains("3 lines above its header passed over ('Practices of England')");

    Files.writeString(
        file("FINAL_PRACTICE_LIST"),
        "sep=;\r\n"
            + Files.readString(file("FINAL_PRACTICE_LIST"))
                .lines()
                .skip(3)
                .map(line -> line.replace(',', ';'))
                .collect(java.util.stream.Collectors.joining("\r\n", "", "\r\n")));
    assertThat(paid()).isEqualTo(before);
  }

  @Test
  void aHeaderWithBlanksForUnderscoresIsTheSameHeader() throws IOException {
    Map<String, String> before = paidAtFirst();
    String text = Files.readString(file("FINAL_PRACTICE_LIST"));
    Files.writeString(
        file("FINAL_PRACTICE_LIST"),
        text.replace(
            "QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME",
            "Quality Service,\u00a0Sp org-code,SP Org Name"));

    assertThat(paid()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ADJUSTMENTS_2324.csv", "GP_PATIENT_LIST_2324.xls", "PREVALENCE_2324.pdf"})
  void whatBearsTheNameOfAnExtractAndCannotBeReadStopsTheRun(String name) throws IOException {
    byte[] content =
        name.endsWith(".csv")
            ? new byte[0]
            : name.endsWith(".xls")
                ? new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0}
                : "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
    Files.write(extracts.resolve(name), content);
    stops(name, "bears the name of an extract");

    Qof.Answer ignoring = run("--ignore", name);
    assertThat(ignoring.exitCode()).as(ignoring.err()).isZero();
    assertThat(ignoring.out()).contains("ignored by the job: " + name);
  }

  @Test
  void aLinkThatLeadsNowhereAndAPipeAreNamedAndNeverOpened() throws Exception {
    Files.createSymbolicLink(extracts.resolve("ADJUSTMENTS_2324.csv"), Path.of("gone.csv"));
    stops("ADJUSTMENTS_2324.csv", "a link that leads nowhere");

    Files.delete(extracts.resolve("ADJUSTMENTS_2324.csv"));
    Path pipe = extracts.resolve("CRP_CORRECTIONS_2324.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    stops("CRP_CORRECTIONS_2324.csv", "a pipe");

    Files.move(pipe, extracts.resolve("something"));
    assertThat(run().out()).contains("skipped something: a pipe, a socket or a device");
  }

  @Test
  void aDeviceAndASocketAreNamedAndNeverOpened() throws IOException {
    Path device = extracts.resolve("ADJUSTMENTS_2324.csv");
    Files.createSymbolicLink(device, Path.of("/dev/zero"));
    stops("ADJUSTMENTS_2324.csv", "a pipe, a socket or a device");

    Files.delete(device);
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(extracts.resolve("AREAS_2324.csv")));
      Files.createSymbolicLink(extracts.resolve("noise"), Path.of("/dev/urandom"));
      assertThat(run().out()).contains("skipped noise: a pipe, a socket or a device");
    }
  }

  @Test
  void anArchiveWithBytesBeforeItsStartStopsTheRun() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("MZ not the archive".getBytes(StandardCharsets.US_ASCII));
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("FINAL_PRACTICE_LIST_2324.csv"));
      zip.write(Files.readAllBytes(file("FINAL_PRACTICE_LIST")));
      zip.closeEntry();
    }
    Files.delete(file("FINAL_PRACTICE_LIST"));
    Files.write(extracts.resolve("extract.zip"), bytes.toByteArray());

    stops("extract.zip", "other bytes stand before it");
  }

  @Test
  void aLinkBackIsPassedOverAndNamed() throws IOException {
    Map<String, String> before = paidAtFirst();
    Files.createDirectories(extracts.resolve("deep/er"));
    Files.createSymbolicLink(extracts.resolve("deep/er/loop"), Path.of("../.."));
    Files.createSymbolicLink(extracts.resolve("self"), Path.of("self"));

    assertThat(paid()).isEqualTo(before);
    assertThat(run().out())
        .contains("skipped loop: a link back to a folder above it")
        .contains("skipped self: a link that leads nowhere");
  }

  @Test
  void aJobFileSaysWhatIsIgnoredAndTheMessageNamesTheKey() throws IOException {
    Files.writeString(extracts.resolve("stray.csv"), "colour,taste\nred,sweet\n");
    stops("stray.csv", "ignore: in the job file");

    Path job = room.resolve("job.yaml");
    Files.writeString(
        job, "steps: [ingest, recalculate, publish]\nignore: [stray*.csv, \"old/**\"]\n");
    Files.createDirectories(extracts.resolve("old"));
    Files.writeString(extracts.resolve("old/other.csv"), "a,b\n1,2\n");
    Qof.Answer answer = run(job);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("ignored by the job: ").contains("stray.csv");
    assertThat(
            Qof.run(
                    "run",
                    job,
                    "--extracts",
                    extracts,
                    "--lake",
                    lake(),
                    "--published",
                    room.resolve("p" + runs))
                .out())
        .contains("ignored by the job: ");

    Files.writeString(job, "steps: [ingest]\nignore: [\"[a\"]\n");
    Qof.Answer broken = run(job);
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.err()).contains("not a pattern of file names");
  }

  @Test
  void manyUnknownFilesMakeAShortMessage() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      Files.writeString(extracts.resolve("stray" + i + ".csv"), "colour,taste\nred,sweet\n");
    }
    Qof.Answer answer = run();

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("2,000 files").contains("and 1,950 more files");
    assertThat(answer.err().length()).isLessThan(40_000);
  }

  @Test
  void aMistypedPlaceOrYearLeavesNoRecord() {
    assertThat(paid()).isNotEmpty();
    Qof.Answer place = Qof.run("run", "--extracts", room.resolve("mistyped"), "--lake", lake());
    assertThat(place.exitCode()).isEqualTo(2);
    assertThat(place.err()).contains("There is no folder or file").contains("mistyped");
    Qof.Answer year =
        Qof.run(
            "run",
            "--extracts",
            extracts,
            "--lake",
            lake(),
            "--published",
            room.resolve("p" + runs),
            "--years",
            "2019-20");
    assertThat(year.exitCode()).isEqualTo(2);
    assertThat(year.err()).contains("2019-20");

    Qof.Answer status = Qof.run("status", "--lake", lake());
    assertThat(status.exitCode()).as(status.out()).isZero();
    assertThat(status.out()).doesNotContain("mistyped").doesNotContain("2019-20");
  }

  /** The practice reference has no header; one that somebody wrote above it, and a new column. */
  @Test
  void aPracticeReferenceWithAHeaderOrAColumnMoreIsRead() throws IOException {
    String row =
        "\"%s\",\"SURGERY\",\"Y1\",\"Q1\",\"A\",\"B\",\"C\",\"D\",\"\",\"ZZ1 1ZZ\",\"19740401\",\"\",\"A\",\"B\","
            + "\"16C\",\"20200401\",\"\",\"0\",\"\",\"\",\"\",\"0\",\"\",\"16C\",\"\",\"4\",\"\"%s\n";
    String header = "Organisation Code,Name,National Grouping" + ",x".repeat(24) + "\n";
    for (String text :
        List.of(
            header + row.formatted("A81001", "") + row.formatted("A81002", ""),
            row.formatted("A81001", ",\"new\"") + row.formatted("A81002", ",\"new\""))) {
      Files.writeString(extracts.resolve("epraccur.csv"), text);
      Qof.Answer answer = run();
      assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
      assertThat(answer.out()).contains("+ 0 refused").doesNotContain("no practice reference");
    }
  }
}
