package org.openqof.run;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
 * work to do forgets it first. Plain text in lines, because reading it must not take longer than
 * what it saves.
 */
final class LastNightsAnswers {
  private static final String FOLDER = "answers";
  private static final String FORM = "qof-answer-1";

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
   * LastNightsAnswers to the question of a run.
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
    this.path = Storage.below(lake.statePath(FOLDER), question + ".txt");
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

  /** The answer, if it still stands. */
  Optional<RunReport> find(String runId, long began) {
    if (!storage.exists(path)) {
      return Optional.empty();
    }
    List<String[]> lines = new ArrayList<>();
    for (String line : storage.readText(path).split("\n", -1)) {
      lines.add(line.split("\t", -1));
    }
    // The last line is written last: an answer that is cut off is none.
    if (!lines.get(0)[0].equals(FORM)
        || lines.size() < 2
        || !lines.get(lines.size() - 2)[0].equals("end")) {
      return Optional.empty();
    }
    try {
      return standing(lines) ? Optional.of(report(lines, runId, began)) : Optional.empty();
    } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private boolean standing(List<String[]> lines) {
    List<String> files = new ArrayList<>();
    List<String> odd = new ArrayList<>();
    for (String[] line : lines) {
      switch (line[0]) {
        case "log" -> {
          long version = Long.parseLong(line[1]);
          if (!storage.exists(versionsLog(version)) || storage.exists(versionsLog(version + 1))) {
            return false;
          }
        }
        case "latest" -> {
          String place = latest(line[1]);
          Storage published = Storage.of(Place.uri(settings.published()));
          if (!published.exists(place) || !text(line[2]).equals(published.readText(place))) {
            return false;
          }
        }
        case "there" -> {
          if (!Storage.of(Place.uri(String.valueOf(settings.publication())))
              .exists(text(line[1]))) {
            return false;
          }
        }
        case "file" -> files.add(String.join("\t", line));
        case "odd" -> odd.add(text(line[1]));
        default -> {
          // Part of the report.
        }
      }
    }
    if (!settings.steps().contains(Step.INGEST)) {
      return true;
    }
    URI place = Place.uri(settings.extracts());
    FoundFiles now = FoundFiles.of(Storage.of(place), place, settings.ignore());
    listed = now.entries();
    return now.entries().stream().map(LastNightsAnswers::line).toList().equals(files)
        && now.oddLines().equals(odd);
  }

  private static String line(Entry entry) {
    return String.join(
        "\t",
        "file",
        written(entry.path()),
        Long.toString(entry.bytes()),
        Long.toString(entry.modifiedMillis()),
        written(entry.mark()));
  }

  private static String written(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String text(String written) {
    return URLDecoder.decode(written, StandardCharsets.UTF_8);
  }

  private RunReport report(List<String[]> lines, String runId, long began) {
    List<YearReport> years = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    for (String[] line : lines) {
      if (line[0].equals("notice")) {
        notices.add(text(line[1]));
      } else if (line[0].equals("year")) {
        years.add(
            YearReport.of(
                    DoneYear.unchanged(
                        line[1], Integer.parseInt(line[2]), emptyToNull(text(line[3]))))
                .withStates(states(line)));
      }
    }
    boolean spark = settings.usesSpark(listed.stream().mapToLong(Entry::bytes).sum());
    boolean calculates =
        settings.steps().contains(Step.INGEST) || settings.steps().contains(Step.RECALCULATE);
    return new RunReport(
        runId,
        !calculates ? "none" : spark ? "spark" : "local",
        years,
        notices,
        (System.nanoTime() - began) / 1e9);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static StatesReport states(String[] line) {
    Map<String, Integer> states = new LinkedHashMap<>();
    counts(line[5], (name, count) -> states.put(name, Math.toIntExact(count)));
    Map<String, Long> refused = new LinkedHashMap<>();
    counts(line[6], refused::put);
    List<String> refusals = new ArrayList<>();
    for (String refusal : text(line[7]).split("\n", -1)) {
      if (!refusal.isEmpty()) {
        refusals.add(refusal);
      }
    }
    return new StatesReport(
        Integer.parseInt(line[4]),
        states,
        0,
        refused,
        refusals,
        Integer.parseInt(line[8]),
        Integer.parseInt(line[9]),
        new BigDecimal(line[10]));
  }

  private interface Count {
    void of(String name, long count);
  }

  private static void counts(String written, Count each) {
    for (String pair : written.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", -1);
        each.of(text(parts[0]), Long.parseLong(parts[1]));
      }
    }
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
    List<String> lines = new ArrayList<>();
    lines.add(FORM);
    lines.add("log\t" + log.getAsLong());
    listed.stream()
        .sorted(Comparator.comparing(Entry::path))
        .map(LastNightsAnswers::line)
        .forEach(lines::add);
    odd.forEach(each -> lines.add("odd\t" + written(each)));
    Storage published = Storage.of(Place.uri(settings.published()));
    TreeSet<String> years = new TreeSet<>();
    report.years().forEach(year -> years.add(year.year()));
    alsoOf.forEach(year -> years.add(year.toString()));
    for (String year : years) {
      if (published.exists(latest(year))) {
        lines.add("latest\t" + year + "\t" + written(published.readText(latest(year))));
      }
    }
    for (YearReport year : report.years()) {
      StatesReport states = year.states();
      if (states == null) {
        return;
      }
      if (settings.publication() != null && year.published() != null) {
        lines.add(
            "there\t"
                + written(
                    Storage.below(
                        absolute(settings.publication()), year.year(), MakePublication.MARK)));
      }
      lines.add(
          String.join(
              "\t",
              "year",
              year.year(),
              Integer.toString(year.version()),
              written(year.published() == null ? "" : year.published()),
              Integer.toString(states.version()),
              counts(states.states()),
              counts(states.refused()),
              written(String.join("\n", states.refusals())),
              Integer.toString(states.waiting()),
              Integer.toString(states.approvedChanged()),
              states.approvedDifferenceGbp().toPlainString()));
    }
    everyNight(report.notices()).forEach(notice -> lines.add("notice\t" + written(notice)));
    lines.add("end\n");
    storage.put(path, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
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

  private static String counts(Map<String, ? extends Number> counts) {
    List<String> pairs = new ArrayList<>();
    counts.forEach((name, count) -> pairs.add(written(name) + "=" + count));
    return String.join("&", pairs);
  }
}
