package org.openqof.cli;

import java.io.PrintWriter;
import org.openqof.answer.Answer;
import org.openqof.answer.Form;
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
    print(form().of(answer));
  }

  /** Prints an answer that has its form. */
  void print(String text) {
    PrintWriter out = command.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /** Says what was done besides, where it cannot be taken for a part of the answer. */
  void say(String line) {
    PrintWriter out =
        form() == Form.TEXT ? command.commandLine().getOut() : command.commandLine().getErr();
    out.println(line);
    out.flush();
  }
}
