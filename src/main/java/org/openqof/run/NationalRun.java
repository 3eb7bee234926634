package org.openqof.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.engine.Engine;
import org.openqof.errors.QofException;
import org.openqof.extract.Reach;
import org.openqof.extract.form.Limits;
import org.openqof.extract.layout.Layouts;
import org.openqof.extract.layout.Role;
import org.openqof.gate.DroppedVersions;
import org.openqof.gate.StopNotes;
import org.openqof.intake.FileLedger;
import org.openqof.intake.FoundFiles;
import org.openqof.intake.ReceiveExtracts;
import org.openqof.intake.ReceivedFile;
import org.openqof.intake.YearInputs;
import org.openqof.operations.CheckReport;
import org.openqof.publication.MakePublication;
import org.openqof.recalculation.RunContext;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.run.YearDecision.Action;
import org.openqof.run.report.RunReport;
import org.openqof.run.report.YearReport;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.JobErrors;
import org.openqof.settings.JobFile;
import org.openqof.settings.JobFile.Step;
import org.openqof.settings.Place;
import org.openqof.settings.Progress;
import org.openqof.settings.RunSettings;
import org.openqof.settings.Unfinished;
import org.openqof.states.StatesOfYear;
import org.openqof.store.Lake;
import org.openqof.store.LakeFormat;
import org.openqof.store.LostStates;
import org.openqof.store.Publication;
import org.openqof.store.RunLock;
import org.openqof.store.VersionLog;
import org.openqof.store.VersionState;
import org.openqof.store.place.Storage;
import org.openqof.store.place.Storage.Entry;
import org.openqof.tables.Versions;

/**
 * One run of a job: takes extracts in, recalculates each year from the frozen values, and publishes
 * payments and statistics of the same version.
 *
 * <p>Years are done one after the other, so that memory does not grow with their number. A year
 * whose checks fail is not published, and its last version stays current; the other years go on.
 *
 * <p>One file because the steps of a run are read from top to bottom.
 */
public final class NationalRun {
  /** How a notice of a file that no year uses begins. */
  static final String UNUSED = "not used:";

  private final RunSettings settings;
  private final EngineOpening engines;
  private final RunRecorder recorder;
  private final Progress progress;
  private boolean reread;
  private InstantSource clock = InstantSource.system();

  /** Opens the engine that a run uses. */
  public interface EngineOpening {
    /**
     * The engine.
     *
     * @param settings settings of the run
     * @param onSpark whether it is Spark
     */
    Engine open(RunSettings settings, boolean onSpark);
  }

  /** A run with these settings. */
  public NationalRun(RunSettings settings, EngineOpening engines, Progress progress) {
    this.settings = settings;
    this.engines = engines;
    this.recorder = new RunRecorder(settings, progress);
    this.progress = recorder;
  }

  /** The same run, which trusts no memory of the extracts: every file is read again. */
  public NationalRun rereading() {
    reread = true;
    return this;
  }

  /** The same run by another clock. */
  public NationalRun by(InstantSource other) {
    clock = other;
    return this;
  }

  /**
   * Runs the job.
   *
   * @throws org.openqof.errors.QofException when it cannot be done; nothing is published then
   */
  public RunReport run() {
    long began = System.nanoTime();
    String runId = UUID.randomUUID().toString();
    if (settings.steps().contains(Step.INGEST)) {
      URI extracts = Place.uri(settings.extracts());
      if (!Storage.of(extracts).exists(Storage.absolute(extracts))) {
        // A mistyped place: the lake is not touched for it.
        throw JobErrors.noSuchExtracts(settings.extracts());
      }
    }
    settings.checkPlaces();
    Lake lake = new Lake(Place.uri(settings.lake()));
    LakeFormat.check(lake, settings.codeVersion());
    try (RunLock held = RunLock.take(lake, runId, clock.instant())) {
      return recorder.record(lake, runId, () -> run(held, lake, runId, began));
    }
  }

