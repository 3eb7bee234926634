package org.openqof.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.openqof.cli.QofForTests;
import picocli.CommandLine;

/** The command {@code qof} as a user calls it, in this process. */
public final class Qof {
  private Qof() {}

  /**
   * What a command answered.
   *
   * @param exitCode exit code
   * @param out standard output
   * @param err standard error
   */
  public record Answer(int exitCode, String out, String err) {}

  /** Runs a command. */
  public static Answer run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        QofForTests.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = String.valueOf(arguments[i]);
    }
    return new Answer(line.execute(texts), out.toString(), err.toString());
  }
}
