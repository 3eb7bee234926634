package org.openqof.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.engine.local.LocalEngine;
import org.openqof.engine.spark.SparkEngine;
import org.openqof.engine.spark.SparkSessions;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.JobErrors;
import org.openqof.settings.Progress;
import org.openqof.whatif.WhatIf;
import org.openqof.whatif.WhatIfAnswer;
import org.openqof.whatif.scenario.ScenarioErrors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qof what-if}: scenarios over a frozen year. */
@Command(
    name = "what-if",
    mixinStandardHelpOptions = true,
    description = {
      "Prices a year again under other rules: what it costs, who wins and who loses.",
      "Nothing in the lake changes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the year is not paid",
      "2:a scenario or an argument is wrong, or the year is not in the lake",
      "3:priced again, the base year is not what the lake holds"
    },
    footer = {
      "",
      "The keys of a scenario file are in jobs/scenarios/README.md.",
      "",
      "Examples:",
      "  ./qof what-if jobs/scenarios/upper-90.yaml --base 2023-24",
      "  ./qof what-if jobs/scenarios/*.yaml --base 2023-24 --out my-what-if",
      "  ./qof what-if jobs/scenarios/upper-90.yaml --base 2023-24 --out my-what-if --lines upper-90"
    })
final class WhatIfCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "SCENARIO.yaml", description = "Scenario files.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--base",
      required = true,
      paramLabel = "YEAR",
      description = "The financial year whose rules are changed.")
  private String base = "";

  @Mixin private LakeOption lake = new LakeOption();

  @Mixin private RulebookOption rulebook = new RulebookOption();

  @Option(
      names = "--engine",
      paramLabel = "E",
      defaultValue = "local",
      description = "local or spark (default: ${DEFAULT-VALUE}).")
  private String engine = "local";

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; chooses the Spark engine.")
  private @Nullable String master;

  @Option(
      names = "--deprivation",
      paramLabel = "FILE",
      description = "CSV of practice and decile of deprivation: winners and losers by decile too.")
  private @Nullable Path deprivation;

  @Option(
      names = "--groups",
      paramLabel = "FILE",
      description = {
        "CSV of two columns, practice and group: winners and losers by group too. A first line such"
            + " as practice_code,federation names the grouping."
      })
  private @Nullable String groups;

  @Option(
      names = "--groups-skip-unknown",
      description = "Pass over practices of that file that the year does not know.")
  private boolean skipUnknown;

  @Option(
      names = "--bands",
      paramLabel = "N,N",
      split = ",",
      description = "List sizes at which bands begin (default: 3000,6000,10000,15000,20000).")
  private List<Integer> bands = new ArrayList<>();

  @Option(
      names = "--details",
      paramLabel = "SCENARIO",
      description = "Tell this scenario in full; may be given again. Three at most are unasked.")
  private List<String> details = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write tables and charts there, readable by owner and group only.")
  private @Nullable String out;

  @Option(
      names = "--lines",
      paramLabel = "SCENARIO",
      description = "With --out: also the lines of this scenario; may be given again.")
  private List<String> lines = new ArrayList<>();

  @Mixin private AnswerForm form = new AnswerForm();

  @Override
  public Integer call() {
    if (!lines.isEmpty() && out == null) {
      throw ScenarioErrors.linesWithoutFolder();
    }
    Progress progress = Main.progress(spec);
    try (Engine moving = open();
        WhatIf whatIf =
            WhatIf.over(
                lake.orDefault(), rulebook.given(), FinancialYear.of(base), moving, progress)) {
      if (!bands.isEmpty()) {
        whatIf.bands(ascending());
      }
      if (deprivation != null) {
        whatIf.byDeprivation(deprivation);
      }
      if (groups != null) {
        whatIf.byGroups(GroupingFile.read(groups, true, skipUnknown));
      }
      WhatIfAnswer answer = whatIf.ask(files);
      form.print(answer.answer(details));
      if (out != null) {
        form.say("written to " + answer.write(out, lines));
      }
    }
    return 0;
  }

  private List<Integer> ascending() {
    for (int i = 0; i < bands.size(); i++) {
      if (bands.get(i) <= (i == 0 ? 0 : bands.get(i - 1))) {
        throw ScenarioErrors.badBands(
            String.join(",", bands.stream().map(String::valueOf).toList()));
      }
    }
    return bands;
  }

  private Engine open() {
    if (!engine.equals("local") && !engine.equals("spark")) {
      throw JobErrors.unknownChoice("--engine", engine, "local, spark");
    }
    return master != null || engine.equals("spark")
        ? new SparkEngine(SparkSessions.open(master))
        : new LocalEngine();
  }
}
