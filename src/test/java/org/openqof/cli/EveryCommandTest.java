package org.openqof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.HostileNation;
import org.openqof.testing.OpenedPages;
import org.openqof.testing.Qof;
import org.openqof.testing.Seen;
import org.openqof.testing.Slow;
import org.openqof.testing.SparkForTests;
import org.w3c.dom.Document;
import picocli.CommandLine;

/**
 * Every command of the command line once, over a nation whose every name would do harm; then every
 * byte that came of it, on the screen and in files. The rules are restated here and share nothing
 * with the program's own. The list of commands is picocli's: one that is added needs its call here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before any test
@Slow
class EveryCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a terminal obeys, what turns writing round, and what cannot be seen, in one of our texts.
   */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "QZ[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]");

  private static final Pattern FORGED_LINE =
      Pattern.compile("(^|[\\n\\r])[\\s\"']*" + HostileNation.FORGED);

  private static final Pattern MARKUP = Pattern.compile("QZ<(img|/?script|b>)|QZ\" on");

  private static final Pattern SAMPLE =
      Pattern.compile(
          "(#.*|[a-z_:0-9]+(\\{([a-z_]+=\"([^\"\\\\]|\\\\[\\\\n\"])*\",?)*\\})? [-+.0-9eE]+)?");

  @TempDir private static Path room;
  @TempDir private static Path answers;

  private final TreeMap<String, List<Integer>> called = new TreeMap<>();
  private final TreeMap<String, String> screens = new TreeMap<>();
  private final TreeMap<String, String> formed = new TreeMap<>();

  private Qof.Answer call(String command, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of((Object[]) command.split(" ", -1)));
    all.addAll(List.of(arguments));
    Qof.Answer answer = Qof.run(all.toArray());
    int number = screens.size();
    screens.put("%03d %s, standard output".formatted(number, command), answer.out());
    screens.put("%03d %s, standard error".formatted(number, command), answer.err());
    called.computeIfAbsent(command, first -> new ArrayList<>()).add(answer.exitCode());
    assertThat(answer.out() + answer.err()).as(command).doesNotContain("\tat ", "\\u0009at ");
    return answer;
  }

  /** Calls a command for a form of its answer. */
  private void formed(String form, String command, Object... arguments) {
    Qof.Answer answer = call(command, with(arguments, "--format", form));
    assertThat(answer.exitCode()).as(command + "\n" + answer.err()).isZero();
    formed.put(command + "." + form, answer.out());
  }

  private Qof.Answer done(String command, Object... arguments) {
    Qof.Answer answer = call(command, arguments);
    assertThat(answer.exitCode()).as(command + "\n" + answer.out() + answer.err()).isZero();
    return answer;
  }

  @BeforeAll
  void callEveryCommand() throws Exception {
    Path invented = room.resolve("given/invented");
    Path extracts = room.resolve("given/extracts");
    Path rules = room.resolve("given/rules");
    Path lake = room.resolve("lake");
    Path published = room.resolve("published");
    done(
        "generate",
        "--practices",
        3,
        "--years",
        "2022-23..2023-24",
        "--seed",
        3,
        "--contracts",
        "--suppliers",
        "--layout",
        "both",
        "--out",
        invented);
    for (String year : List.of("2022-23", "2023-24")) {
      HostileNation.copy(
          invented.resolve(year).resolve("payment"), extracts.resolve(year).resolve("payment"));
    }
    HostileNation.copy(Path.of("src/main/resources/rulebook/2023-24"), rules.resolve("2023-24"));
    done("rulebook check", "--rulebook", rules, "--year", "2023-24");
    call(
        "rulebook prove",
        "--rulebook",
        rules,
        "--year",
        "2023-24",
        "--extracts",
        extracts,
        "--write",
        room.resolve("proved"));
    Object[] job = {
      "--extracts",
      extracts,
      "--lake",
      lake,
      "--published",
      published,
      "--rulebook",
      rules,
      "--engine",
      "local"
    };
    done("plan", job);
    done(
        "run",
        with(
            job,
            "--metrics",
            room.resolve("metrics/qof.prom"),
            "--lineage",
            room.resolve("lineage/events.jsonl")));
    HostileNation.copyWithRefusals(
        invented.resolve("2023-24/payment/PCA_REFERENCE.csv"),
        extracts.resolve("2023-24/payment/PCA_REFERENCE.csv"));
    call("plan", with(job, "--json"));
    Qof.Answer stopped = call("run", with(job, "--json"));
    assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isEqualTo(3);
    formed.put("held.html", call("gate show", "--lake", lake, "--format", "html").out());
    // The file is both years': the later one waits for the earlier.
    for (int year = 0; year < 2; year++) {
      Qof.Answer shown = call("gate show", "--lake", lake);
      done("gate accept", accepting(shown.out(), lake));
      call("run", job);
    }
    done("run", job);
    // Nothing is stopped any more: refused, and the names that were given are in no answer as sent.
    call(
        "gate drop",
        "--year",
        "2022-23",
        "--by",
        "=QZ<img src=x> A. Smith",
        "--reason",
        "@SUM(QZ<b>) withdrawn",
        "--lake",
        lake);
    done("history", "--lake", lake);
    done("history", "--lake", lake, "--json");
    for (String form : List.of("csv", "html")) {
      formed(form, "plan", job);
      formed(form, "history", "--lake", lake);
      formed(form, "gate show", "--lake", lake);
      formed(form, "compare", "2022-23", "2023-24", "--lake", lake, "--rulebook", rules);
      formed(form, "explain", "Z10001", "--year", "2023-24", "--lake", lake, "--rulebook", rules);
      formed(form, "restatement", "2023-24", "--lake", lake, "--rulebook", rules);
      formed(form, "status", "--lake", lake, "--published", published);
      formed(form, "lake check", "--lake", lake, "--published", published);
    }
    call("status", "--lake", lake, "--published", published);
    call("status", "--lake", lake, "--published", published, "--json");
    done(
        "compare",
        "2022-23",
        "2023-24",
        "--lake",
        lake,
        "--rulebook",
        rules,
        "--level",
        "icb",
        "--out",
        room.resolve("compared"));
    done("compare", "2022-23", "2023-24", "--lake", lake, "--rulebook", rules, "--json");
    Object[] question = {
      scenario(), "--base", "2023-24", "--lake", lake, "--rulebook", rules, "--engine", "local"
    };
    done("what-if", with(question, "--out", room.resolve("what-if")));
    formed("html", "what-if", question);
    done(
        "restatement",
        "2023-24",
        "--lake",
        lake,
        "--rulebook",
        rules,
        "--out",
        room.resolve("restated"));
    done("restatement", "2023-24", "--lake", lake, "--rulebook", rules, "--json");
    done("maintain", "--lake", lake, "--published", published, "--retention-years", 5, "--apply");
    for (String form : List.of("text", "csv", "html")) {
      Object[] of = {"--year", "2023-24", "--lake", lake, "--rulebook", rules, "--format", form};
      done("report achievement-summary", with(of, "--practice", "Z10001"));
      done(
          "report achievement-summary",
          with(of, "--practice", "Z10002", "--out", room.resolve("reports/summary." + form)));
      done("report data-complete", with(of, "--commissioner", "S001"));
      done("report data-missing", with(of, "--commissioner", "S001"));
    }
    for (String practice : List.of("Z10001", "Z10002", "Z10003")) {
      done(
          "explain",
          practice,
          "--year",
          "2023-24",
          "--lake",
          lake,
          "--rulebook",
          rules,
          "--indicator",
          "all");
      done("explain", practice, "--year", "2023-24", "--lake", lake, "--rulebook", rules, "--json");
    }
    done(
        "publish",
        "--year",
        "2023-24",
        "--lake",
        lake,
        "--rulebook",
        rules,
        "--groups",
        groups(),
        "--out",
        room.resolve("official"));
    for (Path workbook :
        files("official").stream().filter(EveryCommandTest::isWorkbook).limit(3).toList()) {
      done("xlsx check", workbook);
    }
    SparkForTests.session();
    done("sql", "--lake", lake, "select * from practices");
    done("notebook run", notebook(lake), "--out", room.resolve("pages"));
    done("notebook install-kernel", "--kernels", room.resolve("kernels"));
    done("install-shell", "--prefix", room.resolve("shell"));
    done("lake catalogue", "--lake", lake);
    done("lake check", "--lake", lake, "--published", published);
    done("lake check", "--lake", lake, "--published", published, "--json");
    done("lake restore", "--lake", lake);
    done("site build", "--lake", lake, "--rulebook", rules, "--out", room.resolve("look-up"));
    call("site serve", room.resolve("reports"), "--port", 0);
    // It writes what it generates itself; with the least nation it would take longer than all else.
    call("bench", "--practices", 3);
  }

  private static Object[] with(Object[] first, Object... more) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray();
  }

  /** The line that the gate printed, with a name and a reason. */
  private static Object[] accepting(String shown, Path lake) {
    Matcher line =
        Pattern.compile("gate accept --year (\\S+) --figure (\\S+) --values (\\S+)").matcher(shown);
    assertThat(line.find()).as(shown).isTrue();
    return new Object[] {
      "--year",
      line.group(1),
      "--figure",
      line.group(2),
      "--values",
      line.group(3),
      "--by",
      "=QZ<img src=x> A. Smith",
      "--reason",
      "@SUM(QZ<b>) agreed, \"QZ\" on the 3rd",
      "--until",
      LocalDate.now(ZoneOffset.UTC).plusDays(9),
      "--lake",
      lake
    };
  }

  private Path scenario() throws IOException {
    return Files.writeString(
        room.resolve("given/scenario.yaml"),
        """
        name: qz
        description: "=QZ<img src=x> \\u202eQZ\\u001b[2J"
        changes: {indicators: {HYP008: {upper_threshold: 90}}}
        """);
  }

  private Path groups() throws IOException {
    return Files.writeString(
        room.resolve("given/groups.csv"),
        "practice_code,QZ<b>group\nZ10001,=QZ<img src=x>\nZ10002,@QZ\nZ10003,QZ\u202eQZ\n");
  }

  private Path notebook(Path lake) throws IOException {
    JsonNode cell =
        JSON.createObjectNode()
            .put("cell_type", "code")
            .put("id", "cell-01")
            .putNull("execution_count")
            .put(
                "source",
                "Desk.at(\"%s\").sql(\"select practice_code, practice_name, icb_name from practices\")"
                    .formatted(lake))
            .<ObjectNode>set("outputs", JSON.createArrayNode());
    ((ObjectNode) cell).set("metadata", JSON.createObjectNode());
    return Files.writeString(
        room.resolve("given/names.ipynb"),
        JSON.createObjectNode()
            .put("nbformat", 4)
            .put("nbformat_minor", 5)
            .<ObjectNode>set("metadata", JSON.createObjectNode())
            .<ObjectNode>set("cells", JSON.createArrayNode().add(cell))
            .toString());
  }

  /** Files that people or programs outside open: not the inputs, nor what is kept as given. */
  private List<Path> files(String below) throws IOException {
    try (Stream<Path> all = Files.walk(room.resolve(below))) {
      return all.filter(Files::isRegularFile)
          .filter(
              path ->
                  !room.relativize(path)
                      .toString()
                      .matches(
                          "(given|proved)/.*|lake/(bronze|rulebooks|silver|gold|national|ops|quarantine|reconciliation|\\.state)/.*|bench/.*"))
          .filter(path -> !path.toString().endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }

  private static boolean isWorkbook(Path path) {
    return path.toString().endsWith(".xlsx");
  }

  @Test
  void everyCommandWasCalled() {
    assertThat(called.keySet()).isEqualTo(leaves(QofForTests.commandLine(), ""));
  }

  @Test
  void noFormOfAnAnswerDoesHarm() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, String> answer : formed.entrySet()) {
      if (answer.getKey().endsWith(".html")) {
        harm(MARKUP, answer.getKey(), answer.getValue(), wrong);
      } else {
        inCsv(answer.getKey(), answer.getValue(), wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(String.join("", formed.values())).contains(HostileNation.MARK);
  }

  /** Those that print no answer: a server, progress while it works, statements of SQL. */
  @Test
  void everyAnswerHasFourForms() {
    Set<String> without = new TreeSet<>();
    for (String leaf : leaves(QofForTests.commandLine(), "")) {
      CommandLine command = QofForTests.commandLine();
      for (String word : leaf.split(" ", -1)) {
        command = Objects.requireNonNull(command.getSubcommands().get(word));
      }
      if (command.getCommandSpec().findOption("--format") == null) {
        without.add(leaf);
      }
    }
    assertThat(without)
        .containsExactly(
            "bench", "lake catalogue", "notebook install-kernel", "notebook run", "site serve");
  }

  private static Set<String> leaves(CommandLine command, String path) {
    TreeSet<String> found = new TreeSet<>();
    command
        .getSubcommands()
        .forEach((name, sub) -> found.addAll(leaves(sub, (path + " " + name).strip())));
    if (found.isEmpty()) {
      found.add(path);
    }
    return found;
  }

  @Test
  void nothingOnTheScreenSteersATerminalOrForgesALine() {
    List<String> wrong = new ArrayList<>();
    screens.forEach((screen, text) -> wrong.addAll(inText(screen, text)));
    assertThat(wrong).isEmpty();
    assertThat(String.join("", screens.values())).contains("QZ\\u001b[2J", "QZ\\u202eecitcarp");
  }

  private static List<String> inText(String name, String text) {
    List<String> wrong = new ArrayList<>();
    for (Pattern harm : List.of(HIDDEN, FORGED_LINE)) {
      Matcher found = harm.matcher(text);
      if (found.find()) {
        wrong.add(name + ": " + around(text, found.start()));
      }
    }
    return wrong;
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60))
        .replace("\u001b", "<ESC>")
        .replace("\u202e", "<RLO>");
  }

  @Test
  void noFileThatIsWrittenDoesHarm() throws Exception {
    List<String> wrong = new ArrayList<>();
    TreeMap<String, Integer> seen = new TreeMap<>();
    for (Path file : files("")) {
      String name = room.relativize(file).toString();
      String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
      String form = plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (form.equals("xlsx")) {
        if (inWorkbook(name, file, wrong)) {
          seen.merge(form, 1, Integer::sum);
        }
        continue;
      }
      String text = text(file);
      if (text.contains(HostileNation.MARK)) {
        seen.merge(form, 1, Integer::sum);
      }
      boolean page = form.equals("html") || form.equals("svg");
      if (page || form.equals("md")) {
        harm(MARKUP, name, text, wrong);
      }
      harm(HIDDEN, name, text, wrong);
      if (!page) {
        harm(FORGED_LINE, name, text, wrong);
      }
      switch (form) {
        case "csv" -> inCsv(name, text, wrong);
        case "prom" -> inMetrics(name, text, wrong);
        case "ipynb" -> inNotebook(name, text, wrong);
        default -> {}
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen.keySet()).contains("csv", "html", "ipynb", "json", "xlsx");
  }

  /** Of pages of areas one; the look-up page itself needs a server and is LookUpPageTest's. */
  @Test
  void axeFindsNothingOnAnyPageThatACommandMade() throws Exception {
    TreeMap<String, Path> pages = new TreeMap<>();
    for (Path file : files("")) {
      String name = room.relativize(file).toString();
      if (name.endsWith(".html") && !name.equals("look-up/index.html")) {
        pages.put(
            name.startsWith("look-up/areas/") && !name.endsWith("index.html")
                ? "area"
                : name.replaceFirst("lake/held/.*/", "").replaceAll("\\W+", "-"),
            file);
      }
    }
    assertThat(pages.keySet())
        .contains(
            "area",
            "gate-html",
            "look-up-areas-index-html",
            "official-2023-24-data-quality-html",
            "official-2023-24-report-html",
            "pages-names-html",
            "reports-summary-html");
    for (Map.Entry<String, String> answer : formed.entrySet()) {
      if (answer.getKey().endsWith(".html")) {
        String name = "answer-" + answer.getKey().replaceAll("\\W+", "-");
        pages.put(name, Files.writeString(answers.resolve(name + ".html"), answer.getValue()));
      }
    }
    assertThat(pages.keySet())
        .contains("answer-explain-html", "answer-held-html", "answer-what-if-html");
    OpenedPages.areWell(pages, room.resolve("given"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void everyFileIsSeenByThoseWhoMay() throws Exception {
    assertThat(Seen.wrong(room)).isEmpty();
    for (String place : List.of("lake/held", "look-up", "pages", "kernels", "restated")) {
      assertThat(room.resolve(place)).as(place).isNotEmptyDirectory();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anotherUserReadsWhatIsPublicAndWritesNothing() throws Exception {
    assumeTrue(Seen.canAskAsAnotherUser(), "only the superuser can ask as another user");
    assertThat(Seen.wrongToAnotherUser(room)).isEmpty();
  }

  @Test
  void nothingIsWrittenIntoTheLakeByWhatIsNotTheLake() throws Exception {
    Path lake = room.resolve("lake");
    Path inside = lake.resolve("gold/mine");
    Object[] of = {"--lake", lake, "--rulebook", room.resolve("given/rules")};
    Object[] extracts = {"--extracts", room.resolve("given/extracts")};
    List<String> before = names(lake);

    refusedInside("publish", with(of, "--year", "2023-24", "--out", inside));
    refusedInside("compare 2022-23 2023-24", with(of, "--out", inside));
    refusedInside("restatement 2023-24", with(of, "--out", inside));
    refusedInside("what-if " + scenario(), with(of, "--base", "2023-24", "--out", inside));
    refusedInside("site build", with(of, "--out", inside));
    refusedInside("rulebook prove --year 2023-24", with(extracts, "--write", inside));
    refusedInside("generate --practices 1 --years 2023-24", "--out", inside);
    refusedInside("notebook install-kernel", "--kernels", inside);
    refusedInside("notebook run " + notebook(lake), "--out", inside);
    refusedInside("run", with(with(of, extracts), "--metrics", inside.resolve("a.prom")));
    refusedInside("run", with(with(of, extracts), "--lineage", inside.resolve("a.jsonl")));
    refusedInside("run", with(with(of, extracts), "--published", inside));
    refusedInside("sql --lake " + lake, "--out", inside.resolve("a.csv"), "select 1");
    for (Path file : List.of(inside.resolve("a.html"), lake.resolve("lake.json"))) {
      refusedInside(
          "report data-complete",
          with(of, "--year", "2023-24", "--commissioner", "S001", "--out", file));
    }

    assertThat(names(lake)).isEqualTo(before);
  }

  private static void refusedInside(String command, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of((Object[]) command.split(" ", -1)));
    all.addAll(List.of(arguments));
    Qof.Answer answer = Qof.run(all.toArray());
    assertThat(answer.exitCode()).as(command + answer.out() + answer.err()).isBetween(1, 2);
    assertThat(answer.err()).as(command).contains("/lake", "What to do:");
  }

  private static List<String> names(Path lake) throws IOException {
    try (Stream<Path> all = Files.walk(lake)) {
      return all.map(path -> path + " " + size(path)).sorted().toList();
    }
  }

  private static long size(Path path) {
    return Files.isDirectory(path) ? 0 : path.toFile().length();
  }

  private static void harm(Pattern harm, String name, String text, List<String> wrong) {
    Matcher found = harm.matcher(text);
    if (found.find()) {
      wrong.add(name + ": " + around(text, found.start()));
    }
  }

  private static String text(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return Files.readString(file, UTF_8);
    }
    try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(packed.readAllBytes(), UTF_8);
    }
  }

  private static void inCsv(String name, String text, List<String> wrong) throws IOException {
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text)) {
      for (CsvRecord row : rows) {
        for (String cell : row.getFields()) {
          String start = cell.stripLeading();
          if (cell.contains("QZ")
              && !start.isEmpty()
              && "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(start.charAt(0)) >= 0) {
            wrong.add(name + ": " + cell);
          }
        }
      }
    }
  }

  private static void inMetrics(String name, String text, List<String> wrong) {
    text.lines()
        .filter(line -> !SAMPLE.matcher(line).matches())
        .forEach(line -> wrong.add(name + ": " + line));
  }

  private static void inNotebook(String name, String text, List<String> wrong) throws IOException {
    for (JsonNode cell : JSON.readTree(text).path("cells")) {
      for (JsonNode output : cell.path("outputs")) {
        for (String form : List.of("text/html", "text/markdown", "image/svg+xml")) {
          JsonNode value = output.path("data").path(form);
          String shown = value.isArray() ? joined(value) : value.asText();
          harm(MARKUP, name + " " + form, shown, wrong);
          harm(HIDDEN, name + " " + form, shown, wrong);
        }
        String plain = joined(output.path("data").path("text/plain")) + joined(output.path("text"));
        wrong.addAll(inText(name, plain));
      }
    }
  }

  private static String joined(JsonNode lines) {
    if (!lines.isArray()) {
      return lines.asText();
    }
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(line.asText()));
    return all.toString();
  }

  /** Whether one of our texts is in it. */
  private static boolean inWorkbook(String name, Path file, List<String> wrong) throws Exception {
    boolean seen = false;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
        ZipEntry part = parts.nextElement();
        if (!part.getName().matches(".*\\.(xml|rels)")) {
          continue;
        }
        byte[] bytes = zip.getInputStream(part).readAllBytes();
        if (!new String(bytes, UTF_8).contains("QZ")) {
          continue;
        }
        seen = true;
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document parsed = parsers.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        harm(
            HIDDEN,
            name + " " + part.getName(),
            parsed.getDocumentElement().getTextContent(),
            wrong);
        for (String running : List.of("f", "hyperlink", "definedName", "formula1")) {
          var elements = parsed.getElementsByTagName(running);
          for (int i = 0; i < elements.getLength(); i++) {
            if (elements.item(i).getTextContent().contains("QZ")) {
              wrong.add(name + " " + part.getName() + ": " + elements.item(i).getTextContent());
            }
          }
        }
      }
    }
    return seen;
  }
}
