package org.openqof.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqof.answer.SafeText;
import org.openqof.answer.Words;
import org.openqof.domain.FinancialYear;
import org.openqof.gate.StopNotes;
import org.openqof.gate.Stops;
import org.openqof.input.Geography;
import org.openqof.publish.ChangeNote;
import org.openqof.publish.Edition;
import org.openqof.publish.EnglandYear;
import org.openqof.publish.Files;
import org.openqof.publish.GroupRows;
import org.openqof.publish.Imprint;
import org.openqof.publish.Level;
import org.openqof.publish.Lineage;
import org.openqof.publish.Part;
import org.openqof.publish.PublishErrors;
import org.openqof.publish.PublishedFile;
import org.openqof.publish.YearFigures;
import org.openqof.publish.YearRows;
import org.openqof.publish.csv.Metadata;
import org.openqof.publish.csv.OfficialCsv;
import org.openqof.publish.csv.TidyCsv;
import org.openqof.publish.workbook.Workbooks;
import org.openqof.recalculation.BaseYears;
import org.openqof.rulebook.Comparability;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.Place;
import org.openqof.settings.Progress;
import org.openqof.statistics.Disclosure;
import org.openqof.statistics.Grouping;
import org.openqof.store.Lake;
import org.openqof.store.ReplacedFolder;
import org.openqof.store.VersionState;
import org.openqof.store.place.Audience;
import org.openqof.tables.AreaGroups;
import org.openqof.tables.Block;
import org.openqof.tables.Practices;
import org.openqof.tables.TidyFiles;

/**
 * Makes the official publication of a year from the lake: every table and file, in one folder that
 * takes the place of the former one whole.
 *
 * <p>The version that is published is the current one of the year. Everything is checked before
 * anything is written: each practice lies in one place, and every level adds up to England, this
 * year and the year before.
 *
 * <p>One file because the steps of a publication are read from top to bottom.
 */
public final class MakePublication {
  /** By which a folder is known to be a publication. */
  public static final String MARK = "datapackage.json";

  /** More threads would only hold more half-written workbooks in memory. */
  private static final int MOST_THREADS = 4;

  private static final int OTHERS_TOLD = 10;

  private final Lake lake;
  private final Rulebooks rulebooks;
  private final Progress progress;
  private final Function<VersionState, YearRows> lakeRows;
  private final @Nullable GroupingFile groups;

  /** Publications from a lake. */
  public MakePublication(Lake lake, Rulebooks rulebooks, Progress progress) {
    this(lake, rulebooks, progress, state -> new LakeYear(lake, state));
  }

  /** Publications from rows that are read in another way. */
  MakePublication(
      Lake lake,
      Rulebooks rulebooks,
      Progress progress,
      Function<VersionState, YearRows> lakeRows) {
    this(lake, rulebooks, progress, lakeRows, null);
  }

  private MakePublication(
      Lake lake,
      Rulebooks rulebooks,
      Progress progress,
      Function<VersionState, YearRows> lakeRows,
      @Nullable GroupingFile groups) {
    this.lake = lake;
    this.rulebooks = rulebooks;
    this.progress = progress;
    this.lakeRows = lakeRows;
    this.groups = groups;
  }

  /** The same with figures of the groups of a grouping besides. */
  public MakePublication withGroups(GroupingFile file) {
    return new MakePublication(lake, rulebooks, progress, lakeRows, file);
  }

