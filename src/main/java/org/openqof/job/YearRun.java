package org.openqof.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.engine.Engine.Assembled;
import org.openqof.errors.JobErrors;
import org.openqof.job.JobFile.Step;
import org.openqof.job.RunReport.YearReport;
import org.openqof.nation.NationalPrevalence;
import org.openqof.nation.NationalYear;
import org.openqof.practice.BesideTerms;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.Contribution;
import org.openqof.rulebook.Rulebook;
import org.openqof.store.Lake;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeFactors;

/** One year of a run: silver, national figures, gold, publication. */
final class YearRun {
  private final RunContext context;
  private final Engine engine;
  private final Rulebook rulebook;
  private final FinancialYear year;
  private final BaseYears bases;

  YearRun(RunContext context, Engine engine, Rulebook rulebook) {
    this.context = context;
    this.engine = engine;
    this.rulebook = rulebook;
    this.year = rulebook.year();
    this.bases = new BaseYears(context, rulebook);
  }

  /** Everything from received files, as far as the job's steps go. */
  YearReport fromExtracts(ReceiveExtracts.Received received) {
    SilverYear.Inputs inputs = SilverYear.Inputs.of(received, rulebook);
    String identity = inputs.identity(rulebook, context.settings().codeVersion(), otherYears());
    Optional<VersionState> current = context.latest(year);
    if (current.isPresent() && isUpToDate(current.get(), identity)) {
      return unchanged(context, current.get());
    }
    int version = context.versions().next(year);
    YearVersion place = new YearVersion(context.lake(), year, version);
    Map<String, String> digests = new TreeMap<>();
    try (SilverYear silver = SilverYear.freeze(context, engine, rulebook, inputs, place)) {
      return continueFrom(
          silver,
          place,
          version,
          identity,
          digests,
          () -> {
            digests.putAll(silver.digests());
            context.reached(State.INGESTED, place, version, identity, rulebook, digests);
          });
    }
  }

  /** Recalculation, and publication where the job says so, from what the lake holds. */
  YearReport fromLake() {
    VersionState ingested =
        context
            .versions()
            .last(year, State.INGESTED)
            .orElseThrow(
                () ->
                    JobErrors.nothingInTheLake(
                        "values of " + year, context.settings().lake(), "jobs/ingest.yaml"));
    int silverVersion = ingested.silverVersion();
    String identity =
        SilverYear.Inputs.recalculated(
            ingested.identity(), rulebook, context.settings().codeVersion(), otherYears());
    Optional<VersionState> current = context.latest(year);
    if (current.isPresent() && isUpToDate(current.get(), identity)) {
      return unchanged(context, current.get());
    }
    boolean untouched =
        current.isPresent()
            && current.get().state() == State.INGESTED
            && current.get().version() == silverVersion;
    int version = untouched ? silverVersion : context.versions().next(year);
    YearVersion place = new YearVersion(context.lake(), year, version);
    Map<String, String> digests = new TreeMap<>();
    try (SilverYear silver = SilverYear.thaw(context, engine, rulebook, ingested)) {
      digests.putAll(silver.digests());
      return continueFrom(silver, place, silverVersion, identity, digests, () -> {});
    }
  }

