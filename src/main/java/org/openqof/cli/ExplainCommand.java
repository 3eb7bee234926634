package org.openqof.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.explanation.ExplainPayment;
import org.openqof.publish.statement.Explanation;
import org.openqof.publish.statement.ExplanationAnswer;
import org.openqof.publish.statement.ExplanationText;
import org.openqof.recalculation.StatementErrors;
import org.openqof.settings.ProgramVersion;
import org.openqof.store.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qof explain}: why a practice is paid what it is paid. */
@Command(
    name = "explain",
    description =
        "Why this amount? Follows a practice's payment from the lines of the extract to the pounds.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:explained, and equal to what the version holds",
      "1:the lake cannot be read, or the rulebook that made the version is neither kept nor given",
      "2:the arguments are wrong: no such practice, indicator, year or version",
      "3:the calculation gives another amount than the version holds"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof explain Z10001 --year 2023-24                    the practice, one line an indicator",
      "  ./qof explain Z10001 --year 2023-24 --indicator AF006  one indicator, step by step",
      "  ./qof explain Z10001 --year 2023-24 --indicator all    all of them, step by step",
      "  ./qof explain Z10001 --year 2023-24 --json             all of it as JSON"
    })
final class ExplainCommand implements Callable<Integer> {
  private static final String ALL = "ALL";

  @Parameters(paramLabel = "PRACTICE", description = "ODS code of the practice.")
  private String practice = "";

  @Mixin private ResultsOptions results = new ResultsOptions();

  @Option(
      names = "--indicator",
      paramLabel = "I",
      description = "One indicator step by step, or all.")
  private @Nullable String indicator;

  @Mixin private AnswerForm form = new AnswerForm();

  @Override
  public Integer call() {
    Explanation whole =
        new ExplainPayment(results.lake(), results.rulebooks(), ProgramVersion::text)
            .of(practice, results.year(), results.version());
    String wanted = indicator == null ? ALL : indicator.strip().toUpperCase(Locale.ROOT);
    if (!wanted.equals(ALL) && !whole.indicators().contains(wanted)) {
      throw StatementErrors.unknownIndicator(
          wanted, whole.practiceCode(), whole.financialYear(), whole.indicators());
    }
    Explanation asked = wanted.equals(ALL) ? whole : whole.only(wanted);
    switch (form.form()) {
      case TEXT -> form.print(ExplanationText.of(asked, indicator != null));
      case JSON -> form.print(new String(Json.bytes(asked), StandardCharsets.UTF_8));
      case CSV, HTML -> form.print(ExplanationAnswer.of(asked));
    }
    if (!whole.differences().isEmpty()) {
      throw StatementErrors.amountsDiffer(
          whole.practiceCode(), whole.financialYear(), whole.version(), whole.differences());
    }
    return CommandLine.ExitCode.OK;
  }
}
