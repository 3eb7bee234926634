package org.openqof.publish.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.publish.Files;
import org.openqof.publish.chart.ChartWords;
import org.openqof.rulebook.Lineage;
import org.openqof.rulebook.Rulebook;
import org.openqof.rulebook.StatisticsRules;
import org.openqof.statistics.Funnel;
import org.openqof.statistics.Measure;
import org.openqof.tables.Block;
import org.openqof.tables.Deciles;
import org.openqof.tables.Funnels;
import org.openqof.tables.SiteFiles;

/**
 * The files of the look-up page. Years are added one by one, the latest first, so that only their
 * packed counts stay in memory; then everything is written.
 *
 * <p>What is read: counts of patients, deciles, funnels, names and places. No table of payments is
 * ever asked for.
 *
 * <p>One file because it is the files of the look-up page, each in full.
 */
public final class LookUpSite {
  /** The file that every page of this kind has, and that says what it is made of. */
  public static final String MANIFEST = "look-up.json";

  private static final long TEN_DECIMALS_TO_SIX = 10_000;
  private static final double MILLION = 1_000_000;
  private static final int FUNNEL_POINTS = 24;

  private final Lineage lineage;
  private final StatisticsRules rules;
  private final BrowserParquet parquet;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Directory directory = new Directory();
  private final SortedMap<FinancialYear, Rulebook> rulebooks = new TreeMap<>();
  private final SortedMap<FinancialYear, Integer> versions = new TreeMap<>();
  private final Map<Kind, SortedMap<FinancialYear, YearCounts>> counts = new EnumMap<>(Kind.class);
  private final SortedMap<FinancialYear, Block> deciles = new TreeMap<>();
  private final SortedMap<FinancialYear, Block> funnels = new TreeMap<>();

  /** A page about no year yet. */
  public LookUpSite(Lineage lineage, StatisticsRules rules, BrowserParquet parquet) {
    this.lineage = lineage;
    this.rules = rules;
    this.parquet = parquet;
    for (Kind kind : Kind.values()) {
      counts.put(kind, new TreeMap<>());
    }
  }

  /** Adds a year; the latest comes first. */
  public void add(SiteYear year) {
    if (!versions.isEmpty() && year.year().compareTo(versions.firstKey()) >= 0) {
      throw new IllegalArgumentException(year.year() + " after " + versions.firstKey());
    }
    directory.add(year);
    rulebooks.put(year.year(), year.rulebook());
    versions.put(year.year(), year.version());
    counts.forEach(
        (kind, years) ->
            years.put(year.year(), new YearCounts(kind, year.figures(), year.bySize())));
    deciles.put(year.year(), year.rows().read(Deciles.TABLE));
    funnels.put(year.year(), year.rows().read(Funnels.TABLE));
  }

  /**
   * What the builder is told alongside the years.
   *
   * @param published day of publication; null when not said
   * @param nextRelease day of the next release; null when not said
   */
  public record Dates(@Nullable LocalDate published, @Nullable LocalDate nextRelease) {}

  /** Practices that have figures in any of the years. */
  public int practices() {
    return directory.practices().size();
  }

  /**
   * Writes every file of the page.
   *
   * @param bundle text files of the page's own source, built: {@code index.html}, {@code area.html}
   *     and what they name
   */
  public void write(Files files, Map<String, String> bundle, Dates dates) {
    Map<Kind, Map<String, Integer>> bundleOf = new EnumMap<>(Kind.class);
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    head(manifest, dates);
    Map<String, ObjectNode> of = new HashMap<>();
    for (String part :
        List.of("subjects", "figures", "nation", "deciles", "funnels", "practices_by_subject")) {
      of.put(part, manifest.putObject(part));
    }
    Map<String, Integer> positions = directory.positions();
    for (Kind kind : Kind.values()) {
      SortedMap<FinancialYear, YearCounts> years = yearsOf(kind);
      ObjectNodes parts = new ObjectNodes(of, kind.word());
      parts.put("subjects", new Histories(kind, lineage, rulebooks, years).json());
      Bundles bundles = new Bundles(kind, directory.byNeighbourhood(), years);
      bundleOf.put(kind, bundles.bundleOf());
      parts.put(
          "figures",
          put(
              files,
              "data/" + kind.word() + ".parquet",
              parquet.make(kind.inBundles().table(), bundles.blocks())));
      parts.put("nation", packed(files, "data/nation-" + kind.word(), nation(years)));
      parts.put("deciles", packed(files, "data/deciles-" + kind.word(), deciles(kind)));
      ObjectNode funnelFiles = JsonNodeFactory.instance.objectNode();
      ObjectNode practiceFiles = JsonNodeFactory.instance.objectNode();
      years.forEach(
          (year, ofYear) -> {
            String name = kind.word() + "-" + year;
            funnelFiles.set(
                year.toString(), packed(files, "data/funnels-" + name, funnels(kind, year)));
            practiceFiles.set(
                year.toString(),
                put(
                    files,
                    "data/by-subject-" + name + ".parquet",
                    parquet.make(kind.bySubject().table(), bySubject(kind, ofYear, positions))));
          });
      parts.put("funnels", funnelFiles);
      parts.put("practices_by_subject", practiceFiles);
    }
    manifest.set("practices", packed(files, "data/practices", directory.json(bundleOf)));
    files.put(
        MANIFEST,
        "What the page is made of",
        null,
        stream -> {
          mapper.writeValue(stream, manifest);
          return 0;
        });
    new AreaPages(directory, counts, rulebooks, bundle, about(dates)).write(files);
  }

