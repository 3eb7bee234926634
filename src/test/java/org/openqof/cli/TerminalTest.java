package org.openqof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.cli.terminal.Screen;
import org.openqof.cli.terminal.ShellFiles;
import org.openqof.cli.terminal.TerminalProgress;
import org.openqof.testing.Qof;
import org.openqof.testing.Slow;
import org.openqof.testing.Tools;
import picocli.CommandLine;

/** What a person at a terminal sees, and what a log gets. */
@Slow
class TerminalTest {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private final Path room;

  TerminalTest(@TempDir Path room) {
    this.room = room;
  }

  private static Qof.Answer run(CommandLine line, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = String.valueOf(arguments[i]);
    }
    return new Qof.Answer(line.execute(texts), out.toString(), err.toString());
  }

  @Test
  void aRunFitsTheTerminalAndAllOfItIsInAFileAndInALog() throws Exception {
    Path extracts = room.resolve("extracts");
    Qof.run("generate", "--practices", 3, "--years", "2023-24", "--seed", 3, "--out", extracts);
    Object[] job = {
      "run",
      "--extracts",
      extracts,
      "--lake",
      room.resolve("lake"),
      "--engine",
      "local",
      "--published",
      room.resolve("published")
    };
    Qof.Answer seen = run(QofForTests.onATerminal(80, true), job);
    assertThat(seen.exitCode()).as(seen.err()).isZero();
    assertThat(seen.out()).contains("\u001b[1m2023-24\u001b[0m", "\u001b[1mdone\u001b[0m");
    assertThat(seen.err()).contains("\r\u001b[2K2023-24  national figures");
    String plain = COLOUR.matcher(seen.out()).replaceAll("");
    assertThat(plain.lines().toList())
        .hasSizeLessThan(24)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80 + line.indexOf("/")));
    assertThat(plain)
        .contains("  payments      £", "  gate          open")
        .doesNotContain("prevalence ");
    Path whole = room.resolve("lake/.state/last-run.txt");
    assertThat(Files.readString(whole)).contains("  prevalence", "  payments      £");
    assertThat(plain).contains("more in ", "last-run.txt");

    Object[] quiet = Arrays.copyOf(job, job.length + 1);
    quiet[job.length] = "--quiet";
    assertThat(run(QofForTests.onATerminal(80, true), quiet)).isEqualTo(new Qof.Answer(0, "", ""));
    Qof.Answer logged = Qof.run(job);
    assertThat(logged.out() + logged.err()).doesNotContain("\u001b", "\r");
  }

  /** Nobody at a terminal must have to look elsewhere for what to do about a stopped year. */
  @Test
  void whatStopsAYearIsOnTheTerminalTooWithWhatToDo() throws Exception {
    Path extracts = room.resolve("stopped");
    Qof.run(
        "generate",
        "--practices",
        12,
        "--years",
        "2022-23..2023-24",
        "--seed",
        3,
        "--out",
        extracts);
    Path list = extracts.resolve("2022-23/payment/FINAL_PRACTICE_LIST_2223.csv");
    String whole = Files.readString(list);
    Files.writeString(list, whole.substring(0, whole.indexOf('\n') + 1));
    Qof.Answer closed = run(QofForTests.onATerminal(100, true), stoppedJob(extracts));
    assertThat(closed.exitCode()).as(closed.out() + closed.err()).isEqualTo(3);
    assertThat(closed.out())
        .contains("\u001b[1;37;41mGATE CLOSED\u001b[0m", "\u001b[1;37;41mSTOPPED\u001b[0m");
    String plain = COLOUR.matcher(closed.out()).replaceAll("");
    assertThat(plain)
        .contains("nothing of 2022-23 is paid or published", "what to do: ", "./qof gate accept")
        .contains("most probable causes", "1. ")
        .contains("STOPPED        2023-24 waits for 2022-23", "./qof gate show --year 2022-23")
        .containsPattern("done: .* 2 HELD \\(2022-23, 2023-24\\)");
    assertThat(plain.lines().count()).isLessThan(45);
  }

  private Object[] stoppedJob(Path extracts) {
    return new Object[] {
      "run",
      "--extracts",
      extracts,
      "--lake",
      room.resolve("stopped-lake"),
      "--engine",
      "local",
      "--published",
      room.resolve("stopped-published")
    };
  }

  @Test
  void anAlarmIsColouredWhereThatIsWanted() {
    String line = "  GATE CLOSED    19 of 64 figures are outside their tolerance";
    Screen terminal = Screen.of("out err", "80", null);
    assertThat(terminal.painted(line)).contains("\u001b[1;37;41mGATE CLOSED\u001b[0m");
    assertThat(terminal.painted("done: 3 years: 2 published, 1 HELD (2022-23)"))
        .contains("\u001b[1;37;41m1 HELD (2022-23)\u001b[0m");
    assertThat(Screen.of("out err", "80", "1").painted(line)).isEqualTo(line);
    assertThat(Screen.of("out err", "80", "").painted(line)).isNotEqualTo(line);
    assertThat(Screen.of("err", "80", null).painted(line)).isEqualTo(line);
    assertThat(Screen.of(null, null, null)).isEqualTo(Screen.NONE);
    assertThat(terminal.with(Screen.Colour.NEVER).painted(line)).isEqualTo(line);
    assertThat(Screen.NONE.with(Screen.Colour.ALWAYS).painted(line)).isNotEqualTo(line);
    Qof.Answer asked = run(QofForTests.commandLine(), "--color", "sometimes");
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err()).contains("--color", "AUTO, ALWAYS, NEVER");
  }

  @Test
  void linesBreakBetweenWordsUnderWhatTheyBelongToAndCommandsStayWhole() {
    Screen screen = new Screen(40, 40, false);
    assertThat(screen.lines("  gate          open: 66 comparisons, of which 5 are only noted"))
        .containsExactly(
            "  gate          open: 66 comparisons, of", "                which 5 are only noted");
    assertThat(screen.lines("A sentence that is longer than forty signs goes on below."))
        .containsExactly("A sentence that is longer than forty", "  signs goes on below.");
    String command = "./qof gate accept --year 2023-24 --figure all --by 'A. Smith'";
    assertThat(screen.lines("  rulebook      53 values used: " + command))
        .containsExactly("  rulebook      53 values used:", " ".repeat(16) + command);
    assertThat(Screen.NONE.lines("x ".repeat(200))).hasSize(1);
  }

  @Test
  void theClockMovesWhileAStepTellsNothing() throws Exception {
    CountDownLatch draws = new CountDownLatch(4);
    StringBuilder drawn = new StringBuilder();
    Writer terminal =
        new StringWriter() {
          @Override
          public void write(String text, int offset, int length) {
            drawn.append(text, offset, offset + length);
            draws.countDown();
          }
        };
    TerminalProgress progress = new TerminalProgress(new PrintWriter(terminal), 80).ticking();
    progress.began("2023-24", "national figures");
    assertThat(draws.await(20, TimeUnit.SECONDS)).isTrue();
    progress.ended("53 practices");
    List<String> lines = List.of(drawn.toString().split("\r\u001b\\[2K", -1));
    assertThat(new TreeSet<>(lines.subList(1, lines.size() - 1))).hasSizeGreaterThan(1);
    assertThat(drawn.toString()).doesNotContain("%").contains("53 practices");
  }

  @Test
  void whatWasProbablyMeantIsSaidInTwoLines() {
    assertThat(Qof.run("rnu").err()).contains("qof has no command 'rnu'. Did you mean run?");
    assertThat(Qof.run("lake", "chek").err()).contains("Did you mean check?");
    assertThat(Qof.run("run", "--extract", "x").err()).contains("Did you mean --extracts?");
    assertThat(Qof.run("gate", "show", "x").err()).contains("one argument more");
    assertThat(Qof.run("compare", "2022-24", "2023-24").err()).contains("Did you mean 2022-23?");
    for (List<String> wrong :
        List.of(List.of("rnu"), List.of("explain"), List.of("sql", "--foo"))) {
      Qof.Answer answer = Qof.run(wrong.toArray());
      assertThat(answer.exitCode()).isEqualTo(2);
      assertThat(answer.err().lines().toList()).as(wrong.toString()).hasSize(2);
      assertThat(answer.err()).contains("What to do: ./qof");
    }
  }

  @Test
  void theHelpHasEveryCommandInOneGroupAndItsExamplesInOneLineEach() {
    String help = Qof.run("--help").out();
    for (String name : QofForTests.commandLine().getSubcommands().keySet()) {
      assertThat(help.lines().filter(line -> line.matches("  " + name + "( .*)?")))
          .as(name)
          .hasSize(1);
    }
    assertThat(Qof.run("report", "data-missing", "-V").out()).startsWith("OpenQOF ");
    assertThat(help).contains("Pay:", "Look and explain:", "Publish:", "Keep in order:");
    for (CommandLine command : all(QofForTests.commandLine())) {
      String shown = command.getUsageMessage();
      for (String line : command.getCommandSpec().usageMessage().footer()) {
        assertThat(shown).contains(line);
      }
    }
  }

  static List<CommandLine> all(CommandLine first) {
    List<CommandLine> found = new ArrayList<>(List.of(first));
    first.getSubcommands().values().forEach(below -> found.addAll(all(below)));
    return found;
  }

  @Test
  void aShellCompletesAndManShowsWhatWasInstalled() throws Exception {
    Path prefix = room.resolve("local");
    Qof.Answer answer = Qof.run("install-shell", "--prefix", prefix);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(
            answered(
                "bash",
                "-c",
                "source "
                    + prefix.resolve(ShellFiles.BASH)
                    + "; COMP_WORDS=(qof expl); COMP_CWORD=1; COMP_LINE='qof expl'; _complete_qof 2>/dev/null;"
                    + " echo \"${COMPREPLY[@]}\""))
        .isEqualTo("explain\n");
    assertThat(Files.readString(prefix.resolve("share/fish/vendor_completions.d/qof.fish")))
        .contains("-f -a explain -d 'Why this amount?", "-l lake -r -d");
    for (CommandLine command : all(QofForTests.commandLine())) {
      assertThat(
              prefix.resolve(
                  "share/man/man1/" + command.getCommandSpec().qualifiedName("-") + ".1"))
          .exists();
    }
    assertThat(prefix.resolve("bin/qof")).isSymbolicLink();
    String groff = Tools.need("groff", "groff-base").toString();
    String page =
        answered(
            groff, "-man", "-ww", "-Tascii", prefix.resolve("share/man/man1/qof.1").toString());
    assertThat(page)
        .contains("qof-explain(1)", "./qof publish --year 2023-24")
        .doesNotContain("warning");
  }

  @Test
  void theLauncherFindsTheTerminalAndItsWidth() throws Exception {
    String launcher = Files.readString(Path.of("qof"));
    int begin = launcher.indexOf("if [ \"${TERM:-dumb}\" != dumb ]");
    Path found = room.resolve("found");
    Path part = room.resolve("part.sh");
    Files.writeString(
        part,
        "set -euo pipefail\noptions=()\nTERM=xterm\n"
            + launcher.substring(begin, launcher.indexOf("\nfi\n", begin) + 4)
            + "echo \"${options[@]+\"${options[@]}\"}\" >"
            + found);
    String script = Tools.need("script", "bsdutils").toString();
    answered(script, "-qec", "stty cols 97; bash " + part, "/dev/null");
    assertThat(Files.readString(found)).isEqualTo("-Dqof.terminal=out err -Dqof.columns=97\n");
    answered(script, "-qec", "stty cols 97; bash " + part + " | cat", "/dev/null");
    assertThat(Files.readString(found)).isEqualTo("-Dqof.terminal=err -Dqof.columns=97\n");
    answered("bash", part.toString());
    assertThat(Files.readString(found)).isEqualTo("\n");
  }

  private static String answered(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return text;
  }
}
