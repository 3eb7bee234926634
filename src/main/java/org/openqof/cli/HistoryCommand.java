package org.openqof.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.job.LakeHistory;
import org.openqof.job.Place;
import org.openqof.store.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof history}: every version that a lake ever had. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the versions of a lake: how far each came, when, what it was made from otherwise than"
          + " the one before, and its pounds; and the last runs."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:the arguments are wrong, or the year is not in the lake"},
    footer = {"", "Examples:", "  ./qof history", "  ./qof history 2023-24 --json"})
final class HistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "YEAR",
      description = "One financial year; all if left out.")
  private @Nullable String year;

  @Mixin private LakeOption lake = new LakeOption();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    LakeHistory history =
        LakeHistory.of(
            new Lake(Place.uri(lake.orDefault())), year == null ? null : FinancialYear.of(year));
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      print.println(history.json());
    } else {
      history.lines().forEach(print::println);
    }
    print.flush();
    return 0;
  }
}