  private RunReport run(RunLock held, Lake lake, String runId, long began) {
    Rulebooks rulebooks = rulebooks(settings);
    // Read once and first: a wrong line stops the night before anything is taken in.
    GroupingFile groups = groups(settings);
    new StopNotes(lake).keepThoseOfEarlierForm();
    List<String> notices = new ArrayList<>(LakeFormat.ensure(lake, settings.codeVersion()));
    LastNightsAnswers answers = new LastNightsAnswers(settings, lake, rulebooks, groups);
    Optional<RunReport> known = reread ? Optional.empty() : answers.find(runId, began);
    if (known.isPresent()) {
      return checked(known.get(), lake);
    }
    // From here on nothing may answer for a lake that changes.
    answers.forget();
    lake.bronze().cleanLeftovers();
    VersionLog versions = new VersionLog(lake);
    held.recoveredFrom()
        .ifPresent(
            dead -> notices.add("took the lake over from " + dead + ", which no longer runs"));
    notices.addAll(new Unfinished(lake, versions).takeBack());
    if (held.recoveredFrom().isPresent()) {
      // A record whose entry was lost looks like one that a dead run did not come to commit.
      lake.years(Versions.TABLE).forEach(new LostStates(lake)::ensureNone);
      new Leftovers(lake).delete();
    }
    RunReport report =
        settings.steps().contains(Step.INGEST)
            ? fromExtracts(held, lake, versions, rulebooks, runId, began, answers)
            : fromLake(held, lake, versions, rulebooks, runId, began);
    notices.addAll(report.notices());
    versions.clockBehind().ifPresent(notices::add);
    report = withPublications(report.withNotices(notices), lake, rulebooks, groups);
    answers.remember(report);
    return checked(report, lake);
  }

  /** With a check of the whole lake at the end of the run, where the job asks for one. */
  private RunReport checked(RunReport report, Lake lake) {
    String check = settings.watching().checkLake();
    if (check == null) {
      return report;
    }
    progress.began("lake", "checking the whole of it");
    CheckReport found =
        CheckReport.of(lake, settings.published(), check.equals("quick"), clock.instant());
    progress.ended(found.scope());
    return report.with(found);
  }

  /** The rulebooks that settings name. */
  static Rulebooks rulebooks(RunSettings settings) {
    return settings.rulebook() == null
        ? Rulebooks.shipped()
        : Rulebooks.withOverlay(Path.of(settings.rulebook()));
  }

  /** The groups that settings name; null where they name none. */
  static @Nullable GroupingFile groups(RunSettings settings) {
    JobFile.Groups groups = settings.groups();
    return groups == null ? null : groups.read();
  }

  /**
   * The official publication of every year that this run published or left as it was, where the job
   * asks for it.
   */
  private RunReport withPublications(
      RunReport report, Lake lake, Rulebooks rulebooks, @Nullable GroupingFile groups) {
    String place = settings.publication();
    if (place == null) {
      return report;
    }
    MakePublication publications = new MakePublication(lake, rulebooks, progress);
    if (groups != null) {
      publications = publications.withGroups(groups);
    }
    List<String> notices = new ArrayList<>(report.notices());
    List<QofException> unpublished = new ArrayList<>();
    for (YearReport year : report.years()) {
      if (year.published() == null || !year.addsUp()) {
        continue;
      }
      try {
        notices.addAll(
            publications
                .make(
                    FinancialYear.of(year.year()),
                    place,
                    settings.imprint(),
                    EnumSet.allOf(MakePublication.Form.class))
                .lines());
      } catch (QofException notMade) {
        // A folder that cannot be replaced is that year's trouble: the former one stays there.
        unpublished.add(notMade);
      }
    }
    return report.withNotices(notices).without(unpublished);
  }

  private RunContext context(
      RunLock lock,
      Lake lake,
      VersionLog versions,
      Rulebooks rulebooks,
      String runId,
      String engine) {
    return new RunContext(
        settings,
        lake,
        versions,
        new Publication(Place.uri(settings.published())),
        rulebooks,
        engine,
        runId,
        lock,
        clock,
        progress);
  }

