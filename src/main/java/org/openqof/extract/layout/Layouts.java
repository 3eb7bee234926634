package org.openqof.extract.layout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqof.domain.FinancialYear;
import org.openqof.extract.form.ContentHash;
import org.openqof.extract.form.Dates;
import org.openqof.extract.form.ExtractErrors;
import org.openqof.extract.form.HeadRecords;
import org.openqof.extract.form.LenientText;
import org.openqof.extract.form.Text;
import org.openqof.rulebook.read.PlainFile;

/**
 * The layouts of every era, and the recognition of a file by its content.
 *
 * <p>A header decides; the name of the file tells its year and breaks ties. Only control files of
 * the payment service, which nothing is read from, are known by name alone.
 *
 * <p>One file because a layout is chosen by weighing name, header and content against each other.
 */
public final class Layouts {
  private static final List<String> SHIPPED =
      List.of(
          "achievement",
          "achievement_flat",
          "adjustments",
          "agreed_plans",
          "ccg_group_points",
          "contractor_registered_population",
          "crp_corrections",
          "epraccur",
          "final_practice_list",
          "gp_patient_list",
          "gp_reg_pat_prac_all",
          "gp_reg_pat_prac_map",
          "gp_reg_pat_prac_quin_age",
          "gp_reg_pat_prac_sing_age",
          "indicator_achieved_points",
          "indicator_values",
          "manual_entry",
          "mapping_indicators",
          "mapping_nhs_geographies",
          "mapping_pcas_excl_to_indicator",
          "organisation_reference",
          "payment_service_control",
          "pca_reference",
          "practice_suppliers",
          "practice_validation_outcomes",
          "prevalence",
          "revised_maximum_points",
          "state_changes",
          "successions");

  /** So many columns may have been added to a file without header. */
  private static final int MORE_COLUMNS = 5;

  private final Map<String, Layout> layouts;

  private Layouts(Map<String, Layout> layouts) {
    this.layouts = layouts;
  }

  /** The layouts that come with the program. */
  public static Layouts shipped() {
    Map<String, Layout> layouts = new TreeMap<>();
    for (String name : SHIPPED) {
      String file = "layouts/" + name + ".yaml";
      add(layouts, file, LayoutFile.parse(file, resource(file)));
    }
    return new Layouts(layouts);
  }

  /**
   * These layouts with the files of a folder laid over them: a file with a known {@code id} adds
   * names to that layout, another one is a new layout.
   *
   * @param extraFolder folder of {@code .yaml} files
   * @throws org.openqof.errors.QofException when a file cannot be used
   */
  public Layouts with(Path extraFolder) {
    Map<String, Layout> extended = new TreeMap<>(layouts);
    try (Stream<Path> files = Files.list(extraFolder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        add(extended, file.toString(), LayoutFile.parse(file.toString(), text(file)));
      }
    } catch (IOException e) {
      throw ExtractErrors.unreadable(extraFolder.toString(), e);
    }
    return new Layouts(extended);
  }

  private static void add(Map<String, Layout> layouts, String file, LayoutFile written) {
    Layout before = written.id() == null ? null : layouts.get(written.id());
    Layout layout = written.toLayout(file, before);
    layouts.put(layout.id(), layout);
  }

  private static String text(Path file) {
    try {
      return PlainFile.text(file);
    } catch (CharacterCodingException notUtf8) {
      throw ExtractErrors.badLayout(file.toString(), List.of("It is not written in UTF-8."));
    } catch (IOException unreadable) {
      throw ExtractErrors.badLayout(
          file.toString(), List.of(String.valueOf(unreadable.getMessage())));
    }
  }

  private static String resource(String file) {
    try (InputStream in = Layouts.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw ExtractErrors.unreadable(file, e);
    }
  }

  /**
   * Digest of everything that decides how files are recognised, without reading it: the layouts of
   * the program and those of a folder laid over them.
   *
   * @param extraFolder folder of {@code .yaml} files; null for none
   */
  public static String digest(@Nullable Path extraFolder) {
    ContentHash hash = new ContentHash();
    for (String name : SHIPPED) {
      add(hash, name, resource("layouts/" + name + ".yaml"));
    }
    if (extraFolder != null) {
      try (Stream<Path> files = Files.list(extraFolder)) {
        for (Path file :
            files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
          add(hash, String.valueOf(file.getFileName()), text(file));
        }
      } catch (IOException e) {
        throw ExtractErrors.unreadable(extraFolder.toString(), e);
      }
    }
    hash.finish();
    return hash.hex();
  }

  private static void add(ContentHash hash, String name, String text) {
    byte[] bytes = (name + "\n" + text + "\0").getBytes(StandardCharsets.UTF_8);
    hash.update(bytes, bytes.length);
  }

  /** Identifiers of all layouts, sorted. */
  public List<String> ids() {
    return List.copyOf(layouts.keySet());
  }

  Collection<Layout> all() {
    return layouts.values();
  }

