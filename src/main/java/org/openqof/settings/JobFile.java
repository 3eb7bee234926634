package org.openqof.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqof.publish.Imprint;
import org.openqof.rulebook.read.Cell;
import org.openqof.rulebook.read.CellReader;
import org.openqof.rulebook.read.NearestName;
import org.openqof.rulebook.read.PlainFile;
import org.openqof.rulebook.read.Problems;
import org.openqof.rulebook.read.YamlFile;
import org.openqof.rulebook.read.YamlFile.Entry;

/**
 * A job as written in its file: which steps, on which engine, from and to where. Unknown keys are
 * refused with a suggestion; all problems are reported together, each with its line.
 *
 * <p>One file because every key of a job file is read and checked alongside the others.
 *
 * @param name the file's name without folder and ending
 * @param steps steps, in the order in which they run
 * @param engine {@code auto}, {@code local} or {@code spark}
 * @param master Spark master; null leaves it to spark-submit, or to this machine
 * @param extracts where the extracts lie
 * @param ignore patterns of files among the extracts that are passed over, as shells write them
 * @param lake where the lake lies
 * @param published where publications go
 * @param publication folder of the official publication; null makes none
 * @param groups groups of practices that the official publication has figures of; null for none
 * @param imprint what the official publication says of itself
 * @param years years to run, {@code 2022-23,2023-24} or {@code 2021-22..2024-25}; null for all
 *     found
 * @param rulebook folder laid over the shipped rulebooks; null for none
 * @param layouts folder laid over the shipped layouts; null for none
 * @param requireConfirmed whether to refuse values that no source confirms
 * @param sparkAboveBytes size of the extracts, bytes, above which {@code auto} chooses Spark
 * @param watching who is told of runs, and how long versions are kept
 */
