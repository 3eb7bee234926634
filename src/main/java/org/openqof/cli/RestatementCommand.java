package org.openqof.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.local.LocalEngine;
import org.openqof.restatement.RestateYear;
import org.openqof.restatement.Restatement;
import org.openqof.settings.JobErrors;
import org.openqof.settings.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof restatement}: two versions of one year side by side. */
@Command(
    name = "restatement",
    mixinStandardHelpOptions = true,
    description = {
      "Says what changed between two versions of a year, in pounds, and what it is owed to: input,"
          + " reference data, base years, rulebook or code."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the year is not paid, or a rulebook is not at hand",
      "2:the arguments are wrong, or a version is not in the lake",
      "3:a version is not what the code that made it gives"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof restatement 2023-24                       the last two published versions",
      "  ./qof restatement 2023-24 --from v3 --to v4 --out restated",
      "A year of one version has nothing to compare: ./qof history shows the versions."
    })
final class RestatementCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "YEAR", description = "The financial year.")
  private String year = "";

  @Option(
      names = "--from",
      paramLabel = "V",
      description = "The earlier version, v3 or 3; the one published before the later if left out.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "V",
      description = "The later version; the current one if left out.")
  private @Nullable String to;

  @Mixin private LakeOption lake = new LakeOption();

  @Mixin private RulebookOption rulebook = new RulebookOption();

  @Mixin private CsvFolder files = new CsvFolder();

  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    Restatement restatement;
    try (LocalEngine engine = new LocalEngine()) {
      restatement =
          new RestateYear(
                  lake.lake(),
                  rulebook.rulebooks(),
                  engine,
                  ProgramVersion::text,
                  Main.progress(spec))
              .restate(FinancialYear.of(year), version("--from", from), version("--to", to));
    }
    answer.print(restatement.answer());
    files.write(restatement::write).forEach(answer::say);
    return restatement.exitCode();
  }

  private static @Nullable Integer version(String option, @Nullable String given) {
    if (given == null) {
      return null;
    }
    String digits = given.strip().replaceFirst("^[vV]", "");
    if (!digits.matches("[1-9][0-9]{0,8}")) {
      throw JobErrors.notAVersion(option, given);
    }
    return Integer.valueOf(digits);
  }
}