  /** Whether a first record is exactly the header of a layout, or a row of one without header. */
  boolean knowsHeader(List<String> first) {
    for (Layout layout : layouts.values()) {
      if (layout.headerless() != null
          ? hasShape(layout.headerless(), first)
          : !layout.required().isEmpty() && layout.fit(first).exact()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a first record has most of the columns of a layout. */
  boolean resembles(List<String> first) {
    return layouts.values().stream()
        .filter(layout -> !layout.required().isEmpty())
        .map(layout -> layout.fit(first))
        .anyMatch(fit -> isNear(fit, "", first));
  }

  /**
   * The layout whose files bear such a name, whatever the file is.
   *
   * @param fileName name as received; folders and the archive's name may stand before it
   */
  public Optional<String> namedLike(String fileName) {
    String name = FileNames.base(fileName);
    return layouts.values().stream()
        .filter(layout -> layout.isInName(name))
        .max(Comparator.comparingInt(layout -> layout.namePrefixLength(name)))
        .map(Layout::id);
  }

  /** What a file is for whose name is that of an extract, or begins like one. */
  public Optional<Role> roleNamedLike(String fileName) {
    return namedLike(fileName).map(layouts::get).map(Layout::role);
  }

  /** The financial year that a file's name carries; empty for none or more than one. */
  public Optional<FinancialYear> yearInName(String fileName) {
    return YearInName.of(fileName);
  }

  /**
   * Recognises a file from its first bytes.
   *
   * @param fileName name as received; folders and the archive's name may stand before it
   * @param head its first bytes: the header and, to tell the year, the first data row
   * @param length bytes used of {@code head}
   * @throws org.openqof.errors.QofException when no layout fits: a column is unknown, missing or
   *     doubled, or nothing like it is known
   */
  public Recognised recognise(String fileName, byte[] head, int length) {
    String baseName = FileNames.base(fileName);
    HeadRecords records = HeadRecords.of(head, length);
    if (records.first().isEmpty()) {
      throw ExtractErrors.empty(fileName);
    }
    for (Layout layout : layouts.values()) {
      if (layout.required().isEmpty() && layout.headerless() == null && layout.nameFits(baseName)) {
        return recognised(fileName, layout, Map.of(), records);
      }
    }
    for (Layout layout : layouts.values()) {
      if (layout.headerless() != null && hasShape(layout.headerless(), records.first())) {
        return recognised(fileName, layout, positions(layout.headerless()), records);
      }
    }
    List<Layout.Fit> fits = new ArrayList<>();
    for (Layout layout : layouts.values()) {
      if (!layout.required().isEmpty()) {
        fits.add(layout.fit(records.first()));
      }
    }
    // A file that people fill in and that lost a column must not pass for an extract.
    Optional<Layout.Fit> filledIn =
        fits.stream()
            .filter(fit -> fit.layout().role().isFilledInByPeople())
            .filter(fit -> fit.layout().nameFits(baseName) && !fit.exact())
            .findFirst();
    List<Layout.Fit> candidates = filledIn.map(List::of).orElse(fits);
    Layout.Fit best =
        candidates.stream()
            .filter(Layout.Fit::exact)
            .max(
                Comparator.comparingInt((Layout.Fit fit) -> fit.layout().namePrefixLength(baseName))
                    .thenComparingInt(fit -> fit.positions().size()))
            .orElseThrow(() -> refusal(fileName, baseName, records.first(), candidates));
    Map<String, Integer> columns = new TreeMap<>();
    best.positions().forEach((column, position) -> columns.put(column.word(), position));
    return recognised(fileName, best.layout(), columns, records);
  }

  private static Recognised recognised(
      String fileName, Layout layout, Map<String, Integer> columns, HeadRecords records) {
    boolean hasHeader = layout.headerless() == null;
    List<String> names = new ArrayList<>();
    if (layout.headerless() == null) {
      records.first().forEach(name -> names.add(LenientText.stripped(name)));
    } else {
      for (int i = 1; i <= records.first().size(); i++) {
        names.add("column " + i);
      }
    }
    FinancialYear year = YearInName.of(fileName).orElse(null);
    String yearFound = year == null ? null : year + " (its name)";
    Integer service = columns.get(Column.QUALITY_SERVICE.word());
    for (int i = 0; service != null && i < records.rows().size(); i++) {
      String text = records.rows().get(i).get(service).trim();
      FinancialYear told = FinancialYear.ofShortForm(text).orElse(null);
      if (told != null) {
        String line = told + " (line " + records.lines().get(i) + ": " + Text.shown(text) + ")";
        FinancialYear named = YearInName.ofOwnName(fileName).orElse(null);
        if (named != null && !named.equals(told)) {
          throw ExtractErrors.twoYears(fileName, named + " (its name)", line);
        }
        year = told;
        yearFound = line;
        break;
      }
    }
    return new Recognised(
        fileName,
        layout.id(),
        layout.role(),
        year,
        yearFound,
        names,
        columns,
        layout.fixedMeasure(),
        hasHeader);
  }

  private static Map<String, Integer> positions(Layout.Shape shape) {
    Map<String, Integer> positions = new TreeMap<>();
    shape.positions().forEach((column, number) -> positions.put(column.word(), number - 1));
    return positions;
  }

  private static boolean hasShape(Layout.Shape shape, List<String> record) {
    // Columns that were added behind the last one do no harm where a date stands in its place.
    String date =
        record.size() < shape.width() ? "" : LenientText.stripped(record.get(shape.date() - 1));
    byte[] written = date.getBytes(StandardCharsets.UTF_8);
    return record.size() >= shape.width()
        && record.size() <= shape.width() + MORE_COLUMNS
        && record.get(shape.practice() - 1).trim().matches("[A-Z][A-Z0-9]{2,7}")
        && (Dates.day(written, 0, written.length) != Dates.NONE
            || (date.isEmpty() && record.size() == shape.width()));
  }

  /** What a header is parted by where it is not by commas, in words; null if there is no sign. */
  private static @Nullable String otherSeparator(List<String> header) {
    if (header.size() != 1) {
      return null;
    }
    String line = header.get(0);
    return line.contains(";") ? "semicolons" : line.contains("\t") ? "tabs" : null;
  }

  private RuntimeException refusal(
      String fileName, String baseName, List<String> header, List<Layout.Fit> fits) {
    Optional<Layout.Fit> nearest =
        fits.stream()
            .filter(fit -> isNear(fit, baseName, header))
            .max(
                Comparator.comparingInt((Layout.Fit fit) -> score(fit))
                    .thenComparingInt(fit -> fit.layout().namePrefixLength(baseName)));
    if (nearest.isEmpty()) {
      String found = Text.shown(String.join(",", header));
      return ExtractErrors.unknownLayout(
          fileName, found, ids(), otherSeparator(header), near(fileName, header, fits));
    }
    Layout.Fit fit = nearest.get();
    Layout layout = fit.layout();
    if (fit.twiceFirst() != null && fit.twiceSecond() != null) {
      return ExtractErrors.columnTwice(fileName, layout.id(), fit.twiceFirst(), fit.twiceSecond());
    }
    if (!fit.unknown().isEmpty()) {
      return ExtractErrors.unknownColumns(
          fileName,
          layout.id(),
          fit.unknown().stream().map(Text::shown).toList(),
          layout.expectedNames(),
          suggestion(fit));
    }
    List<String> missing =
        fit.missing().stream()
            .map(column -> String.join(" or ", layout.required().getOrDefault(column, List.of())))
            .toList();
    return ExtractErrors.missingColumns(
        fileName, layout.id(), missing, header.stream().map(Text::shown).toList());
  }

  private static boolean isNear(Layout.Fit fit, String baseName, List<String> header) {
    return fit.positions().size() * 2 >= fit.layout().required().size()
        && (fit.layout().nameFits(baseName) || fit.positions().size() * 2 > header.size());
  }

  /** The layout that a file looks most like by its name, its width or some columns. */
  private @Nullable String near(String fileName, List<String> header, List<Layout.Fit> fits) {
    Optional<String> named = namedLike(fileName);
    if (named.isPresent()) {
      return named.get() + ", by its name";
    }
    for (Layout layout : layouts.values()) {
      Layout.Shape shape = layout.headerless();
      if (shape != null && Math.abs(header.size() - shape.width()) <= 3) {
        return "%s, which has %d columns and no header; found %d"
            .formatted(layout.id(), shape.width(), header.size());
      }
    }
    return fits.stream()
        .filter(fit -> fit.positions().size() >= 2)
        .max(Comparator.comparingInt(fit -> fit.positions().size()))
        .map(
            fit ->
                fit.layout().id()
                    + ", by its columns "
                    + String.join(
                        ", ",
                        fit.positions().values().stream()
                            .sorted()
                            .map(at -> Text.shown(header.get(at)))
                            .toList()))
        .orElse(null);
  }

  private static int score(Layout.Fit fit) {
    return 2 * fit.positions().size() - 2 * fit.unknown().size() - fit.missing().size();
  }

  /** The line of YAML that would make the first unknown column known. */
  private static String suggestion(Layout.Fit fit) {
    String unknown = fit.unknown().get(0);
    String written = Text.shown(unknown.toUpperCase(Locale.ROOT));
    if (fit.missing().isEmpty()) {
      return "ignored: [" + written + "]";
    }
    Column likely = fit.missing().get(0);
    List<String> lost = new ArrayList<>();
    for (Column column : fit.missing()) {
      lost.addAll(fit.layout().required().getOrDefault(column, List.of()));
    }
    String near = Nearest.to(unknown, lost).orElse(null);
    if (near != null) {
      for (Column column : fit.missing()) {
        if (fit.layout().required().getOrDefault(column, List.of()).contains(near)) {
          likely = column;
        }
      }
    }
    return "columns: { "
        + likely.word()
        + ": ["
        + written
        + "] }"
        + (near == null ? "" : " (nearest known name: " + near + ")");
  }
}
