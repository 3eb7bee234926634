package org.openqof.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.operations.LakeHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
  @Parameters(
      arity = "0..1",
      paramLabel = "YEAR",
      description = "One financial year; all if left out.")
  private @Nullable String year;

  @Mixin private LakeOption lake = new LakeOption();

  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    LakeHistory history = LakeHistory.of(lake.lake(), year == null ? null : FinancialYear.of(year));
    answer.print(history.answer());
    return 0;
  }
}