  private YearReport continueFrom(
      SilverYear silver,
      YearVersion place,
      int silverVersion,
      String identity,
      Map<String, String> digests,
      Runnable frozen) {
    Set<Step> steps = context.settings().steps();
    if (!steps.contains(Step.RECALCULATE)) {
      frozen.run();
      return report(silver, place, null, null, List.of(), null);
    }
    CheckPractice checks = silver.facts().checks(rulebook);
    Assembled<?> held = silver.held();
    context.progress().began(year.toString(), "national figures");
    GatherYear gathering = BesideInputs.gathering(rulebook, silver, checks);
    GatherYear.Gathered gathered = new GatherYear.Gathered();
    engine.blocks(held, SilverYear.PRACTICES_PER_BLOCK, gathering).forEach(gathered::add);
    List<Contribution> contributions = gathered.contributions;
    NationalYear national =
        NationalYear.of(rulebook, contributions, silver.populationsBefore().values());
    BesideTerms beside = BesideInputs.terms(context, rulebook, silver, gathering, gathered);
    // Silver is committed while the nation is added up, and before anything is made from it.
    frozen.run();
    context.progress().ended("%,d practices".formatted(contributions.size()));

    context.progress().began(year.toString(), "points, payments and statistics");
    PriceBlock.Priced priced = new PriceBlock.Priced(rulebook);
    for (PriceBlock.Priced block :
        engine.blocks(
            held,
            SilverYear.PRACTICES_PER_BLOCK,
            new PriceBlock(
                place,
                rulebook,
                national.values(),
                checks,
                registersOfTheYearBefore(),
                bases.points(),
                beside,
                silver.facts().hasValues()))) {
      priced.add(block);
    }
    List<String> failures;
    StagedParts written;
    try (Committing committing = Committing.begin(place, priced.parts)) {
      Block approved =
          ApprovedAmounts.changes(
              RecordedStates.of(context.lake(), year).standing(),
              place.version(),
              priced.beside.totals);
      GoldYear gold =
          new GoldYear(
              rulebook, context.rulebooks().statistics(), silver, national, priced, approved);
      failures = gold.failures();
      digests.putAll(gold.write(place, committing));
      written = gold.parts();
    }
    context.progress().ended("%,d lines".formatted(priced.lines));
    if (failures.isEmpty()) {
      context.reached(State.RECALCULATED, place, silverVersion, identity, rulebook, digests);
    }
    String published = null;
    if (failures.isEmpty() && steps.contains(Step.PUBLISH)) {
      published =
          new PublishYear(context, rulebook)
              .publish(place, silverVersion, identity, digests, written);
    }
    return report(silver, place, national, priced, failures, published);
  }

  /** Publication alone, of the latest recalculated version. */
  static YearReport publishOnly(RunContext context, Rulebook rulebook) {
    FinancialYear year = rulebook.year();
    Lake lake = context.lake();
    VersionState recalculated =
        context
            .versions()
            .last(year, State.RECALCULATED)
            .orElseThrow(
                () ->
                    JobErrors.nothingInTheLake(
                        "results of " + year, context.settings().lake(), "jobs/recalculate.yaml"));
    if (isPublished(context, recalculated)) {
      return unchanged(context, recalculated);
    }
    YearVersion place = new YearVersion(lake, year, recalculated.version());
    String published =
        new PublishYear(context, rulebook)
            .publish(
                place,
                recalculated.silverVersion(),
                recalculated.identity(),
                recalculated.digests(),
                new StagedParts());
    return new YearReport(
        year.toString(),
        recalculated.version(),
        false,
        0,
        0,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        0,
        Map.of(),
        null,
        null,
        null,
        0,
        List.of(),
        published,
        List.of(),
        null,
        null);
  }

  /** Registers by practice and group of the year before, from its latest results in the lake. */
  private Map<String, Map<String, Integer>> registersOfTheYearBefore() {
    Map<String, Map<String, Integer>> registers = new HashMap<>();
    if (year.equals(FinancialYear.FIRST)) {
      return registers;
    }
    Optional<VersionState> before = context.versions().last(year.previous(), State.RECALCULATED);
    if (before.isEmpty()) {
      return registers;
    }
    Block rows =
        context.lake().read(PracticeFactors.TABLE, year.previous(), before.get().version());
    for (int row = 0; row < rows.rows(); row++) {
      registers
          .computeIfAbsent(
              rows.textAt(PracticeFactors.PRACTICE_CODE, row), practice -> new HashMap<>())
          .put(
              rows.textAt(PracticeFactors.GROUP_CODE, row),
              rows.countAt(PracticeFactors.REGISTER_SIZE, row));
    }
    return registers;
  }

  /**
   * Identities of the versions of other years whose results this one uses: the year before, for
   * registers and aspiration, and the base years of protection.
   */
  private String otherYears() {
    return identityBefore() + bases.identity();
  }

  private String identityBefore() {
    return year.equals(FinancialYear.FIRST)
        ? ""
        : context
            .versions()
            .last(year.previous(), State.RECALCULATED)
            .map(VersionState::identity)
            .orElse("");
  }

