package org.openqof.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.Answer;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.engine.Engine.Assembled;
import org.openqof.gate.AcceptedFigures;
import org.openqof.gate.GateReport;
import org.openqof.gate.NationalGate;
import org.openqof.gate.StopNotes;
import org.openqof.gate.Stops;
import org.openqof.gate.figures.JudgeFiles;
import org.openqof.intake.ReceiveExtracts;
import org.openqof.intake.YearInputs;
import org.openqof.nation.NationalPrevalence;
import org.openqof.nation.NationalYear;
import org.openqof.practice.CheckPractice;
import org.openqof.practice.Contribution;
import org.openqof.practice.SupplementaryTerms;
import org.openqof.recalculation.BaseYears;
import org.openqof.recalculation.Committing;
import org.openqof.recalculation.GatherYear;
import org.openqof.recalculation.GoldYear;
import org.openqof.recalculation.PriceBlock;
import org.openqof.recalculation.ReceivedReferences;
import org.openqof.recalculation.RowsOfFile;
import org.openqof.recalculation.RunContext;
import org.openqof.recalculation.SilverYear;
import org.openqof.recalculation.StagedParts;
import org.openqof.recalculation.SupplementaryInputs;
import org.openqof.recalculation.VersionEquations;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.proof.YearProof;
import org.openqof.run.report.CountsReport;
import org.openqof.run.report.DoneYear;
import org.openqof.run.report.MoneyReport;
import org.openqof.run.report.OutcomeReport;
import org.openqof.run.report.ProofReport;
import org.openqof.run.report.SupplementaryReport;
import org.openqof.run.report.YearReport;
import org.openqof.settings.JobErrors;
import org.openqof.settings.JobFile.Step;
import org.openqof.settings.YearVersion;
import org.openqof.states.ApprovedAmounts;
import org.openqof.states.RecordedStates;
import org.openqof.store.Lake;
import org.openqof.store.Publication;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.tables.Block;
import org.openqof.tables.PracticeFactors;

/**
 * One year of a run: silver, national figures, gold, publication.
 *
 * <p>One file because the steps of a year are read from top to bottom.
 */
final class YearRun {
  private static final String CORRECT_FILES =
      "correct or remove these files, or declare their layout, and run again; for a file that"
          + " should not be read, add ignore: to the job file";

  private final RunContext context;
  private final Engine engine;
  private final Rulebook rulebook;
  private final FinancialYear year;
  private final BaseYears bases;
  private final List<String> reasons = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private @Nullable YearProof proof;

  YearRun(RunContext context, Engine engine, Rulebook rulebook) {
    this.context = context;
    this.engine = engine;
    this.rulebook = rulebook;
    this.year = rulebook.year();
    this.bases = new BaseYears(context, rulebook);
  }

  /** What is decided of the year when its files are gone. */
  YearDecision decisionWithoutFiles() {
    return YearDecision.withoutFiles(context, rulebook, bases);
  }

  /** Everything from received files, as far as the job's steps go. */
  YearReport fromExtracts(ReceiveExtracts.Received received) {
    YearInputs inputs = YearInputs.of(received, rulebook);
    return carryOut(
        YearDecision.of(context, rulebook, inputs, received.references(), bases), inputs, received);
  }

  /** Recalculation, and publication where the job says so, from what the lake holds. */
  YearReport fromLake() {
    return carryOut(YearDecision.ofFrozen(context, rulebook, bases), null, null);
  }

  /** What a decision about a year whose files are gone asks for, from what the lake holds. */
  YearReport withoutFiles(YearDecision decision) {
    if (decision.action() == YearDecision.Action.RECALCULATE) {
      remarks.add("made from its frozen values: its files are no longer in the extracts");
    }
    return carryOut(decision, null, null);
  }

