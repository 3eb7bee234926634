package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqof.bench.BenchErrors;
import org.openqof.domain.DomainErrors;
import org.openqof.errors.PrintedCommand;
import org.openqof.errors.QofException;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.gate.GateErrors;
import org.openqof.notebook.NotebookErrors;
import org.openqof.proof.ProofErrors;
import org.openqof.publish.PublishErrors;
import org.openqof.recalculation.StatementErrors;
import org.openqof.rulebook.read.RulebookErrors;
import org.openqof.settings.GroupingErrors;
import org.openqof.settings.JobErrors;
import org.openqof.store.place.LakeErrors;
import org.openqof.synthetic.SyntheticErrors;
import org.openqof.whatif.scenario.ScenarioErrors;
import picocli.CommandLine;

/**
 * Every message of the catalogue, made with a lake in a place of its own: each command that it
 * prints is understood by the command line as it stands, and reaches that lake.
 */
class PrintedCommandsTest {
  private static final String LAKE = "file:/data/our lake";

  private static final List<Class<?>> CATALOGUE =
      List.of(
          BenchErrors.class,
          DomainErrors.class,
          ExtractErrors.class,
          GateErrors.class,
          GroupingErrors.class,
          JobErrors.class,
          LakeErrors.class,
          NotebookErrors.class,
          ProofErrors.class,
          PublishErrors.class,
          RulebookErrors.class,
          ScenarioErrors.class,
          StatementErrors.class,
          SyntheticErrors.class);

  /** A command with its own words, a year or job or practice, and options with one value each. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\./qof((?: (?:lake|gate|rulebook|site|notebook) [a-z-]+| [a-z-]+)"
              + "(?: jobs/\\S+\\.yaml| [A-Z]\\d{5}| \\d{4}-\\d{2})*"
              + "(?: --(?:leftovers|quick)\\b| --[a-z-]+ (?:'[^']*'|[^\\s',;]*[^\\s',;.:)]))*)");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private static Object sample(Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == String.class) {
      return switch (parameter.getName()) {
        case "lake", "where" -> LAKE;
        case "year" -> "2023-24";
        case "practice" -> "A81001";
        case "job" -> "jobs/national.yaml";
        default -> "x";
      };
    }
    if (type == int.class || type == Integer.class) {
      return 2;
    }
    if (type == long.class || type == Long.class) {
      return 2L;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type.isAssignableFrom(List.class) || Collection.class.isAssignableFrom(type)) {
      return Set.class.isAssignableFrom(type) ? new TreeSet<>(Set.of("x")) : List.of("x");
    }
    return type.isAssignableFrom(IOException.class) ? new IOException("it failed") : "";
  }

  private static List<QofException> messages() {
    List<QofException> messages = new ArrayList<>();
    for (Class<?> subject : CATALOGUE) {
      for (Method message : subject.getDeclaredMethods()) {
        if (Modifier.isPublic(message.getModifiers())
            && message.getReturnType() == QofException.class) {
          Object[] values = new Object[message.getParameterCount()];
          for (int i = 0; i < values.length; i++) {
            values[i] = sample(message.getParameters()[i]);
          }
          try {
            messages.add((QofException) message.invoke(null, values));
          } catch (ReflectiveOperationException | IllegalArgumentException otherArguments) {
            // A message about something that has no sample here.
          }
        }
      }
    }
    return messages;
  }

  private static List<String> commands(QofException message) {
    String text = String.join("\n", message.details()) + "\n" + message.remedy();
    return COMMAND.matcher(text).results().map(MatchResult::group).toList();
  }

  private static String[] words(String command) {
    return WORD.matcher(command.substring("./qof".length()))
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  @Test
  void everyCommandThatAMessagePrintsIsUnderstoodAndReachesTheLake() {
    List<QofException> messages = messages();
    int onTheLake = 0;
    for (QofException message : messages) {
      for (String command : commands(message)) {
        String[] words = words(command);
        if (words.length == 1 || words[0].equals("site")) {
          // "the output of ./qof explain": a command is named, and no line to copy. Whoever serves
          // a page does not know of which lake it was.
          continue;
        }
        CommandLine.ParseResult parsed = Main.commandLine().parseArgs(words);
        while (parsed.hasSubcommand()) {
          parsed = parsed.subcommand();
        }
        boolean takesALake = parsed.commandSpec().findOption("--lake") != null;
        if (takesALake) {
          assertThat(words).as(command + " of: " + message.problem()).contains("--lake", LAKE);
          onTheLake++;
        }
      }
    }
    assertThat(messages.size()).isGreaterThan(150);
    assertThat(onTheLake).isGreaterThan(10);
  }

  @Test
  void aPlaceIsOneWordWhateverSignsItHas() {
    assertThat(PrintedCommand.on("file:/srv/lake", "lake check"))
        .isEqualTo("./qof lake check --lake file:/srv/lake");
    assertThat(PrintedCommand.word(Path.of("/our lake").toString())).isEqualTo("'/our lake'");
    assertThat(PrintedCommand.word("/o'brien")).isEqualTo("'/o'\\''brien'");
  }
}
