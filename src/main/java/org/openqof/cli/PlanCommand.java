package org.openqof.cli;

import java.util.concurrent.Callable;
import org.openqof.run.PlanRun;
import org.openqof.run.RunPlan;
import org.openqof.settings.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qof plan}: what a run would do, and why. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Says what ./qof run with the same arguments would do, and why. Reads new and changed"
            + " files; writes nothing.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the plan was made",
      "1:the run would fail before it calculates",
      "2:the arguments or the job file are wrong"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof plan --extracts extracts",
      "  ./qof plan jobs/recalculate.yaml --rulebook my-rulebooks",
      "  ./qof plan --json"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    RunPlan plan = new PlanRun(options.settings(), Progress.SILENT).plan();
    answer.print(plan.answer());
    return 0;
  }
}