  private YearReport carryOut(
      YearDecision decision,
      @Nullable YearInputs inputs,
      ReceiveExtracts.@Nullable Received received) {
    reasons.addAll(decision.reasons());
    if (context.settings().steps().contains(Step.PUBLISH)) {
      PublishYear.recordUnrecorded(context, year);
    }
    boolean toDo = decision.action() != YearDecision.Action.NOTHING && paysOrPublishes(context);
    Stops stops = new StopNotes(context.lake()).read();
    if (stops.course(toDo, bases.used()) == Stops.Course.WAITS) {
      return waiting(context, year, stops.stopped(bases.used()));
    }
    return switch (decision.action()) {
      case NOTHING -> {
        decision.madeFrom().keepIfNew(context.lake(), year);
        released(stops, decision.held());
        yield unchanged(context, decision.held());
      }
      case PUBLISH -> publish(context, rulebook, decision.held());
      case RECALCULATE -> recalculate(decision);
      case READ -> {
        if (inputs == null || received == null) {
          throw new IllegalStateException("nothing to read " + year + " from");
        }
        yield read(decision, inputs, received);
      }
    };
  }

  /** Whether the job goes as far as results or their publication. */
  private static boolean paysOrPublishes(RunContext context) {
    Set<Step> steps = context.settings().steps();
    return steps.contains(Step.RECALCULATE) || steps.contains(Step.PUBLISH);
  }

  /** A version that stands is stopped no more, unless it is made and may not be published. */
  private void released(Stops stops, VersionState standing) {
    Stops.Stop stop = stops.of(year);
    boolean made = standing.state().compareTo(State.RECALCULATED) >= 0;
    if (stop != null
        && made
        && (stop.cause() != Stops.Cause.ENDED || isPublished(context, standing))) {
      new StopNotes(context.lake()).release(year);
    }
  }

  /** A year that stands on stopped years waits with them: nothing of it is made or published. */
  private static YearReport waiting(
      RunContext context, FinancialYear year, SortedSet<FinancialYear> because) {
    stop(context, year, Stops.Stop.waiting(because));
    Stops stops = new StopNotes(context.lake()).read();
    List<String> remedies = stops.remedies(year, context.lake().root());
    Answer stopped =
        Answer.of(
                "stopped",
                "STOPPED        %s %s: nothing of it is made, paid or published; %s"
                    .formatted(year, stops.words(year), current(context, year)))
            .programs("remedies", remedies)
            .lines(remedies.stream().map(remedy -> "  what to do: " + remedy).toList())
            .answer();
    int version = context.latest(year).map(VersionState::version).orElse(0);
    return YearReport.of(DoneYear.publishedOnly(year.toString(), version, null))
        .withGate(new GateReport(0, List.of(), List.of(), stopped, null, ""));
  }

  /** A year one of whose files cannot be taken in: what it was stays, and nothing else is made. */
  static YearReport stoppedByFiles(RunContext context, FinancialYear year, List<String> problems) {
    stop(context, year, Stops.Stop.byFiles());
    Answer stopped =
        Answer.of(
                "stopped",
                "STOPPED        %s of %s cannot be taken in: nothing of it is made, paid or published; %s"
                    .formatted(
                        Words.of(problems.size(), "file", "files"), year, current(context, year)))
            .programs("remedies", List.of(CORRECT_FILES))
            .line("  what to do: " + CORRECT_FILES)
            .notices("problems", "", problems.stream().flatMap(String::lines).toList())
            .answer();
    int version = context.latest(year).map(VersionState::version).orElse(0);
    return YearReport.of(DoneYear.publishedOnly(year.toString(), version, null))
        .withGate(new GateReport(0, List.of(), List.of(), stopped, null, ""));
  }

  private static String current(RunContext context, FinancialYear year) {
    int current = context.publication().latest(year).map(Publication.Latest::version).orElse(0);
    return current == 0 ? "no version is current" : "version " + current + " stays current";
  }

  private static void stop(RunContext context, FinancialYear year, Stops.Stop stop) {
    context.ensureHeld();
    new StopNotes(context.lake()).put(year, stop);
  }

