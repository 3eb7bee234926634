package org.openqof.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The form of a command's answer: text for people, or with {@code --json} for programs. */
final class TextOrJson {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  /** Prints the answer on standard output, in the form that was asked for. */
  void print(Supplier<String> object, Supplier<List<String>> lines) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(object.get());
    } else {
      lines.get().forEach(out::println);
    }
    out.flush();
  }

  /** Says what was done besides, where it cannot be taken for a part of the object. */
  void say(String line) {
    PrintWriter out = json ? command.commandLine().getErr() : command.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
