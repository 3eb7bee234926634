package org.openqof.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openqof.errors.EditDistance;
import org.openqof.errors.JobErrors;

/**
 * A job as written in its file: which steps, on which engine, from and to where. Unknown keys are
 * refused with a suggestion; all problems are reported together.
 *
 * @param name the file's name without folder and ending
 * @param steps steps, in the order in which they run
 * @param engine {@code auto}, {@code local} or {@code spark}
 * @param master Spark master; null leaves it to spark-submit, or to this machine
 * @param extracts where the extracts lie
 * @param lake where the lake lies
 * @param published where publications go
 * @param publication folder of the official publication; null makes none
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
    String lake,
    String published,
    @Nullable String publication,
    @Nullable String years,
    @Nullable String rulebook,
    @Nullable String layouts,
    boolean requireConfirmed,
    long sparkAboveBytes,
    Watching watching) {

  /**
   * Who is told of runs, and how long versions are kept.
   *
   * @param metrics file of the metrics; null writes none
   * @param lineage file or HTTP address of the lineage events; null tells none
   * @param retentionYears years for which versions are kept that are no longer current; null keeps
   *     all
   */
  public record Watching(
      @Nullable String metrics, @Nullable String lineage, @Nullable Integer retentionYears) {
    /** Payments can be questioned for six years; a shorter time than this is refused. */
    public static final int LEAST_RETENTION_YEARS = 5;

    /** Nobody is told, everything is kept. */
    public static final Watching NONE = new Watching(null, null, null);
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

  private static final List<String> ENGINES = List.of("auto", "local", "spark");

  private static final List<String> KEYS =
      List.of(
          "about",
          "steps",
          "engine",
          "master",
          "extracts",
          "lake",
          "published",
          "publication",
          "years",
          "rulebook",
          "layouts",
          "require_confirmed",
          "spark_above_bytes",
          "metrics",
          "lineage",
          "retention_years");

  /** Sixteen gibibytes: about forty national years, where one machine still suffices. */
  private static final long DEFAULT_SPARK_ABOVE = 16L << 30;

  /**
   * Reads a job file.
   *
   * @throws org.openqof.errors.QofException naming every problem of the file
   */
  public static JobFile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw JobErrors.noSuchJob(file.toString());
    }
    JsonNode tree;
    try {
      tree = new YAMLMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw JobErrors.unreadableJob(file.toString(), e.getOriginalMessage());
    } catch (IOException e) {
      throw JobErrors.unreadableJob(file.toString(), String.valueOf(e.getMessage()));
    }
    String fileName = String.valueOf(file.getFileName());
    return new Reader(file.toString(), tree).read(fileName.replaceFirst("\\.ya?ml$", ""));
  }

  private static final class Reader {
    private final String file;
    private final JsonNode tree;
    private final List<String> problems = new ArrayList<>();

    Reader(String file, JsonNode tree) {
      this.file = file;
      this.tree = tree;
    }

    JobFile read(String name) {
      if (!tree.isObject()) {
        problems.add("expected keys and values, such as 'steps: [ingest, recalculate, publish]'");
      }
      tree.fieldNames()
          .forEachRemaining(
              key -> {
                if (!KEYS.contains(key)) {
                  problems.add(
                      "unknown key '%s'; did you mean '%s'?".formatted(key, nearest(key, KEYS)));
                }
              });
      Set<Step> steps = steps();
      String engine = text("engine", "auto");
      if (!ENGINES.contains(engine)) {
        problems.add("engine: expected one of %s, found '%s'".formatted(ENGINES, engine));
      }
      JobFile job =
          new JobFile(
              name,
              steps,
              engine,
              optional("master"),
              text("extracts", "data-samples"),
              text("lake", "lake"),
              text("published", "published"),
              optional("publication"),
              optional("years"),
              optional("rulebook"),
              optional("layouts"),
              flag("require_confirmed"),
              bytes("spark_above_bytes"),
              new Watching(optional("metrics"), optional("lineage"), retentionYears()));
      if (!problems.isEmpty()) {
        throw JobErrors.badJob(file, problems);
      }
      return job;
    }

    private Set<Step> steps() {
      Map<String, Step> known = new TreeMap<>();
      for (Step step : Step.values()) {
        known.put(step.name().toLowerCase(Locale.ROOT), step);
      }
      Set<Step> steps = EnumSet.noneOf(Step.class);
      JsonNode node = tree.path("steps");
      if (!node.isArray() || node.isEmpty()) {
        problems.add("steps: expected a list of " + known.keySet());
        return steps;
      }
      for (JsonNode step : node) {
        Step found = known.get(step.asText());
        if (found == null) {
          problems.add(
              "steps: unknown step '%s'; did you mean '%s'?"
                  .formatted(step.asText(), nearest(step.asText(), known.keySet())));
        } else {
          steps.add(found);
        }
      }
      return steps;
    }

    private String text(String key, String absent) {
      String value = optional(key);
      return value == null ? absent : value;
    }

    private @Nullable String optional(String key) {
      JsonNode node = tree.path(key);
      if (node.isMissingNode() || node.isNull()) {
        return null;
      }
      if (!node.isValueNode() || node.asText().isBlank()) {
        problems.add(key + ": expected one text");
        return null;
      }
      return node.asText();
    }

    private boolean flag(String key) {
      JsonNode node = tree.path(key);
      if (!node.isMissingNode() && !node.isBoolean()) {
        problems.add(key + ": expected true or false, found '" + node.asText() + "'");
      }
      return node.asBoolean(false);
    }

    private @Nullable Integer retentionYears() {
      JsonNode node = tree.path("retention_years");
      if (node.isMissingNode() || node.isNull()) {
        return null;
      }
      if (!node.isIntegralNumber() || node.asLong() < Watching.LEAST_RETENTION_YEARS) {
        problems.add(
            "retention_years: expected a whole number of at least %d, found '%s'"
                .formatted(Watching.LEAST_RETENTION_YEARS, node.asText()));
      }
      return node.asInt();
    }

    private long bytes(String key) {
      JsonNode node = tree.path(key);
      if (node.isMissingNode()) {
        return DEFAULT_SPARK_ABOVE;
      }
      if (!node.isIntegralNumber() || node.asLong() < 0) {
        problems.add(key + ": expected a number of bytes, found '" + node.asText() + "'");
      }
      return node.asLong();
    }
  }

  private static String nearest(String found, Iterable<String> known) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = EditDistance.between(found, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }
}