  /**
   * What was made.
   *
   * @param year the year
   * @param version its version in the lake
   * @param folder where it lies
   * @param files its files
   * @param notices what a reader must know, in words
   */
  public record Made(
      FinancialYear year,
      int version,
      String folder,
      List<PublishedFile> files,
      List<String> notices) {

    /** The same in lines for people. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      long bytes = files.stream().mapToLong(PublishedFile::bytes).sum();
      lines.add(
          "publication of %s, version %d: %d files, %,d KiB, in %s"
              .formatted(year, version, files.size(), bytes >> 10, folder));
      notices.forEach(notice -> lines.add("  " + notice));
      return lines;
    }
  }

  /** The part that writes a form. */
  private Part form(Form form, Sources sources) {
    return switch (form) {
      case PAGES ->
          new PublicationPages(
              new ReportYear(lake, rulebooks, Disclosure.AS_PUBLISHED),
              sources.version(),
              sources::rows);
      case WORKBOOKS -> new Workbooks();
      case CSV -> new OfficialCsv();
      case LONG -> new TidyCsv();
    };
  }

  /** The forms of a publication. */
  public enum Form {
    /** The report and the page on data quality, for people without a spreadsheet. */
    PAGES,
    /** Workbooks; they take longest, so they are begun first. */
    WORKBOOKS,
    /** The official CSV files. */
    CSV,
    /** Long CSV files. */
    LONG
  }

  /**
   * Makes the publication.
   *
   * @param year the year
   * @param out folder of publications; this one is its sub-folder named by the year
   * @param imprint what the files say of themselves
   * @param forms forms to write
   * @throws org.openqof.errors.QofException when the year is not in the lake, or a check fails;
   *     what was there before stays
   */
  public Made make(FinancialYear year, String out, Imprint imprint, Set<Form> forms) {
    progress.began(year.toString(), "publication: figures and checks");
    PublishedYears years = new PublishedYears(lake, rulebooks);
    Stops stops = new StopNotes(lake).read();
    refuseStopped(year, years, stops);
    Sources sources = new Sources(years.get(year), lakeRows, new ConcurrentHashMap<>());
    Edition edition = edition(years, sources, imprint);
    progress.ended(Words.practices(edition.now().places().size()));
    try (ReplacedFolder folder =
        ReplacedFolder.begin(Place.uri(out), year.toString(), MARK, Audience.EVERYONE)) {
      Files files = new Files(folder::create);
      List<Runnable> tasks = new ArrayList<>();
      for (Form form : Form.values()) {
        if (forms.contains(form)) {
          tasks.addAll(form(form, sources).tasks(edition, files));
        }
      }
      progress.began(year.toString(), "publication: files");
      together(tasks);
      // The descriptions name every file, so they come last.
      together(new Metadata().tasks(edition, files));
      progress.ended("%d files".formatted(files.finished().size()));
      folder.exchange();
      List<String> notices = notices(edition);
      if (stops.of(year) != null) {
        notices.add(
            "%s %s: this is version %d, which was published before"
                .formatted(year, stops.words(year), edition.version()));
      }
      return new Made(year, edition.version(), folder.place(), files.finished(), notices);
    }
  }

  /**
   * Refuses a year that is stopped and was never published, and one that stands on such a year:
   * what was published of it was made without that.
   */
  private void refuseStopped(FinancialYear year, PublishedYears years, Stops stops) {
    TreeSet<FinancialYear> needed = new TreeSet<>(List.of(year));
    if (years.find(year).isPresent()) {
      Rulebook rulebook = rulebooks.load(year);
      needed.addAll(
          new BaseYears(lake, rulebook, rulebooks.earlierCodes(rulebook), BaseYears.LATEST).used());
    }
    for (FinancialYear one : stops.stopped(needed)) {
      if (years.find(one).isEmpty()) {
        throw PublishErrors.stopped(
            year.toString(), one + " " + stops.words(one), stops.remedies(one, lake.root()));
      }
    }
  }

  /** Does tasks on as many threads as there are processors; the first failure ends them all. */
  private static void together(List<Runnable> tasks) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
            task -> {
              Thread thread = new Thread(task, "publication");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> running = new ArrayList<>();
      tasks.forEach(task -> running.add(pool.submit(task)));
      for (Future<?> each : running) {
        each.get();
      }
      pool.shutdown();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  /** Nothing may still be writing when the folder is taken away or exchanged. */
  private static void awaitEnd(ExecutorService pool) {
    try {
      if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("a file of the publication is still being written");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What one publication is read from, each table of each version once.
   *
   * @param version the version published
   * @param lakeRows how rows are read
   * @param kept rows of each version so far
   */
  private record Sources(
      VersionState version,
      Function<VersionState, YearRows> lakeRows,
      Map<VersionState, YearRows> kept) {

    YearRows rows(VersionState of) {
      return kept.computeIfAbsent(of, state -> new KeptRows(lakeRows.apply(state)));
    }
  }

  private Edition edition(PublishedYears years, Sources sources, Imprint imprint) {
    VersionState state = sources.version();
    FinancialYear year = state.year();
    Rulebook rulebook = years.rulebook(state);
    YearRows rows = sources.rows(state);
    VersionState then =
        year.compareTo(FinancialYear.FIRST) > 0 ? years.find(year.previous()).orElse(null) : null;
    Grouping grouping = grouping(rows, then == null ? null : sources.rows(then), state, then);
    YearFigures now = YearFigures.asFrozen(rows, rulebook, grouping);
    YearFigures before = null;
    Rulebook former = null;
    if (then != null) {
      former = years.rulebook(then);
      before = PublishedYears.recast(sources.rows(then), former, rows, rulebook, grouping);
    }
    return new Edition(
        state.version(),
        GroupRows.of(rows, now, rulebooks.statistics()),
        now,
        before,
        lineage(former, rulebook),
        rulebooks.lineage(),
        ChangeNote.notes(rulebook, former),
        england(years, sources),
        imprint);
  }

  /** Every published year of the lake up to the one published, as a series shows it. */
  private List<EnglandYear> england(PublishedYears years, Sources sources) {
    List<EnglandYear> england = new ArrayList<>();
    for (VersionState state : years.all().headMap(sources.version().year()).values()) {
      england.add(england(state, sources));
    }
    england.add(england(sources.version(), sources));
    return england;
  }

  private EnglandYear england(VersionState state, Sources sources) {
    return new EnglandYear(
        state.year(), rulebooks.load(state.year()), sources.rows(state).read(AreaGroups.TABLE));
  }

  /** The grouping, checked against the practices that either year knows. */
  private @Nullable Grouping grouping(
      YearRows rows, @Nullable YearRows before, VersionState state, @Nullable VersionState then) {
    if (groups == null) {
      return null;
    }
    Set<String> known = practices(rows);
    String years = state.year().toString();
    if (before != null && then != null) {
      known.addAll(practices(before));
      years = then.year() + " and " + years;
    }
    return groups.grouping(known, years);
  }

  private static Set<String> practices(YearRows rows) {
    Block practices = rows.read(Practices.TABLE);
    Set<String> codes = new TreeSet<>();
    for (int row = 0; row < practices.rows(); row++) {
      codes.add(practices.textAt(Practices.PRACTICE_CODE, row));
    }
    return codes;
  }

  /** What a reader of the groups must know. */
  private void groupNotices(List<String> notices, Edition edition) {
    Grouping grouping = edition.now().grouping();
    if (groups == null || grouping == null) {
      return;
    }
    Set<String> published = edition.now().places().keySet();
    long without = published.stream().filter(practice -> !grouping.has(practice)).count();
    notices.add(
        "grouping '%s': %s; %s in no group: UNALLOCATED%s"
            .formatted(
                grouping.name(),
                Words.of(edition.now().at(Level.GROUP).areas().size(), "row", "rows"),
                Words.practices(without),
                grouping.overlaps() ? "; groups overlap and do not add up to England" : ""));
    Set<String> small = new TreeSet<>();
    edition.now().at(Level.GROUP).areas().forEach(area -> small.add(area.code()));
    Block funnels = edition.rows().read(TidyFiles.GROUP_FUNNELS);
    for (int row = 0; row < funnels.rows(); row++) {
      small.remove(funnels.textAt(funnels.table().fields().get(0), row));
    }
    if (!small.isEmpty()) {
      notices.add(
          "fewer than %d practices to compare, so limits, and no deciles or funnels: %s"
              .formatted(rulebooks.statistics().leastPractices(), firstOf(small)));
    }
    Set<String> others = groups.others(published);
    if (!others.isEmpty()) {
      notices.add("in the grouping and not in the statistics: " + firstOf(others));
    }
  }

  private static String firstOf(Set<String> all) {
    return all.stream().limit(OTHERS_TOLD).collect(Collectors.joining(", "))
        + (all.size() > OTHERS_TOLD
            ? ", … " + Words.of(all.size() - OTHERS_TOLD, "more", "more")
            : "");
  }

  /** What may stand alongside last year's figures: all that the lineage does not call a break. */
  private Lineage lineage(@Nullable Rulebook former, Rulebook rulebook) {
    if (former == null) {
      return (code, what) -> false;
    }
    return (code, what) ->
        rulebooks.lineage().compare(former.year(), code, rulebook.year(), what).comparability()
            != Comparability.NOT_COMPARABLE;
  }

  /** What a reader must know: places that are unknown, years that are not at hand, odd names. */
  private List<String> notices(Edition edition) {
    List<String> notices = new ArrayList<>();
    groupNotices(notices, edition);
    if (edition.before() == null) {
      notices.add(edition.year().previous() + " is not in the lake: its columns say not available");
    }
    unallocated(notices, edition.now(), "");
    if (edition.before() != null) {
      unallocated(notices, edition.before(), " on this year's map");
    }
    if (edition.now().at(Level.ENGLAND).indicatorCodes().isEmpty()) {
      notices.add("no indicator values: achievement files are empty");
    }
    Set<String> withoutSheet = edition.now().at(Level.ENGLAND).groupCodes();
    withoutSheet.removeAll(edition.rulebook().groupsByCode().keySet());
    if (!withoutSheet.isEmpty()) {
      notices.add(
          "groups %s are not in the rulebook: in the CSV files, and without a sheet"
              .formatted(withoutSheet));
    }
    long odd =
        edition.now().places().values().stream()
            .filter(place -> SafeText.isFormula(place.name()))
            .count();
    if (odd > 0) {
      notices.add(
          Words.of(odd, "name", "names")
              + " would run as a formula; CSV files have an apostrophe before each");
    }
    return notices;
  }

  private static void unallocated(List<String> notices, YearFigures figures, String where) {
    long unmapped =
        figures.places().values().stream()
            .filter(place -> place.geography().subIcb().equals(Geography.UNMAPPED))
            .count();
    if (unmapped > 0) {
      notices.add(
          "%s of %s %s in no area%s: row UNMAPPED"
              .formatted(
                  Words.practices(unmapped), figures.year(), unmapped == 1 ? "is" : "are", where));
    }
  }
}