  /** Whether a version with this identity has already come as far as the job goes. */
  private boolean isUpToDate(VersionState current, String identity) {
    Set<Step> steps = context.settings().steps();
    State wanted =
        steps.contains(Step.PUBLISH)
            ? State.PUBLISHED
            : steps.contains(Step.RECALCULATE) ? State.RECALCULATED : State.INGESTED;
    return current.identity().equals(identity)
        && current.state().compareTo(wanted) >= 0
        && (wanted != State.PUBLISHED || isPublished(context, current));
  }

  /** Whether a version is the current one where this run publishes. */
  private static boolean isPublished(RunContext context, VersionState version) {
    return context
        .publication()
        .latest(version.year())
        .filter(latest -> latest.version() == version.version())
        .isPresent();
  }

  /** The report of a year of which a version is as it should be. */
  static YearReport unchanged(RunContext context, VersionState current) {
    return new YearReport(
        current.year().toString(),
        current.version(),
        true,
        0,
        0,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        0,
        Map.of(),
        null,
        null,
        null,
        0,
        List.of(),
        isPublished(context, current)
            ? context.publication().folder(current.year(), current.version())
            : null,
        List.of(),
        null,
        null);
  }

  private YearReport report(
      SilverYear silver,
      YearVersion place,
      @Nullable NationalYear national,
      PriceBlock.@Nullable Priced priced,
      List<String> failures,
      @Nullable String published) {
    boolean paid = priced != null && rulebook.complete() && silver.facts().hasValues();
    return new YearReport(
        year.toString(),
        place.version(),
        false,
        silver.held().practices(),
        priced == null ? 0 : priced.payable,
        priced == null ? 0 : priced.inStatistics,
        silver.rowsRead(),
        silver.rowsAccepted(),
        silver.refusedByReason(),
        priced == null ? Map.of() : priced.failedChecks,
        priced == null ? 0 : priced.warnings,
        national == null ? Map.of() : figures(national),
        paid && priced != null ? priced.points : null,
        paid && priced != null ? priced.money.achievementGbp() : null,
        paid && priced != null ? priced.money : null,
        rulebook.unconfirmedValues().size(),
        notices(silver, paid),
        published,
        failures,
        paid && priced != null ? BesideReport.of(priced.beside) : null,
        null);
  }

  private List<String> notices(SilverYear silver, boolean paid) {
    List<String> notices = new ArrayList<>(silver.facts().notices(rulebook));
    if (paid) {
      notices.addAll(bases.notices());
    }
    silver.leftOut().ifPresent(notices::add);
    return notices;
  }

  private static Map<String, String> figures(NationalYear national) {
    Map<String, String> figures = new LinkedHashMap<>();
    BigDecimal paying = national.payingAverage().rounded(2).stripTrailingZeros();
    StringBuilder average =
        new StringBuilder(
            "%,.2f patients a practice pays (%s)"
                .formatted(paying, national.computedPays() ? "computed" : "published"));
    if (national.averageBefore().isKnown()) {
      average.append(
          "; computed %,.2f over %,d practices"
              .formatted(
                  national.averageBefore().value().rounded(2),
                  national.averageBefore().practices()));
    }
    figures.put("average list", average.toString());
    if (national.ownAverage().isKnown()) {
      figures.put(
          "next year",
          "%,.2f patients a practice on %s"
              .formatted(
                  national.ownAverage().value().rounded(2),
                  national.rulebook().payment().crpDate()));
    }
    StringBuilder registers = new StringBuilder();
    for (NationalPrevalence figure : national.prevalence()) {
      if (registers.length() > 0) {
        registers.append(", ");
      }
      registers.append(
          "%s %.3f %%"
              .formatted(
                  figure.groupCode(), figure.compared().compared().rounded(8).movePointRight(2)));
      if (registers.length() > 120) {
        registers.append(", … ").append(national.prevalence().size()).append(" registers");
        break;
      }
    }
    if (registers.length() > 0) {
      figures.put("prevalence", registers.toString());
    }
    return figures;
  }
}
