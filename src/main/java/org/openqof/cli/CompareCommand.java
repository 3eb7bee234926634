package org.openqof.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.comparison.CompareYears;
import org.openqof.comparison.YearComparison;
import org.openqof.comparison.change.Variant;
import org.openqof.domain.FinancialYear;
import org.openqof.settings.GroupingErrors;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.JobErrors;
import org.openqof.statistics.AreaLevel;
import org.openqof.statistics.Grouping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qof compare}: two years side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Lays the payments and rates of two years side by side: what the change is owed to, who moved"
          + " most, and what may not be compared."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a year is not in the lake, is not paid, or has no map",
      "2:the arguments are wrong",
      "3:the sums do not add up, or a practice stands twice in a map"
    },
    footer = {
      "",
      "Examples:",
      "  ./qof compare 2022-23 2023-24",
      "  ./qof compare 2022-23 2023-24 --level sub-icb --variant same-practices",
      "  ./qof compare 2022-23 2023-24 --level group --groups federations.csv",
      "  ./qof compare 2022-23 2023-24 --level icb --out my-comparison --json"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "EARLIER", description = "The earlier financial year.")
  private String earlier = "";

  @Parameters(index = "1", paramLabel = "LATER", description = "The later financial year.")
  private String later = "";

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "icb",
      description = "pcn, sub-icb, icb, region, england or group (default: ${DEFAULT-VALUE}).")
  private String level = "icb";

  @Option(
      names = "--variant",
      paramLabel = "VARIANT",
      defaultValue = "current-boundaries",
      description =
          "as-published, current-boundaries or same-practices (default: ${DEFAULT-VALUE}).")
  private String variant = "current-boundaries";

  @Option(
      names = "--groups",
      paramLabel = "FILE",
      description =
          "CSV of two columns, practice and group, for --level group. A first line such as"
              + " practice_code,federation names the grouping.")
  private @Nullable String groups;

  @Option(
      names = "--groups-skip-unknown",
      description = "Pass over practices of the file that neither year knows.")
  private boolean skipUnknown;

  @Mixin private LakeOption lake = new LakeOption();

  @Mixin private RulebookOption rulebook = new RulebookOption();

  @Mixin private CsvFolder files = new CsvFolder();

  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    if (level.equals(Grouping.LEVEL) == (groups == null)) {
      throw GroupingErrors.levelWithoutGroups();
    }
    CompareYears years = CompareYears.in(lake.orDefault(), rulebook.given());
    YearComparison comparison =
        groups == null
            ? years.compare(FinancialYear.of(earlier), FinancialYear.of(later), level(), variant())
            : years.compare(
                FinancialYear.of(earlier),
                FinancialYear.of(later),
                GroupingFile.read(groups, false, skipUnknown),
                variant());
    answer.print(comparison.answer());
    files.write(comparison::write).forEach(answer::say);
    return 0;
  }

  private AreaLevel level() {
    return Arrays.stream(AreaLevel.values())
        .filter(known -> known.word().equals(level.replace('-', '_')))
        .findFirst()
        .orElseThrow(
            () ->
                JobErrors.unknownChoice(
                    "--level", level, "pcn, sub-icb, icb, region, england, group"));
  }

  private Variant variant() {
    return Variant.of(variant)
        .orElseThrow(
            () ->
                JobErrors.unknownChoice(
                    "--variant",
                    variant,
                    Arrays.stream(Variant.values())
                        .map(Variant::word)
                        .collect(Collectors.joining(", "))));
  }
}
