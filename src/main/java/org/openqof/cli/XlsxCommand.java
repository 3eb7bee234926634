package org.openqof.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openqof.answer.Answer;
import org.openqof.publish.lint.Finding;
import org.openqof.publish.lint.WorkbookCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof xlsx}: what can be done with workbooks. */
@Command(
    name = "xlsx",
    mixinStandardHelpOptions = true,
    description = "Checks workbooks.",
    subcommands = XlsxCommand.Check.class)
final class XlsxCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: check.");
  }

  /** {@code qof xlsx check}: the checklist for accessible spreadsheets. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Checks workbooks against the checklist for accessible spreadsheets.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:they pass",
        "1:a file cannot be read, or not safely",
        "2:the arguments are wrong",
        "3:something needs correcting"
      },
      footer = {"", "Example:", "  ./qof xlsx check publication/2023-24/workbooks/*.xlsx"})
  static final class Check implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Workbooks (.xlsx).")
    private List<Path> files = List.of();

    @Mixin private AnswerForm answer = new AnswerForm();

    @Override
    public Integer call() {
      List<String> lines = new ArrayList<>();
      boolean clean = true;
      for (Path file : files) {
        List<Finding> findings = WorkbookCheck.check(file);
        clean &= findings.isEmpty();
        lines.add(
            findings.isEmpty()
                ? file + ": passes"
                : "%s: %d to correct".formatted(file, findings.size()));
        findings.forEach(finding -> lines.add("  " + finding));
      }
      answer.print(Answer.ofLines("xlsx_check", lines));
      return clean ? 0 : 3;
    }
  }
}