  private YearReport read(
      YearDecision decision, YearInputs files, ReceiveExtracts.Received received) {
    int version = context.nextVersion(year);
    YearVersion place = new YearVersion(context.lake(), year, version);
    context.unfinished().begin(place, context.runId());
    SilverYear.Inputs inputs = SilverYear.Inputs.read(files, received.references(), rulebook);
    Map<String, String> digests = new TreeMap<>();
    try (SilverYear silver = SilverYear.freeze(context, engine, rulebook, inputs, place)) {
      return continueFrom(
          silver,
          place,
          version,
          digests,
          () -> {
            digests.putAll(silver.digests());
            String own = files.own(rulebook, context.settings().codeVersion());
            String frozen = YearInputs.frozen(own, inputs.content(digests));
            context.reached(State.INGESTED, place, version, frozen, rulebook, digests);
            return decision.frozenAs(context, rulebook, frozen, bases);
          });
    }
  }

  private YearReport recalculate(YearDecision decision) {
    VersionState ingested = decision.held();
    Optional<VersionState> current = context.latest(year);
    boolean untouched =
        current.isPresent()
            && current.get().state() == State.INGESTED
            && current.get().version() == ingested.version();
    int next = context.nextVersion(year);
    int version = untouched ? ingested.version() : next;
    YearVersion place = new YearVersion(context.lake(), year, version);
    context.unfinished().begin(place, context.runId());
    Map<String, String> digests = new TreeMap<>();
    try (SilverYear silver =
        SilverYear.thaw(context.lake(), context.progress(), engine, rulebook, ingested)) {
      digests.putAll(silver.digests());
      return continueFrom(silver, place, ingested.version(), digests, () -> decision);
    }
  }

