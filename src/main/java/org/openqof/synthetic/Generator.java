package org.openqof.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openqof.domain.FinancialYear;
import org.openqof.rulebook.Rulebook;
import org.openqof.synthetic.Registry.Departure;

/**
 * Writes national extracts of invented practices with known truth.
 *
 * <p>In the folder: {@code <year>/payment} and {@code <year>/published} as asked for, and {@code
 * truth} with the true counts and points of every practice, and the list of planted faults; with
 * contracts also what people enter and decide. A practice is drawn, written and forgotten before
 * the next one, so memory does not grow with their number. The same settings and rulebooks give the
 * same bytes on every machine, whatever its language and time zone.
 */
public final class Generator {
  private final GeneratorSettings settings;
  private final Function<FinancialYear, Rulebook> rulebooks;

  /**
   * A generator.
   *
   * @param settings what to generate
   * @param rulebooks gives each year's rulebook, which must be complete
   */
  public Generator(GeneratorSettings settings, Function<FinancialYear, Rulebook> rulebooks) {
    this.settings = settings;
    this.rulebooks = rulebooks;
  }

  /**
   * What was written.
   *
   * @param practiceYears practices of all years
   * @param valueRows rows of all INDICATOR_VALUES files
   * @param faults planted faults, as listed in {@code truth/faults.csv}
   */
  public record Summary(long practiceYears, long valueRows, long faults) {}

  /**
   * Writes the extracts.
   *
   * @param out a new or an empty folder
   * @throws org.openqof.errors.QofException when the folder holds something, a year's rulebook is
   *     not complete, or writing fails; rulebooks are asked for before anything is written
   */
  public Summary generate(Path out) {
    List<YearPlan> plans = new ArrayList<>();
    settings
        .years()
        .forEach(year -> plans.add(YearPlan.of(rulebooks.apply(year), settings.contracts())));
    try {
      requireEmpty(out);
      return write(new ExtractFolder(out, settings.gzip()), plans);
    } catch (IOException e) {
      throw SyntheticErrors.cannotWrite(out.toString(), e);
    }
  }

  private static void requireEmpty(Path out) throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    if (!Files.isDirectory(out)) {
      throw SyntheticErrors.folderNotEmpty(out.toString());
    }
    try (Stream<Path> held = Files.list(out)) {
      if (held.findAny().isPresent()) {
        throw SyntheticErrors.folderNotEmpty(out.toString());
      }
    }
  }

  private Summary write(ExtractFolder folder, List<YearPlan> plans) throws IOException {
    FinancialYear first = settings.years().get(0);
    long seed = settings.seed();
    Country country = new Country(seed, settings.practices(), first);
    Registry registry = new Registry(seed, settings.practices(), first, settings.contracts());
    PracticeTruths truths = new PracticeTruths(seed, first, country, registry);
    long practiceYears = 0;
    long rows = 0;
    try (FaultLog log = new FaultLog(folder.open("truth/faults.csv"))) {
      FaultPlan before = FaultPlan.none(first);
      for (YearPlan plan : plans) {
        boolean paid = plan.rulebook().complete();
        FaultPlan faults =
            paid ? FaultPlan.of(settings, plan.year(), registry) : FaultPlan.none(plan.year());
        ContractPlan contracts = ContractPlan.of(settings, plan, registry, faults);
        YearFiles files =
            new YearFiles(
                folder,
                plan,
                settings,
                country,
                log,
                faults,
                contracts,
                registry,
                Misreport.of(settings, plan, truths, registry));
        try (files) {
          int last = registry.lastNumber(plan.year());
          for (int practice = 1; practice <= last; practice++) {
            Departure departure = registry.departure(practice, plan.year());
            if (departure == null) {
              PracticeFault fault = faults.of(practice);
              Contract contract = contracts.contract(practice);
              PracticeTruth truth =
                  truths.of(
                      practice, plan, fault, before.in(plan.year().previous(), practice), contract);
              files.write(truth, fault, contract);
              if (!contract.taken().isEmpty()) {
                registry.tookOver(truth);
              }
              practiceYears++;
            } else {
              files.writeGone(practice, departure);
            }
          }
        }
        rows += files.valueRows();
        faults.rememberDepartures(registry);
        before = faults;
      }
      return new Summary(practiceYears, rows, log.written());
    }
  }
}
