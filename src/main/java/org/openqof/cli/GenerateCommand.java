package org.openqof.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.YearRange;
import org.openqof.store.LakeFormat;
import org.openqof.store.place.Audience;
import org.openqof.store.place.Storage;
import org.openqof.synthetic.Generator;
import org.openqof.synthetic.GeneratorSettings;
import org.openqof.synthetic.GeneratorSettings.Faults;
import org.openqof.synthetic.GeneratorSettings.Layout;
import org.openqof.synthetic.Incident;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code qof generate}: extracts of invented practices, with the truth alongside. */
@Command(
    name = "generate",
    description = "Writes national extracts of invented practices, with the truth alongside.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./qof generate --practices 60 --years 2022-23..2023-24 --out my-extracts --faults typical",
      "  ./qof generate --practices 6400 --years 2021-22..2024-25 --out nation --layout both --zip",
      "  ./qof generate --practices 300 --years 2018-19,2019-20,2021-22 --out mine --contracts"
    })
public final class GenerateCommand implements Callable<Integer> {
  private final Function<FinancialYear, Rulebook> rulebooks;

  @Option(
      names = "--practices",
      paramLabel = "NUMBER",
      defaultValue = "6400",
      description = "Practices open in the first year (default: ${DEFAULT-VALUE}, as in England).")
  private int practices;

  @SuppressWarnings("NullAway.Init") // required
  @Option(
      names = "--years",
      paramLabel = "YEARS",
      required = true,
      description = "Financial years: 2023-24, or 2021-22,2023-24, or 2021-22..2024-25.")
  private String years;

  @SuppressWarnings("NullAway.Init") // required
  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "A new or an empty folder to write into.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "7",
      description = "Seed; the same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      defaultValue = "PAYMENT",
      description =
          "payment (the payment service's extract), published (the open data) or both"
              + " (default: payment).")
  private Layout layout = Layout.PAYMENT;

  @Option(
      names = "--faults",
      paramLabel = "FAULTS",
      defaultValue = "NONE",
      description =
          "none, or typical: every kind of fault seen in real extracts, listed in"
              + " truth/faults.csv (default: none).")
  private Faults faults = Faults.NONE;

  @Option(
      names = "--interim",
      description = "Also the collections of 30 September and 31 December, which are never paid.")
  private boolean interim;

  @Option(names = "--zip", description = "Pack the published files of a year into one archive.")
  private boolean zip;

  @Option(
      names = "--rulebook",
      paramLabel = "FOLDER",
      description =
          "Folder of rulebooks laid over those that are shipped: for other years, or other rules.")
  private @Nullable Path rulebook;

  @Option(names = "--gzip", description = "Compress the big files of the payment extract.")
  private boolean gzip;

  @Option(
      names = "--contracts",
      description =
          "Also contracts that begin or end inside the year, values entered by hand, corrections,"
              + " agreed plans and states; years whose thresholds are missing can then be written"
              + " as base years of protection.")
  private boolean contracts;

  @Option(
      names = "--suppliers",
      description = "Also the suppliers of practice systems, PRACTICE_SUPPLIERS.")
  private boolean suppliers;

  @Option(
      names = "--incident",
      paramLabel = "YEAR",
      description =
          "2014, 2015 or 2017: what went wrong in that April goes wrong in the last year, to see"
              + " the national gate close. Writes the suppliers too.")
  private @Nullable Integer incident;

  /** The command, with the shipped rulebooks. */
  public GenerateCommand() {
    this(Rulebooks.shipped()::load);
  }

  /**
   * The command.
   *
   * @param rulebooks gives the rulebook of a year, unless a folder is laid over
   */
  GenerateCommand(Function<FinancialYear, Rulebook> rulebooks) {
    this.rulebooks = rulebooks;
  }

  /** Writes the extracts and says what was written. */
  @Mixin private AnswerForm answer = new AnswerForm();

  @Override
  public Integer call() {
    GeneratorSettings settings =
        new GeneratorSettings(
            practices,
            YearRange.parse(years),
            seed,
            layout,
            faults,
            interim,
            zip,
            gzip,
            contracts,
            suppliers,
            incident == null ? null : Incident.of(incident));
    Function<FinancialYear, Rulebook> given =
        rulebook == null ? rulebooks : Rulebooks.withOverlay(rulebook)::load;
    LakeFormat.refuseInside(out.toUri());
    Generator.Summary written = new Generator(settings, given).generate(out);
    String place = Storage.absolute(out.toUri());
    Storage.of(out.toUri()).give(place, Audience.EVERYONE);
    answer.print(
        Answer.of(
                "generate",
                "%s practice-years, %s value rows and %s faults written to %s"
                    .formatted(
                        Words.count(written.practiceYears()),
                        Words.count(written.valueRows()),
                        Words.count(written.faults()),
                        out))
            .programs("practice_years", written.practiceYears())
            .programs("value_rows", written.valueRows())
            .programs("faults", written.faults())
            .programs("folder", out)
            .answer());
    return CommandLine.ExitCode.OK;
  }
}