  private YearReport continueFrom(
      SilverYear silver,
      YearVersion place,
      int silverVersion,
      Map<String, String> digests,
      Supplier<YearDecision> frozen) {
    Set<Step> steps = context.settings().steps();
    if (!steps.contains(Step.RECALCULATE)) {
      YearDecision unused = frozen.get();
      context.unfinished().done(place);
      return report(silver, place, null, null, List.of(), null);
    }
    CheckPractice checks = silver.facts().checks(rulebook);
    Assembled<?> held = silver.assembled();
    context.progress().began(year.toString(), "national figures");
    GatherYear gathering = SupplementaryInputs.gathering(rulebook, silver, checks);
    GatherYear.Gathered gathered = new GatherYear.Gathered();
    engine.blocks(held, SilverYear.PRACTICES_PER_BLOCK, gathering).forEach(gathered::add);
    List<Contribution> contributions = gathered.contributions;
    NationalYear national =
        NationalYear.of(rulebook, contributions, silver.populationsBefore().values());
    SupplementaryTerms beside =
        SupplementaryInputs.terms(context, rulebook, silver, gathering, gathered);
    // Silver is committed while the nation is added up, and before anything is made from it.
    YearDecision decision = frozen.get();
    context.progress().ended("%,d practices".formatted(contributions.size()));
    proof = ProofReport.of(rulebook, gathered.awarded);
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
                silver.facts().hasValues(),
                silver.fileNames()))) {
      priced.add(block);
    }
    Block approved =
        ApprovedAmounts.changes(
            RecordedStates.of(context.lake(), year).standing(),
            place.version(),
            priced.beside.totals);
    GoldYear gold =
        new GoldYear(
            rulebook, context.rulebooks().statistics(), silver, national, priced, approved);
    // Judged whole, payments and statistics together, before anything of it is in a table.
    NationalGate.Passage gate =
        new NationalGate(context, engine, rulebook)
            .judge(
                silver,
                gathered,
                national,
                new NationalGate.Whole(gold.outcome(silver), priced.inputs),
                proof,
                checks,
                bases::points,
                place);
    if (!gate.isOpen()) {
      priced.parts.delete(context.lake());
      context.progress().ended("stopped by the gate");
      stop(context, year, Stops.Stop.at(Stops.Cause.GATE, place.version()));
      // The frozen values are whole and wait for a person; nothing of them is half made.
      context.unfinished().done(place);
      return report(silver, place, national, null, List.of(), null).withGate(gate.report());
    }
    StagedParts written;
    try (Committing committing = Committing.begin(place, priced.parts)) {
      digests.putAll(gold.write(place, committing, gate.rows()));
      written = gold.parts();
    }
    context.progress().ended("%,d lines".formatted(priced.lines));
    List<String> failures = new ArrayList<>(gold.failures());
    failures.addAll(
        VersionEquations.of(rulebook)
            .failures(engine, context.progress(), place, silverVersion, digests.keySet()));
    String identity = decision.identity();
    if (failures.isEmpty()) {
      context.reached(State.RECALCULATED, place, silverVersion, identity, rulebook, digests);
      decision.madeFrom().keep(context.lake(), year);
      context.unfinished().done(place);
      new StopNotes(context.lake()).release(year);
    } else {
      context.unfinished().failed(place, context.runId());
      stop(context, year, Stops.Stop.at(Stops.Cause.CHECKS, place.version()));
    }
    String published = null;
    GateReport passed = gate.report();
    if (failures.isEmpty() && steps.contains(Step.PUBLISH)) {
      AcceptedFigures letThrough = letThrough(context, place);
      GateReport closed = letThrough.closed().orElse(null);
      if (closed == null) {
        published =
            new PublishYear(context, rulebook.digest())
                .publish(place, silverVersion, identity, digests, written, letThrough);
      } else {
        // Midnight came between the judging and now.
        passed = closed;
        stop(context, year, Stops.Stop.at(Stops.Cause.ENDED, place.version()));
      }
    }
    return report(silver, place, national, priced, failures, published).withGate(passed);
  }

  /** Publication alone, of the latest recalculated version. */
  static YearReport publishOnly(RunContext context, Rulebook rulebook) {
    FinancialYear year = rulebook.year();
    PublishYear.recordUnrecorded(context, year);
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
    Stops stops = new StopNotes(context.lake()).read();
    SortedSet<FinancialYear> because = stops.stopped(new BaseYears(context, rulebook).used());
    return because.isEmpty()
        ? publish(context, rulebook, recalculated)
        : waiting(context, year, because);
  }

  /** Publishes a version whose results are in the lake. */
  private static YearReport publish(
      RunContext context, Rulebook rulebook, VersionState recalculated) {
    FinancialYear year = rulebook.year();
    Lake lake = context.lake();
    YearVersion place = new YearVersion(lake, year, recalculated.version());
    AcceptedFigures letThrough = letThrough(context, place);
    GateReport closed = letThrough.closed().orElse(null);
    String published =
        closed != null
            ? null
            : new PublishYear(context, rulebookOf(context, recalculated))
                .publish(
                    place,
                    recalculated.silverVersion(),
                    recalculated.identity(),
                    recalculated.digests(),
                    new StagedParts(),
                    letThrough);
    if (closed == null) {
      releaseMade(context, year, recalculated);
    } else {
      stop(context, year, Stops.Stop.at(Stops.Cause.ENDED, recalculated.version()));
    }
    return YearReport.of(DoneYear.publishedOnly(year.toString(), recalculated.version(), published))
        .withGate(closed);
  }

  /** A later version that the gate stopped stays stopped when an earlier one is published. */
  private static void releaseMade(RunContext context, FinancialYear year, VersionState made) {
    Stops.Stop stop = new StopNotes(context.lake()).read().of(year);
    if (stop != null && stop.cause() != Stops.Cause.FILES && stop.version() <= made.version()) {
      new StopNotes(context.lake()).release(year);
    }
  }

  /**
   * Digest of the rulebook that made a version: a publication by other rules does not change it.
   */
  private static String rulebookOf(RunContext context, VersionState version) {
    return context.versions().states(version.year()).stream()
        .filter(made -> made.version() == version.version() && made.state() == State.RECALCULATED)
        .findFirst()
        .orElse(version)
        .rulebookDigest();
  }

  private static AcceptedFigures letThrough(RunContext context, YearVersion place) {
    return AcceptedFigures.of(context.lake(), place.year(), place.version(), context.today());
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

  /** Whether a version is the current one where this run publishes. */
  static boolean isPublished(RunContext context, VersionState version) {
    return context
        .publication()
        .latest(version.year())
        .filter(latest -> latest.version() == version.version())
        .isPresent();
  }

  /** The report of a year of which a version is as it should be. */
  static YearReport unchanged(RunContext context, VersionState current) {
    return YearReport.of(
        DoneYear.unchanged(
            current.year().toString(),
            current.version(),
            isPublished(context, current)
                ? context.publication().folder(current.year(), current.version())
                : null));
  }

  private YearReport report(
      SilverYear silver,
      YearVersion place,
      @Nullable NationalYear national,
      PriceBlock.@Nullable Priced priced,
      List<String> failures,
      @Nullable String published) {
    boolean paid = priced != null && rulebook.complete() && silver.facts().hasValues();
    return YearReport.of(
        new DoneYear(
            year.toString(),
            place.version(),
            false,
            counts(silver, priced),
            national == null ? Map.of() : figures(national),
            paid && priced != null
                ? MoneyReport.of(priced.points, priced.money, priced.improved, priced.unpriced)
                : MoneyReport.NONE,
            new OutcomeReport(
                rulebook.unconfirmedValues().size(),
                proof == null ? null : ProofReport.of(proof),
                notices(silver, priced, paid),
                published,
                failures),
            paid && priced != null ? SupplementaryReport.of(priced.beside) : null));
  }

  private static CountsReport counts(SilverYear silver, PriceBlock.@Nullable Priced priced) {
    return new CountsReport(
        silver.assembled().practices(),
        priced == null ? 0 : priced.payable,
        priced == null ? 0 : priced.inStatistics,
        silver.rowsRead(),
        silver.rowsAccepted(),
        silver.refusedByReason(),
        priced == null ? Map.of() : priced.failedChecks,
        priced == null ? 0 : priced.warnings);
  }

  private List<String> notices(
      SilverYear silver, PriceBlock.@Nullable Priced priced, boolean paid) {
    List<String> notices = new ArrayList<>(silver.facts().notices(rulebook));
    notices.addAll(
        silver.received().notices(rulebook, priced == null ? null : priced.figures.codes()));
    if (priced != null) {
      notices.addAll(ReceivedReferences.maxima(priced.otherMaxima));
    }
    if (paid && priced != null) {
      notices.addAll(priced.notes.lines());
    }
    if (paid) {
      notices.addAll(bases.notices());
    }
    for (RowsOfFile file : silver.rowsOfFiles()) {
      if (JudgeFiles.isOutside(context.rulebooks().gate(), file.rows())) {
        notices.add(file.words(context, year));
      }
      notices.addAll(file.swallowed());
      file.setAside().ifPresent(notices::add);
    }
    notices.addAll(OtherFrameworks.notices(context.rulebooks(), rulebook, silver.setAside()));
    silver.leftOut().ifPresent(notices::add);
    notices.addAll(silver.notes());
    reasons.forEach(reason -> notices.add("made because " + reason));
    notices.addAll(remarks);
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
          "%,.2f patients a practice on %s%s"
              .formatted(
                  national.ownAverage().value().rounded(2),
                  national.ownDate(),
                  national.listDate() == null ? "" : ", " + national.ownApproximation()));
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
      figures.put("prevalence", "of payments, over whole lists: " + registers);
    }
    for (NationalPrevalence figure : national.prevalence()) {
      if (figure.standIns() > 0) {
        figures.put(
            "not published",
            "the register %s: the denominators of its indicators with their adjustments stand for it in %,d practices"
                .formatted(figure.groupCode(), figure.standIns()));
      }
    }
    return figures;
  }
}
