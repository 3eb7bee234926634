package org.openqof.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.layout.Layouts;
import org.openqof.intake.FoundFiles;
import org.openqof.intake.ReceiveExtracts;
import org.openqof.publication.MakePublication;
import org.openqof.publish.Imprint;
import org.openqof.rulebook.read.Rulebooks;
import org.openqof.run.report.DoneYear;
import org.openqof.run.report.RunReport;
import org.openqof.run.report.YearReport;
import org.openqof.settings.Digests;
import org.openqof.settings.GroupingFile;
import org.openqof.settings.JobFile.Step;
import org.openqof.settings.Place;
import org.openqof.settings.RunSettings;
import org.openqof.states.StatesReport;
import org.openqof.store.Json;
import org.openqof.store.Lake;
import org.openqof.store.place.Storage;
import org.openqof.store.place.Storage.Entry;
import org.openqof.tables.Versions;

/**
 * The answer of the last run to its question, so that a night without news takes no more than
 * looking at the list of files.
 *
 * <p>A question is the job with its settings, the program, all rulebooks and layouts, and the
 * content of the file of groups. Its answer stands while the extracts list the same files with the
 * same size, time and mark, the log of versions ends where it ended, and the publication names the
 * same versions. It is derived from the lake and never asked what is published; any run that has
 * work to do forgets it first.
 */
final class LastNightsAnswers {
  private static final String FOLDER = "answers";
  private static final String FORM = "qof-answer-2";

  private final RunSettings settings;
  private final Lake lake;
  private final Storage storage;
  private final String path;
  private final String question;
  private List<Entry> listed = List.of();
  private List<String> odd = List.of();
  private List<FinancialYear> alsoOf = List.of();
  private boolean trusted = true;

  /**
   * Answers to the question of a run.
   *
   * @param groups the groups that it publishes; null for none
   */
  LastNightsAnswers(
      RunSettings settings, Lake lake, Rulebooks rulebooks, @Nullable GroupingFile groups) {
    this.settings = settings;
    this.lake = lake;
    this.storage = lake.storage();
    String layouts = settings.layouts();
    this.question =
        Digests.sha256(
            String.join(
                "\n",
                settings.codeVersion(),
                settings.steps().toString(),
                absolute(settings.extracts()),
                absolute(settings.published()),
                settings.publication() == null ? "" : absolute(settings.publication()),
                groups == null ? "" : groups.identity(),
                settings.imprint().equals(Imprint.NONE) ? "" : settings.imprint().toString(),
                String.valueOf(settings.years()),
                settings.ignore().toString(),
                String.valueOf(settings.requireConfirmed()),
                rulebooks.digest(),
                Layouts.digest(layouts == null ? null : Path.of(layouts))));
    this.path = Storage.below(lake.statePath(FOLDER), question + ".json");
  }

  private static String absolute(String place) {
    return Storage.absolute(Place.uri(place));
  }

  private String latest(String year) {
    return Storage.below(absolute(settings.published()), year, "latest.json");
  }

  private String versionsLog(long version) {
    return Storage.below(lake.path(Versions.TABLE), "_delta_log", "%020d.json".formatted(version));
  }

  /**
   * What is kept.
   *
   * @param form the form of the file
   * @param log where the log of versions ended
   * @param files the files of the extracts
   * @param odd those among them that are read in an odd way, as the run found them
   * @param latest the text of {@code latest.json} of each published year
   * @param there what has to be there still
   * @param years what became of each year
   * @param notices what the next run would say again
   */
  private record Kept(
      String form,
      long log,
      List<Entry> files,
      List<String> odd,
      Map<String, String> latest,
      List<String> there,
      List<Year> years,
      List<String> notices) {
    Kept {
      files = List.copyOf(files);
      odd = List.copyOf(odd);
      latest = Map.copyOf(latest);
      there = List.copyOf(there);
      years = List.copyOf(years);
      notices = List.copyOf(notices);
    }

    /** A year in which nothing was to be done. */
    private record Year(String year, int version, @Nullable String published, StatesReport states) {
      Year {
        Objects.requireNonNull(year);
        Objects.requireNonNull(states);
      }

      YearReport report() {
        return YearReport.of(DoneYear.unchanged(year, version, published)).withStates(states);
      }
    }
  }