  private RunReport fromExtracts(
      RunLock lock,
      Lake lake,
      VersionLog versions,
      Rulebooks rulebooks,
      String runId,
      long began,
      LastNightsAnswers answers) {
    URI place = Place.uri(settings.extracts());
    Storage storage = Storage.of(place);
    FoundFiles found = FoundFiles.of(storage, place, settings.ignore());
    List<Entry> entries = found.entries();
    answers.over(found);
    boolean onSpark = settings.usesSpark(entries.stream().mapToLong(Entry::bytes).sum());
    // Spark takes seconds to start; the extracts are taken in meanwhile.
    CompletableFuture<Engine> opening =
        CompletableFuture.supplyAsync(() -> engines.open(settings, onSpark));
    ExecutorService pool = pool();
    try {
      ReceiveExtracts.Received received =
          new ReceiveExtracts(
                  storage,
                  layouts(settings),
                  Limits.defaults(),
                  lake.bronze(),
                  reread ? ledger(lake) : ledger(lake).read(),
                  true,
                  pool,
                  progress)
              .receive(found, settings.years());
      answers.given(received);
      List<FinancialYear> years =
          asked(context(lock, lake, versions, rulebooks, runId, name(null)), received);
      try (Engine engine = joined(opening)) {
        RunContext context = context(lock, lake, versions, rulebooks, runId, engine.name());
        SortedSet<FinancialYear> withoutFiles = YearsWithoutFiles.of(context, years);
        answers.alsoOf(withoutFiles);
        TreeSet<FinancialYear> decided = new TreeSet<>(years);
        decided.addAll(withoutFiles);
        List<String> notices = new ArrayList<>(received.notices());
        received.news().forEach(news -> notices.add(news.words()));
        // A year whose file cannot be taken in is stopped, asked for or not: others stand on it.
        decided.addAll(received.rejected().years());
        SortedSet<FinancialYear> stopped = received.rejected().stopped(decided);
        List<YearReport> reports = new ArrayList<>();
        Set<FinancialYear> done = new HashSet<>(stopped);
        forgetStops(context, decided);
        // A year uses earlier ones only: each finds their new versions made.
        for (FinancialYear year : decided) {
          if (stopped.contains(year)) {
            reports.add(YearRun.stoppedByFiles(context, year, received.rejected().words(year)));
            continue;
          }
          StatesOfYear states = new StatesOfYear(context, year);
          Optional<YearReport> report =
              withoutFiles.contains(year)
                  ? withoutFiles(context, engine, year, notices)
                  : Optional.of(
                      new YearRun(context, engine, context.rulebook(year)).fromExtracts(received));
          report.ifPresent(
              made -> {
                done.add(year);
                reports.add(made.withStates(states.after(received)));
              });
        }
        reports.addAll(statesOfOtherYears(context, received, done, notices));
        notices.addAll(unused(context, received, decided));
        return new RunReport(runId, engine.name(), reports, notices, seconds(began));
      }
    } finally {
      pool.shutdownNow();
      CompletableFuture<Void> unused = opening.thenAccept(Engine::close);
    }
  }

  /** The years to run; a mistyped one is the caller's to correct, and no run of this lake. */
  private List<FinancialYear> asked(RunContext context, ReceiveExtracts.Received received) {
    try {
      return years(context, received);
    } catch (QofException mistyped) {
      recorder.leaveNoRecord();
      throw mistyped;
    }
  }

  /** Lists and counts of patients of which no year uses any day, in words. */
  private static List<String> unused(
      RunContext context, ReceiveExtracts.Received received, SortedSet<FinancialYear> years) {
    List<String> notices = new ArrayList<>();
    for (ReceivedFile file : received.files()) {
      Role role = file.recognised().role();
      Reach reach = received.reach(file);
      if ((role != Role.PATIENT_LISTS && role != Role.POPULATION) || reach.dates().isEmpty()) {
        continue;
      }
      List<String> why = new ArrayList<>();
      for (FinancialYear year : years) {
        String unused = YearInputs.unused(context.rulebooks().load(year), role, reach);
        if (unused != null) {
          why.add(unused);
        }
      }
      if (why.size() == years.size()) {
        notices.add(
            "%s %s: its rows are of %s; %s"
                .formatted(
                    UNUSED,
                    file.name(),
                    reach.dates().size() == 1
                        ? reach.dates().first()
                        : reach.dates().first() + " to " + reach.dates().last(),
                    String.join("; ", why)));
      }
    }
    return notices;
  }

  /**
   * Releases years that waited and that neither the lake nor the extracts know any more, or of
   * which the lake knows nothing but what was dropped.
   */
  private void forgetStops(RunContext context, Set<FinancialYear> decided) {
    TreeSet<FinancialYear> known = new TreeSet<>(decided);
    for (FinancialYear year : context.lake().years(Versions.TABLE)) {
      if (!DroppedVersions.isLatest(context.lake(), year)) {
        known.add(year);
      }
    }
    StopNotes notes = new StopNotes(context.lake());
    if (settings.years() == null) {
      notes.read().forgotten(known).forEach(notes::release);
    }
  }

  /**
   * What becomes of a year that the lake holds and whose files are gone; empty where it stays as it
   * is and nobody asked for it by name.
   */
  private Optional<YearReport> withoutFiles(
      RunContext context, Engine engine, FinancialYear year, List<String> notices) {
    YearRun run = new YearRun(context, engine, context.rulebooks().load(year));
    YearDecision decision = run.decisionWithoutFiles();
    decision.notice(context.lake().root()).ifPresent(notices::add);
    if (decision.action() == Action.RECALCULATE) {
      // Refused only where something is to be made by it.
      context.rulebook(year);
    }
    YearReport report = run.withoutFiles(decision);
    return decision.isSpokenOf(settings) ? Optional.of(report) : Optional.empty();
  }