public record JobFile(
    String name,
    Set<Step> steps,
    String engine,
    @Nullable String master,
    String extracts,
    List<String> ignore,
    String lake,
    String published,
    @Nullable String publication,
    @Nullable Groups groups,
    Imprint imprint,
    @Nullable String years,
    @Nullable String rulebook,
    @Nullable String layouts,
    boolean requireConfirmed,
    long sparkAboveBytes,
    Watching watching) {

  /**
   * A file of groups and how it is to be taken, as {@code qof publish} is told by options.
   *
   * @param file where it lies
   * @param overlap whether a practice may be in several groups
   * @param skipUnknown whether practices that a year does not know are passed over
   */
  public record Groups(String file, boolean overlap, boolean skipUnknown) {
    /**
     * Reads it.
     *
     * @throws org.openqof.errors.QofException naming every line that is wrong
     */
    public GroupingFile read() {
      return GroupingFile.read(file, overlap, skipUnknown);
    }
  }

  /**
   * Who is told of runs, and how long versions are kept.
   *
   * @param metrics file of the metrics; null writes none
   * @param lineage file or HTTP address of the lineage events; null tells none
   * @param retentionYears years for which versions are kept that are no longer current; null keeps
   *     all
   * @param checkLake whether a run ends with a check of the whole lake: {@code quick} or {@code
   *     full}; null does not
   */
  public record Watching(
      @Nullable String metrics,
      @Nullable String lineage,
      @Nullable Integer retentionYears,
      @Nullable String checkLake) {
    /** Payments can be questioned for six years; a shorter time than this is refused. */
    public static final int LEAST_RETENTION_YEARS = 5;

    /** Nobody is told, everything is kept. */
    public static final Watching NONE = new Watching(null, null, null, null);
  }

  /** The steps of a national run. */
  public enum Step {
    /** Extracts to bronze and silver. */
    INGEST,
    /** Silver to national figures and gold. */
    RECALCULATE,
    /** Gold to published files. */
    PUBLISH
  }

  /** Keys of what the official publication says of itself. */
  private static final List<String> IMPRINT =
      List.of(
          "publisher",
          "contact",
          "publication_status",
          "publication_date",
          "next_publication_date",
          "licence",
          "licence_address");

  private static final List<String> CHECKS = List.of("quick", "full");

  private static final List<String> ENGINES = List.of("auto", "local", "spark");

  private static final List<String> KEYS =
      List.of(
          "about",
          "steps",
          "engine",
          "master",
          "extracts",
          "ignore",
          "lake",
          "published",
          "publication",
          "groups",
          "groups_overlap",
          "groups_skip_unknown",
          "publisher",
          "contact",
          "publication_status",
          "publication_date",
          "next_publication_date",
          "licence",
          "licence_address",
          "years",
          "rulebook",
          "layouts",
          "require_confirmed",
          "spark_above_bytes",
          "metrics",
          "lineage",
          "retention_years",
          "check_lake");

  /** Sixteen gibibytes: about forty national years, where one machine still suffices. */
  private static final long DEFAULT_SPARK_ABOVE = 16L << 30;

  /**
   * Reads a job file.
   *
   * @throws org.openqof.errors.QofException naming every problem of the file
   */
  public static JobFile read(Path file) {
    if (!Files.exists(file)) {
      throw JobErrors.noSuchJob(file.toString());
    }
    String text;
    try {
      text = PlainFile.text(file);
    } catch (IOException e) {
      throw JobErrors.unreadableJob(file.toString(), String.valueOf(e.getMessage()));
    }
    Reader reader = new Reader(file.toString(), text);
    JobFile job = reader.read(String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", ""));
    if (reader.problems.count() > 0) {
      throw JobErrors.badJob(file.toString(), reader.problems.all());
    }
    return job;
  }

  /** Reads the keys of one file; what is wrong is gathered, and stands in for a value. */
  private static final class Reader {
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    private final String file;
    private final Problems problems = new Problems();
    private final CellReader cells = new CellReader(problems, Set.of());
    private final Map<String, Entry> entries;

    Reader(String file, String text) {
      this.file = file;
      this.entries = YamlFile.nested(file, text, problems).entries();
    }

    JobFile read(String name) {
      entries.forEach(
          (key, entry) -> {
            if (!KEYS.contains(key)) {
              problems.add(entry.own(), "is unknown.", NearestName.advice(key, KEYS, "Remove it."));
            }
          });
      return new JobFile(
          name,
          steps(),
          engine(),
          optional("master"),
          text("extracts", "data-samples"),
          ignore(),
          text("lake", "lake"),
          text("published", "published"),
          optional("publication"),
          groups(),
          imprint(),
          optional("years"),
          optional("rulebook"),
          optional("layouts"),
          flag("require_confirmed"),
          whole("spark_above_bytes", 0, DEFAULT_SPARK_ABOVE),
          new Watching(optional("metrics"), optional("lineage"), retentionYears(), checkLake()));
    }

    /** Patterns of files to pass over: one, or a list. */
    private List<String> ignore() {
      Entry entry = entries.get("ignore");
      if (entry == null) {
        return List.of();
      }
      List<Cell> written = entry.items().isEmpty() ? List.of(entry.own()) : entry.items();
      List<String> patterns = new ArrayList<>();
      for (Cell cell : written) {
        if (cell.text().isBlank() || !entry.parts().isEmpty() || !Globs.isOne(cell.text())) {
          problems.add(
              cell,
              "'" + cell.text() + "' is not a pattern of file names.",
              "Write ignore: [notes.csv, \"old/*\"] with names or paths below the extracts; *"
                  + " stands for any part of a name.");
        } else {
          patterns.add(cell.text());
        }
      }
      return List.copyOf(patterns);
    }

    private Set<Step> steps() {
      Set<Step> steps = EnumSet.noneOf(Step.class);
      Entry entry = entries.get("steps");
      if (entries.isEmpty() && problems.count() > 0) {
        // No YAML: that is the problem.
        return steps;
      }
      if (entry == null || entry.items().isEmpty()) {
        problems.add(
            entry == null ? new Cell(file, 1, "steps", "") : entry.own(),
            "is not a list of steps.",
            "Write steps: [ingest, recalculate, publish], or those of them that are to run.");
        return steps;
      }
      for (Cell item : entry.items()) {
        Step step = cells.constant(item, Step.class, "step");
        if (step != null) {
          steps.add(step);
        }
      }
      return steps;
    }

    private String engine() {
      String engine = text("engine", "auto");
      Entry entry = entries.get("engine");
      if (entry != null && !ENGINES.contains(engine)) {
        problems.add(
            entry.own(),
            "'" + engine + "' is not an engine.",
            NearestName.advice(engine, ENGINES, "Write auto, local or spark."));
      }
      return engine;
    }

    /** The groups, which are of the official publication and of nothing else. */
    private @Nullable Groups groups() {
      String place = optional("groups");
      boolean overlap = flag("groups_overlap");
      boolean skipUnknown = flag("groups_skip_unknown");
      needs("groups", "publication", "a folder of publications");
      needs("groups_overlap", "groups", "a file of groups");
      needs("groups_skip_unknown", "groups", "a file of groups");
      return place == null ? null : new Groups(place, overlap, skipUnknown);
    }

    /** What the official publication says of itself, and nothing else does. */
    private Imprint imprint() {
      for (String key : IMPRINT) {
        needs(key, "publication", "a folder of publications");
      }
      return new Imprint(
          optional("publisher"),
          optional("contact"),
          optional("publication_status"),
          date("publication_date"),
          date("next_publication_date"),
          optional("licence"),
          address("licence_address"));
    }

    private @Nullable LocalDate date(String key) {
      String written = optional(key);
      Entry entry = entries.get(key);
      if (entry == null || written == null) {
        return null;
      }
      try {
        return LocalDate.parse(written);
      } catch (DateTimeParseException other) {
        problems.add(entry.own(), "'" + written + "' is not a date.", "Write it as 2024-08-29.");
        return null;
      }
    }

    private @Nullable String address(String key) {
      String written = optional(key);
      Entry entry = entries.get(key);
      if (entry != null && written != null && !written.matches("https?://[^\\s<>\"]+")) {
        problems.add(
            entry.own(),
            "'" + written + "' is not a web address.",
            "Write an address that begins with https://, or remove this line.");
        return null;
      }
      return written;
    }

    private void needs(String key, String other, String what) {
      Entry entry = entries.get(key);
      if (entry != null && !entries.containsKey(other)) {
        problems.add(
            entry.own(),
            "is of no use without " + other + ".",
            "Write " + other + ": with " + what + ", or remove this line.");
      }
    }

    private String text(String key, String absent) {
      String value = optional(key);
      return value == null ? absent : value;
    }

    private @Nullable String optional(String key) {
      Entry entry = entries.get(key);
      if (entry == null) {
        return null;
      }
      if (!entry.parts().isEmpty() || !entry.items().isEmpty()) {
        problems.add(entry.own(), "is not a single value.", "Write one value after the colon.");
        return null;
      }
      return cells.text(entry.own());
    }

    private boolean flag(String key) {
      Entry entry = entries.get(key);
      return entry != null && Boolean.TRUE.equals(cells.trueFalse(entry.own()));
    }

    private @Nullable String checkLake() {
      String check = optional("check_lake");
      Entry entry = entries.get("check_lake");
      if (entry != null && check != null && !CHECKS.contains(check)) {
        problems.add(
            entry.own(),
            "'" + check + "' is not a kind of check.",
            NearestName.advice(check, CHECKS, "Write quick or full, or remove this line."));
      }
      return check;
    }

    private @Nullable Integer retentionYears() {
      return entries.containsKey("retention_years")
          ? (Integer) Math.toIntExact(whole("retention_years", Watching.LEAST_RETENTION_YEARS, 0))
          : null;
    }

    private long whole(String key, long least, long absent) {
      Entry entry = entries.get(key);
      if (entry == null) {
        return absent;
      }
      String found = entry.own().text();
      if (!WHOLE.matcher(found).matches() || Long.parseLong(found) < least) {
        problems.add(
            entry.own(),
            "'" + found + "' is not a whole number of at least " + least + ".",
            "Write digits only.");
        return absent;
      }
      return Long.parseLong(found);
    }
  }
}
