package org.openqof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqof.errors.QofException;
import picocli.CommandLine;

class RulebookCommandTest {
  private final StringWriter out = new StringWriter();

  @Test
  void checkWithoutAYearShowsAllAtAGlance() {
    assertThat(run("check")).isZero();
    assertThat(out.toString().lines()).as("a headline, a heading and 23 years").hasSize(25);
    assertThat(out.toString()).contains("2004-05").contains("2026-27");
  }

  @Test
  void checkOfAYearShowsItInDetail() {
    assertThat(run("check", "--year", "2023-24")).isZero();
    assertThat(out.toString())
        .startsWith("2023-24  complete")
        .contains("635 of 635 in 76 indicators");
  }

  @Test
  void aFolderOfOnesOwnIsLaidOver(@TempDir Path folder) {
    assertThat(run("check", "--rulebook", folder.toString(), "--year", "2025-26")).isZero();
    assertThat(out.toString()).startsWith("2025-26  complete");
  }

  @Test
  void aYearThatIsNoneIsRefusedInWords() {
    List<Exception> thrown = new ArrayList<>();
    CommandLine command =
        command()
            .setExecutionExceptionHandler(
                (exception, line, parsed) -> {
                  thrown.add(exception);
                  return 2;
                });
    assertThat(command.execute("check", "--year", "soon")).isEqualTo(2);
    assertThat(thrown).hasSize(1);
    assertThat(thrown.get(0))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("'soon' is not a financial year.");
  }

  @Test
  void withoutASubcommandTheHelpIsShown() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("rulebook").contains("check");
  }

  private int run(String... arguments) {
    return command().execute(arguments);
  }

  private CommandLine command() {
    return new CommandLine(new RulebookCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(new StringWriter(), true));
  }
}