  /**
   * Years of which the extracts hold changes of state and nothing else: what the lake holds of them
   * stays as it is, and the changes are recorded.
   */
  private List<YearReport> statesOfOtherYears(
      RunContext context,
      ReceiveExtracts.Received received,
      Set<FinancialYear> done,
      List<String> notices) {
    List<YearReport> reports = new ArrayList<>();
    for (FinancialYear year : yearsWithStates(settings, received)) {
      if (done.contains(year)) {
        continue;
      }
      Optional<VersionState> latest = context.latest(year);
      if (latest.isPresent()) {
        StatesOfYear states = new StatesOfYear(context, year);
        reports.add(YearRun.unchanged(context, latest.get()).withStates(states.after(received)));
      } else {
        notices.add(
            "changes of state of %s are left for a run that has results of it".formatted(year));
      }
    }
    return reports;
  }

  /** Years of which the extracts hold changes of state, of those asked for. */
  private static SortedSet<FinancialYear> yearsWithStates(
      RunSettings settings, ReceiveExtracts.Received received) {
    TreeSet<FinancialYear> years = new TreeSet<>();
    for (ReceivedFile file : received.files()) {
      FinancialYear year = file.recognised().year();
      if (year != null
          && file.recognised().role() == Role.STATE_CHANGES
          && (settings.years() == null || settings.years().contains(year))) {
        years.add(year);
      }
    }
    return years;
  }

  /** Threads that compress what is received and read references. */
  static ExecutorService pool() {
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(),
        task -> {
          Thread thread = new Thread(task, "bronze");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The layouts that settings name. */
  static Layouts layouts(RunSettings settings) {
    String folder = settings.layouts();
    return folder == null ? Layouts.shipped() : Layouts.shipped().with(Path.of(folder));
  }

  private FileLedger ledger(Lake lake) {
    return ledger(settings, lake);
  }

  /** What the lake remembers of the extracts, as this program understands them. */
  static FileLedger ledger(RunSettings settings, Lake lake) {
    String layouts = settings.layouts();
    return new FileLedger(
        lake,
        Storage.absolute(Place.uri(settings.extracts())),
        settings.codeVersion() + " " + Layouts.digest(layouts == null ? null : Path.of(layouts)));
  }

  private static Engine joined(CompletableFuture<Engine> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * The years that a run over these extracts reads.
   *
   * @throws org.openqof.errors.QofException when there is none, or one that was asked for is
   *     neither there nor in the lake
   */
  static List<FinancialYear> years(RunContext context, ReceiveExtracts.Received received) {
    RunSettings settings = context.settings();
    TreeSet<FinancialYear> found = new TreeSet<>();
    for (ReceivedFile file : received.files()) {
      Role role = file.recognised().role();
      FinancialYear year = file.recognised().year();
      if (year != null && (role == Role.VALUES || role == Role.PREVALENCE)) {
        found.add(year);
      }
    }
    found.addAll(received.rejected().years());
    List<FinancialYear> asked = settings.years();
    TreeSet<FinancialYear> wanted = new TreeSet<>(found);
    if (asked != null) {
      wanted.retainAll(asked);
      TreeSet<FinancialYear> missing = new TreeSet<>(asked);
      missing.removeAll(found);
      missing.removeAll(yearsWithStates(settings, received));
      if (!wanted.isEmpty()) {
        missing.removeAll(YearsWithoutFiles.of(context, found));
      }
      if (!missing.isEmpty()) {
        found.addAll(received.yearsPassedOver());
        throw JobErrors.noYears(missing, found);
      }
    }
    if (wanted.isEmpty() && yearsWithStates(settings, received).isEmpty()) {
      throw JobErrors.noYears(List.of("any year"), List.of());
    }
    return List.copyOf(wanted);
  }

  private RunReport fromLake(
      RunLock lock, Lake lake, VersionLog versions, Rulebooks rulebooks, String runId, long began) {
    boolean recalculates = settings.steps().contains(Step.RECALCULATE);
    Engine engine = recalculates ? engines.open(settings, settings.usesSpark(0)) : null;
    RunContext context = context(lock, lake, versions, rulebooks, runId, name(engine));
    try {
      List<FinancialYear> years = context.yearsInTheLake(settings.years());
      List<YearReport> reports = new ArrayList<>();
      for (FinancialYear year : years) {
        if (settings.years() == null && DroppedVersions.isLatest(lake, year)) {
          continue;
        }
        Rulebook rulebook = context.rulebook(year);
        YearReport report =
            engine == null
                ? YearRun.publishOnly(context, rulebook)
                : new YearRun(context, engine, rulebook).fromLake();
        reports.add(report.withStates(new StatesOfYear(context, year).after()));
      }
      return new RunReport(runId, name(engine), reports, List.of(), seconds(began));
    } finally {
      if (engine != null) {
        engine.close();
      }
    }
  }

  private static String name(@Nullable Engine engine) {
    return engine == null ? "none" : engine.name();
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
