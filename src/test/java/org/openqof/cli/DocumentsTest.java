package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import picocli.CommandLine;

/**
 * Every command of every document and of every help is understood by the command line as it stands.
 * The worked examples, with which pages begin, and the examples of the help are run on the samples,
 * one after the other, with places of their own; those of them that take long or need another
 * program are run by the test that is named here.
 */
@Slow
class DocumentsTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^```(?:sh)?\\n(.*?)^```", Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  /** Pages that begin with a worked example, in the order in which they are run. */
  private static final List<String> PAGES =
      List.of(
          "docs/running.md",
          "README.md",
          "docs/explaining.md",
          "docs/comparing.md",
          "docs/what-if.md",
          "docs/gate.md",
          "docs/rulebooks.md",
          "docs/extracts.md",
          "docs/operations.md",
          "docs/installing.md",
          "docs/refusals.md",
          "docs/publication.md",
          "docs/cluster.md");

  /** Commands that are run elsewhere: what begins them, and where. */
  private static final Map<String, String> ELSEWHERE = new LinkedHashMap<>();

  static {
    ELSEWHERE.put("bench", "EveryCommandTest");
    ELSEWHERE.put("notebook", "NotebooksTest");
    ELSEWHERE.put("site", "LookUpPageTest, SiteServerTest");
    ELSEWHERE.put("sql", "SqlCommandTest");
    ELSEWHERE.put("publish", "SamplePublication");
    ELSEWHERE.put("xlsx", "EveryCommandTest");
    ELSEWHERE.put("run --engine spark", "EnginesAgreeTest");
    ELSEWHERE.put("generate --practices 300", "IncidentReplayTest");
    ELSEWHERE.put("run --extracts incident", "IncidentReplayTest");
    ELSEWHERE.put("generate --practices 6", "GenerateCommandTest");
    ELSEWHERE.put("install-shell", "TerminalTest");
  }

  private final Path room;

  DocumentsTest(@TempDir Path room) {
    this.room = room;
  }

  private static List<Path> documents() throws IOException {
    List<Path> found = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    for (String folder : List.of("docs", "jobs", "notebooks", "deploy", "data-samples")) {
      try (Stream<Path> all = Files.walk(Path.of(folder))) {
        all.filter(file -> file.toString().endsWith(".md")).sorted().forEach(found::add);
      }
    }
    return found;
  }

  /** The commands of a block, without what stands behind them. */
  private static List<String> commands(String text) {
    List<String> found = new ArrayList<>();
    for (String line : text.replaceAll("\\\\\\n\\s*", " ").lines().toList()) {
      String command = line.strip();
      if (command.startsWith("./qof ")) {
        found.add(
            command.substring("./qof ".length()).replaceFirst("( {2,}.*| #.*| [|>] .*)$", ""));
      }
    }
    return found;
  }

  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(
            word ->
                word.group(1) != null
                    ? word.group(1)
                    : word.group(2) != null ? word.group(2) : word.group(3))
        .toList();
  }

  /** What a command is understood as; those that take other words than options have their help. */
  private static CommandLine.ParseResult parsed(String command) {
    CommandLine.ParseResult parsed =
        Main.commandLine().parseArgs(words(command).toArray(String[]::new));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed;
  }

  @Test
  void everyCommandOfADocumentIsUnderstood() throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    int seen = 0;
    for (Path document : documents()) {
      for (String command : commands(Files.readString(document))) {
        seen++;
        try {
          parsed(command);
        } catch (CommandLine.ParameterException notUnderstood) {
          wrong.add(document + ": ./qof " + command + ": " + notUnderstood.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThan(60);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    TreeSet<String> wrong = new TreeSet<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        Path to =
            link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
        String part = link.group(2);
        if (!Files.exists(to) || (part != null && !anchors(to).contains(part))) {
          wrong.add(document + ": " + link.group());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The parts of a page, as its address names them. */
  private static Set<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void everyExampleOfAHelpIsUnderstoodAndEveryLastCommandHasOne() {
    TreeSet<String> wrong = new TreeSet<>();
    for (CommandLine command : TerminalTest.all(QofForTests.commandLine())) {
      List<String> examples =
          commands(String.join("\n", command.getCommandSpec().usageMessage().footer()));
      if (examples.isEmpty() && command.getSubcommands().isEmpty()) {
        wrong.add(command.getCommandSpec().qualifiedName() + " has no example");
      }
      for (String example : examples) {
        try {
          parsed(example);
        } catch (CommandLine.ParameterException notUnderstood) {
          wrong.add("./qof " + example + ": " + notUnderstood.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theWorkedExamplesOfThePagesRunAsPrinted() throws IOException {
    List<String> run = new ArrayList<>();
    for (String page : PAGES) {
      Matcher block = BLOCK.matcher(Files.readString(Path.of(page)));
      assertThat(block.find()).as(page).isTrue();
      List<String> commands = commands(block.group(1));
      assertThat(commands).as(page).isNotEmpty();
      for (String command : commands) {
        boolean elsewhere = ELSEWHERE.keySet().stream().anyMatch(command::startsWith);
        if (!elsewhere && !run.contains(command + page)) {
          Qof.Answer answer = Qof.run(placed(command));
          assertThat(answer.exitCode())
              .as(page + ": ./qof " + command + "\n" + answer.out() + answer.err())
              .isZero();
          run.add(command + page);
        }
      }
    }
    for (CommandLine command : TerminalTest.all(QofForTests.commandLine())) {
      if (command.getParent() == null) {
        for (String example :
            commands(String.join("\n", command.getCommandSpec().usageMessage().footer()))) {
          assertThat(
                  ELSEWHERE.keySet().stream().anyMatch(example::startsWith)
                      || Qof.run(placed(example)).exitCode() == 0)
              .as("./qof " + example)
              .isTrue();
        }
      }
    }
    assertThat(run).hasSizeGreaterThan(15);
  }

  /** The command with the places that it names, or would choose itself, in this test's folder. */
  private Object[] placed(String command) {
    List<String> words = new ArrayList<>(words(command));
    CommandLine.ParseResult parsed = parsed(command);
    for (String option : List.of("--lake", "--published")) {
      if (parsed.commandSpec().findOption(option) != null && !words.contains(option)) {
        words.addAll(List.of(option, option.substring(2)));
      }
    }
    for (String option : List.of("--lake", "--published", "--out", "--extracts", "--prefix")) {
      int at = words.indexOf(option) + 1;
      if (at > 0) {
        words.set(at, room.resolve(words.get(at)).toString());
      }
    }
    return words.toArray();
  }
}
