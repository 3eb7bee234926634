package org.openqof.run;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.form.Limits;
import org.openqof.gate.AcceptedFigures;
import org.openqof.gate.StopNotes;
import org.openqof.gate.Stops;
import org.openqof.intake.FoundFiles;
import org.openqof.intake.ReceiveExtracts;
import org.openqof.intake.YearInputs;
import org.openqof.recalculation.BaseYears;
import org.openqof.recalculation.RunContext;
import org.openqof.rulebook.Rulebook;
import org.openqof.run.RunPlan.YearPlan;
import org.openqof.run.YearDecision.Action;
import org.openqof.settings.JobFile.Step;
import org.openqof.settings.Place;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.store.Lake;
import org.openqof.store.LakeFormat;
import org.openqof.store.Publication;
import org.openqof.store.RunLock;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.VersionState.State;
import org.openqof.store.place.Storage;

/**
 * Says what a run would do and why, and does nothing: new and changed files are read, nothing is
 * written anywhere.
 *
 * <p>Years are decided as a run decides them. A year that uses another one which would be rebuilt
 * would be rebuilt too; whether its own results then come out the same, only the run knows.
 */
public final class PlanRun {
  private final RunSettings settings;
  private final Progress progress;

  /** A plan of a run with these settings. */
  public PlanRun(RunSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Makes the plan.
   *
   * @throws org.openqof.errors.QofException for everything that would stop the run before it
   *     calculates
   */
  public RunPlan plan() {
    settings.checkPlaces();
    Lake lake = new Lake(Place.uri(settings.lake()));
    LakeFormat.check(lake, settings.codeVersion());
    NationalRun.groups(settings);
    RunContext context =
        new RunContext(
            settings,
            lake,
            new VersionLog(lake),
            new Publication(Place.uri(settings.published())),
            NationalRun.rulebooks(settings),
            "none",
            "plan",
            null,
            InstantSource.system(),
            progress);
    List<String> notices = new ArrayList<>();
    RunLock.holder(lake)
        .ifPresent(holder -> notices.add("the lake is held by " + holder.described()));
    return settings.steps().contains(Step.INGEST)
        ? overExtracts(context, notices)
        : overLake(context, notices);
  }

  private RunPlan overExtracts(RunContext context, List<String> notices) {
    URI place = Place.uri(settings.extracts());
    Storage storage = Storage.of(place);
    ExecutorService pool = NationalRun.pool();
    try {
      ReceiveExtracts.Received received =
          new ReceiveExtracts(
                  storage,
                  NationalRun.layouts(settings),
                  Limits.defaults(),
                  context.lake().bronze(),
                  NationalRun.ledger(settings, context.lake()).read(),
                  false,
                  pool,
                  progress)
              .receive(FoundFiles.of(storage, place, settings.ignore()), settings.years());
      notices.addAll(received.notices());
      List<YearPlan> years = new ArrayList<>();
      TreeSet<FinancialYear> remade = new TreeSet<>();
      List<FinancialYear> withFiles = NationalRun.years(context, received);
      SortedSet<FinancialYear> withoutFiles = YearsWithoutFiles.of(context, withFiles);
      TreeSet<FinancialYear> decided = new TreeSet<>(withFiles);
      decided.addAll(withoutFiles);
      decided.addAll(received.rejected().years());
      SortedSet<FinancialYear> stopped = received.rejected().stopped(decided);
      for (FinancialYear year : decided) {
        if (stopped.contains(year)) {
          int version = context.latest(year).map(VersionState::version).orElse(0);
          years.add(
              new YearPlan(
                  year.toString(),
                  Action.NOTHING.words(),
                  version,
                  version,
                  received.rejected().words(year)));
          continue;
        }
        if (withoutFiles.contains(year)) {
          withoutFiles(context, year, remade, notices).ifPresent(years::add);
          continue;
        }
        Rulebook rulebook = context.rulebook(year);
        BaseYears bases = new BaseYears(context, rulebook);
        YearDecision decision =
            YearDecision.of(
                context, rulebook, YearInputs.of(received, rulebook), received.references(), bases);
        years.add(year(context, decision, bases, remade));
      }
      return new RunPlan(years, received.news(), notices);
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * A year that the lake holds and whose files are gone; empty where the run would not speak of it.
   */
  private Optional<YearPlan> withoutFiles(
      RunContext context, FinancialYear year, Set<FinancialYear> remade, List<String> notices) {
    Rulebook rulebook = context.rulebooks().load(year);
    BaseYears bases = new BaseYears(context, rulebook);
    YearDecision decision = YearDecision.withoutFiles(context, rulebook, bases);
    YearPlan plan = year(context, decision, bases, remade);
    if (remade.contains(year)) {
      context.rulebook(year);
      List<String> reasons = new ArrayList<>(plan.reasons());
      reasons.addAll(decision.leftAlone());
      reasons.add("its files are no longer in the extracts: its frozen values stand");
      return Optional.of(
          new YearPlan(plan.year(), plan.action(), plan.versionNow(), plan.versionThen(), reasons));
    }
    decision.notice(context.lake().root()).ifPresent(notices::add);
    return decision.isSpokenOf(settings) ? Optional.of(plan) : Optional.empty();
  }

  private RunPlan overLake(RunContext context, List<String> notices) {
    List<YearPlan> years = new ArrayList<>();
    TreeSet<FinancialYear> remade = new TreeSet<>();
    for (FinancialYear year : context.yearsInTheLake(settings.years())) {
      Rulebook rulebook = context.rulebook(year);
      if (settings.steps().contains(Step.RECALCULATE)) {
        BaseYears bases = new BaseYears(context, rulebook);
        years.add(year(context, YearDecision.ofFrozen(context, rulebook, bases), bases, remade));
      } else {
        years.add(publishing(context, year));
      }
    }
    return new RunPlan(years, List.of(), notices);
  }

  private static YearPlan publishing(RunContext context, FinancialYear year) {
    Optional<VersionState> results = context.versions().last(year, State.RECALCULATED);
    boolean published = results.isPresent() && YearRun.isPublished(context, results.get());
    int version = results.map(VersionState::version).orElse(0);
    List<String> reasons =
        results.isEmpty()
            ? List.of("the lake holds no results of it: the run would fail")
            : published ? List.of() : closed(context, year, version);
    return new YearPlan(
        year.toString(),
        (published ? Action.NOTHING : Action.PUBLISH).words(),
        version,
        version,
        reasons);
  }

  /** That a version made before would not be published, if that is so. */
  private static List<String> closed(RunContext context, FinancialYear year, int version) {
    return AcceptedFigures.of(context.lake(), year, version, context.today()).counts()
        ? List.of()
        : List.of(
            "what let version %d through the national gate has ended: the run would not publish it"
                .formatted(version));
  }

  private static YearPlan year(
      RunContext context, YearDecision decision, BaseYears bases, Set<FinancialYear> remade) {
    FinancialYear year = decision.year();
    Optional<VersionState> current = context.latest(year);
    List<String> reasons = new ArrayList<>(decision.reasons());
    if (current.isEmpty()) {
      reasons.add("the lake holds nothing of it");
    }
    Action action = decision.action();
    TreeSet<FinancialYear> used = new TreeSet<>(bases.years());
    if (!year.equals(FinancialYear.FIRST)) {
      used.add(year.previous());
    }
    used.retainAll(remade);
    if (!used.isEmpty() && context.settings().steps().contains(Step.RECALCULATE)) {
      used.forEach(other -> reasons.add("it uses " + other + ", which is rebuilt"));
      action = action == Action.READ ? action : Action.RECALCULATE;
    }
    int held = current.map(VersionState::version).orElse(0);
    if (action == Action.PUBLISH) {
      reasons.addAll(closed(context, year, held));
    }
    Stops stops = new StopNotes(context.lake()).read();
    if (stops.of(year) != null) {
      reasons.add(stops.words(year));
    }
    if (action != Action.NOTHING) {
      stops
          .stopped(bases.used())
          .forEach(
              other ->
                  reasons.add(
                      "%s is stopped (%s): this year waits unless the run releases it first"
                          .formatted(other, stops.words(other))));
    }
    boolean makes = action == Action.READ || action == Action.RECALCULATE;
    if (makes) {
      remade.add(year);
    }
    boolean goesOn =
        action == Action.RECALCULATE
            && current.isPresent()
            && current.get().state() == State.INGESTED;
    if (goesOn) {
      reasons.add("version %d has its values and no results yet".formatted(held));
    }
    return new YearPlan(
        year.toString(),
        action.words(),
        held,
        makes && !goesOn ? context.nextVersion(year) : held,
        reasons);
  }
}