  /** The answer, if it still stands. */
  Optional<RunReport> find(String runId, long began) {
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    Kept kept;
    try {
      kept = Json.read(storage.readText(path), Kept.class);
    } catch (JsonProcessingException cutOffOrDamaged) {
      return Optional.empty();
    }
    return FORM.equals(kept.form()) && stands(kept)
        ? Optional.of(report(kept, runId, began))
        : Optional.empty();
  }

  private boolean stands(Kept kept) {
    Storage published = Storage.of(Place.uri(settings.published()));
    if (!storage.exists(versionsLog(kept.log()))
        || storage.exists(versionsLog(kept.log() + 1))
        || !kept.latest().entrySet().stream()
            .allMatch(
                year ->
                    published.exists(latest(year.getKey()))
                        && year.getValue().equals(published.readText(latest(year.getKey()))))
        || !kept.there().stream().allMatch(this::isThere)) {
      return false;
    }
    if (!settings.steps().contains(Step.INGEST)) {
      return true;
    }
    URI place = Place.uri(settings.extracts());
    FoundFiles now = FoundFiles.of(Storage.of(place), place, settings.ignore());
    listed = now.entries();
    return byPath(listed).equals(kept.files()) && now.oddLines().equals(kept.odd());
  }

  private boolean isThere(String place) {
    return Storage.of(Place.uri(String.valueOf(settings.publication()))).exists(place);
  }

  private static List<Entry> byPath(List<Entry> entries) {
    return entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
  }

  private RunReport report(Kept kept, String runId, long began) {
    boolean spark = settings.usesSpark(listed.stream().mapToLong(Entry::bytes).sum());
    boolean calculates =
        settings.steps().contains(Step.INGEST) || settings.steps().contains(Step.RECALCULATE);
    return new RunReport(
        runId,
        !calculates ? "none" : spark ? "spark" : "local",
        kept.years().stream().map(Kept.Year::report).toList(),
        kept.notices(),
        (System.nanoTime() - began) / 1e9);
  }

  /** Forgets every answer about this lake. */
  void forget() {
    storage.deleteTree(lake.statePath(FOLDER));
  }

  /** The files that the run works on. */
  void over(FoundFiles found) {
    listed = found.entries();
    odd = found.oddLines();
    trusted = false;
  }

  /** Years of the lake that the run decides on too, though their files are gone. */
  void alsoOf(Collection<FinancialYear> years) {
    alsoOf = List.copyOf(years);
  }

  /** What became of them. */
  void given(ReceiveExtracts.Received received) {
    trusted = received.trusted();
  }

  /**
   * Remembers the answer of a run that left nothing to do, if its files can be told from later
   * contents.
   */
  void remember(RunReport report) {
    OptionalLong log = lake.deltaVersion(Versions.TABLE);
    if (!trusted || report.exitCode() != 0 || log.isEmpty()) {
      return;
    }
    Storage published = Storage.of(Place.uri(settings.published()));
    TreeSet<String> names = new TreeSet<>();
    report.years().forEach(year -> names.add(year.year()));
    alsoOf.forEach(year -> names.add(year.toString()));
    Map<String, String> latest = new TreeMap<>();
    for (String year : names) {
      if (published.exists(latest(year))) {
        latest.put(year, published.readText(latest(year)));
      }
    }
    List<String> there = new ArrayList<>();
    List<Kept.Year> years = new ArrayList<>();
    for (YearReport year : report.years()) {
      StatesReport states = year.states();
      if (states == null) {
        return;
      }
      if (settings.publication() != null && year.published() != null) {
        there.add(
            Storage.below(absolute(settings.publication()), year.year(), MakePublication.MARK));
      }
      years.add(new Kept.Year(year.year(), year.version(), year.published(), states.quiet()));
    }
    storage.put(
        path,
        Json.bytes(
            new Kept(
                FORM,
                log.getAsLong(),
                byPath(listed),
                odd,
                latest,
                there,
                years,
                everyNight(report.notices()))));
  }

  /**
   * Notices that the next run would give again: of files that are passed over, and of versions left
   * as they are, every night.
   */
  private static List<String> everyNight(List<String> notices) {
    return notices.stream()
        .filter(
            notice ->
                notice.startsWith("skipped ")
                    || notice.startsWith("read ")
                    || notice.startsWith(FoundFiles.IGNORED)
                    || notice.startsWith(NationalRun.UNUSED)
                    || notice.startsWith("changes of state of ")
                    || notice.startsWith(YearDecision.LEFT_ALONE))
        .toList();
  }
}
