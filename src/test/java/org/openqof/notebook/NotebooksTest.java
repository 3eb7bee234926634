package org.openqof.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqof.testing.OpenedPages;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;
import org.openqof.testing.Tools;

/** The notebooks of the project, and what becomes of one that fails. */
@Slow
class NotebooksTest {
  private static final Path NOTEBOOKS = Path.of("notebooks");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A factor multiplied or divided in a cell would be a second statement of a formula. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "[*/]\\s*(cpi|apdf|crp|point|price|list_size|register|denominator|available|average)",
          Pattern.CASE_INSENSITIVE);

  /** A file of the published data, as a notebook names it. */
  private static final Pattern PUBLISHED_FILE =
      Pattern.compile("(?:prevalence|reference)/\\w+\\.csv");

  /** One practice in so many is left in the published files: enough for every figure. */
  private static final int THINNED = 12;

  /** Answers and pages of the project's notebooks, each run once. */
  private static final Map<Path, Qof.Answer> RUNS = new HashMap<>();

  @TempDir private static Path shared = Path.of("");
  private static @Nullable String homeBefore;

  private final Path room;

  NotebooksTest(@TempDir Path room) {
    this.room = room;
  }

  /** A home of its own, so that the notebooks find few published practices alongside it. */
  @BeforeAll
  static void oneSparkSessionAndAHome() throws IOException {
    SparkForTests.session();
    Path home = shared.resolve("home");
    for (String folder : List.of("data-samples", "jobs")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.toList()) {
          Path copy = home.resolve(file.toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Path published = Path.of("../shared/data/real");
    String notebook = Files.readString(NOTEBOOKS.resolve("national-trends.ipynb"));
    for (MatchResult name : PUBLISHED_FILE.matcher(notebook).results().toList()) {
      Path file = published.resolve(name.group());
      if (Files.isRegularFile(file)) {
        thin(file, shared.resolve("shared/data/real").resolve(name.group()));
      }
    }
    homeBefore = System.getProperty("qof.home");
    System.setProperty("qof.home", home.toString());
  }

  @AfterAll
  static void theHomeBefore() {
    if (homeBefore == null) {
      System.clearProperty("qof.home");
    } else {
      System.setProperty("qof.home", homeBefore);
    }
  }

  private static void thin(Path file, Path copy) throws IOException {
    Files.createDirectories(copy.getParent());
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file);
        CsvWriter out = CsvWriter.builder().build(copy)) {
      boolean first = true;
      for (NamedCsvRecord row : rows) {
        if (first) {
          out.writeRecord(row.getHeader());
          first = false;
        }
        if (Math.floorMod(row.getField("PRACTICE_CODE").hashCode(), THINNED) == 0) {
          out.writeRecord(row.getFields());
        }
      }
    }
  }

  /** Runs a notebook of the project once; its page lies among those of all tests. */
  private static Qof.Answer ran(Path notebook) {
    return RUNS.computeIfAbsent(
        notebook, first -> Qof.run("notebook", "run", notebook, "--out", pages()));
  }

  private static Path pages() {
    return shared.resolve("pages");
  }

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void everyNotebookRunsWithoutJupyter(Path notebook) throws IOException {
    Assumptions.assumeTrue(
        !notebook.endsWith("national-trends.ipynb")
            || Files.isDirectory(Path.of("../shared/data/real")),
        "the published data are not alongside the project");
    Qof.Answer answer = ran(notebook);
    assertThat(answer.exitCode()).as(answer.err() + answer.out()).isZero();
    JsonNode executed = JSON.readTree(Files.readAllBytes(pages().resolve(notebook.getFileName())));
    long shown = 0;
    for (JsonNode cell : executed.path("cells")) {
      shown += cell.path("outputs").size();
    }
    assertThat(shown).isGreaterThan(3);
    String page =
        Files.readString(pages().resolve(name(notebook) + ".html"))
            .replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assertThat(page).contains("class=\"shown\"").doesNotContain("http://", "https://", "<script");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void notebooksAreStoredWithoutOutputsAndRestateNoFormula(Path notebook) throws IOException {
    for (JsonNode cell : JSON.readTree(Files.readAllBytes(notebook)).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        assertThat(cell.path("outputs")).isEmpty();
        assertThat(cell.path("execution_count").isNull()).isTrue();
        assertThat(cell.path("source").toString()).doesNotContainPattern(FORMULA);
      }
    }
  }

  @Test
  void axeFindsNothingOnThePagesOfTheNotebooksAndTheyFitTheScreen() throws Exception {
    TreeMap<String, Path> pages = new TreeMap<>();
    for (Path notebook : notebooks()) {
      assertThat(ran(notebook).exitCode()).isZero();
      String name = notebook.getFileName().toString().replace(".ipynb", "");
      pages.put("notebook-" + name, pages().resolve(name + ".html"));
    }
    OpenedPages.areWell(pages, room);
  }

  @Test
  void aPracticesLinesAndItsPaymentAreShownAsTheLakeHoldsThem() throws IOException {
    assertThat(ran(NOTEBOOKS.resolve("one-practice.ipynb")).exitCode()).isZero();
    String page = Files.readString(pages().resolve("one-practice.html"));
    Output.Table paid =
        Desk.samples()
            .sql(
                "select achievement_payment_gbp from practice_payments"
                    + " where practice_code = 'Z10001' and financial_year = '2023-24'");
    assertThat(paid.rows()).hasSize(1);
    assertThat(page).contains(">" + paid.rows().get(0).get(0) + "</td>");
  }

  @Test
  void aFailingCellEndsTheNotebookWithItsLineAndExitCodeOne() throws IOException {
    Path file =
        notebook(
            "System.out.println(\"before\"); 6 * 7",
            "int one = 1;\n\nList.of(one).get(3)",
            "System.out.println(\"never\");");
    Qof.Answer answer = Qof.run("notebook", "run", file, "--out", room.resolve("pages"));
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .contains("Cell 2 of " + file, "Line 3: java.lang.IndexOutOfBoundsException");
    String page = Files.readString(room.resolve("pages").resolve("failing.html"));
    assertThat(page).contains("before", "42", "line 3").doesNotContain("<pre>never");
    assertThat(Files.readString(room.resolve("pages").resolve("failing.ipynb")))
        .contains("\"output_type\" : \"error\"");
  }

  @Test
  void whatDoesNotCompileIsNamedByItsLine() throws IOException {
    Path file = notebook("int one = 1;\nString two = one;");
    Qof.Answer answer = Qof.run("notebook", "run", file, "--out", room.resolve("pages"));
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("Line 2:", "int cannot be converted to java.lang.String");
  }

  @Test
  void aColumnThatIsNotThereIsAnsweredInSparksWords() throws IOException {
    Path file = notebook("Desk.samples().sql(\"select no_such_column from practices\")");
    Qof.Answer answer = Qof.run("notebook", "run", file, "--out", room.resolve("pages"));
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("UNRESOLVED_COLUMN", "no_such_column");
  }

  @Test
  void aFileThatIsNoNotebookIsRefusedWithLineAndColumn() throws IOException {
    Path file = Files.writeString(room.resolve("broken.ipynb"), "{\n \"cells\": [,]\n}");
    Qof.Answer answer = Qof.run("notebook", "run", file);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("Line 2, column");
    assertThat(Qof.run("notebook", "run", room.resolve("none.ipynb")).exitCode()).isEqualTo(2);
  }

  @Test
  void namesFromOutsideAreShownAsText() throws IOException {
    Path file = notebook("\"<script>alert(1)</script>\"");
    assertThat(Qof.run("notebook", "run", file, "--out", room.resolve("pages")).exitCode())
        .isZero();
    assertThat(Files.readString(room.resolve("pages").resolve("failing.html")))
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>");
  }

  /**
   * Jupyter starts the kernel in a process of its own; Spark starts in a cell, and its executors
   * run a lambda of a cell.
   */
  @Test
  void jupyterRunsANotebookThroughTheKernel() throws Exception {
    Path jupyter = Tools.need("jupyter-nbconvert", "jupyter-nbconvert");
    Path file =
        notebook(
            "var seven = 7L;\nSystem.out.println(\"printed\");",
            """
            import org.apache.spark.api.java.function.*;
            import org.apache.spark.sql.*;
            long times = Desk.samples().spark().range(1, 4)
                .map((MapFunction<Long, Long>) each -> each * seven, Encoders.LONG())
                .reduce((ReduceFunction<Long>) (a, b) -> a + b);
            times
            """);
    Path data = room.resolve("jupyter");
    Qof.Answer installed =
        Qof.run("notebook", "install-kernel", "--kernels", data.resolve("kernels"));
    assertThat(installed.exitCode()).as(installed.err()).isZero();
    ProcessBuilder convert =
        new ProcessBuilder(
            jupyter.toString(),
            "--to",
            "notebook",
            "--execute",
            "--output-dir",
            room.resolve("pages").toString(),
            file.toString());
    convert.environment().put("JUPYTER_DATA_DIR", data.toString());
    Process process = convert.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(Files.readString(room.resolve("pages").resolve("failing.ipynb")))
        .contains("printed", "\"42\"");
  }

  private Path notebook(String... cells) throws IOException {
    var root = JSON.createObjectNode();
    root.put("nbformat", 4).put("nbformat_minor", 5);
    root.putObject("metadata")
        .putObject("kernelspec")
        .put("name", KernelSpec.NAME)
        .put("display_name", "OpenQOF (Java)")
        .put("language", "java");
    var list = root.putArray("cells");
    for (int i = 0; i < cells.length; i++) {
      var cell = list.addObject();
      cell.put("cell_type", "code").put("id", "cell-" + i).put("source", cells[i]);
      cell.putNull("execution_count");
      cell.putObject("metadata");
      cell.putArray("outputs");
    }
    return Files.writeString(room.resolve("failing.ipynb"), root.toPrettyString());
  }

  private static String name(Path notebook) {
    return String.valueOf(notebook.getFileName()).replace(".ipynb", "");
  }
}
