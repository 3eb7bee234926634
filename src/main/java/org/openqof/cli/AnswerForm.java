package org.openqof.cli;

import java.io.PrintWriter;
import java.util.List;
import org.openqof.answer.Answer;
import org.openqof.answer.Form;
import org.openqof.cli.terminal.ShownText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The form of a command's answer: text for people unless another is asked for. */
final class AnswerForm {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "TEXT",
      description = "text, json, csv or html (default: text).")
  private Form form = Form.TEXT;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  /** The form that was asked for. */
  Form form() {
    return json ? Form.JSON : form;
  }

  /** Prints the answer on standard output. */
  void print(Answer answer) {
    String text = form().of(answer);
    if (form() == Form.TEXT) {
      ShownText.say(command.commandLine().getOut(), text.lines().toList());
    } else {
      print(text);
    }
  }

  /** Prints an answer that has its form. */
  void print(String text) {
    PrintWriter out = command.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /** Says what was done besides, where it cannot be taken for a part of the answer. */
  void say(String line) {
    if (!Main.of(command).isQuiet()) {
      ShownText.say(
          form() == Form.TEXT ? command.commandLine().getOut() : command.commandLine().getErr(),
          List.of(line));
    }
  }
}