  /** Puts a part of one kind into the manifest. */
  private record ObjectNodes(Map<String, ObjectNode> parts, String kind) {
    void put(String part, JsonNode value) {
      ObjectNode of = parts.get(part);
      if (of == null) {
        throw new IllegalArgumentException(part);
      }
      of.set(kind, value);
    }
  }

  private SortedMap<FinancialYear, YearCounts> yearsOf(Kind kind) {
    SortedMap<FinancialYear, YearCounts> years = counts.get(kind);
    if (years == null) {
      throw new IllegalStateException(kind.word());
    }
    return years;
  }

  private void head(ObjectNode manifest, Dates dates) {
    LocalDate published = dates.published();
    if (published != null) {
      manifest.put("published", published.toString());
    }
    LocalDate next = dates.nextRelease();
    if (next != null) {
      manifest.put("next_release", next.toString());
    }
    ObjectNode words = manifest.putObject("chart_words");
    ChartWords.byName().forEach(words::put);
    ArrayNode years = manifest.putArray("years");
    versions.forEach(
        (year, version) ->
            years
                .addObject()
                .put("year", year.toString())
                .put("start", year.startYear())
                .put("to", year.end().toString())
                .put("version", version));
  }

  /** What every page says at its foot. */
  private String about(Dates dates) {
    LocalDate published = dates.published();
    return "Figures of "
        + directory.latest()
        + ", version "
        + versions.get(directory.latest())
        + ". "
        + (published == null ? "" : "Published on " + published + ". ")
        + "Made with OpenQOF. This is not an NHS product.";
  }

  private ObjectNode put(Files files, String name, BrowserParquet.Made made) {
    files.put(
        name,
        "Counts that the page reads by ranges",
        null,
        stream -> {
          stream.write(made.content());
          return 0;
        });
    return JsonNodeFactory.instance
        .objectNode()
        .put("path", name)
        .put("bytes", made.content().length)
        .put("footer", made.footer());
  }

  /** A JSON file packed with gzip, which browsers unpack themselves; its name. */
  private JsonNode packed(Files files, String name, ObjectNode content) {
    String path = name + ".json.gz";
    files.put(
        path,
        "What the page fetches whole",
        null,
        stream -> {
          try (GZIPOutputStream gzip = new GZIPOutputStream(stream, 1 << 16)) {
            gzip.write(mapper.writeValueAsBytes(content));
          }
          return 0;
        });
    return JsonNodeFactory.instance.textNode(path);
  }

  /** Counts of England and of each tenth of practices by size, by subject and year. */
  private static ObjectNode nation(SortedMap<FinancialYear, YearCounts> years) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    years.forEach(
        (year, counts) -> {
          for (int i = 0; i < counts.subjects().size(); i++) {
            ObjectNode entry =
                json.withObject("/" + counts.subjects().get(i))
                    .putObject(Integer.toString(year.startYear()));
            entry.set("england", array(counts.ofEngland(i)));
            ArrayNode sizes = entry.putArray("sizes");
            for (int tenth = 1; tenth <= 10; tenth++) {
              sizes.add(array(counts.ofTenth(tenth, i)));
            }
          }
        });
    return json;
  }

  private static JsonNode array(int @Nullable [] counts) {
    if (counts == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int count : counts) {
      array.add(count == YearCounts.NONE ? (Integer) null : (Integer) count);
    }
    return array;
  }

  /** Nine deciles of the practices of England, in millionths, by subject, year and measure. */
  private ObjectNode deciles(Kind kind) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    deciles.forEach(
        (year, rows) -> {
          for (int row = 0; row < rows.rows(); row++) {
            String measure = rows.textAt(Deciles.MEASURE, row);
            if (rows.textAt(Deciles.POPULATION, row).equals("england")
                && kind.measures().stream().map(Measure::word).anyMatch(measure::equals)) {
              ObjectNode ofYear =
                  json.withObject("/" + rows.textAt(Deciles.SUBJECT_CODE, row))
                      .withObject("/" + year.startYear());
              ofYear.withArray("/" + measure).add(millionths(rows.unscaledAt(Deciles.RATE, row)));
            }
          }
        });
    return json;
  }

  private static long millionths(long tenDecimals) {
    return (tenDecimals + TEN_DECIMALS_TO_SIX / 2) / TEN_DECIMALS_TO_SIX;
  }

  /** Funnels of one year: limits in millionths at some numbers of patients, by subject, measure. */
  private ObjectNode funnels(Kind kind, FinancialYear year) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Block rows = funnels.get(year);
    YearCounts ofYear = yearsOf(kind).get(year);
    if (rows == null || ofYear == null) {
      return json;
    }
    int[] most = largestBases(kind, ofYear);
    for (int row = 0; row < rows.rows(); row++) {
      String measure = rows.textAt(Funnels.MEASURE, row);
      int subject = ofYear.subjects().indexOf(rows.textAt(Funnels.SUBJECT_CODE, row));
      if (subject >= 0 && kind.measures().stream().map(Measure::word).anyMatch(measure::equals)) {
        Funnel funnel =
            new Funnel(
                rows.countAt(Funnels.PRACTICES, row),
                rows.decimalAt(Funnels.TARGET, row).doubleValue(),
                rows.decimalAt(Funnels.PHI, row).doubleValue(),
                rows.decimalAt(Funnels.TAU_SQUARED, row).doubleValue());
        ObjectNode entry = json.withObject("/" + ofYear.subjects().get(subject)).putObject(measure);
        entry.put("target", Math.round(funnel.target() * MILLION) / MILLION);
        entry.put("confidence", rules.outlier().percent().toPlainString());
        entry.put("outside", rows.countAt(Funnels.BELOW, row) + rows.countAt(Funnels.ABOVE, row));
        limits(entry, funnel, most[subject]);
      }
    }
    return json;
  }

  private void limits(ObjectNode entry, Funnel funnel, int most) {
    ArrayNode at = entry.putArray("at");
    ArrayNode lower = entry.putArray("lower");
    ArrayNode upper = entry.putArray("upper");
    ArrayNode lowerByChance = entry.putArray("lower_by_chance");
    ArrayNode upperByChance = entry.putArray("upper_by_chance");
    int last = 0;
    for (int i = 0; i < FUNNEL_POINTS; i++) {
      int base = (int) Math.round(Math.pow(Math.max(2, most), i / (FUNNEL_POINTS - 1.0)));
      if (base > last) {
        at.add(base);
        lower.add(millionths(funnel.lower(base, rules.outlier(), true)));
        upper.add(millionths(funnel.upper(base, rules.outlier(), true)));
        lowerByChance.add(millionths(funnel.lower(base, rules.outlier(), false)));
        upperByChance.add(millionths(funnel.upper(base, rules.outlier(), false)));
        last = base;
      }
    }
  }

  private static long millionths(double rate) {
    return Math.round(rate * MILLION);
  }

  /** The largest denominator of a practice, adjustments included, by subject. */
  private int[] largestBases(Kind kind, YearCounts ofYear) {
    int[] most = new int[ofYear.subjects().size()];
    for (String practice : directory.practices().keySet()) {
      for (int i = 0; i < most.length; i++) {
        int[] found = ofYear.of(practice, i);
        if (found != null) {
          int adjustments = kind.width() > 2 ? Math.max(0, found[2]) : 0;
          most[i] = Math.max(most[i], Math.max(0, found[1]) + adjustments);
        }
      }
    }
    return most;
  }

  /** All practices of a year, a block a subject. */
  private static List<Block> bySubject(
      Kind kind, YearCounts counts, Map<String, Integer> positions) {
    List<Block> blocks = new ArrayList<>();
    List<String> practices =
        positions.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    // In order of codes, as the rows of one file are sorted.
    List<String> ordered = counts.subjects().stream().sorted().toList();
    SiteFiles.FigureFile file = kind.bySubject();
    for (String subject : ordered) {
      Block block = new Block(file.table(), practices.size());
      int at = counts.subjects().indexOf(subject);
      for (int number = 0; number < practices.size(); number++) {
        int[] found = counts.of(practices.get(number), at);
        if (found != null) {
          block
              .next()
              .text(file.table().fields().get(0), subject)
              .count(file.table().fields().get(1), number);
          Bundles.fill(kind, block, file.counts(), found);
        }
      }
      blocks.add(block);
    }
    return blocks;
  }

  /** The bundle of the page as it must be, checked before anything is written. */
  static String required(Map<String, String> bundle, String name) {
    String text = bundle.get(name);
    if (text == null) {
      throw new IllegalArgumentException("the bundle has no " + name);
    }
    return text;
  }

  /** Bytes of a text file. */
  static Files.Content text(String text) {
    return stream -> {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      return 0;
    };
  }
}
